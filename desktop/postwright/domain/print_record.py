"""What is known of one print of a label, and the table of what may happen to it. None of it means "printed".

A port takes bytes, a printer or spooler says that it is done, a person sees the label: three things.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from postwright.domain.printing_profile import Language


class PrintState(StrEnum):
    """Where a print stands. What only a spooler says is never more than DONE: it called a job completed after
    29 % of its bytes (measured).
    """

    RENDERED = "rendered"
    PROVED = "proved"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    DONE = "done"
    SEEN = "seen"
    FAILED = "failed"
    MAYBE = "maybe"


class PrintEvent(StrEnum):
    """What can happen to a print. NOT_OUT is certain: the port proves it, or a person has looked."""

    PROVED = "proved"
    SENDING = "sending"
    TAKEN = "taken"
    DONE = "done"
    SEEN = "seen"
    NOT_OUT = "not_out"
    DOUBTED = "doubted"


# What a person has seen came out, whatever anybody says later or said before: a spooler that was switched off
# has printed a label weeks afterwards. Only a person ends a MAYBE.
NEXT: dict[PrintState, dict[PrintEvent, PrintState]] = {
    PrintState.RENDERED: {PrintEvent.PROVED: PrintState.PROVED},
    PrintState.PROVED: {PrintEvent.SENDING: PrintState.SENDING},
    PrintState.SENDING: {
        PrintEvent.TAKEN: PrintState.HANDED_OVER,
        PrintEvent.NOT_OUT: PrintState.FAILED,
        PrintEvent.DOUBTED: PrintState.MAYBE,
        PrintEvent.SEEN: PrintState.SEEN,
    },
    PrintState.HANDED_OVER: {
        PrintEvent.DONE: PrintState.DONE,
        PrintEvent.SEEN: PrintState.SEEN,
        PrintEvent.DOUBTED: PrintState.MAYBE,
    },
    PrintState.DONE: {PrintEvent.SEEN: PrintState.SEEN},
    PrintState.MAYBE: {PrintEvent.SEEN: PrintState.SEEN, PrintEvent.NOT_OUT: PrintState.FAILED},
    PrintState.FAILED: {PrintEvent.SEEN: PrintState.SEEN},
    PrintState.SEEN: {event: PrintState.SEEN for event in PrintEvent if event is not PrintEvent.SENDING},
}
# A copy in one of these is, or may be, on paper: it is counted, and the next one needs a reason.
ON_PAPER = frozenset({PrintState.SENDING, PrintState.HANDED_OVER, PrintState.DONE, PrintState.SEEN,
                      PrintState.MAYBE})  # fmt: skip
# Drawn and proved or not, but nothing has left for a printer.
NOT_LEFT = frozenset({PrintState.RENDERED, PrintState.PROVED})

REPRINT_REASONS = {
    "damaged": "The print was damaged or unreadable",
    "jam": "The printer jammed or ran out",
    "not_out": "Nothing came out of the printer",
    "lost": "The printed label was lost",
    "other": "Another reason",
}
# Why a label that differs from its order is printed all the same: a person has compared the two.
COMPARED = "compared"


# How a copy came to be SEEN, as its detail: a person said that it came out, or scanned it on its parcel.
SAID_SO = "Seen by the operator."
SCANNED = "Scanned on its parcel."


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One print of a label. `copy` counts from 1 what is on paper; a reprint (copy 2 and later) has a reason.

    `job` is the port's own name for it, `port` where it went; `run_id` and `place` say which run of labels it
    belongs to. `proof` is the proof's sentence, `proof_facts` what it measured; `detail` what the other side
    said last.
    """

    id: int
    label_id: str
    copy: int
    printer: str
    language: Language
    state: PrintState
    at: datetime
    reason: str = ""
    proof: str = ""
    detail: str = ""
    job: str = ""
    port: str = ""
    run_id: int | None = None
    place: int = 0
    seen_at: datetime | None = None
    proof_facts: dict[str, Any] | None = None
    page_sha256: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is, or may be, on paper."""
        return self.state in ON_PAPER

    @property
    def on_parcel(self) -> bool:
        """Whether it was scanned where it belongs. That a person saw it come out is not that."""
        return self.state is PrintState.SEEN and self.detail != SAID_SO


def after(state: PrintState, event: PrintEvent) -> PrintState | None:
    """The state after the event, or None for a pair that cannot be."""
    return NEXT[state].get(event)


def diagram() -> str:
    """The table as a Mermaid state diagram, for desktop/ARCHITECTURE.md. What changes nothing is left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {PrintState.RENDERED.name}"]
    for state, exits in NEXT.items():
        lines += [
            f"    {state.name} --> {target.name}: {event.value}"
            for event, target in exits.items()
            if target is not state
        ]
    return "\n".join(lines)
