"""Which dots of a print head burn no more: gaps that a person marks on a printed ladder become columns.

Knows how the ladder counts; draws nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postwright.domain.printing_profile import PrinterProfile

_MM = 25.4
_GAP = re.compile(r"(\d{1,4})(?:\s*[./:]\s*(\d{1,2}))?")
# A gap wider than this, in inches, is wider than the widest space of a barcode with bars of 0.013 inch.
_WIDEST = 0.05


@dataclass(frozen=True, order=True, slots=True)
class Gap:
    """A place on the ladder: the block across the sheet, and the line in which its stroke is missing.

    Both count from 1; line 0 stands for the whole block.
    """

    block: int
    line: int = 0

    def __str__(self) -> str:
        return f"{self.block}.{self.line}" if self.line else str(self.block)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Blocks of about a millimetre, each of `lines` dots; line n burns the n-th dot of every block."""

    dots: int
    lines: int

    @property
    def blocks(self) -> int:
        return -(-self.dots // self.lines)

    def columns(self, gap: Gap) -> range:
        """The dots of the head that a gap stands for."""
        first = (gap.block - 1) * self.lines
        if gap.line:
            return range(first + gap.line - 1, first + gap.line)
        return range(first, min(first + self.lines, self.dots))

    def holds(self, gap: Gap) -> bool:
        known = 1 <= gap.block <= self.blocks and 0 <= gap.line <= self.lines
        return known and bool(self.columns(gap)) and self.columns(gap)[-1] < self.dots


def ladder_of(profile: PrinterProfile) -> Ladder:
    """Across the sheet as it leaves the printer."""
    return Ladder(profile.dots[0], round(profile.dpi / _MM))


def read_gaps(text: str, ladder: Ladder) -> tuple[tuple[Gap, ...], str]:
    """Gaps as a person types them, "37.4, 52", and what is wrong with the text, if anything."""
    found: list[Gap] = []
    for part in (one.strip() for one in re.split(r"[,;]|(?<=\d)\s+(?=\d)", text)):
        match = _GAP.fullmatch(part)
        if part and match is None:
            return (), f"“{part[:20]}” is no place on the ladder. Write a block, or block and line: 37.4."
        if match is None:
            continue
        gap = Gap(int(match[1]), int(match[2] or 0))
        if not ladder.holds(gap):
            return (), f"There is no {gap} on this ladder: {ladder.blocks} blocks of {ladder.lines} lines."
        found.append(gap)
    return tuple(sorted(set(found))), ""


def dead_dots(gaps: Iterable[Gap], ladder: Ladder) -> tuple[int, ...]:
    """The columns of all gaps, in order, each once."""
    return tuple(sorted({column for gap in gaps for column in ladder.columns(gap)}))


def gaps_of(dead: Iterable[int], ladder: Ladder) -> tuple[Gap, ...]:
    """The other way round; a block that is dead as a whole is told as one gap."""
    inside = {column for column in dead if 0 <= column < ladder.dots}
    found: list[Gap] = []
    for block in sorted({column // ladder.lines + 1 for column in inside}):
        whole = ladder.columns(Gap(block))
        missing = inside & set(whole)
        if len(missing) == len(whole):
            found.append(Gap(block))
        else:
            found += [Gap(block, column % ladder.lines + 1) for column in sorted(missing)]
    return tuple(found)


def widest(dead: Iterable[int]) -> int:
    """How many dead dots lie side by side at most."""
    most, run, before = 0, 0, None
    for column in sorted(set(dead)):
        run = run + 1 if before is not None and column == before + 1 else 1
        most, before = max(most, run), column
    return most


def is_past_help(dead: Iterable[int], dpi: int) -> bool:
    """Whether a gap is too wide to hide between two bars."""
    return widest(dead) > dpi * _WIDEST


def head_words(dead: tuple[int, ...], dpi: int) -> str:
    """What the gaps mean for labels, and what to do."""
    if not dead:
        return "Every dot burns. Barcodes can stand anywhere on the label."
    dots = (
        f"{len(dead)} dot{'s' if len(dead) != 1 else ''} of the head {'burn' if len(dead) != 1 else 'burns'}"
    )
    clean = "Clean the head with alcohol and a lint-free cloth, then check it again."
    if is_past_help(dead, dpi):
        return (
            f"{dots} no more, {widest(dead)} of them side by side. A barcode cannot be placed around so wide "
            f"a gap. {clean} If the gap stays, the head must be replaced."
        )
    return f"{dots} no more. Barcodes are now placed around them, by a few dots at most. {clean}"
