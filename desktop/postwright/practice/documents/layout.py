"""Where everything stands on a 4 x 6 in practice label, in dots of 203 to the inch. Draws nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from postwright.practice.documents.bars import MODULE_DOTS, runs
from postwright.practice.documents.sheet import Sheet

DPI = 203
WIDTH, HEIGHT = 812, 1218
_LEFT, _RIGHT = 3, 809
_MARGIN = 24
_SAMPLE = "SAMPLE - VOID"
Align = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """A black rectangle from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. `x` is its left end, middle or right end, `y` its baseline; shrunk to fit `width`."""

    x: int
    y: int
    size: int
    text: str
    width: int
    bold: bool = False
    align: Align = "left"
    white: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """The barcode, its quiet zones left free by the layout."""

    x: int
    y: int
    height: int
    text: str
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of one inch square from its upper left corner."""

    x: int
    y: int
    content: bytes


Part = Block | Words | Bars | Picture


def lay_out(sheet: Sheet) -> tuple[Part, ...]:
    """All parts, from back to front."""
    return (
        *_frame(),
        *_postage(sheet),
        *_sender(sheet),
        *_receiver(sheet),
        *_band(),
        *_barcode(sheet),
        *_foot(sheet),
    )


def _rule(y: int, thickness: int = 3) -> Block:
    return Block(_LEFT, y, _RIGHT - _LEFT, thickness)


def _frame() -> tuple[Part, ...]:
    high = HEIGHT - 6
    sides = (Block(_LEFT, 3, 3, high), Block(_RIGHT - 3, 3, 3, high))
    return (*sides, *(_rule(y) for y in (3, 206, 282, 446, HEIGHT - 6)))


def _postage(sheet: Sheet) -> tuple[Part, ...]:
    """The class of mail: a big letter, what was weighed, and a stamp that says that nothing was paid."""
    middle = WIDTH // 2
    left, right = 530, 788
    stamp = (
        Block(left, 26, 258, 3),
        Block(left, 182, 258, 3),
        Block(left, 26, 3, 159),
        Block(right - 3, 26, 3, 159),
    )
    centre = (left + right) // 2
    return (
        Words(106, 178, 210, sheet.letter, 190, bold=True, align="middle"),
        Block(206, 3, 3, 206),
        Words(228, 64, 28, f"From {sheet.origin_zip}", 290),
        Words(228, 102, 28, sheet.weight, 290),
        Words(228, 140, 28, sheet.zone, 290),
        *stamp,
        Words(centre, 68, 32, "NO POSTAGE", 236, bold=True, align="middle"),
        Words(centre, 108, 32, "PAID", 236, bold=True, align="middle"),
        Words(centre, 146, 22, "Practice label", 236, align="middle"),
        Words(centre, 172, 22, "of Postwright", 236, align="middle"),
        Words(middle, 262, 52, sheet.banner, 770, bold=True, align="middle"),
    )


def _sender(sheet: Sheet) -> tuple[Part, ...]:
    lines = sheet.sender[:5]
    right = _RIGHT - _MARGIN
    return (
        *(Words(_MARGIN, 314 + 29 * n, 25, text, 500) for n, text in enumerate(lines)),
        Words(right, 314, 25, f"Ship date {sheet.ship_date}", 290, align="right"),
    )


def _receiver(sheet: Sheet) -> tuple[Part, ...]:
    lines = sheet.receiver[:7]
    step = min(44, 218 // len(lines))
    wide = 690 - (DPI + _MARGIN if sheet.picture else 0)
    first = 446 + (236 - step * len(lines)) // 2 + round(step * 0.8)
    return (
        Words(_MARGIN, first - 14, 24, "SHIP", 70, bold=True),
        Words(_MARGIN, first + 12, 24, "TO:", 70, bold=True),
        *(Words(104, first + step * n, round(step * 0.86), text, wide) for n, text in enumerate(lines)),
        *_picture(sheet),
    )


def _picture(sheet: Sheet) -> tuple[Part, ...]:
    """The sender's mark, beside the receiver, where the label has room for an inch."""
    return (Picture(_RIGHT - _MARGIN - DPI, 463, sheet.picture),) if sheet.picture else ()


def _band() -> tuple[Part, ...]:
    top, high = 686, 88
    sample = Words(WIDTH // 2, top + 66, 66, _SAMPLE, 760, bold=True, align="middle", white=True)
    return (Block(_LEFT, top, _RIGHT - _LEFT, high), sample)


def _barcode(sheet: Sheet) -> tuple[Part, ...]:
    """Ten modules stay free on either side of the bars, inside the frame."""
    widths = runs(sheet.code)
    start = (WIDTH - MODULE_DOTS * sum(widths)) // 2
    return (
        Words(WIDTH // 2, 822, 34, sheet.caption, 770, bold=True, align="middle"),
        Bars(start, 844, 190, sheet.code, widths),
        Words(WIDTH // 2, 1082, 36, sheet.number, 770, bold=True, align="middle"),
        _rule(1104, 12),
    )


def _foot(sheet: Sheet) -> tuple[Part, ...]:
    right = _RIGHT - _MARGIN
    return (
        *(Words(_MARGIN, 1146 + 27 * n, 22, text, 470) for n, text in enumerate(sheet.references)),
        Words(right, 1146, 22, "Made for practice.", 280, align="right"),
        Words(right, 1173, 22, "Not valid for mailing.", 280, align="right"),
    )
