"""Keep all lanes together under the carrier's rate limit, money first. Sends nothing.

The limit differs by account and is read from the headers (api.md 4).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

from postwright.domain.faults import FaultKind, NotSent

# Of each window, this part is left to purchases when it runs short.
_MONEY_SHARE = 10
# Above this nobody wants to sit and wait; the caller is told, and nothing was sent.
_LONGEST_WAIT = 65.0
# Slept in slices, so that closing the program need not wait for the end of a window.
_SLICE = 0.25
_SAME_WINDOW = 2.0


class Pacer:
    """What is left of the current window, and a gate that a 429 closes for everyone.

    `lock` makes it safe for several lanes; `now` is a monotonic clock in seconds.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        lock: AbstractContextManager[object] | None = None,
    ) -> None:
        self._now = now
        self._wait = wait
        self._lock = lock if lock is not None else nullcontext()
        self._limit = 0
        self._left: int | None = None
        self._window_end = 0.0
        self._gate = 0.0
        self._stopped = False

    def admit(self, *, money: bool) -> None:
        """Return when a request may leave. Raises NotSent(RATE_LIMITED) if that is far off, or on closing."""
        until: float | None = None
        while delay := self._take(money):
            until = self._now() + _LONGEST_WAIT if until is None else until
            if self._stopped or self._now() + delay > until:
                raise NotSent(FaultKind.RATE_LIMITED, retry_after=delay)
            self._wait(min(delay, _SLICE))

    def pause(self, seconds: float) -> None:
        """Wait before asking again; cut short when the program closes."""
        end = self._now() + seconds
        while not self._stopped and (left := end - self._now()) > 0:
            self._wait(min(left, _SLICE))

    def heard(self, headers: Mapping[str, str]) -> None:
        """Take note of the limit that a reply tells. Replies out of order never raise what is left."""
        limit, left, reset = (
            _number(headers.get(f"ratelimit-{name}", "")) for name in ("limit", "remaining", "reset")
        )
        if left is None or reset is None:
            return
        with self._lock:
            end = self._now() + reset
            same = self._left is not None and abs(end - self._window_end) <= _SAME_WINDOW
            self._left = min(self._left or 0, left) if same else left
            self._window_end = end
            self._limit = limit or self._limit

    def close_gate(self, seconds: float) -> None:
        """Nobody sends anything for so long. A shorter time never shortens a longer one."""
        with self._lock:
            self._gate = max(self._gate, self._now() + seconds)

    def stop(self) -> None:
        """Let nobody wait any longer: the program is closing."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        return self._stopped

    def _take(self, money: bool) -> float:
        """Zero and one request less in the window, or the seconds until it is worth asking again."""
        with self._lock:
            now = self._now()
            if now < self._gate:
                return self._gate - now
            if self._left is None or now >= self._window_end:
                self._left = None
                return 0.0
            if self._left > (0 if money else self._limit // _MONEY_SHARE):
                self._left -= 1
                return 0.0
            return self._window_end - now


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
