"""The labels found as cells of a table. Decides nothing."""

from __future__ import annotations

from postwright.domain.barcode import in_fours
from postwright.domain.label_entry import LabelEntry
from postwright.ui.labels.entry_words import place_words, state_tone, state_words
from postwright.ui.widgets.table import Column, Row
from postwright.ui.words import day_words

COLUMNS = (
    Column("To"),
    Column("Bought", width=104),
    Column("Paid", right=True, width=80),
    Column("State", width=176),
)
BOUGHT, PAID, STATE = 1, 2, 3


def table_rows(entries: tuple[LabelEntry, ...]) -> tuple[Row, ...]:
    """One table row for each; the tip names place and tracking number."""
    return tuple(_row(entry) for entry in entries)


def _row(entry: LabelEntry) -> Row:
    label, to = entry.label, entry.shipment.ship_to
    bought = day_words(label.created_at.astimezone().date())
    cells = (f"{to.who}, {place_words(entry)}", bought, str(label.cost), state_words(entry))
    tip = "\n".join((to.who, place_words(entry), in_fours(label.tracking_number)))
    tone = state_tone(entry)
    return Row(entry.id, cells, ("", "muted", "", "muted" if tone == "plain" else tone), tip)
