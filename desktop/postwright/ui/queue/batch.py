"""A batch as it is shown while it is bought and after: a line for each parcel, and the sums. Buys nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from postwright.domain.money import Money, total
from postwright.ui.words import count_words


class LineState(StrEnum):
    """Where one parcel of the batch stands."""

    WAITING = "waiting"
    BUYING = "buying"
    BOUGHT = "bought"
    CAME_BACK = "came back"
    IN_DOUBT = "in doubt"
    LEFT = "left"


OPEN = frozenset({LineState.WAITING, LineState.BUYING})
_UNTOLD = "It was not tried. Nothing was charged; it stands in the queue as not bought yet."
_DOUBT = "We don't know yet whether this was bought. It is in Attention; do not buy it again."


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One parcel. `said` is the reason or the alarm, in a sentence; `cost` and `label_id` are there once it
    is bought.
    """

    draft_id: str
    who: str
    at_most: Money
    state: LineState = LineState.WAITING
    said: str = ""
    cost: Money | None = None
    alarmed: bool = False
    label_id: str = ""

    @property
    def words(self) -> str:
        """The state in a word or two."""
        if self.state is LineState.BOUGHT and self.cost is not None:
            return f"Bought {self.cost}"
        return _WORDS[self.state]

    @property
    def sentence(self) -> str:
        if self.state is LineState.IN_DOUBT:
            return self.said or _DOUBT
        return self.said or (_UNTOLD if self.state is LineState.LEFT else "")


_WORDS = {
    LineState.WAITING: "Waiting",
    LineState.BUYING: "Buying…",
    LineState.BOUGHT: "Bought",
    LineState.CAME_BACK: "Came back",
    LineState.IN_DOUBT: "In doubt",
    LineState.LEFT: "Not tried",
}


@dataclass(frozen=True)  # no slots: the counts are kept once they were made
class Batch:
    """All lines in the order of the list. `over`: every call has ended; `stopped`: why it ended early."""

    lines: tuple[BatchLine, ...] = ()
    stopping: bool = False
    over: bool = False
    stopped: str = ""

    def with_line(self, place: int, line: BatchLine) -> Batch:
        """The batch with one line replaced; the others stay the very same objects."""
        return replace(self, lines=(*self.lines[:place], line, *self.lines[place + 1 :]))

    def count(self, *states: LineState) -> int:
        return sum(self._counted[state] for state in states)

    @cached_property
    def _counted(self) -> Counter[LineState]:
        return Counter(line.state for line in self.lines)

    @property
    def label_ids(self) -> tuple[str, ...]:
        """The labels that were bought, in the order of the list."""
        return tuple(line.label_id for line in self.lines if line.label_id)

    @property
    def spent(self) -> Money:
        return total([line.cost for line in self.lines if line.cost is not None])

    @property
    def settled(self) -> int:
        """How many need no more waiting for."""
        return len(self.lines) - self.count(*OPEN)

    @property
    def can_stop(self) -> bool:
        return not self.over and not self.stopping

    @property
    def bought(self) -> int:
        return self.count(LineState.BOUGHT)

    @property
    def in_doubt(self) -> int:
        return self.count(LineState.IN_DOUBT)

    @property
    def differing(self) -> int:
        """How many labels differ from what was ordered."""
        return sum(line.alarmed for line in self.lines)

    @property
    def headline(self) -> str:
        if not self.over:
            verb = "Stopping" if self.stopping else "Buying"
            return f"{verb}: {self.settled} of {count_words(len(self.lines), 'label')}"
        if not self.bought:
            return "Nothing was bought"
        return f"{count_words(self.bought, 'label')} bought for {self.spent}"

    @property
    def sums(self) -> str:
        """The totals so far in one line; at the end what became of the others."""
        said = [] if self.over else [f"{self.bought} bought for {self.spent}"]
        for state, words in (
            (LineState.CAME_BACK, "came back"),
            (LineState.IN_DOUBT, "in doubt"),
            (LineState.LEFT, "not tried"),
            (LineState.BUYING, "under way"),
            (LineState.WAITING, "waiting"),
        ):
            if count := self.count(state):
                said.append(f"{count} {words}")
        return " · ".join(said)

    @property
    def means(self) -> str:
        """What the end means for the money and what is left to do, in sentences."""
        if not self.over:
            return "The calls under way are finished; no other begins." if self.stopping else ""
        said = [self.stopped] if self.stopped else []
        if self.differing:
            differ = count_words(self.differing, "label")
            said.append(f"{differ} not as ordered. Compare before you print.")
        if self.count(LineState.CAME_BACK):
            said.append("What came back was not charged; its line says why.")
        if self.in_doubt:
            said.append("What is in doubt stands in Attention. Do not buy it again.")
        if self.count(LineState.LEFT):
            said.append("What was not tried stands in the queue and can be bought again.")
        return " ".join(said)

    @property
    def is_trouble(self) -> bool:
        return bool(self.differing or self.in_doubt or self.stopped)
