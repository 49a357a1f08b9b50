"""Ask the prices that do not stand, one parcel a call, and count the answers. Buys and adds up nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed
from postwright.operations.results import CameBack, Stopping
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.queue.deeds import Deeds, Stage
from postwright.ui.queue.screen import Step

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.ui.queue.deeds import PriceEnd


class Pricing:
    """`done` hears, when all have answered, what came back; `stopped` why the rest would fail too."""

    def __init__(
        self,
        stage: Stage,
        deeds: Deeds,
        errands: Submit,
        *,
        done: Callable[[tuple[CameBack, ...]], None],
        stopped: Callable[[Notice], None],
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._errands = errands
        self._done = done
        self._stopped = stopped
        self._tickets: list[Ticket] = []
        self._back: list[CameBack] = []

    def ask(self, draft_ids: tuple[str, ...]) -> None:
        self._back = []
        self._stage.show(asked=0, to_ask=len(draft_ids))
        self._tickets = [
            self._errands(partial(self._deeds.price, one), self._came, self._failed, name="Asking a price")
            for one in draft_ids
        ]

    def drop(self) -> None:
        """Ask no more; late answers are not heard."""
        for ticket in self._tickets:
            ticket.withdraw()
        self._tickets = []

    def _came(self, end: PriceEnd) -> None:
        screen = self._stage.screen
        if screen.step is not Step.ASKING:
            return
        if isinstance(end, Stopping):
            self.drop()
            self._stopped(notice_of(end.fault, Deed.LOOK) if end.fault else Notice(Tone.TROUBLE, end.reason))
            return
        if isinstance(end, CameBack):
            self._back.append(end)
        self._stage.show(asked=screen.asked + 1)
        if screen.asked + 1 == screen.to_ask:
            self._tickets = []
            self._done(tuple(self._back))

    def _failed(self, fault: Fault) -> None:
        self.drop()
        if self._stage.screen.step is Step.ASKING:
            self._stopped(notice_of(fault, Deed.LOOK))
