"""Sheets of SCAN forms in the sizes in which carriers make them. Holds no test."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from postwright.domain.barcode import SAMPLE_PREFIX
from postwright.practice.documents.bars import runs
from postwright.practice.documents.form import Form, draw

NUMBER, OTHER = "9475711899564878380113", "9475711201080308027034"


def letter_sheet(number: str = NUMBER) -> bytes:
    """As the practice carrier draws it."""
    return draw(Form(number, "11/24/2026", ("Juniper Goods",), (("Priority Mail", 3),)))


def label_sheet(number: str = NUMBER, module: float = 1.08) -> bytes:
    """One that is made for a 4x6 label; `module` is the width of a bar in points."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(288, 432), invariant=1)
    widths = runs(SAMPLE_PREFIX + number)
    x = (288 - module * sum(widths)) / 2
    for index, modules in enumerate(widths):
        if index % 2 == 0:
            canvas.rect(x, 200, modules * module, 84, stroke=0, fill=1)
        x += modules * module
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
