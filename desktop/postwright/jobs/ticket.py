"""A piece of work that was handed in: what to run and whom to tell. Starts nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Ticket:
    """One call on its way. `name` is what the person reads while it runs; an empty one is not shown."""

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Any], None], name: str
    ) -> None:
        self.work = work
        self.name = name
        self.result: Any = None
        self.error: Exception | None = None
        self.dropped = False
        self.withdrawn = False
        self._done = done
        self._failed = failed

    def drop(self) -> None:
        """Tell nobody how it ends. It still runs: what was typed is saved, a purchase is not cut off."""
        self.dropped = True

    def withdraw(self) -> None:
        """Tell nobody, and do not run it if it has not begun: for questions that nobody asks any more."""
        self.dropped = self.withdrawn = True

    def tell(self) -> None:
        """Hand over the result. On the window's thread."""
        if not self.dropped:
            self._done(self.result)

    def tell_failure(self, error: Exception) -> None:
        """Hand over a failure. On the window's thread."""
        if not self.dropped:
            self._failed(error)


class Submit(Protocol):
    """How a presenter hands in work. `failed` gets the program's kind of fault, unknown here."""

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Any], None],
        *,
        name: str = "",
    ) -> Ticket: ...
