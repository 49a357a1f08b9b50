"""What can be voided, as cells of a table. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours
from postwright.domain.void import Urgency
from postwright.ui.voids.screen import days_words, use_words
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
