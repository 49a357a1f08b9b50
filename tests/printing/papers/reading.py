"""Read a paper back as a PDF reader does: its pages, words, and where they stand. Holds no test."""

from __future__ import annotations

import pypdfium2 as pdfium

from postwright.printing.papers.lettering import width
from postwright.printing.papers.sheet import Bar, Sheet, Squares, Words


def texts(pdf: bytes) -> list[str]:
    """The text of each page, as it is searched and copied."""
    with pdfium.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def words(sheet: Sheet) -> list[str]:
    """The lines of a page in the order in which they were set."""
    return [mark.text for mark in sheet.marks if isinstance(mark, Words)]


def overflows(sheet: Sheet) -> list[object]:
    """What reaches beyond the margins."""
    form, found = sheet.form, []
    for mark in sheet.marks:
        match mark:
            case Words():
                box = mark.x, mark.y - mark.letters.size, mark.x + width(mark.text, mark.letters), mark.y
            case Bar():
                box = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
            case Squares():
                side = mark.side * len(mark.rows)
                box = mark.x, mark.y, mark.x + side, mark.y + side
        left, top, right, bottom = box
        inside = form.margin - 0.01 <= left and right <= form.width - form.margin + 0.01
        if not (inside and form.margin - 1 <= top and bottom <= form.height - form.margin + 0.01):
            found.append((mark, box))
    return found
