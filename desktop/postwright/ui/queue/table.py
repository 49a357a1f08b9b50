"""The rows of the Queue as cells of a table. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.draft import Draft
from postwright.ui.queue.screen import row_state, service_text
from postwright.ui.widgets.table import Column, Row

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow

COLUMNS = (
    Column("To"),
    Column("Parcel", width=96),
    Column("Service", width=152),
    Column("At most", right=True, width=84),
    Column("State", width=128),
    Column("Waits for"),
)
PARCEL, STATE = 1, 4


def table_rows(rows: tuple[QueueRow, ...]) -> tuple[Row, ...]:
    """One table row for each."""
    return tuple(_row(row) for row in rows)


def _row(row: QueueRow) -> Row:
    draft, approval = row.record.draft, row.record.approval
    cells = (
        _to(draft),
        weight_words(draft),
        service_text(approval) or "Not chosen",
        str(approval.limit) if approval else "",
        row_state(row),
        row.waits_for,
    )
    tone = _tone(row)
    tones = ("", "muted" if not weight_words(draft) else "", "" if approval else "muted", "", tone, "")
    return Row(row.record.id, cells, tones, tip=f"{_to(draft)}\n{row.waits_for}")


def _tone(row: QueueRow) -> str:
    if row.record.handed_back:
        return "trouble"
    if not row.ready:
        return "waiting"
    return "done" if row_state(row) == "Queued" else "muted"


def _to(draft: Draft) -> str:
    place = " ".join(part for part in (draft.to.city, draft.to.state) if part)
    return ", ".join(part for part in (draft.to.name or draft.to.company, place) if part) or "Nobody yet"


def weight_words(draft: Draft) -> str:
    """The weight as typed: "1 lb 5 oz"."""
    pounds, ounces = draft.pounds.strip().lstrip("0"), draft.ounces.strip().lstrip("0")
    return " ".join(
        part for part in (f"{pounds} lb" if pounds else "", f"{ounces} oz" if ounces else "") if part
    )
