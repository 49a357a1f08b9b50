"""Many labels printed one after the other in a given order, and what became of each. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.faults import FaultKind
from postwright.domain.print_record import PrintState


class RunState(StrEnum):
    """Whether the next label is printed. A run that was cut off is paused: nothing goes on by itself."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ItemState(StrEnum):
    """What became of one label of a run. SENT is the port's word, MAYBE is for a person to look."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    MAYBE = "maybe"
    SKIPPED = "skipped"


# The printer is at fault, or the disk: the next label would meet the same, so the run waits for a person.
# With any other fault the label is at fault: it is named and left out.
_STOPS = frozenset({
    FaultKind.PRINTER_UNKNOWN, FaultKind.PRINTER_UNREACHABLE, FaultKind.PRINTER_REFUSED,
    FaultKind.PRINTER_NOT_READY, FaultKind.MAY_HAVE_PRINTED, FaultKind.DISK_FULL, FaultKind.READ_ONLY,
    FaultKind.FILE_UNWRITABLE, FaultKind.NO_MEMORY, FaultKind.FILE_UNREADABLE, FaultKind.DATABASE_BUSY,
    FaultKind.DATABASE_DAMAGED, FaultKind.DATABASE_GONE, FaultKind.DRAWING_NOT_STARTED,
})  # fmt: skip


def stops_the_run(kind: FaultKind) -> bool:
    return kind in _STOPS


def item_state(state: PrintState) -> ItemState:
    """What a print says of its item: one that is under way may have come out."""
    match state:
        case PrintState.HANDED_OVER | PrintState.DONE | PrintState.SEEN:
            return ItemState.SENT
        case PrintState.SENDING | PrintState.MAYBE:
            return ItemState.MAYBE
        case _:
            return ItemState.FAILED


@dataclass(frozen=True, slots=True)
class RunItem:
    """One label of a run. `place` counts from 1, `problem` says why it failed or what is unsure."""

    place: int
    label_id: str
    who: str
    tracking_number: str
    state: ItemState = ItemState.WAITING
    problem: str = ""
    print_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrintRun:
    """The labels in the order in which they are printed. `problem` says why it waits, where it does."""

    id: int
    printer: str
    state: RunState
    items: tuple[RunItem, ...]
    problem: str = ""

    def count(self, state: ItemState) -> int:
        return sum(item.state is state for item in self.items)

    @property
    def waiting(self) -> tuple[RunItem, ...]:
        return tuple(item for item in self.items if item.state is ItemState.WAITING)

    @property
    def doubtful(self) -> tuple[RunItem, ...]:
        """What may have come out: a person looks before anything is printed again."""
        return tuple(item for item in self.items if item.state is ItemState.MAYBE)

    @property
    def offers(self) -> tuple[int, ...]:
        """The places at which it can be taken up again: the doubtful one before the rest, then the rest."""
        first = self.waiting[0].place if self.waiting else len(self.items) + 1
        before = [item.place for item in self.doubtful if item.place < first]
        return (*before[-1:], *(item.place for item in self.waiting))

    @property
    def summary(self) -> str:
        """How far it is, in words."""
        said = [f"{self.count(ItemState.SENT)} of {len(self.items)} sent"]
        for state, words in _WORDS.items():
            if number := self.count(state):
                said.append(f"{number} {words}")
        return ", ".join(said) + "."


_WORDS = {
    ItemState.MAYBE: "may have come out",
    ItemState.FAILED: "not printed",
    ItemState.SKIPPED: "left out",
}
