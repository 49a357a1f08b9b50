"""The one button: buy what was priced, or queue it with a limit. Never buys a price of another parcel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Fault, FaultKind, Lost
from postwright.domain.guards import Guard, Held
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import read_money
from postwright.domain.rate import Quote
from postwright.domain.sentences import Deed
from postwright.domain.shipment import Shipment
from postwright.ui.change import Change
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.ship import drafting
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from postwright.ui.ship.postponing import Postponing
from postwright.ui.ship.quoting import Quoting
from postwright.ui.ship.screen import Busy
from postwright.ui.ship.table import Table
from postwright.ui.ship.wording import guard_line

if TYPE_CHECKING:
    from postwright.operations.results import Purchased

_IN_DOUBT = Notice(
    Tone.WAITING,
    "We don't know yet whether this was bought. It is in Attention; do not buy it again.",
    action=Action.OPEN_ATTENTION,
)


class Purchasing:
    """`bought` gets the label and its alarms; `ask_again` asks for rates once more."""

    def __init__(
        self,
        deeds: ShipDeeds,
        lanes: ShipLanes,
        table: Table,
        quoting: Quoting,
        *,
        bought: Callable[[LabelEntry, tuple[str, ...]], None],
        ask_again: Callable[[], None],
    ) -> None:
        self._deeds = deeds
        self._lanes = lanes
        self._table = table
        self._quoting = quoting
        self._bought_it = bought
        self._ask_again = ask_again
        self.postponing = Postponing(deeds, table, quoting, put=self._put_in_queue)

    def press(self) -> None:
        """Buy online, queue offline or with the card for later open. With something missing, say what."""
        table = self._table
        if not table.screen.can_press:
            return
        if table.shipment is None:
            table.judge()
            table.show(tries=table.screen.tries + 1)
        elif not table.screen.online or table.screen.later is not None:
            self._queue()
        elif table.screen.unanswered:
            table.show(pointed=table.screen.pointed + 1)
        else:
            self._buy(table.shipment)

    def limit(self, text: str) -> None:
        """The most that a queued parcel may cost, where no price was seen."""
        self._table.show(limit=text, limit_problem="")

    # ------------------------------------------------------------ guards

    def answer(self, key: str) -> None:
        """Buy all the same. The last answer buys; one that was given can be taken back until then."""
        table, shipment = self._table, self._table.shipment
        if not table.screen.can_edit or shipment is None:
            return
        guards = tuple(
            replace(guard, answered=not guard.answered) if guard.key == key else guard
            for guard in table.screen.guards
        )
        table.show(guards=guards)
        if guards and not table.screen.unanswered and table.screen.online:
            self._buy(shipment)

    def reprint(self, label_id: str) -> None:
        """To the label that was bought before; this parcel stays as it is."""
        self._deeds.show_label(label_id)

    def void_old(self, label_id: str) -> None:
        """To the voids, which ask once more. Back here, a press of Buy looks again."""
        self._deeds.open_void(label_id)

    def forget_guards(self) -> None:
        """Labels changed, perhaps the one that was asked about. Buying looks for all of them again."""
        if self._table.screen.guards and not self._table.screen.busy:
            self._table.show(guards=())

    def _held(self, guards: tuple[Guard, ...]) -> None:
        """Nothing was bought: show what must be answered, with the answers that were given before."""
        before = tuple(guard for guard in self._table.screen.guards if guard.answered)
        known = {guard.key for guard in before}
        asked = tuple(guard_line(guard) for guard in guards if guard.key not in known)
        self._table.show(busy=Busy.NO, guards=(*before, *asked), pointed=self._table.screen.pointed + 1)

    def _buy(self, shipment: Shipment) -> None:
        quote, rate = self._quoting.quote, self._quoting.rate()
        if quote is None or rate is None or not rate.buyable or not self._quoting.fits(shipment):
            return
        self._table.show(busy=Busy.BUYING, notice=None)
        self._table.then(partial(self._order, shipment, quote, rate.key))

    def _order(self, shipment: Shipment, quote: Quote, key: str, record: DraftRecord) -> None:
        answered = frozenset(guard.key for guard in self._table.screen.guards if guard.answered)
        buy = partial(self._deeds.buy, record, shipment, quote, key, answered)
        name = f"Buying a label for {shipment.ship_to.who}"
        self._lanes.money(buy, self._bought, self._not_bought, name=name)

    def _bought(self, purchased: Purchased) -> None:
        self._deeds.announce(Change(drafts=True, labels=True, money=True))
        if purchased.entry is None:
            self._table.show(busy=Busy.NO, in_doubt=True, notice=_IN_DOUBT)
            return
        self._table.show(busy=Busy.NO)
        self._bought_it(purchased.entry, purchased.alarms)

    def _not_bought(self, fault: Fault) -> None:
        if isinstance(fault, Held):
            self._held(fault.guards)
            return
        lost = isinstance(fault, Lost)
        self._deeds.announce(Change(drafts=True, money=True))
        self._table.show(busy=Busy.NO, in_doubt=lost, notice=notice_of(fault, Deed.PURCHASE))
        if fault.kind is FaultKind.STALE_QUOTE:
            self._ask_again()

    # ------------------------------------------------------------ the queue

    def _queue(self) -> None:
        if self._table.screen.later is not None:
            self.postponing.queue()
            return
        approval = self._approval()
        if approval is not None:
            self._put_in_queue(approval)

    def _put_in_queue(self, approval: Approval) -> None:
        waits = replace(approval, when_online=not self._table.screen.online)
        self._table.show(busy=Busy.QUEUEING, notice=None)
        self._table.queue(waits, self._queued)

    def _approval(self) -> Approval | None:
        """The seen price and a little more; without one, the cheapest up to what was typed."""
        table, quote = self._table, self._quoting.quote
        rate = self._quoting.rate() if table.screen.fresh else None
        if rate is not None and quote is not None:
            return Approval.of(rate, quote, self._deeds.preferences().may_rise)
        try:
            limit = read_money(table.screen.limit)
        except ValueError as error:
            table.show(limit_problem=str(error), tries=table.screen.tries + 1)
            return None
        return Approval(CHEAPEST, table.draft.package_code, limit)

    def _queued(self, record: DraftRecord) -> None:
        self._deeds.announce(Change(drafts=True))
        table, online = self._table, self._table.screen.online
        table.lay(drafting.following(table.draft, self._deeds.preferences()))
        limit = f" for at most {record.approval.limit}" if record.approval else ""
        when = "You buy it from Queue," if online else "It is bought when the shop is online,"
        table.show(notice=done(f"Queued. {when}{limit}." if limit else f"Queued. {when[:-1]}."))
