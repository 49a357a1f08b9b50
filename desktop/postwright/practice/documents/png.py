"""A practice label as an image with 203 dots to the inch: 812 x 1218, or a larger paper around that."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from postwright import assets
from postwright.practice.documents.bars import MODULE_DOTS
from postwright.practice.documents.fitting import fit
from postwright.practice.documents.layout import DPI, HEIGHT, WIDTH, Bars, Block, Part, Picture, Words
from postwright.practice.documents.paper import ROLL, Paper

_ANCHORS = {"left": "ls", "middle": "ms", "right": "rs"}


@cache
def font(bold: bool, size: float) -> ImageFont.FreeTypeFont:
    """The house font at a size in dots."""
    name = "Inter-SemiBold" if bold else "Inter-Regular"
    return ImageFont.truetype(assets.path(f"fonts/{name}.otf"), size)


def draw(parts: Iterable[Part], paper: Paper = ROLL) -> bytes:
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    for part in parts:
        match part:
            case Block():
                _rectangle(pen, part.x, part.y, part.width, part.height)
            case Words():
                _words(pen, part)
            case Bars():
                _bars(pen, part)
            case Picture():
                image.paste(Image.open(io.BytesIO(part.content)), (part.x, part.y))
    return as_png(image if paper == ROLL else _on(paper, image))


def _on(paper: Paper, label: Image.Image) -> Image.Image:
    dots = DPI / 72
    sheet = Image.new("L", (round(paper.width * dots), round(paper.height * dots)), 255)
    size = round(WIDTH * paper.scale), round(HEIGHT * paper.scale)
    sheet.paste(label if size == label.size else label.resize(size), (round(paper.margin * dots),) * 2)
    return sheet


def as_png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(DPI, DPI), optimize=True)
    return buffer.getvalue()


def _rectangle(pen: ImageDraw.ImageDraw, x: int, y: int, width: int, height: int) -> None:
    pen.rectangle((x, y, x + width - 1, y + height - 1), fill=0)


def _words(pen: ImageDraw.ImageDraw, words: Words) -> None:
    def measure(part: str, size: float) -> float:
        return float(font(words.bold, size).getlength(part))

    text, size = fit(words.text, words.size, words.width, measure)
    fill = 255 if words.white else 0
    pen.text((words.x, words.y), text, fill=fill, font=font(words.bold, size), anchor=_ANCHORS[words.align])


def _bars(pen: ImageDraw.ImageDraw, bars: Bars) -> None:
    x = bars.x
    for index, modules in enumerate(bars.runs):
        if index % 2 == 0:
            _rectangle(pen, x, bars.y, modules * MODULE_DOTS, bars.height)
        x += modules * MODULE_DOTS
