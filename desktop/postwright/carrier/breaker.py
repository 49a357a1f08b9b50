"""Hold the circuit that all lanes share, and turn calls away while it is open. Decides by `circuit` alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from postwright.carrier import circuit
from postwright.carrier.circuit import Circuit, Event, State, Way
from postwright.domain.faults import FaultKind, NotSent


class Breaker:
    """`lock` makes it safe for several lanes; `now` is a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float], lock: AbstractContextManager[object]) -> None:
        self._now = now
        self._lock = lock
        self._circuit = Circuit()

    def look(self, *, free: bool) -> Way:
        """Whether a call may go, or must ask something free first. Raises NotSent(SERVER_TROUBLE)."""
        with self._lock:
            return self._way(free)

    def leave(self, *, free: bool) -> Way:
        """As `look`, for a call that leaves now if it may."""
        with self._lock:
            found = self._way(free)
            if found is Way.GO:
                self._circuit = circuit.left(self._circuit, self._now())
            return found

    def heard(self, event: Event) -> bool:
        """Take note of an exchange. Whether an outage of the carrier has just ended."""
        with self._lock:
            before = self._circuit.state
            self._circuit = circuit.after(self._circuit, event, self._now())
            return before is State.OPEN and self._circuit.state is not State.OPEN

    @property
    def state(self) -> State:
        return self._circuit.state

    def _way(self, free: bool) -> Way:
        now = self._now()
        found = circuit.way(self._circuit, now, free=free)
        if found is Way.HOLD:
            seconds = circuit.hold_ends(self._circuit, free=free) - now
            raise NotSent(FaultKind.SERVER_TROUBLE, "It was not asked again yet.", retry_after=seconds)
        return found
