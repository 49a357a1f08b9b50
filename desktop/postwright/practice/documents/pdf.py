"""A practice label as a PDF of 4 x 6 in, or on a larger paper, drawn with lines and bars."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import repeat

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from postwright.practice.documents.bars import MODULE_DOTS
from postwright.practice.documents.fitting import fit
from postwright.practice.documents.layout import DPI, HEIGHT, Bars, Block, Part, Picture, Words
from postwright.practice.documents.paper import ROLL, Paper

_POINTS = 72 / DPI
# Renderers blacken every dot that a block touches, and the scale is written with five digits: without this
# much less on each side a bar would grow by a dot.
_SHY = 0.04


def draw(*pages: Iterable[Part], papers: Iterable[Paper] = repeat(ROLL)) -> bytes:
    """One label a page, each on its own paper."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    canvas.setTitle("SAMPLE - VOID")
    canvas.setAuthor("Postwright practice carrier")
    for parts, paper in zip(pages, papers, strict=False):
        _page(canvas, parts, paper)
    canvas.save()
    return buffer.getvalue()


def _page(canvas: Canvas, parts: Iterable[Part], paper: Paper) -> None:
    canvas.setPageSize((paper.width, paper.height))
    canvas.translate(paper.margin, paper.foot)
    # From here on one unit is one dot, so that the bars fall on whole dots of a label printer.
    canvas.scale(_POINTS * paper.scale, _POINTS * paper.scale)
    for part in parts:
        match part:
            case Block():
                _rectangle(canvas, part.x, part.y, part.width, part.height)
            case Words():
                _words(canvas, part)
            case Bars():
                _bars(canvas, part)
            case Picture():
                picture = ImageReader(io.BytesIO(part.content))
                canvas.drawImage(picture, part.x, HEIGHT - part.y - DPI, DPI, DPI)
    canvas.showPage()


def _rectangle(canvas: Canvas, x: int, y: int, width: int, height: int) -> None:
    canvas.setFillGray(0)
    low = HEIGHT - y - height
    canvas.rect(x + _SHY, low + _SHY, width - 2 * _SHY, height - 2 * _SHY, stroke=0, fill=1)


def _words(canvas: Canvas, words: Words) -> None:
    font = "Helvetica-Bold" if words.bold else "Helvetica"
    text, size = fit(words.text, words.size, words.width, lambda part, at: float(stringWidth(part, font, at)))
    canvas.setFont(font, size)
    canvas.setFillGray(1 if words.white else 0)
    place = {"left": canvas.drawString, "middle": canvas.drawCentredString, "right": canvas.drawRightString}
    place[words.align](words.x, HEIGHT - words.y, text)


def _bars(canvas: Canvas, bars: Bars) -> None:
    x = bars.x
    for index, modules in enumerate(bars.runs):
        if index % 2 == 0:
            _rectangle(canvas, x, bars.y, modules * MODULE_DOTS, bars.height)
        x += modules * MODULE_DOTS
