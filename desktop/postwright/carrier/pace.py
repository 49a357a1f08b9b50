"""Keep all lanes together under the carrier's rate limit, money first. Sends nothing.

The limit differs by account and is read from the headers (api.md 4).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

from postwright.carrier import easing
from postwright.carrier.breaker import Breaker
from postwright.carrier.clock_watch import ClockWatch
from postwright.carrier.easing import Easing
from postwright.domain.faults import FaultKind, NotSent

# Of each window, this part is left to purchases when it runs short.
_MONEY_SHARE = 10
# Above this nobody wants to sit and wait; the caller is told, and nothing was sent.
_LONGEST_WAIT = 65.0
# Slept in slices, so that closing the program need not wait for the end of a window.
_SLICE = 0.25
_SAME_WINDOW = 2.0
# The carrier tells the end of a window in whole seconds, and perhaps rounds them down.
_ROUNDED = 1.0


class Pacer:
    """What is left of the current window, and a gate that a 429 closes for everyone.

    `lock` makes it safe for several lanes; `now` is a monotonic clock in seconds. `eases` spreads the calls
    after an outage; the practice carrier in this process needs none of it. What else all lanes must know of
    the carrier is kept here too: whether it is in trouble, and how far its clock is from ours.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        lock: AbstractContextManager[object] | None = None,
        jitter: Callable[[], float] = random.random,
        eases: bool = True,
    ) -> None:
        self._now = now
        self._wait = wait
        self._lock = lock if lock is not None else nullcontext()
        self._jitter = jitter
        self._eases = eases
        self._limit = 0
        self._left: int | None = None
        self._window_end = 0.0
        self._gate = 0.0
        self._stopped = False
        self._down = False
        self._easing: Easing | None = None
        self._waiting: dict[bool, int] = {True: 0, False: 0}
        self._called_off = 0
        self._under_way = 0
        self.breaker = Breaker(now, self._lock)
        self.clock = ClockWatch()

    def admit(self, *, money: bool, at_once: bool = False) -> None:
        """Return when a request may leave. Raises NotSent(RATE_LIMITED) if that is far off, when the waiting
        is called off, or on closing; with `at_once` where there is any waiting.
        """
        called_off = self._called_off
        if not (delay := self._take(money)):
            return
        if at_once:
            raise NotSent(FaultKind.RATE_LIMITED, retry_after=delay)
        until = self._now() + _LONGEST_WAIT
        with self._lock:
            self._waiting[money] += 1
        try:
            while delay:
                given_up = self._stopped or self._called_off != called_off
                if given_up or self._now() + delay > until:
                    raise NotSent(FaultKind.RATE_LIMITED, retry_after=delay)
                self._wait(min(delay, _SLICE))
                delay = self._take(money)
        finally:
            with self._lock:
                self._waiting[money] -= 1

    def landed(self) -> None:
        """A request that was admitted has ended, with a reply or without. Comes before `heard`."""
        with self._lock:
            self._under_way = max(0, self._under_way - 1)

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
            if self._left is not None and abs(end - self._window_end) <= _SAME_WINDOW:
                # A reply that took longer tells a later end; the earliest comes nearest to the truth.
                self._left, self._window_end = min(self._left, left), min(self._window_end, end)
            else:
                self._left, self._window_end = self._in_new_window(left, limit or 0), end
            self._limit = limit or self._limit

    def _in_new_window(self, left: int, limit: int) -> int:
        """Those on their way were counted by the carrier before the call that this reply answers, or after.
        Where it counted no more than ours, each of them is counted once: else every window would lose a few.
        """
        ours = self._under_way + 1
        return max(0, limit - ours if 0 <= limit - left <= ours else left - self._under_way)

    def close_gate(self, seconds: float) -> None:
        """Nobody sends anything for so long. A shorter time never shortens a longer one."""
        with self._lock:
            self._gate = max(self._gate, self._now() + seconds)

    def went_down(self) -> None:
        """A call did not reach the carrier."""
        self._down = True

    def came_up(self, *, after_trouble: bool = False) -> None:
        """A call reached the carrier. After an outage the next ones are spread."""
        with self._lock:
            if self._eases and (self._down or after_trouble):
                self._easing = easing.begun(self._now())
            self._down = False

    def call_off(self) -> None:
        """Whoever waits now is told that nothing was sent. Those who come later wait again."""
        self._called_off += 1

    def stop(self) -> None:
        """Let nobody wait any longer: the program is closing."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        return self._stopped

    @property
    def wait_ahead(self) -> float:
        """Seconds until those who wait now may go on; 0 where nobody waits."""
        with self._lock:
            if not any(self._waiting.values()):
                return 0.0
            return self._delay(self._waiting[True] > 0)

    def _take(self, money: bool) -> float:
        """Zero and one request less in the window, or the seconds until it is worth asking again."""
        with self._lock:
            if delay := self._delay(money):
                return delay
            now = self._now()
            self._under_way += 1
            if self._left is not None:
                self._left -= 1
            if self._easing is not None:
                self._easing = easing.taken(self._easing, now, self._limit, self._jitter())
            return 0.0

    def _delay(self, money: bool) -> float:
        now = self._now()
        if now < self._gate:
            return self._gate - now
        if self._left is not None:
            end = self._window_end + (_ROUNDED if self._left <= 0 else 0.0)
            if now >= end:
                self._left = None
            elif self._left <= (0 if money else self._limit // _MONEY_SHARE):
                return end - now
        return self._slot(money, now)

    def _slot(self, money: bool, now: float) -> float:
        """Seconds until a call may leave after an outage; others wait while money does."""
        if self._easing is None:
            return 0.0
        if now >= self._easing.since + easing.LASTS:
            self._easing = None
            return 0.0
        behind = not money and self._waiting[True] > 0
        return max(self._easing.wait(now), _SLICE if behind else 0.0)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
