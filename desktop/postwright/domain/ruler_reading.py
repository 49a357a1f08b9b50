"""Read what a person read off a ruler: "2 15/16", "2.94 in", "74,6 mm", "3½". Refuses words and signs.

Writes lengths as a ruler shows them, too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction

_UNITS = {
    "in": Fraction(1),
    "inch": Fraction(1),
    "inches": Fraction(1),
    '"': Fraction(1),
    "″": Fraction(1),
    "”": Fraction(1),
    "mm": Fraction(5, 127),
    "cm": Fraction(50, 127),
}
_INCHES, _MILLIMETRES = _UNITS["in"], _UNITS["mm"]
_LENGTH = re.compile(
    r"(\d{1,4}(?:\.\d{1,4})?)?(?:(?:^|\s+|-)(\d{1,2})/(\d{1,2}))?\s*([a-z]+|[\"″”])?", re.ASCII
)
_NO_LENGTH = "Write a length, such as 2 15/16 or 74.6 mm."
_NO_MARK = "Measure this too, or the box."
_ONE_SIGN = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⁄": "/"}


def read_lengths(texts: Sequence[str], expected: Sequence[Fraction]) -> tuple[Fraction | None, ...]:
    """Each text in inches; None where it is no length.

    Those without a unit have the same one: that with which they come nearest to what is expected.
    """
    read = [_read(text) for text in texts]
    bare = [
        (one[0], wanted) for one, wanted in zip(read, expected, strict=True) if one and not one[1] and one[0]
    ]
    unit = min((_INCHES, _MILLIMETRES), key=lambda size: sum(_distance(one * size, to) for one, to in bare))
    return tuple(one and one[0] * (one[1] or unit) for one in read)


def length_problems(texts: Sequence[str], lengths: Sequence[Fraction | None]) -> tuple[str, ...]:
    """What is wrong with each of A, B, C, D and the side of the box. Without A or B the box alone counts."""
    box_alone = lengths[-1] is not None and None in lengths[:2]
    found = []
    for place, (text, length) in enumerate(zip(texts, lengths, strict=True), 1):
        if text.strip() and length is None:
            found.append(_NO_LENGTH)
        else:
            found.append("" if length is not None or place == len(lengths) or box_alone else _NO_MARK)
    return tuple(found)


def length_words(length: Fraction) -> str:
    """ "3 in" or "2¾ in", in quarters, and the same in millimetres."""
    whole, quarters = divmod(length * 4, 4)
    part = ("", "¼", "½", "¾")[int(quarters)]
    return f"{whole or ''}{part} in, {float(length / _MILLIMETRES):.1f} mm"


def _read(text: str) -> tuple[Fraction, Fraction | None] | None:
    """The number, and the size of its unit where one was written."""
    for sign, words in _ONE_SIGN.items():
        text = text.replace(sign, words if sign == "⁄" else f" {words}")
    match = _LENGTH.fullmatch(text.strip().lower().replace(",", "."))
    if match is None:
        return None
    whole, above, below, unit = match.groups()
    if (whole is None and above is None) or (unit and unit not in _UNITS) or (below and not int(below)):
        return None
    number = Fraction(whole or 0) + (Fraction(int(above), int(below)) if above else 0)
    return number, _UNITS[unit] if unit else None


def _distance(one: Fraction, other: Fraction) -> float:
    """How far apart two lengths are, as a ratio: half is as far as double."""
    return abs(math.log(one / other))
