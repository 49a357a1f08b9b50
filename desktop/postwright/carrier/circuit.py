"""Whether a carrier that answers with 5xx is still asked: a table of states, and no clock of its own.

A carrier in trouble may carry a purchase out and still answer 500. So while it is in trouble nothing that
could be in doubt afterwards leaves this computer, and free questions find out when it is well again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

# Answers in a row that prove trouble, and how often it is then tried whether it is over.
FAILURES = 5
PROBE_EVERY = 30.0
# So many doubts in a row, and changes stay here for a while even though questions are answered.
IN_VAIN = 2


class State(StrEnum):
    """CLOSED lets everything through, as an electric circuit does."""

    CLOSED = "closed"
    WARY = "wary"  # a call that changes something ended in doubt; no other before a free one has succeeded
    OPEN = "open"  # nothing leaves but one free question now and then


class Event(StrEnum):
    """What one exchange showed."""

    SUCCEEDED = "succeeded"  # a whole 2xx to a free question
    ANSWERED = "answered"  # a refusal of one: somebody is there and decides
    DONE = "done"  # a call that changes something was carried out or refused
    FAILED = "failed"  # 5xx to a free question
    VAIN = "vain"  # 5xx to a call that may have been carried out


class Way(StrEnum):
    """What a call may do now."""

    GO = "go"
    PROBE = "probe"  # ask a free question first
    HOLD = "hold"


# Where the number of failures does not decide.
_NEXT = {
    (State.CLOSED, Event.SUCCEEDED): State.CLOSED,
    (State.CLOSED, Event.ANSWERED): State.CLOSED,
    (State.CLOSED, Event.DONE): State.CLOSED,
    (State.CLOSED, Event.FAILED): State.CLOSED,
    (State.CLOSED, Event.VAIN): State.WARY,
    (State.WARY, Event.SUCCEEDED): State.CLOSED,
    (State.WARY, Event.ANSWERED): State.WARY,
    (State.WARY, Event.DONE): State.CLOSED,
    (State.WARY, Event.FAILED): State.WARY,
    (State.WARY, Event.VAIN): State.WARY,
    (State.OPEN, Event.SUCCEEDED): State.CLOSED,
    (State.OPEN, Event.ANSWERED): State.WARY,
    (State.OPEN, Event.DONE): State.WARY,
    (State.OPEN, Event.FAILED): State.OPEN,
    (State.OPEN, Event.VAIN): State.OPEN,
}
_FAILURES = (Event.FAILED, Event.VAIN)


@dataclass(frozen=True, slots=True)
class Circuit:
    """`failures` are those in a row; `probe_at` is when the next free question may leave while it is open.

    `vain` counts the doubts since the last change that was answered; none leaves before `held_until`.
    """

    state: State = State.CLOSED
    failures: int = 0
    probe_at: float = 0.0
    vain: int = 0
    held_until: float = 0.0


def after(circuit: Circuit, event: Event, now: float) -> Circuit:
    """The circuit once an exchange has ended."""
    state = _NEXT[circuit.state, event]
    vain = circuit.vain + 1 if event is Event.VAIN else 0 if event is Event.DONE else circuit.vain
    held = now + PROBE_EVERY if event is Event.VAIN and vain >= IN_VAIN else circuit.held_until
    if event not in _FAILURES:
        return Circuit(state, vain=vain, held_until=held if vain else 0.0)
    failures = circuit.failures + 1
    if failures < FAILURES and state is not State.OPEN:
        return Circuit(state, failures, vain=vain, held_until=held)
    return Circuit(State.OPEN, failures, now + PROBE_EVERY, vain, held)


def way(circuit: Circuit, now: float, *, free: bool) -> Way:
    """What a call may do; `free` is a question that may be asked twice."""
    if now < hold_ends(circuit, free=free):
        return Way.HOLD
    return Way.GO if free or circuit.state is State.CLOSED else Way.PROBE


def hold_ends(circuit: Circuit, *, free: bool) -> float:
    """Until when nothing of the kind leaves."""
    opens = circuit.probe_at if circuit.state is State.OPEN else 0.0
    return opens if free else max(opens, circuit.held_until)


def left(circuit: Circuit, now: float) -> Circuit:
    """The circuit once a free question has left: while it is open no other one does for a while."""
    return replace(circuit, probe_at=now + PROBE_EVERY) if circuit.state is State.OPEN else circuit
