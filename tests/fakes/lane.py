"""A lane without a thread: work is held until the test lets it run, in the test's own time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postwright.jobs.ticket import T, Ticket


class HeldLane:
    """Implements Submit. `run()` runs the oldest call and tells how it ended."""

    def __init__(self, fault: type[Exception] = Exception) -> None:
        self.held: list[Ticket] = []
        self._fault = fault

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Any], None],
        *,
        name: str = "",
    ) -> Ticket:
        ticket = Ticket(work, done, failed, name)
        self.held.append(ticket)
        return ticket

    @property
    def names(self) -> list[str]:
        """What waits and is still wanted, by name."""
        return [ticket.name for ticket in self.held if not ticket.dropped]

    def run(self) -> None:
        ticket = self.held.pop(0)
        if ticket.withdrawn:
            return
        try:
            ticket.result = ticket.work()
        except self._fault as error:
            ticket.tell_failure(error)
        else:
            ticket.tell()

    def run_all(self) -> None:
        while self.held:
            self.run()
