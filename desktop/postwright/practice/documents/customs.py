"""A practice customs form in the look of a CN 22 (api.md 14): what is in the parcel, line by line.

It is plainly a sample, and bears no barcode.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from postwright.practice.desk import Json
from postwright.practice.documents.sheet import address_lines, clean

_WIDTH, _HEIGHT = 288, 432
_LEFT, _RIGHT = 18, _WIDTH - 18
_SAMPLE = "SAMPLE - VOID"
# What fits between the head and the foot.
_MOST_LINES = 9


@dataclass(frozen=True, slots=True)
class CustomsForm:
    """What is written on a form; each line as quantity, description and value."""

    number: str
    contents: str
    receiver: tuple[str, ...]
    lines: tuple[tuple[str, str, str], ...]


def customs_of(number: str, shipment: Json) -> CustomsForm:
    """The declaration of a shipment as the practice carrier keeps it."""
    customs = shipment["customs"] or {"contents": "merchandise", "customs_items": []}
    items = shipment["packages"][0]["products"] or customs["customs_items"]
    return CustomsForm(
        number=number,
        contents=clean(customs["contents"].replace("_", " ")),
        receiver=address_lines(shipment["ship_to"]),
        lines=tuple(
            (str(item.get("quantity", "")), clean(item.get("description") or ""), _value(item.get("value")))
            for item in items
        ),
    )


def draw(form: CustomsForm) -> bytes:
    """One page of 4 x 6 inches as a PDF."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(_SAMPLE)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(_LEFT, 400, "CUSTOMS DECLARATION")
    canvas.drawRightString(_RIGHT, 400, "CN 22")
    canvas.rect(_LEFT, 372, _RIGHT - _LEFT, 20, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawCentredString(_WIDTH / 2, 377, _SAMPLE)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 9)
    for row, line in enumerate((f"Contents: {form.contents}", "", *form.receiver[:6])):
        canvas.drawString(_LEFT, 354 - 12 * row, line[:48])
    for row, (quantity, description, value) in enumerate(form.lines[:_MOST_LINES]):
        canvas.drawString(_LEFT, 240 - 14 * row, f"{quantity} x {description}"[:40])
        canvas.drawRightString(_RIGHT, 240 - 14 * row, value)
    canvas.line(_LEFT, 96, _RIGHT, 96)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_LEFT, 78, form.number)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_LEFT, 30, "Made for practice by Postwright. It declares nothing.")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _value(value: object) -> str:
    """As a sum, or the bare number of the older kind."""
    return f"{value['amount']}" if isinstance(value, dict) else str(value or "")
