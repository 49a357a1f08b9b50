"""Write the list of labels as a file for spreadsheets. Asks nobody, and changes no label."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from postwright.domain.barcode import in_fours
from postwright.domain.label_entry import LabelEntry
from postwright.domain.spreadsheet import Cell, sheet
from postwright.printing.file_port import write_file

_HEAD = (
    "Label", "Tracking number", "Service", "Cost", "Currency", "To", "Company", "City", "State", "ZIP code",
    "Country", "Order", "References", "Bought", "Ship date", "Void", "Copies printed",
    "Tracking status", "Status as of",
)  # fmt: skip


def export_labels(entries: Iterable[LabelEntry], path: Path) -> str:
    """The sentence that says what was written. Raises Environment when the file cannot be written."""
    rows = [_row(entry) for entry in entries]
    # The mark in front tells spreadsheets that the text is UTF-8.
    write_file(path, sheet(_HEAD, rows).encode("utf-8-sig"))
    return f"Wrote {len(rows)} {'label' if len(rows) == 1 else 'labels'} to {path}."


def _told(entry: LabelEntry) -> tuple[Cell, Cell]:
    """What USPS said last and when; nothing where it was never asked."""
    status = entry.status
    if status is None:
        return "", ""
    return status.words, status.asked_at.astimezone(entry.zone).strftime("%Y-%m-%d %H:%M")


def _row(entry: LabelEntry) -> tuple[Cell, ...]:
    label, to, shipment = entry.label, entry.shipment.ship_to, entry.shipment
    return (
        # In fours, since a spreadsheet keeps only the first fifteen digits of a number.
        label.label_id, in_fours(label.tracking_number), label.service_code,
        label.cost.amount, label.cost.currency.upper(),
        to.name, to.company, to.city, to.state, to.postal_code, to.country,
        shipment.order_reference, "; ".join(shipment.references),
        label.created_at.astimezone(entry.zone).strftime("%Y-%m-%d %H:%M"),
        entry.ship_date.isoformat(),
        "yes" if entry.is_void else "no", entry.prints,
        *_told(entry),
    )  # fmt: skip
