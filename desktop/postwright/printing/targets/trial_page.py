"""The test page: where the edges are, where labels lie, how long an inch is, which bars come out.

Refuses nothing; what does not fit the sheet is left out.
"""

from __future__ import annotations

from typing import cast

import zxingcpp
from PIL import Image

from postwright.domain.calibration import Outline, outlines, setting_words
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.page import Page
from postwright.printing.targets.ground import Ground

_MM = 1 / 25.4
_EDGE, _INWARD = 0.1, 0.4
_SCAN = "{} DOTS"


def trial_page(profile: PrinterProfile) -> Page:
    """Frames, an inch and a millimetre ruler, the labels' places, and bars of one to five dots.

    Drawn for the sheet as it comes out, with the profile's scale and offset, as every label is.
    """
    ground = Ground(profile)
    _frames(ground)
    _rulers(ground)
    places = outlines(profile)
    for number, place in enumerate(places, 1):
        _outline(ground, place, number if len(places) > 1 else 0)
    left, top = (places[0].left, places[0].top) if places else (0.0, 0.0)
    left, top = max(left + 0.2, 0.5), max(top + 0.1, 0.64)
    below = _words(ground, profile, left, top)
    below = _ladder(ground, left, below)
    _barcodes(ground, left, below)
    return ground.page()


def _frames(ground: Ground) -> None:
    """One on the outermost dots, and one a tenth of an inch inside, which every printer should reach."""
    ground.frame(0, 0, ground.width, ground.height, 1)
    ground.frame(_EDGE, _EDGE, ground.width - _EDGE, ground.height - _EDGE, 1)


def _rulers(ground: Ground) -> None:
    """Sixteenths of an inch along the top and the left, millimetres along the bottom and the right."""
    width, height = ground.width, ground.height
    for step in range(2, int((width - _EDGE) * 16)):
        ground.down(step / 16, _EDGE, _EDGE + _tick(step, 4, 16))
        if step % 16 == 0 and step / 16 < width - 0.5:
            ground.text(step / 16 + 0.02, 0.2, f"{step // 16} in", 0.083)
    for step in range(2, int((height - _EDGE) * 16)):
        ground.across(step / 16, _EDGE, _EDGE + _tick(step, 4, 16))
        if step % 16 == 0 and step / 16 < height - 0.5:
            ground.text(0.2, step / 16 + 0.02, f"{step // 16} in", 0.083)
    for step in range(3, int((width - _EDGE) / _MM)):
        ground.down(step * _MM, height - _EDGE - _tick(step, 5, 10), height - _EDGE)
    for step in range(3, int((height - _EDGE) / _MM)):
        ground.across(step * _MM, width - _EDGE - _tick(step, 5, 10), width - _EDGE)


def _tick(step: int, middle: int, whole: int) -> float:
    """How long a mark is: one, two or three halves of the width of the edge."""
    return _EDGE * (3 if step % whole == 0 else 2 if step % middle == 0 else 1) / 2


def _outline(ground: Ground, place: Outline, number: int) -> None:
    """A frame where a label lies, its number if there are several, and an arrow to its top."""
    if number:
        ground.frame(place.left, place.top, place.right, place.bottom)
    across, down = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    tip = {
        0: (across, place.top + _INWARD),
        90: (across + 1.0, down),
        180: (across, place.bottom - _INWARD),
        270: (across + 1.0, down),
    }[place.turned]
    if place.bottom - place.top > 1 and place.right - place.left > 2:
        ground.pointer(*tip, 0.12, place.turned)
        words = f"top of label {number}" if number else "top of the label"
        over, lower = {0: (0.1, 0.06), 90: (0.04, 0.0), 180: (0.1, -0.06), 270: (0.16, 0.0)}[place.turned]
        ground.text(tip[0] + over, tip[1] + lower, words, 0.083, "lm")


def _words(ground: Ground, profile: PrinterProfile, left: float, top: float) -> float:
    """What the page is printed for, as far as there is room. Gives the place below the words."""
    size = 0.11
    name = "".join(
        one if one.isprintable() else " " for one in profile.name
    )  # a print system may have told it
    for line in (
        name,
        f"{profile.width:g} x {profile.height:g} in, {profile.dpi} dpi, {profile.language.value.upper()}",
        setting_words(profile),
        "The outer frame lies on the sheet's last dots. If the",
        "inch is no inch or a side is missing, calibrate.",
        "Left and top are inches, right and bottom millimetres.",
    ):
        no_room = left + ground.room_for(line, size) > profile.width
        if top + 2 * size > profile.height - 0.25 or no_room:
            break
        ground.text(left, top, line, size)
        top += size * 1.5
    return top + 0.05


def _ladder(ground: Ground, left: float, top: float) -> float:
    """Bars of one to five dots, upright and lying: fine ones that run together call for less darkness."""
    side = ground.dpi * 2 // 5
    below = top + 1.2
    for dots in range(1, 6):
        if left + 0.4 > ground.width - 0.25 or below > ground.height - 0.25:
            break
        ground.text(left, top, f"{dots}", 0.083)
        x, first, second = ground.x(left), ground.y(top + 0.125), ground.y(top + 0.59)
        for at in range(0, side, 2 * dots):
            ground.draw.rectangle((x + at, first, x + at + dots - 1, first + side), fill=0)
            ground.draw.rectangle((x, second + at, x + side, second + at + dots - 1), fill=0)
        left += 0.6
    return below


def _barcodes(ground: Ground, left: float, top: float) -> None:
    """Codes to try a scanner on, with bars of two, three and four dots, as far as there is room."""
    height = ground.dpi * 2 // 5
    for dots in (2, 3, 4):
        code = zxingcpp.create_barcode(_SCAN.format(dots), zxingcpp.BarcodeFormat.Code128)
        # It has the buffer of an image, which its types do not tell; numpy would load for this alone.
        drawn = memoryview(cast(bytes, code.to_image(scale=dots, add_quiet_zones=False)))
        columns = drawn.shape[1] if drawn.shape else 0
        if left + columns / ground.dpi > ground.width - 0.5 or top + 0.4 > ground.height - 0.33:
            return
        row = Image.frombytes("L", (columns, 1), drawn.tobytes()[:columns])
        ground.paste(row.resize((columns, height)).convert("1"), left, top)
        top += 0.56
