"""Read every barcode of a page, and measure the bars of the straight ones in dots. Judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import zxingcpp

from postwright.domain.barcode_rules import Bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from postwright.printing.page import Page

    Dots = NDArray[np.bool_]

# How far beyond the ends that the decoder reports a bar may still begin.
_BEYOND = 4
_ALL_STRAIGHT = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllLinear)
_STRAIGHT = frozenset(zxingcpp.barcode_formats_list(_ALL_STRAIGHT))
_CODE_128_SYMBOL = 11
_CODE_128_STOP_EXTRA = 2
# Where in the height of a code it is looked at: a speck on one line must not decide.
_COLUMNS = 60
_LINES = (-0.35, -0.2, 0.0, 0.2, 0.35)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """One decoded barcode. `gs1` tells that it holds application identifiers. Square codes have no bars."""

    text: str
    format: str
    gs1: bool
    bars: Bars | None

    @property
    def module(self) -> float:
        """The width of its narrowest element in dots; 0 for square codes."""
        return self.bars.module if self.bars else 0.0


def read_codes(page: Page) -> tuple[FoundCode, ...]:
    """What a scanner would find, in any direction.

    A dot is black or white, so there is no grey to weigh up (BoolCast), nothing to gain from looking at a
    smaller copy, and white bars on black are not looked for: half the time of the decoder's defaults.
    """
    dots = dots_of(page)
    found = zxingcpp.read_barcodes(
        dots.view(np.uint8) - np.uint8(1),  # true becomes 0, black; false becomes 255
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.BoolCast,
        try_downscale=False,
        try_invert=False,
    )
    return tuple(
        FoundCode(
            one.text,
            one.format.name,
            one.content_type == zxingcpp.ContentType.GS1,
            _bars(dots, one, page.dpi),
        )
        for one in found
    )


def dots_of(page: Page) -> Dots:
    """The page as rows of dots, true is black."""
    rows = np.frombuffer(page.bits, np.uint8).reshape(page.height, page.row_bytes)
    return np.unpackbits(rows, axis=1, count=page.width).view(np.bool_)


def touches_edge(page: Page) -> bool:
    """Whether something black lies on the outermost dots."""
    dots = dots_of(page)
    return bool(dots[[0, -1]].any() or dots[:, [0, -1]].any())


def _bars(dots: Dots, found: zxingcpp.Barcode, dpi: int) -> Bars | None:
    """Measured on the dots, along several lines across the bars; the middling line counts."""
    if found.format not in _STRAIGHT:
        return None
    flat, row, left, right = _laid_flat(dots, found.position)
    height = _height(flat, row, left, right)
    lines = [_line(flat, round(row + part * height), left, right, found) for part in _LINES]
    looked = [line for line in lines if line is not None]
    if not looked:
        return None
    middling = sorted(looked, key=lambda line: (not line.whole, line.off))[len(looked) // 2]
    return Bars(
        dpi=dpi,
        module=middling.module,
        height=height,
        quiet_left=min(line.quiet_left for line in looked),
        quiet_right=min(line.quiet_right for line in looked),
        off=middling.off,
        whole=middling.whole,
    )


def _laid_flat(dots: Dots, position: zxingcpp.Position) -> tuple[Dots, int, int, int]:
    """The page turned so that the code reads from left to right, with a row through it and its ends.

    The decoder reads along rows or along columns, and so does this: a code that leans seems wider.
    """
    x0, y0 = _middle(position.top_left, position.bottom_left)
    x1, y1 = _middle(position.top_right, position.bottom_right)
    if abs(x1 - x0) >= abs(y1 - y0):
        flat, row, first, last = dots, round((y0 + y1) / 2), round(x0), round(x1)
    else:
        flat, row, first, last = dots.T, round((x0 + x1) / 2), round(y0), round(y1)
    if first <= last:
        return flat, row, first, last
    end = flat.shape[1] - 1
    return flat[:, ::-1], row, end - first, end - last


def _middle(one: zxingcpp.Point, other: zxingcpp.Point) -> tuple[float, float]:
    return (one.x + other.x) / 2, (one.y + other.y) / 2


def _height(flat: Dots, row: int, left: int, right: int) -> float:
    """How far the bars reach up and down from the row: the median, so that a rule that some touch is none."""
    black = np.flatnonzero(flat[row, left : right + 1]) + left
    if not black.size:
        return 0.0
    columns = flat[:, black[:: 1 + black.size // _COLUMNS]]
    above, below = _until_white(columns[row::-1]), _until_white(columns[row:])
    return float(np.median(above + below - 1))


def _until_white(columns: Dots) -> NDArray[np.int_]:
    """How many dots are black from the top of each column on."""
    ends: Dots = np.vstack([~columns, np.ones((1, columns.shape[1]), np.bool_)])
    first: NDArray[np.int_] = np.argmax(ends, axis=0)
    return first


def _line(flat: Dots, row: int, left: int, right: int, found: zxingcpp.Barcode) -> Bars | None:
    if not 0 <= row < flat.shape[0]:
        return None
    dots = flat[row]
    near = np.flatnonzero(dots[max(0, left - _BEYOND) : right + _BEYOND + 1]) + max(0, left - _BEYOND)
    if near.size < 2:
        return None
    first, last = int(near[0]), int(near[-1])
    before, after = np.flatnonzero(dots[:first]), np.flatnonzero(dots[last + 1 :])
    changes = np.flatnonzero(np.diff(dots[first : last + 1].astype(np.int8))) + 1
    edges = np.concatenate([[0], changes, [last + 1 - first]]).astype(np.float64)
    module, off, whole = _grid(edges, found)
    return Bars(
        dpi=1,
        module=module,
        height=0,
        quiet_left=float(first - 1 - before[-1] if before.size else first),
        quiet_right=float(after[0] if after.size else dots.size - 1 - last),
        off=off,
        whole=whole,
    )


def _grid(edges: NDArray[np.float64], found: zxingcpp.Barcode) -> tuple[float, float, bool]:
    """The module that fits the edges best, how far the worst edge is off, and whether the bars are whole.

    A Code 128 has three bars and three spaces to a symbol of eleven modules; its stop has one bar and two
    modules more.
    """
    widths = np.diff(edges)
    if found.format != zxingcpp.BarcodeFormat.Code128:
        return float(widths.min()), 0.0, True
    symbols, extra = divmod(widths.size - 1, 6)
    modules = symbols * _CODE_128_SYMBOL + _CODE_128_STOP_EXTRA
    module = float(edges[-1] / modules)
    if extra or not symbols:
        return module, float(widths.min()), False
    places = np.rint(edges / module)
    slope, start = np.polyfit(places, edges, 1)
    off = float(np.abs(edges - (start + slope * places)).max())
    starts = places[:-1:6]
    whole = bool((np.diff(starts) == _CODE_128_SYMBOL).all())
    return module, off, whole
