"""Queueing a parcel that could be bought now: the card with its rule and tolerance. Buys nothing."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.approval import Approval
from postwright.ui.ship import drafting
from postwright.ui.ship.deeds import ShipDeeds
from postwright.ui.ship.later import Later, approval_for, rules
from postwright.ui.ship.quoting import Quoting
from postwright.ui.ship.table import Table


class Postponing:
    """`put` puts the parcel into the queue with its approval."""

    def __init__(
        self, deeds: ShipDeeds, table: Table, quoting: Quoting, *, put: Callable[[Approval], None]
    ) -> None:
        self._deeds = deeds
        self._table = table
        self._quoting = quoting
        self._put = put

    def ask(self) -> None:
        """Open the card; with it open, queue."""
        screen = self._table.screen
        if screen.later is not None:
            self.queue()
        elif screen.can_queue:
            usual = self._deeds.preferences().may_rise
            self.write(Later(more=str(usual.more), per_cent=str(usual.per_cent), form=screen.form + 1))

    def write(self, later: Later) -> None:
        """What stands in the card now, and the limit that follows."""
        screen, problem = self._table.screen, later.problem
        approval = None if problem else self._approval(later)
        if not problem and approval is None:
            problem = "No service is expected by then."
        self._table.show(
            later=later,
            later_rules=rules(screen.decision.service, drafting.day(screen.arrive_by)),
            later_at_most=str(approval.limit) if approval else "",
            later_problem=problem,
        )

    def refresh(self) -> None:
        """Another rate was chosen, or another day: the limit may be another."""
        if self._table.screen.later is not None:
            self.write(self._table.screen.later)

    def leave(self) -> None:
        self._table.show(later=None)

    def queue(self) -> None:
        """Queue what the card says."""
        screen = self._table.screen
        if screen.later is None or screen.later_problem or not screen.can_queue:
            return
        approval = self._approval(screen.later)
        if approval is not None:
            self._put(approval)

    def _approval(self, later: Later) -> Approval | None:
        quote, rate = self._quoting.quote, self._quoting.rate()
        if quote is None or rate is None or not self._table.screen.fresh:
            return None
        by = drafting.day(self._table.screen.arrive_by)
        return approval_for(later.rule, quote, rate, later.tolerance, by)
