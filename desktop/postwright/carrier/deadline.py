"""One limit on a whole exchange, which httpx lacks: its timeouts begin anew with every byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from postwright.carrier import outcome

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on a monotonic clock."""

    at: float
    clock: Clock

    def left(self) -> float:
        """Seconds that remain. Raises Lost(UNANSWERED) when there are none."""
        seconds = self.at - self.clock()
        if seconds <= 0:
            raise outcome.overdue()
        return seconds


# Per thread, as a connection that is kept alive serves one exchange after the other.
_current: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float, clock: Clock) -> Iterator[Deadline]:
    """Limit what is read from the network inside the block."""
    deadline = Deadline(clock() + seconds, clock)
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)


def watch(event: str, info: Mapping[str, Any]) -> None:
    """The trace callback of a request (httpx: extensions): puts new connections under the limit."""
    if event.endswith(("connect_tcp.complete", "start_tls.complete")):
        _limit_reads(info["return_value"])


def _limit_reads(stream: Any) -> None:
    read = stream.read

    def limited(max_bytes: int, timeout: float | None = None) -> bytes:
        deadline = _current.get()
        if deadline is not None:
            left = deadline.left()
            timeout = left if timeout is None else min(timeout, left)
        got: bytes = read(max_bytes, timeout=timeout)
        return got

    # The headers are read inside the library, so only the stream itself can notice that they trickle.
    vars(stream)["read"] = limited
