"""Leads through a head check: print the ladder, mark its gaps, see what they mean. No Qt."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.faults import Fault
from postwright.domain.head_check import (
    Gap,
    dead_dots,
    gaps_of,
    head_words,
    is_past_help,
    ladder_of,
    read_gaps,
)
from postwright.domain.sentences import Deed
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.settings.printers.bench import Bench
from postwright.ui.settings.printers.screen import HeadScreen


class HeadChecking:
    """Gaps are picked block by block and line by line, or typed; nothing is saved before it is said."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def open(self) -> None:
        """Show the card with the gaps that are known."""
        profile = self._bench.screen.profile
        if profile is None or not self._bench.screen.shows_head:
            return
        ladder = ladder_of(profile)
        gaps = gaps_of(profile.dead_dots, ladder)
        form = self._bench.screen.head.form + 1
        card = HeadScreen(open=True, ladder=ladder, gaps=gaps, text=_told(gaps), form=form)
        self._bench.head(card)

    def print_ladder(self) -> None:
        bench, profile = self._bench, self._bench.screen.profile
        if profile is None or bench.screen.port_problem or bench.screen.head.printing:
            return
        bench.head(replace(bench.screen.head, printing=True))
        bench.prints(
            lambda: bench.deeds.ladder(profile),
            self._printed,
            self._failed,
            name="Printing a head check",
        )

    def _printed(self, words: str) -> None:
        self._bench.head(replace(self._bench.screen.head, printing=False))
        self._bench.tell(done(words))

    def _failed(self, fault: Fault) -> None:
        self._bench.head(replace(self._bench.screen.head, printing=False))
        self._bench.tell(notice_of(fault, Deed.PAPER))

    def pick_block(self, block: int) -> None:
        """Choose the block whose lines are shown."""
        self._bench.head(replace(self._bench.screen.head, block=block))

    def toggle_line(self, line: int) -> None:
        """Mark or unmark a line of the chosen block; line 0 is the whole block."""
        card = self._bench.screen.head
        gap = Gap(card.block, line)
        if not card.ladder.holds(gap):
            return
        others = [one for one in card.gaps if one.block != card.block]
        mine = {one for one in card.gaps if one.block == card.block and one.line and gap.line}
        if gap in card.gaps:
            mine.discard(gap)
        else:
            mine.add(gap)
        self._mark(tuple(sorted([*others, *mine])))

    def _mark(self, gaps: tuple[Gap, ...]) -> None:
        card = self._bench.screen.head
        told = replace(card, gaps=gaps, text=_told(gaps), problem="", form=card.form + 1)
        self._bench.head(told)

    def write(self, text: str) -> None:
        """What stands in the field now. What is wrong in it leaves the marks as they were."""
        card = self._bench.screen.head
        gaps, problem = read_gaps(text, card.ladder)
        self._bench.head(replace(card, text=text, problem=problem, gaps=card.gaps if problem else gaps))

    def save(self) -> None:
        """These are the gaps: labels are placed around them from now on."""
        bench, card, profile = self._bench, self._bench.screen.head, self._bench.screen.profile
        if profile is None or card.problem:
            return
        dead = dead_dots(card.gaps, card.ladder)
        bench.screen = replace(bench.screen, head=HeadScreen(form=card.form))
        bench.keep(replace(profile, dead_dots=dead))
        bench.show(bench.screen)
        tone = Tone.WAITING if is_past_help(dead, profile.dpi) else Tone.DONE
        bench.tell(Notice(tone, head_words(dead, profile.dpi)))

    def close(self) -> None:
        """Put the card away; marks that were not saved are forgotten."""
        self._bench.head(HeadScreen(form=self._bench.screen.head.form))


def _told(gaps: tuple[Gap, ...]) -> str:
    return ", ".join(str(gap) for gap in gaps)
