"""Hand the parcels of a batch to the money lanes, and tell what becomes of each. Buys nothing itself.

As many are handed in as there are lanes, so that another purchase need not wait for the whole batch. What was
not begun stays written down as intended, to be bought again or taken off the queue by a person.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from postwright.domain.faults import Fault
from postwright.jobs.lanes import MONEY_LANES
from postwright.jobs.ticket import Submit
from postwright.operations.buy_intended import buy_intended
from postwright.operations.guard import Counter
from postwright.operations.hand_back import told
from postwright.operations.results import BatchItem, ParcelEnd, Stopping


class Listener(Protocol):
    """Whom a batch tells of its parcels, on the window's thread."""

    def begun(self, draft_id: str) -> None:
        """A lane has it, or takes it next."""
        ...

    def ended(self, draft_id: str, end: ParcelEnd) -> None: ...

    def over(self, stopped: str) -> None:
        """Every call has ended; `stopped` says why the rest was not tried, or nothing."""
        ...


STOPPED = "You stopped it."


class BatchRun:
    """One batch under way. `submit` is that of the money lanes; it tells on the window's thread."""

    def __init__(
        self,
        counter: Counter,
        submit: Submit,
        items: Iterable[BatchItem],
        listener: Listener,
        *,
        lanes: int = MONEY_LANES,
    ) -> None:
        # Asked on the lanes, just before a request leaves: one flag that is set and never taken back.
        self._halted = False
        self._counter = replace(counter, closing=lambda: self._halted or counter.closing())
        self._submit = submit
        self._waiting = deque(items)
        self._listener = listener
        self._lanes = lanes
        self._under_way = 0
        self._why = ""
        self._over = False
        self._feed()

    def stop(self) -> None:
        """Begin no other parcel; the calls under way are finished."""
        if not self._over:
            self._halt(STOPPED)
            self._end_if_done()

    def _halt(self, why: str) -> None:
        self._halted = True
        self._why = self._why or why
        self._waiting.clear()

    def _feed(self) -> None:
        while self._waiting and self._under_way < self._lanes:
            item = self._waiting.popleft()
            self._under_way += 1
            self._listener.begun(item.draft_id)
            self._submit(
                partial(self._buy, item),
                partial(self._ended, item.draft_id),
                partial(self._failed, item.draft_id),
                name="Buying labels",
            )
        self._end_if_done()

    def _buy(self, item: BatchItem) -> ParcelEnd:
        """On a lane. What would stop the next parcel holds the other lanes back before anybody is told."""
        end = buy_intended(self._counter, item)
        if isinstance(end, Stopping):
            self._halted = True
        return end

    def _ended(self, draft_id: str, end: ParcelEnd) -> None:
        self._under_way -= 1
        if isinstance(end, Stopping):
            self._halt(end.reason if end.kind else "")  # without a kind, it was held back by another one
        self._listener.ended(draft_id, end)
        self._feed()

    def _failed(self, draft_id: str, fault: Any) -> None:
        """A mistake of the program: what was sent is in doubt, and nothing more is begun."""
        kind = fault.kind if isinstance(fault, Fault) else None
        self._ended(draft_id, Stopping(draft_id, told(fault), kind, fault=fault))

    def _end_if_done(self) -> None:
        if not self._over and not self._waiting and not self._under_way:
            self._over = True
            self._listener.over(self._why)
