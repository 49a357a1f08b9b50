"""How calls are spread after an outage, so that what piled up does not arrive in one burst. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# Until the carrier's own limit is known again: the usual one (api.md 4).
USUAL_LIMIT = 200
LASTS = 15.0
_WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class Easing:
    """The carrier answered again at `since`; the next call may leave at `slot`. Both in monotonic seconds."""

    since: float
    slot: float

    def wait(self, now: float) -> float:
        """Seconds until a call may leave; 0 once it is over."""
        return max(0.0, self.slot - now) if now < self.since + LASTS else 0.0


def begun(now: float) -> Easing:
    return Easing(now, now)


def taken(easing: Easing, now: float, limit: int, jitter: float) -> Easing:
    """After a call has left. The gaps shrink from an even share of the limit to nothing.

    `jitter` lies in 0 … 1: two desks that came back together must not go on in step.
    """
    left = max(0.0, 1 - (now - easing.since) / LASTS)
    gap = _WINDOW / (limit or USUAL_LIMIT) * left
    return Easing(easing.since, now + gap * (0.5 + jitter))
