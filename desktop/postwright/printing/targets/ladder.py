"""The ladder that a print head is checked with: one stroke of one dot for every dot of the head.

Drawn at the head's own dots, whatever the profile moves, turns or stretches: a dot is a dot.
"""

from __future__ import annotations

from postwright.domain.head_check import Gap, ladder_of
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.page import Page
from postwright.printing.targets.ground import Ground

_TOP, _MOST = 1.12, 0.4
_LETTERS = 0.085


def head_ladder(profile: PrinterProfile) -> Page:
    """A black band, then a line for each dot of a block: the stroke of a dead dot is missing in its line.

    Strokes are longer at every fifth block and longest at every tenth, as on a ruler, with its number.
    """
    ground = Ground(profile, plain=True)
    ladder = ladder_of(profile)
    _head(ground, profile)
    room = (profile.height - _TOP - 0.1) / ladder.lines
    pitch = min(_MOST, room)
    letters = min(_LETTERS, pitch * 0.4)
    for line in range(1, ladder.lines + 1):
        top = _TOP + (line - 1) * pitch
        ground.text(0.03, top, f"line {line}", letters)
        strokes = ground.y(top + letters * 1.15)
        length = ground.y(top + pitch) - strokes
        for block in range(1, ladder.blocks + 1):
            gap = Gap(block, line)
            if not ladder.holds(gap):
                continue
            share = 0.9 if block % 10 == 0 else 0.7 if block % 5 == 0 else 0.5
            column = ladder.columns(gap)[0]
            ground.draw.line((column, strokes, column, strokes + round(length * share)), fill=0)
            if block % 10 == 0:
                _number(ground, f"{block}", column / ground.dpi, top, letters)
    return ground.page()


def _number(ground: Ground, words: str, middle: float, top: float, letters: float) -> None:
    """Centred over its stroke, or as far to the right as the sheet lets it."""
    half = ground.room_for(words, letters) / 2
    ground.text(min(middle, ground.width - half - 0.01), top, words, letters, "ma")


def _head(ground: Ground, profile: PrinterProfile) -> None:
    """What to look for, and the band in which a dead dot shows as a white thread."""
    ground.pointer(0.2, 0.1, 0.16)
    ground.text(0.36, 0.13, f"Head check: {profile.name}"[:48], 0.12)
    for row, words in enumerate(
        (
            "A white thread in the band is a dead dot. Find its line below, where",
            "the stroke is missing, and count from the longer strokes: 37.4 is",
            "block 37 in line 4. Mark it in Postwright.",
        )
    ):
        ground.text(0.2, 0.34 + row * 0.13, words, 0.095)
    ground.box(0, 0.8, profile.width, 1.04)
