"""Draw a label's bars, boxes and graphics as its ZPL says, at its own dots. Draws no letters, scales nothing.

Letters are left out because every printer has its own; where they stand is told, so that none lies on bars.
What is not known to the last dot is named in `unsure`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from postwright.domain.code128 import bars
from postwright.printing.page import Page
from postwright.printing.zpl_barcode import code_128
from postwright.printing.zpl_fields import Field
from postwright.printing.zpl_graphic import graphic
from postwright.printing.zpl_reading import Command

Dots = npt.NDArray[np.bool_]

_TURNS = {"N": 0, "R": 3, "I": 2, "B": 1}
# No label is larger, and a box or a barcode of that size shows well enough that it does not fit.
_MOST = 8_000
_MOST_LETTERS, _MOST_MODULE = 100, 20
# All shapes of a label together: seven pages at 600 dpi. A file of a few kilobytes may ask for any number.
_MOST_DOTS = 60_000_000
# A capital is three quarters of its letters' height, and about six tenths of that wide.
_CAPITALS, _WIDTH = 0.75, 0.6


# Sides and codewords of the square symbols of a Data Matrix (ISO/IEC 16022, table 7).
_MATRICES = (
    (10, 3), (12, 5), (14, 8), (16, 12), (18, 18), (20, 22), (22, 30), (24, 36), (26, 44), (32, 62), (36, 86),
    (40, 114), (44, 144), (48, 174), (52, 204), (64, 280), (72, 368), (80, 456), (88, 576), (96, 696),
)  # fmt: skip
_TOO_MUCH = "more to draw than a label can need"


class Box(NamedTuple):
    """Left, top, right and bottom in dots; right and bottom lie outside."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Box) -> bool:
        """Whether the two have a dot in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Drawing:
    """The dots; where barcodes and texts stand, as far as can be told; the box around all that is black."""

    page: Page
    codes: tuple[Box, ...]
    texts: tuple[Box, ...]
    reach: Box
    unsure: tuple[str, ...]


class _Sheet:
    """The dots so far."""

    def __init__(self, width: int, height: int) -> None:
        self.dots: Dots = np.zeros((height, width), np.bool_)
        self.codes: list[Box] = []
        self.texts: list[Box] = []
        self.black: list[Box] = []
        self.unsure: list[str] = []
        self.room = _MOST_DOTS

    def takes(self, dots: int) -> bool:
        """Whether a shape of so many dots may still be drawn. Once one may not, the drawing is unsure."""
        self.room -= dots
        if self.room < 0 and _TOO_MUCH not in self.unsure:
            self.unsure.append(_TOO_MUCH)
        return self.room >= 0


def draw(fields: tuple[Field, ...], *, width: int, height: int, dpi: int) -> Drawing:
    """The fields on a page of that many dots. What lies outside it shows in `reach` alone."""
    sheet = _Sheet(width, height)
    for field in fields:
        if field.draws is None:
            _text(sheet, field)
        else:
            _DRAWN.get(field.draws.name, _unknown)(sheet, field, field.draws)
    edges = np.array(sheet.black or [Box(0, 0, 0, 0)])
    reach = Box(*(int(edge) for edge in (*edges[:, :2].min(axis=0), *edges[:, 2:].max(axis=0))))
    page = Page(width, height, dpi, np.packbits(sheet.dots, axis=1).tobytes())
    return Drawing(page, tuple(sheet.codes), tuple(sheet.texts), reach, tuple(sheet.unsure))


def _box(sheet: _Sheet, field: Field, command: Command) -> None:
    """^GB: a frame, or a rule when it is as thick as it is high or wide. Round corners are drawn square."""
    thick = min(_MOST, max(1, command.number(2, 1)))
    wide, high = (min(_MOST, max(thick, command.number(place, thick))) for place in (0, 1))
    if not sheet.takes(high * wide):
        return
    frame = np.ones((high, wide), np.bool_)
    if 2 * thick < min(wide, high):
        frame[thick:-thick, thick:-thick] = False
    _stamp(sheet, field, frame, white=command.letter(3, "B") == "W")


def _graphic(sheet: _Sheet, field: Field, command: Command) -> None:
    if not sheet.takes(8 * command.number(2, 0)):
        return
    found = graphic(command)
    if found is None:
        sheet.unsure.append("a picture that cannot be unpacked")
        return
    row, data = found
    rows = np.frombuffer(data, np.uint8).reshape(-1, row)
    _stamp(sheet, field, np.unpackbits(rows, axis=1).view(np.bool_))


def _barcode(sheet: _Sheet, field: Field, command: Command) -> None:
    """^BC in its normal mode, without letters above it, which would push the bars down."""
    above = command.letter(2, "Y") == "Y" and command.letter(3, "N") == "Y"
    turn, module = field.turn(command), min(_MOST_MODULE, field.settings.module)
    high = min(_MOST, command.number(1, field.settings.height))
    values = code_128(field.text) if len(field.text) <= _MOST_LETTERS else None
    if (
        values is None
        or min(module, high) < 1
        or above
        or turn not in _TURNS
        or command.letter(4, "N") != "N"  # a check digit of its own, after ours
        or command.letter(5, "N") != "N"
    ):
        sheet.unsure.append("a barcode that each printer makes in its own way")
        return
    widths = bars(values)
    row = np.repeat([place % 2 == 0 for place in range(len(widths))], widths).repeat(module)
    if sheet.takes(high * row.size):
        code = np.rot90(np.tile(row, (high, 1)), _TURNS[turn])
        sheet.codes.append(_stamp(sheet, field, code, turn=turn))


def _round(sheet: _Sheet, field: Field, command: Command) -> None:
    """^GC, ^GD, ^GE and ^GS: somewhere in this box."""
    first = 1 if command.name == "GS" else 0
    wide = max(1, command.number(first, field.settings.letter_height))
    high = wide if command.name == "GC" else max(1, command.number(first + 1, wide))
    if command.name == "GS":
        wide = high = max(wide, high)
    _occupy(sheet, field, wide, high)


def _matrix(sheet: _Sheet, field: Field, command: Command) -> None:
    """^BX: a square, as large as its data can make it."""
    module, asked = command.number(1, 0), max(command.number(3, 0), command.number(4, 0))
    # A letter takes two codewords at most; the same number of modules holds ever more of them.
    needed = next((side for side, room in _MATRICES if 2 * len(field.text) <= room), 0)
    if field.text and (module < 1 or not needed):
        _unknown(sheet, field, command)
    else:
        _occupy(sheet, field, *[module * max(asked, needed)] * 2)


def _occupy(sheet: _Sheet, field: Field, wide: int, high: int) -> None:
    """Something of which only the box is known, lying any way."""
    if field.turn(field.draws) in ("R", "B"):
        wide, high = high, wide
    left = field.x - wide if field.right else field.x
    top = field.y - high if field.typeset else field.y
    sheet.texts.append(Box(left, top, left + wide, top + high))


def _unknown(sheet: _Sheet, field: Field, _command: Command) -> None:
    """A code that might reach anywhere; one without data is none."""
    if field.text.strip():
        sheet.unsure.append("a code whose size is not known")


_DRAWN: dict[str, Callable[[_Sheet, Field, Command], None]] = {
    **{"GB": _box, "GF": _graphic, "BC": _barcode, "BX": _matrix},
    **dict.fromkeys(("GC", "GD", "GE", "GS"), _round),
}


def _text(sheet: _Sheet, field: Field) -> None:
    text = field.text.strip()
    if not text:
        return
    height = field.letter_height
    wide, high = round(_WIDTH * max(height, field.letter_width) * len(text)), height
    if field.block:
        wide, high = field.block.number(0, wide), height * max(1, field.block.number(1, 1))
    if field.turn(field.letters) in ("R", "B"):
        wide, high = high, wide
    left = field.x - wide if field.right else field.x
    top = field.y - round(_CAPITALS * high) if field.typeset else field.y
    bottom = field.y if field.typeset else field.y + high
    sheet.texts.append(Box(left, top, left + wide, bottom))


def _stamp(sheet: _Sheet, field: Field, shape: Dots, *, white: bool = False, turn: str = "N") -> Box:
    """Lay a shape on the page from its field's corner: the upper left one, or the lower one with ^FT."""
    high, wide = shape.shape
    left, top = field.x, field.y
    if field.typeset:
        # Turned shapes hang from the corner that would be the lower left one if they lay straight.
        left -= {"I": wide, "B": wide - 1}.get(turn, 0)
        top -= {"N": high - 1, "B": high}.get(turn, 0)
    if field.right:
        left -= wide
    x0, y0 = max(0, left), max(0, top)
    under = sheet.dots[y0 : max(0, top + high), x0 : max(0, left + wide)]
    part = shape[y0 - top :, x0 - left :][: under.shape[0], : under.shape[1]]
    if field.reverse:
        under ^= part
    elif white:
        under &= ~part
    else:
        under |= part
    sheet.black.append(_black(shape, left, top))
    return Box(left, top, left + wide, top + high)


def _black(shape: Dots, left: int, top: int) -> Box:
    """Where a shape is black: graphics are filled up with white to whole bytes."""
    rows, columns = np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0))
    if not rows.size:
        return Box(left, top, left, top)
    return Box(
        left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
    )
