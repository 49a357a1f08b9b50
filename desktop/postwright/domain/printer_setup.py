"""Make a profile of what was recognised of a printer, and change its paper in one step. Asks no printer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postwright.domain.printing_profile import DENSITIES, Language, Layout, PrinterProfile
from postwright.domain.stock import STOCKS, Stock, stock_of, upright

TURNS = {0: "Not turned", 90: "A quarter to the right", 180: "Upside down", 270: "A quarter to the left"}
# Added to the darkness that the printer has set itself (ZPL's ^MD), and inches a second (^PR).
DARKNESS = range(-30, 31)
SPEEDS = range(2, 15)
_LABELS, _LETTER, _A4 = (next(one for one in STOCKS if one.code == code) for code in ("4x6", "letter", "a4"))
_LETTER_WORDS = re.compile(r"(?:^|[^a-z])letter(?:[^a-z]|$)|8\.5x11")
_A4_WORDS = re.compile(r"(?:^|[^a-z0-9])a4(?:[^0-9]|$)")


@dataclass(frozen=True, slots=True)
class SetUp:
    """A profile to begin with, whether the printer was recognised, and what said so or why nothing did.

    `speaks` is the language that the printer is set to now, where that is none that it can be set up for.
    """

    profile: PrinterProfile
    recognised: bool
    how: str = ""
    speaks: str = ""


def profile_for(
    name: str,
    port: str,
    *,
    language: Language | None = None,
    dpi: int | None = None,
    media: Sequence[str] = (),
) -> PrinterProfile:
    """What to begin with. Unknown: ports that take bytes as they are get ZPL, others PDF."""
    raw = port.partition(":")[0] in ("tcp", "device", "windows")
    spoken = language or (Language.ZPL if raw else Language.PDF)
    stock = _LABELS if spoken is Language.ZPL else guess_stock(media)
    office = stock in (_LETTER, _A4)
    density = dpi if dpi in DENSITIES else 300 if office else DENSITIES[0]
    return PrinterProfile(name, port, spoken, density, stock.width, stock.height)


def guess_stock(media: Sequence[str]) -> Stock:
    """The paper of a printer that knows these. One that takes letter or A4 is no label printer, even if it
    lists 4 x 6 inches for photographs.
    """
    known = [word.lower() for word in media]
    if any(_LETTER_WORDS.search(word) for word in known):
        return _LETTER
    return _A4 if any(_A4_WORDS.search(word) for word in known) else _LABELS


def on_stock(profile: PrinterProfile, stock: Stock) -> PrinterProfile:
    """Another paper, turned as the last one was."""
    layout = profile.layout if profile.layout in stock.layouts else Layout.ONE
    return replace(_sized(profile, stock.width, stock.height), layout=layout)


def sized(profile: PrinterProfile, width: float, height: float) -> PrinterProfile:
    """A paper of that size before it is turned."""
    made = _sized(profile, width, height)
    stock = stock_of(made)
    return made if stock is not None and made.layout in stock.layouts else replace(made, layout=Layout.ONE)


def turned(profile: PrinterProfile, degrees: int) -> PrinterProfile:
    """The same paper, coming out another way round. Its place is measured anew, so it is not moved."""
    if degrees == profile.rotation:
        return profile
    width, height = upright(profile)
    return _sized(replace(profile, rotation=degrees, offset_x=0, offset_y=0), width, height)


def at_density(profile: PrinterProfile, dpi: int) -> PrinterProfile:
    """Another density: what is counted in dots is counted anew, and dots of another head are forgotten."""
    if dpi == profile.dpi:
        return profile
    moved = (round(dots * dpi / profile.dpi) for dots in (profile.offset_x, profile.offset_y))
    offset_x, offset_y = moved
    return replace(profile, dpi=dpi, offset_x=offset_x, offset_y=offset_y, dead_dots=())


def _sized(profile: PrinterProfile, width: float, height: float) -> PrinterProfile:
    lies = profile.rotation % 180 == 90
    return replace(profile, width=height if lies else width, height=width if lies else height)


def has_head(profile: PrinterProfile) -> bool:
    """Whether a row of dots burns this paper: an office sheet comes from a printer without one."""
    width, height = upright(profile)
    return min(width, height) < _A4.width
