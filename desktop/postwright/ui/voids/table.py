"""What can be voided, and what was asked, as cells of two tables. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours
from postwright.domain.void import Urgency, VoidState
from postwright.ui.voids.screen import asked_words, days_words, is_late, use_words
from postwright.ui.widgets.table import Column, Row
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.operations.results import Voidable

OPEN_COLUMNS = (
    Column("To"),
    Column("Tracking"),
    Column("Used", width=152),
    Column("Paid", right=True, width=80),
    Column("Last day", width=104),
    Column("Left", width=168),
)
TRACKING, USED, LEFT = 1, 2, 5
ASKED_COLUMNS = (Column("To", width=176), Column("Paid", right=True, width=80), Column("What came of it"))
ASKED = 2
_TONES = {Urgency.AMBER: "waiting", Urgency.RED: "trouble", Urgency.OVER: "trouble"}
_WORDS = {Urgency.AMBER: "Soon", Urgency.RED: "Urgent"}


def open_rows(rows: tuple[Voidable, ...]) -> tuple[Row, ...]:
    """One table row for each label that can be voided."""
    return tuple(_open_row(row) for row in rows)


def _open_row(row: Voidable) -> Row:
    entry, urgency = row.entry, row.window.urgency
    cells = (
        entry.shipment.ship_to.who,
        in_fours(entry.label.tracking_number),
        use_words(row),
        str(entry.label.cost),
        day_words(row.window.last_day),
        " · ".join(part for part in (_WORDS.get(urgency, ""), days_words(row)) if part),
    )
    return Row(entry.id, cells, ("", "muted", "muted", "", "", _TONES.get(urgency, "")))


def asked_rows(rows: tuple[Voidable, ...]) -> tuple[Row, ...]:
    """One table row for each refund that was asked for, or may have been."""
    return tuple(
        Row(
            row.entry.id,
            (row.entry.shipment.ship_to.who, str(row.entry.label.cost), asked_words(row)),
            ("", "", _asked_tone(row)),
        )
        for row in rows
    )


def _asked_tone(row: Voidable) -> str:
    known = row.entry.void_state in (VoidState.REQUESTED, None)
    return "done" if known and not is_late(row) else "waiting"
