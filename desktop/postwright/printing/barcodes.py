"""Read every barcode of a page, and measure the bars of the straight ones in dots. Judges nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
# Where between its corners a code is looked for, and where in its height it is measured: a speck on one line
# must not decide.
_LOOKS = (0.5, 0.1, 0.3, 0.7, 0.9)
_COLUMNS = 60
_LINES = (0.15, 0.3, 0.5, 0.7, 0.85)


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
    """Measured on the dots, along several lines across the bars; the middling line counts.

    The decoder takes the same code twice above each other for one, so the higher piece of it is measured.
    """
    if found.format not in _STRAIGHT:
        return None
    flat, (upper, lower), left, right = _laid_flat(dots, found.position)
    pieces = [_piece(flat, round(upper + part * (lower - upper)), left, right) for part in _LOOKS]
    top, height = max(pieces, key=lambda piece: piece[1])
    looked = [_line(flat[round(top + part * height)], left, right, found) for part in _LINES]
    lines = [line for line in looked if line is not None]
    if not lines:
        return None
    middling = sorted(lines, key=lambda line: (not line.whole, line.off))[len(lines) // 2]
    return replace(
        middling,
        dpi=dpi,
        height=height,
        quiet_left=min(line.quiet_left for line in lines),
        quiet_right=min(line.quiet_right for line in lines),
    )


def _laid_flat(dots: Dots, position: zxingcpp.Position) -> tuple[Dots, tuple[int, int], int, int]:
    """The page turned so that the code reads from left to right, the rows that it lies in, and its ends.

    The decoder reads along rows or along columns, and so does this: a code that leans seems wider.
    """
    begin, end = (position.top_left, position.bottom_left), (position.top_right, position.bottom_right)
    across = sum(one.x for one in end) - sum(one.x for one in begin)
    down = sum(one.y for one in end) - sum(one.y for one in begin)
    if abs(across) >= abs(down):
        flat, rows, columns = dots, [one.y for one in (*begin, *end)], [one.x for one in (*begin, *end)]
    else:
        flat, rows, columns = dots.T, [one.x for one in (*begin, *end)], [one.y for one in (*begin, *end)]
    first, last = sum(columns[:2]) // 2, sum(columns[2:]) // 2
    if first > last:
        flat, first, last = flat[:, ::-1], flat.shape[1] - 1 - first, flat.shape[1] - 1 - last
    return flat, (min(rows), max(rows)), first, last


def _piece(flat: Dots, row: int, left: int, right: int) -> tuple[float, float]:
    """Where the bars that cross a row begin, and how high they are: medians, so that a rule that some of them
    touch is none.
    """
    black = np.flatnonzero(flat[row, left : right + 1]) + left
    if not black.size:
        return row, 0.0
    columns = flat[:, black[:: 1 + black.size // _COLUMNS]]
    above, below = np.median(_until_white(columns[row::-1])), np.median(_until_white(columns[row:]))
    return row - float(above) + 1, float(above + below) - 1


def _until_white(columns: Dots) -> NDArray[np.int_]:
    """How many dots are black from the top of each column on."""
    ends: Dots = np.vstack([~columns, np.ones((1, columns.shape[1]), np.bool_)])
    first: NDArray[np.int_] = np.argmax(ends, axis=0)
    return first


def _line(dots: NDArray[np.bool_], left: int, right: int, found: zxingcpp.Barcode) -> Bars | None:
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
