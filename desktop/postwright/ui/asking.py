"""One kind of question at a time: asking anew drops the older one, so a late answer is never shown. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postwright.jobs.ticket import Submit, T, Ticket


class Asking:
    """Holds the ticket of the newest question of one kind. Not for deeds: a dropped one may never run."""

    def __init__(self, submit: Submit) -> None:
        self._submit = submit
        self._ticket: Ticket | None = None

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Any], None],
        *,
        name: str = "",
    ) -> None:
        """Ask, and hear nothing more of what was asked before."""
        self.drop()
        self._ticket = self._submit(work, done, failed, name=name)

    def drop(self) -> None:
        """Forget the question; its answer will not be heard."""
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
