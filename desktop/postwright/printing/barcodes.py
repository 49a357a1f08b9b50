"""Read every barcode of a page, and measure the bars of the straight ones in dots. Judges nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import zxingcpp

if TYPE_CHECKING:
    from PIL import Image

    from postwright.printing.page import Page

# How far beyond the ends that the decoder reports a bar may still begin.
_BEYOND = 4
_ALL_STRAIGHT = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllLinear)
_STRAIGHT = frozenset(zxingcpp.barcode_formats_list(_ALL_STRAIGHT))
_CODE_128_SYMBOL = 11
_CODE_128_STOP_EXTRA = 2


@dataclass(frozen=True, slots=True)
class FoundCode:
    """One decoded barcode. `module` is the width of its narrowest element in dots; 0 for square codes."""

    text: str
    format: str
    module: float

    @property
    def linear(self) -> bool:
        return self.module > 0


def read_codes(page: Page) -> tuple[FoundCode, ...]:
    """What a scanner would find, in any direction."""
    image = page.image().convert("L")
    return tuple(
        FoundCode(found.text, found.format.name, _module(image, found))
        for found in zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    )


def _module(image: Image.Image, found: zxingcpp.Barcode) -> float:
    """Measured on the dots along the middle of the code."""
    if found.format not in _STRAIGHT:
        return 0.0
    runs = _runs(_scan(image, found.position))
    if not runs:
        return 0.0
    if found.format != zxingcpp.BarcodeFormat.Code128:
        return float(min(runs))
    # Three bars and three spaces to a symbol of eleven modules; the stop has one bar and two modules more.
    symbols = (len(runs) - 1) // 6
    return sum(runs) / (symbols * _CODE_128_SYMBOL + _CODE_128_STOP_EXTRA)


def _scan(image: Image.Image, position: zxingcpp.Position) -> list[bool]:
    """Black or not for each dot on the line from the middle of the first bar to that of the last."""
    left = _middle(position.top_left, position.bottom_left)
    right = _middle(position.top_right, position.bottom_right)
    length = math.dist(left, right)
    if length < 1:
        return []
    step = (right[0] - left[0]) / length, (right[1] - left[1]) / length
    dots = (
        (round(left[0] + step[0] * at), round(left[1] + step[1] * at))
        for at in range(-_BEYOND, math.ceil(length) + _BEYOND + 1)
    )
    inside = ((x, y) for x, y in dots if 0 <= x < image.width and 0 <= y < image.height)
    return [image.getpixel(dot) == 0 for dot in inside]


def _middle(one: zxingcpp.Point, other: zxingcpp.Point) -> tuple[float, float]:
    return (one.x + other.x) / 2, (one.y + other.y) / 2


def _runs(dots: list[bool]) -> list[int]:
    """Lengths of bars and spaces in turn, from the first bar to the last."""
    runs = [(black, len(list(run))) for black, run in groupby(dots)]
    while runs and not runs[0][0]:
        runs = runs[1:]
    while runs and not runs[-1][0]:
        runs = runs[:-1]
    return [length for _, length in runs]
