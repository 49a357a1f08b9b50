"""Whether and when a question that costs nothing is asked again. No request that spends comes here."""

from __future__ import annotations

from postwright.domain.faults import Fault, FaultKind, NotSent, Refused

# How often in all. A network that swallows everything must not hold a lane for half a minute.
_TRIES = {
    FaultKind.RATE_LIMITED: 3,
    FaultKind.SERVER_TROUBLE: 3,
    FaultKind.NO_CONNECTION: 2,
    FaultKind.UNANSWERED: 2,
}
_FIRST = 0.4
_LONGEST = 5.0


def pause(fault: Fault, attempt: int, jitter: float) -> float | None:
    """Seconds until the next try, or None to give up. `attempt` counts from 1, `jitter` lies in 0 … 1."""
    if attempt >= _TRIES.get(fault.kind, 1):
        return None
    match fault:
        case NotSent(kind=FaultKind.RATE_LIMITED | FaultKind.SERVER_TROUBLE):
            return None  # the pacer has waited already; the circuit says when to ask again
        case Refused(kind=FaultKind.RATE_LIMITED):
            return 0.0  # the pacer's gate does the waiting
        case _:
            return _backoff(attempt, jitter)


def _backoff(attempt: int, jitter: float) -> float:
    """Three times as long each time, from half to the whole of it, so that two desks do not ask in step."""
    return min(_FIRST * 3.0 ** (attempt - 1), _LONGEST) * (0.5 + 0.5 * jitter)
