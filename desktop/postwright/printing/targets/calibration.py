"""The target that a printer is calibrated with: a large frame, rulers, a box, and what to measure on them.

Drawn for the sheet as it comes out, with the scale and the offset that the profile has now.
"""

from __future__ import annotations

from postwright.domain.calibration import BOX, EDGE, setting_words, spans
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.page import Page
from postwright.printing.targets.ground import Ground

_MM = 1 / 25.4
_TICK = 0.06
_EDGE = float(EDGE)
_BOX = float(BOX)
_LETTER, _WORDS, _SMALL = 0.26, 0.105, 0.09
_NARROW = 0.4


def calibration_target(profile: PrinterProfile) -> Page:
    """A: the frame's width. B: its height. C and D: from the paper's edges to it. The box is an inch."""
    ground = Ground(profile)
    wanted = spans(profile)
    right, bottom = _EDGE + float(wanted.across), _EDGE + float(wanted.down)
    _edges(ground)
    ground.frame(_EDGE, _EDGE, right, bottom)
    _rulers(ground, right, bottom)
    _measures(ground, right, bottom)
    if right - _EDGE > _BOX + _NARROW and bottom - _EDGE > _BOX + _NARROW:
        ground.frame(0.9, 1.0, 0.9 + _BOX, 1.0 + _BOX)
        ground.text(0.9 + _BOX / 2, 1.0 + _BOX / 2, "BOX", 0.18, "mb")
        ground.text(0.9 + _BOX / 2, 1.08 + _BOX / 2, "1 inch", _WORDS, "mt")
    _explain(ground, profile, right, bottom)
    return ground.page()


def _edges(ground: Ground) -> None:
    """A line on the last dots, one a tenth of an inch inside, and an arrow to the edge that leaves first."""
    ground.frame(0, 0, ground.width, ground.height, 1)
    ground.frame(0.1, 0.1, ground.width - 0.1, ground.height - 0.1, 1)
    words = "THIS EDGE LEAVES THE PRINTER FIRST"
    half = ground.room_for(words, _SMALL) / 2 + 0.16
    middle = ground.width / 2 + 0.2
    if middle + half < ground.width:
        ground.text(middle, 0.3, words, _SMALL, "mm")
        for side in (-half, half):
            ground.pointer(middle + side, 0.2, 0.16)


def _rulers(ground: Ground, right: float, bottom: float) -> None:
    """Inches in sixteenths along the top and the left of the frame, millimetres along the other two."""
    for step in range(1, round((right - _EDGE) * 16)):
        at, long = _EDGE + step / 16, _tick(step, 4, 16)
        ground.down(at, _EDGE, _EDGE + long)
        if step % 16 == 0:
            ground.text(at + 0.03, _EDGE + 0.11, f"{step // 16} in", _SMALL)
    for step in range(1, round((bottom - _EDGE) * 16)):
        at, long = _EDGE + step / 16, _tick(step, 4, 16)
        ground.across(at, _EDGE, _EDGE + long)
        if step % 16 == 0:
            ground.text(_EDGE + 0.11, at + 0.03, f"{step // 16} in", _SMALL)
    for step in range(1, int((right - _EDGE) / _MM)):
        ground.down(_EDGE + step * _MM, bottom - _tick(step, 5, 10), bottom)
    for step in range(1, int((bottom - _EDGE) / _MM)):
        ground.across(_EDGE + step * _MM, right - _tick(step, 5, 10), right)


def _tick(step: int, middle: int, whole: int) -> float:
    return _TICK * (3 if step % whole == 0 else 2 if step % middle == 0 else 1)


def _measures(ground: Ground, right: float, bottom: float) -> None:
    """The four arrows with their letters."""
    height = min(2.3, (bottom + _EDGE) / 2)
    ground.arrow(_EDGE, height, right, height)
    ground.text((_EDGE + right) / 2, height, "A", _LETTER, "mm", clear=True)
    place = right - min(0.45, (right - _EDGE) / 4)
    ground.arrow(place, _EDGE, place, bottom)
    ground.text(place, (height + bottom) / 2, "B", _LETTER, "mm", clear=True)
    ground.arrow(0, height - 0.3, _EDGE, height - 0.3)
    ground.text(_EDGE / 2, height - 0.36, "C", _LETTER, "ms", clear=True)
    ground.arrow(0.7, 0, 0.7, _EDGE)
    ground.text(0.78, _EDGE / 2 + 0.02, "D", _LETTER, "lm", clear=True)


def _explain(ground: Ground, profile: PrinterProfile, right: float, bottom: float) -> None:
    """What to do, as far as there is room between the left ruler and arrow B."""
    top, left, most = 2.62, 0.9, right - 0.6
    lines = (
        "Take a real ruler. Type into Postwright:",
        "A  the frame's width, outer edges",
        "B  the frame's height, outer edges",
        "C  paper's left edge to the frame",
        "D  paper's top edge to the frame",
        "If A or B is cut off: a side of the box",
        "",
        profile.name,
        f"{profile.width:g} x {profile.height:g} in, {profile.dpi} dpi, {profile.language.value.upper()}",
        setting_words(profile),
    )
    size = _WORDS
    for line in lines:
        if top + 2 * size > bottom - 0.25:
            return
        while line and left + ground.room_for(line, size) > most:
            line = line[:-2].rstrip() + "…" if len(line) > 2 else ""
        ground.text(left, top, line, size)
        top += size * 1.65
