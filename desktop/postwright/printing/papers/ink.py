"""Write laid-out pages as a PDF: the house font embedded, real text, rules and squares on whole dots."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from postwright.printing.papers.lettering import BOLD, STAND_IN, Letters, parts, ready, width
from postwright.printing.papers.sheet import Bar, Form, Sheet, Squares, Words

# Of the box that stands for a missing letter, in parts of the size of the letters around it.
_BOX_TOP, _BOX_BOTTOM, _BOX_WALL, _BOX_AIR = 0.95, 0.22, 0.07, 0.05
_DIGITS = 0.52


def pdf_of(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """All pages in one document. The same pages give the same bytes: no date and no chance is in them."""
    ready()
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1, invariant=1, initialFontName=BOLD)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("Postwright")
    canvas.setViewerPreference("PrintScaling", "None")
    for sheet in sheets:
        canvas.setPageSize((sheet.form.width, sheet.form.height))
        for mark in sheet.marks:
            match mark:
                case Words():
                    _write(canvas, mark, sheet.form)
                case Bar():
                    _fill(canvas, mark, sheet.form)
                case Squares():
                    _draw_squares(canvas, mark, sheet.form)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _write(canvas: Canvas, words: Words, form: Form) -> None:
    canvas.setFillGray(1 if words.white else 0)
    x, y = words.x, form.height - words.y
    for known, run in parts(words.text):
        if known:
            canvas.setFont(words.letters.font, words.letters.size)
            canvas.drawString(x, y, run)
            x += width(run, words.letters)
            continue
        for sign in run:
            _stand_in(canvas, sign, x, y, words.letters)
            x += STAND_IN * words.letters.size
    canvas.setFillGray(0)


def _stand_in(canvas: Canvas, sign: str, x: float, y: float, letters: Letters) -> None:
    """A box with the letter's number in Unicode. What is read aloud, searched and copied is the letter."""
    size = letters.size
    spoken = (b"\xfe\xff" + sign.encode("utf-16-be")).hex()
    canvas.addLiteral(f"/Span <</ActualText <{spoken}>>> BDC")
    wall, left, across = _BOX_WALL * size, x + _BOX_AIR * size, (STAND_IN - 2 * _BOX_AIR) * size
    bottom, tall = y - _BOX_BOTTOM * size, (_BOX_TOP + _BOX_BOTTOM) * size
    for side in ((left, bottom, across, wall), (left, bottom + tall - wall, across, wall),
                 (left, bottom, wall, tall), (left + across - wall, bottom, wall, tall)):  # fmt: skip
        canvas.rect(*side, stroke=0, fill=1)
    number = f"{ord(sign):04X}"
    half = (len(number) + 1) // 2
    small = Letters(_DIGITS * size * (1 if half == 2 else 0.72), bold=True)
    canvas.setFont(small.font, small.size)
    for row, digits in enumerate((number[:half], number[half:])):
        place = left + (across - width(digits, small)) / 2, y + (0.46 - row * 0.50) * size
        canvas.drawString(*place, digits)
    canvas.addLiteral("EMC")


def _fill(canvas: Canvas, bar: Bar, form: Form) -> None:
    """A rule is never thinner than a dot, and as thick everywhere."""
    left, top = _on_dots(bar.x, form), _on_dots(bar.y, form)
    across, down = max(form.dot, _on_dots(bar.width, form)), max(form.dot, _on_dots(bar.height, form))
    canvas.rect(left, form.height - top - down, across, down, stroke=0, fill=1)


def _draw_squares(canvas: Canvas, squares: Squares, form: Form) -> None:
    """Row by row in whole runs, so that no seam shows between two squares."""
    left, top, side = _on_dots(squares.x, form), _on_dots(squares.y, form), squares.side
    for number, row in enumerate(squares.rows):
        y = form.height - top - (number + 1) * side
        at = 0
        while (start := row.find("1", at)) >= 0:
            end = row.find("0", start)
            at = len(row) if end < 0 else end
            canvas.rect(left + start * side, y, (at - start) * side, side, stroke=0, fill=1)


def _on_dots(length: float, form: Form) -> float:
    return round(length / form.dot) * form.dot
