"""The rows of the Queue as cells of a table. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftState
from postwright.ui.days import day_of
from postwright.ui.queue.screen import row_state, who_of
from postwright.ui.queue.service_words import service_text
from postwright.ui.widgets.table import Column, Row
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow

COLUMNS = (
    Column("To"),
    Column("Parcel", width=96),
    Column("Service", width=132),
    Column("Price seen", right=True, width=88),
    Column("At most", right=True, width=80),
    Column("Ship date", width=128),
    Column("State", width=148),
    Column("Waits for"),
)
PARCEL, SEEN, DATE, STATE = 1, 3, 5, 6
_SOONEST = "Soonest day"


class TableRows:
    """Makes the cells, once for each row that changed."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[QueueRow, Row]] = {}

    def of(self, rows: tuple[QueueRow, ...]) -> tuple[Row, ...]:
        """One table row for each."""
        before, self._made = self._made, {}
        for row in rows:
            held = before.get(row.record.id)
            self._made[row.record.id] = held if held is not None and held[0] is row else (row, _cells(row))
        return tuple(made for _, made in self._made.values())


def _cells(row: QueueRow) -> Row:
    draft, approval = row.record.draft, row.record.approval
    seen = approval.seen if approval else None
    weight = weight_words(draft)
    cells = (
        _to(row),
        weight or "–",
        service_text(approval) or "Not chosen",
        str(seen) if seen else "–" if approval else "",
        str(approval.limit) if approval else "",
        _date(row),
        row_state(row),
        row.waits_for,
    )
    tones = (
        "",
        "" if weight else "muted",
        "" if approval else "muted",
        "" if seen else "muted",
        "",
        "waiting" if row.rolled else "",
        _tone(row),
        "",
    )
    return Row(row.record.id, cells, tones, tip=f"{_to(row)}\n{row.waits_for}")


def _tone(row: QueueRow) -> str:
    if row.record.handed_back and not row.in_doubt:
        return "trouble"
    if row.in_doubt or not row.ready or row.intended:
        return "waiting"
    return "done" if row.record.state is DraftState.QUEUED else "muted"


def _to(row: QueueRow) -> str:
    to = row.record.draft.to
    place = " ".join(part for part in (to.city, to.state) if part)
    return "\n".join(part for part in (who_of(row), place) if part)


def _date(row: QueueRow) -> str:
    """The day on which it leaves, and under it the one that is past."""
    typed = day_of(row.record.draft.ship_date)
    words = day_words(typed) if typed else _SOONEST
    if not row.rolled or typed is None:
        return words
    return f"{day_words(row.leaves) if row.leaves else 'Next postal day'}\nwas {words}"


def weight_words(draft: Draft) -> str:
    """The weight as typed: "1 lb 5 oz"."""
    pounds, ounces = draft.pounds.strip().lstrip("0"), draft.ounces.strip().lstrip("0")
    return " ".join(
        part for part in (f"{pounds} lb" if pounds else "", f"{ounces} oz" if ounces else "") if part
    )
