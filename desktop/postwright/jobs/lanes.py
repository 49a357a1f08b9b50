"""All worker threads of the program: money, errands, desk, prints and mail, and what goes on, by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from postwright.jobs.lane import Lane, StandIn
from postwright.jobs.ticket import T, Ticket

MONEY_LANES = 8
ERRAND_LANES = 3


class Pool(QObject):
    """Several lanes fed from one queue, first come first served. A pool of one keeps strict order."""

    changed = Signal()
    bug = Signal(object)

    def __init__(self, name: str, size: int, stand_in: StandIn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Ticket] = deque()
        self._under_way: dict[Ticket, Lane] = {}
        self._stopped = False
        self._lanes = [Lane(f"{name} {number + 1}", stand_in, self) for number in range(size)]
        self._idle = list(self._lanes)
        for lane in self._lanes:
            lane.answered.connect(self._answered)
            lane.bug.connect(self.bug)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Any], None],
        *,
        name: str = "",
    ) -> Ticket:
        """Run the work on the first lane that is free."""
        ticket = Ticket(work, done, failed, name)
        self._waiting.append(ticket)
        self._feed()
        return ticket

    def working(self) -> tuple[str, ...]:
        """The names of the calls in flight and waiting that somebody still wants to hear of."""
        return tuple(one.name for one in (*self._under_way, *self._waiting) if one.name and not one.dropped)

    @property
    def busy(self) -> bool:
        """Whether a call is in flight, wanted or not."""
        return bool(self._under_way)

    def _feed(self) -> None:
        while self._waiting and self._idle and not self._stopped:
            ticket = self._waiting.popleft()
            if ticket.withdrawn:
                continue
            lane = self._idle.pop()
            self._under_way[ticket] = lane
            lane.take(ticket)
        self.changed.emit()

    @Slot(object)
    def _answered(self, ticket: Ticket) -> None:
        lane = self._under_way.pop(ticket, None)
        if lane is not None:  # a ticket that was drained went straight to its lane
            self._idle.append(lane)
        self._feed()

    def stop(self) -> None:
        """Start nothing more. What waits in the queue stays undone."""
        self._stopped = True
        for lane in self._lanes:
            lane.stop()

    def drain(self) -> None:
        """Run what waits, in order, then end. For one lane."""
        self._stopped = True
        (lane,) = self._lanes
        while self._waiting:
            lane.take(self._waiting.popleft())
        lane.drain()

    def wait(self, milliseconds: int = -1) -> bool:
        """Whether every call in flight has ended, waiting at most that long for each lane."""
        return all([lane.wait(milliseconds) for lane in self._lanes])


class Lanes(QObject):
    """The five kinds of work. `desk` keeps strict order: the last thing typed is the last thing saved. `mail`
    is apart from the errands, since a mail server may take many seconds for each step.
    """

    changed = Signal()
    bug = Signal(object)

    def __init__(self, stand_in: StandIn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.money = Pool("money", MONEY_LANES, stand_in, self)
        self.errands = Pool("errands", ERRAND_LANES, stand_in, self)
        self.desk = Pool("desk", 1, stand_in, self)
        self.prints = Pool("prints", 1, stand_in, self)
        self.mail = Pool("mail", 1, stand_in, self)
        for pool in self._pools():
            pool.changed.connect(self.changed)
            pool.bug.connect(self.bug)

    def _pools(self) -> Iterator[Pool]:
        yield from (self.money, self.desk, self.errands, self.prints, self.mail)

    def working(self) -> tuple[str, ...]:
        """What is going on, by name, money first."""
        return tuple(name for pool in self._pools() for name in pool.working())

    def stop(self) -> None:
        """Start nothing more; calls in flight go on, and what was typed is still saved."""
        self.desk.drain()
        for pool in (self.money, self.errands, self.prints, self.mail):
            pool.stop()

    def wait(self, milliseconds: int = -1) -> bool:
        """Whether everything has ended, waiting at most that long for each lane."""
        return all([pool.wait(milliseconds) for pool in self._pools()])

    @property
    def ended(self) -> bool:
        """Whether everything has ended, without waiting."""
        return self.wait(0)

    @property
    def only_errands_left(self) -> bool:
        """Whether money, what was typed and prints have ended, without waiting. A mail is an errand."""
        return all([pool.wait(0) for pool in (self.money, self.desk, self.prints)])

    def close(self) -> None:
        """Let the calls in flight finish; queued ones do not start."""
        self.stop()
        self.wait()
