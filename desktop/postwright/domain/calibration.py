"""Make labels come out at their size: what a ruler shows on a printed target gives offset and scale.

Refuses what no wrong ruler explains, and says what it probably is: the wrong paper, "Fit to page", the
wrong density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from postwright.domain.printing_profile import (
    DENSITIES,
    LABEL_HEIGHT,
    LABEL_WIDTH,
    SCALES,
    PrinterProfile,
)
from postwright.domain.stock import places, upright

# The marks of the target lie this far from the left and the top of the sheet, in inches.
EDGE = Fraction(1, 2)
BOX = Fraction(1)
# Beyond the second mark at least this much of the sheet is left, less a little for sheets in millimetres.
_BEYOND = Fraction(2, 5)
_STEP = Fraction(1, 4)
# Labels are moved by at most half an inch: further off is another paper, or one that lies beside its guides.
MOST_MOVED = Fraction(1, 2)
# How near a ratio must be to one that has a known cause. Rulers are read to about a hundredth.
_NEAR = Fraction(3, 100)
_ALIKE = Fraction(2, 100)
_FITTED = (Fraction(85, 100), Fraction(120, 100))
_OFFICE = {"Letter": (Fraction("8.5"), Fraction(11)), "A4": (Fraction("8.27"), Fraction("11.69"))}


@dataclass(frozen=True, slots=True)
class Spans:
    """How long A (across) and B (down) are on a target that came out right, in inches."""

    across: Fraction
    down: Fraction

    @property
    def all(self) -> tuple[Fraction, ...]:
        """What A, B, C, D and the side of the box should measure."""
        return self.across, self.down, EDGE, EDGE, BOX


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ruler showed, in inches: A, B, and from the left and the top of the sheet to the marks (C, D).

    With A or B None, as where they are off the paper, the side of the box tells at least why.
    """

    across: Fraction | None
    down: Fraction | None
    left: Fraction
    top: Fraction
    box: Fraction | None = None


def reading_of(lengths: Sequence[Fraction | None]) -> Reading:
    """A, B, C, D and the side of the box, as `Spans.all` counts them. Where A or B is missing, C and D tell
    nothing.
    """
    across, down, left, top, box = lengths
    return Reading(across, down, left or Fraction(0), top or Fraction(0), box)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What the profile should hold. `changes` is false where it holds that already."""

    profile: PrinterProfile
    changes: bool
    words: str


@dataclass(frozen=True, slots=True)
class NotCalibrated:
    """Nothing should be changed; `why` says what is probably wrong and what to do."""

    why: str


def spans(profile: PrinterProfile) -> Spans:
    """The lengths on the target for that sheet."""
    return Spans(_span(profile.width), _span(profile.height))


def _span(side: float) -> Fraction:
    return max((Fraction(str(side)) - EDGE - _BEYOND) // _STEP * _STEP, _STEP)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a label lies on the sheet as it comes out, in inches, and how far it is turned clockwise."""

    left: float
    top: float
    right: float
    bottom: float
    turned: int


def outlines(profile: PrinterProfile) -> tuple[Outline, ...]:
    """All places of a sheet, in the order in which they are filled."""
    found = []
    for place in places(profile):
        across, down = (LABEL_HEIGHT, LABEL_WIDTH) if place.turned else (LABEL_WIDTH, LABEL_HEIGHT)
        corners = (
            _came_out(profile, Fraction(str(x)), Fraction(str(y)))
            for x, y in ((place.left, place.top), (place.left + across, place.top + down))
        )
        (x0, y0), (x1, y1) = ((float(x), float(y)) for x, y in corners)
        turned = (place.turned + profile.rotation) % 360
        found.append(Outline(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), turned))
    return tuple(found)


def anchor(profile: PrinterProfile) -> tuple[Fraction, Fraction]:
    """The point of the sheet as it comes out that scaling leaves where it is, in inches.

    It is the first label's own top left corner, wherever that comes to lie.
    """
    place = next(iter(places(profile)), None)
    if place is None:
        return Fraction(0), Fraction(0)
    lower = LABEL_WIDTH if place.turned else 0.0
    return _came_out(profile, Fraction(str(place.left)), Fraction(str(place.top)) + Fraction(str(lower)))


def _came_out(profile: PrinterProfile, x: Fraction, y: Fraction) -> tuple[Fraction, Fraction]:
    """Where a point of the upright sheet lies once the sheet was turned."""
    width, height = (Fraction(str(side)) for side in upright(profile))
    turns = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}
    return turns[profile.rotation]


def calibrate(profile: PrinterProfile, reading: Reading) -> Calibrated | NotCalibrated:
    """What follows from a target that was printed with this very profile."""
    wanted = spans(profile)
    if reading.across is None or reading.down is None:
        return NotCalibrated(_without_marks(profile, reading.box))
    # How large the printer draws: 1.01 makes a tenth of an inch too much of ten.
    drawn = (
        reading.across / (wanted.across * Fraction(profile.scale_x, 1000)),
        reading.down / (wanted.down * Fraction(profile.scale_y, 1000)),
    )
    if not all(drawn):
        return NotCalibrated("A and B are longer than nothing. Measure them again.")
    scales = [round(1000 / ratio) for ratio in drawn]
    if not all(scale in SCALES for scale in scales):
        return NotCalibrated(_out_of_reach(profile, reading, wanted, drawn))
    place = anchor(profile)
    moved = [
        _offset(profile.dpi, at, seen, 1 / ratio, Fraction(scale, 1000), offset)
        for at, seen, ratio, scale, offset in zip(
            place,
            (reading.left, reading.top),
            drawn,
            (profile.scale_x, profile.scale_y),
            (profile.offset_x, profile.offset_y),
            strict=True,
        )
    ]
    if any(abs(dots) > profile.dpi * MOST_MOVED for dots in moved):
        return NotCalibrated(_TOO_FAR)
    found = replace(profile, scale_x=scales[0], scale_y=scales[1], offset_x=moved[0], offset_y=moved[1])
    return Calibrated(found, found != profile, _words(profile, found))


def _offset(dpi: int, at: Fraction, seen: Fraction, new: Fraction, old: Fraction, offset: int) -> int:
    """Printed is e + k (a + s (p - a) + offset / dpi). With k s = 1 the sheet is right where e + k a +
    k offset / dpi = a; e follows from the mark at p = EDGE that was seen elsewhere.
    """
    return round(dpi * (new * (at - seen) + old * (EDGE - at)) + offset)


def setting_words(profile: PrinterProfile) -> str:
    """ "Scale 98.7 %, moved 3 dots right": what the profile does to every label."""
    across, down = (f"{scale / 10:g} %" for scale in (profile.scale_x, profile.scale_y))
    scale = f"Scale {across}" if across == down else f"Scale {across} across and {down} down"
    moves = [
        f"{_dots(abs(dots))} {(back, on)[dots > 0]}"
        for dots, back, on in ((profile.offset_x, "left", "right"), (profile.offset_y, "up", "down"))
        if dots
    ]
    return f"{scale}, moved {' and '.join(moves)}" if moves else f"{scale}, not moved"


def _dots(number: int) -> str:
    return f"{number} dot{'s' if number != 1 else ''}"


def _words(before: PrinterProfile, after: PrinterProfile) -> str:
    if before == after:
        return f"The size is right, and so is the place. {setting_words(after)}: nothing needs to change."
    words = f"{setting_words(after)}."
    much = abs(after.scale_x - before.scale_x) >= 20
    if much and abs(after.scale_x - after.scale_y) <= 5:
        words += " The printer's own settings may say “Fit to page”. Choose “Actual size” there instead, and"
        words += " go back to 100 % here: bars that a driver stretches read less well."
    return words


_TOO_FAR = (
    "The marks lie more than half an inch from where they belong. Check that the paper in the printer is the "
    "one set here, that it lies against its guides, and that C and D were measured from the paper's edge."
)
_REST = "Check the paper size, “Fit to page” and the density, then print the target again."


def _without_marks(profile: PrinterProfile, box: Fraction | None) -> str:
    if not box:
        return "Measure the side of the box, or A and B. Without them nobody can tell the size."
    ratio = box / BOX / Fraction(profile.scale_x, 1000)
    if abs(ratio - 1) <= _NEAR:
        return (
            "The box has its right size, so A or B was cut off by the paper. "
            "Check that the paper in the printer is the one set here."
        )
    return _cause(profile, (ratio, ratio))


def _out_of_reach(
    profile: PrinterProfile, reading: Reading, wanted: Spans, drawn: tuple[Fraction, Fraction]
) -> str:
    if _near(reading.across, wanted.down) and _near(reading.down, wanted.across):
        return (
            "A and B seem to be exchanged. If they are not, the page came out turned: change “Turned” by a "
            "quarter, and print the target again."
        )
    return _cause(profile, drawn)


def _cause(profile: PrinterProfile, drawn: tuple[Fraction, Fraction]) -> str:
    across, down = drawn
    if abs(across - down) > _ALIKE * max(drawn):
        return (
            f"It came out at {_percent(across)} across and {_percent(down)} down, and no calibration should "
            f"mend that. The paper size set here or in the printer is probably wrong. {_REST}"
        )
    size = (across + down) / 2
    came = f"Everything came out at {_percent(size)} of its size."
    for dpi in DENSITIES:
        if dpi != profile.dpi and _near(size, Fraction(profile.dpi, dpi)):
            return (
                f"{came} That is what a printer of {dpi} dpi makes of a page for {profile.dpi} dpi. "
                f"Set the density to {dpi} dpi, and print the target again."
            )
    for name, (width, height) in _OFFICE.items():
        fitted = min(Fraction(str(profile.width)) / width, Fraction(str(profile.height)) / height)
        if fitted < 1 and _near(size, fitted):
            return (
                f"{came} That is a page which was taken for {name} paper and shrunk to fit. Set the paper "
                "size in the printer's own settings to the label's, turn off “Fit to page”, and print the "
                "target again."
            )
    if _FITTED[0] <= size <= _FITTED[1]:
        return (
            f"{came} The printer's own settings probably say “Fit to page”. "
            "Choose “Actual size” or 100 % there, and print the target again."
        )
    return f"{came} That is too much for a calibration to mend. {_REST}"


def _near(one: Fraction | None, other: Fraction) -> bool:
    return one is not None and abs(one - other) <= _NEAR * other


def _percent(ratio: Fraction) -> str:
    return f"{round(ratio * 100)} %"
