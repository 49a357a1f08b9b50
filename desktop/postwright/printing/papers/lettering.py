"""The house font on papers: how wide words are, where lines break, what stands for a letter it lacks.

Text from outside is cleaned here; no markup is read anywhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from postwright import assets

REGULAR, BOLD = "Inter-Paper", "Inter-Paper-Bold"
_FILES = {REGULAR: "fonts/Inter-Regular-Paper.ttf", BOLD: "fonts/Inter-SemiBold-Paper.ttf"}
# A letter that the font lacks is drawn as a box with its number in Unicode, so wide in parts of the size.
STAND_IN = 1.1
# No line of ours needs more, and a hostile one would fill a hundred pages.
LONGEST = 600
_DIVIDES = "/?&-"
_BLANK = {"Cc", "Zl", "Zp", "Zs"}
_HIDDEN = {"Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text is set: size in points, and whether it is bold."""

    size: float
    bold: bool = False

    @property
    def font(self) -> str:
        return BOLD if self.bold else REGULAR

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.size * 1.4

    @property
    def base(self) -> float:
        """From the top of a line to where its letters stand."""
        return self.size * 1.05


@cache
def _face(name: str) -> TTFont:
    """The font, made known to ReportLab the first time."""
    font = TTFont(name, str(assets.path(_FILES[name])))
    pdfmetrics.registerFont(font)
    return font


def ready() -> None:
    """Make both fonts known before anything is drawn with them."""
    for name in _FILES:
        _face(name)


def has(sign: str) -> bool:
    """Whether the font holds the letter."""
    return ord(sign) in _face(REGULAR).face.charToGlyph


def cleaned(text: str, longest: int = LONGEST) -> str:
    """One line that can be printed: composed letters, single blanks, nothing hidden, and not too long.

    Control characters and line ends become blanks; marks that turn the direction of writing are dropped.
    """
    composed = unicodedata.normalize("NFC", text[: 4 * longest])
    kept = "".join(
        " " if kind in _BLANK else sign
        for sign, kind in ((sign, unicodedata.category(sign)) for sign in composed)
        if kind not in _HIDDEN
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def parts(text: str) -> list[tuple[bool, str]]:
    """The text in runs of letters that the font holds (True) and lacks (False)."""
    return [(known, "".join(run)) for known, run in groupby(text, has)]


def lacks(text: str) -> bool:
    """Whether a letter of the text has to be shown as a box."""
    return not all(map(has, text))


def width(text: str, letters: Letters) -> float:
    """In points, boxes for missing letters included."""
    known = "".join(run for there, run in parts(text) if there)
    missing = len(text) - len(known)
    _face(letters.font)
    drawn: float = pdfmetrics.stringWidth(known, letters.font, letters.size)
    return drawn + missing * STAND_IN * letters.size


def wrapped(text: str, letters: Letters, room: float) -> list[str]:
    """Lines that fit the room: broken at blanks, and within a word only where it is wider than a line."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, letters) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, letters, room)
        lines += full
    return [*lines, line]


def _pieces(word: str, letters: Letters, room: float) -> list[str]:
    """A word in pieces that fit, at least one letter each: broken after a sign that divides it, as in an
    address, or else where the line is full.
    """
    found, piece = [], ""
    for sign in word:
        if piece and width(piece + sign, letters) > room:
            cut = max(piece.rfind(mark) for mark in _DIVIDES) + 1
            cut = cut if cut > len(piece) // 2 else len(piece)
            found.append(piece[:cut])
            piece = piece[cut:]
        piece += sign
    return [*found, piece]
