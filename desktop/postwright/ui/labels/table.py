"""The labels found as cells of a table. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from postwright.domain.barcode import in_fours
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import ParcelNews
from postwright.ui.labels.entry_words import place_words
from postwright.ui.labels.way_words import told_words
from postwright.ui.widgets.table import Column, Row
from postwright.ui.words import day_words

COLUMNS = (
    Column("To"),
    Column("Bought", width=104),
    Column("Paid", right=True, width=80),
    Column("State", width=196),
)
BOUGHT, PAID, STATE = 1, 2, 3


def table_rows(entries: tuple[LabelEntry, ...], news: Mapping[str, ParcelNews]) -> tuple[Row, ...]:
    """One table row for each; the tip names place, tracking number and the last scan. What was delivered is
    grey: nothing is left to do.
    """
    return tuple(_row(entry, news.get(entry.id)) for entry in entries)


def _row(entry: LabelEntry, news: ParcelNews | None) -> Row:
    label, to = entry.label, entry.shipment.ship_to
    bought = day_words(label.created_at.astimezone().date())
    words, tone = told_words(news, entry)
    cells = (f"{to.who}, {place_words(entry)}", bought, str(label.cost), words)
    told = (words, news.line, news.last_event) if news else (words,)
    tip = "\n".join(filter(None, (to.who, place_words(entry), in_fours(label.tracking_number), *told)))
    grey = "muted" if news is not None and news.is_delivered else ""
    return Row(entry.id, cells, (grey, "muted", grey, "muted" if tone == "plain" else tone), tip)
