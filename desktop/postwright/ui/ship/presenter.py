"""Decides what the Ship panel does from the first letter to the purchase. Never buys what was not priced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from postwright.domain.advice import Action
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.sentences import Deed
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.ship import drafting
from postwright.ui.ship.after import Aftercare
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from postwright.ui.ship.doubt import Doubting
from postwright.ui.ship.leaving import Leaving
from postwright.ui.ship.purchasing import Purchasing
from postwright.ui.ship.quoting import Quoting
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.ship.table import Table


class ShipPresenter:
    """What is typed, which parcel is on the table, its prices.

    The view calls `edited` at every change, `save` and `ask` after a short pause. `purchasing` holds the one
    button, `after` the label that was bought.
    """

    def __init__(self, deeds: ShipDeeds, lanes: ShipLanes, render: Callable[[ShipScreen], None]) -> None:
        self._deeds = deeds
        self._lanes = lanes
        self._quoting = Quoting(lanes.errands, deeds.quote, deeds.catalogue, self._heard)
        self._table = Table(deeds, lanes, render, self._quoting)
        self.after = Aftercare(deeds, lanes.prints, lanes.desk, self._table)
        self.purchasing = Purchasing(
            deeds, lanes, self._table, self._quoting,
            bought=self.after.take, ask_again=partial(self.ask, again=True),
        )  # fmt: skip
        self.leaving = Leaving(deeds, lanes, self._table, ask_again=self.ask)
        self.doubting = Doubting(deeds, lanes, self._table, ask_again=partial(self.ask, again=True))
        self.locked = False
        self._price_trouble: Notice | None = None

    @property
    def screen(self) -> ShipScreen:
        return self._table.screen

    # ------------------------------------------------------------ which parcel

    def begin(self) -> None:
        """An empty form, unless one stands already; then what may have changed meanwhile."""
        if not self.screen.form:
            self._table.screen = replace(self.screen, online=self._deeds.standing().online)
            self._table.lay(drafting.blank(self._deeds.preferences()))
        self.refresh()

    def next(self) -> None:
        """Keep this parcel and begin another. Not while a purchase is under way."""
        if self.screen.busy:
            return
        self.save()
        self.after.drop()
        preferences = self._deeds.preferences()
        self._table.lay(drafting.following(self.screen.draft, preferences, keep_weight=self.locked))

    def keep(self) -> None:
        """Keep it as a draft and begin another."""
        if not self.screen.can_edit or self.screen.draft.is_blank:
            return
        self.next()
        self._table.show(notice=done("Kept as a draft. It is in Queue."))

    def open(self, draft_id: str) -> None:
        """Take a kept parcel up again."""
        if self.screen.busy:
            return
        self.save()
        work = partial(self._deeds.load, draft_id)
        self._lanes.desk(work, self._opened, self._table.failed, name="Opening a draft")

    def _opened(self, record: DraftRecord) -> None:
        if self.screen.busy:
            return
        self.save()  # what was typed since it was asked for
        self.after.drop()
        self._table.lay(record.draft, record.id)
        if record.handed_back:
            self._table.show(notice=Notice(Tone.WAITING, record.handed_back))
        self.ask()

    # ------------------------------------------------------------ what is typed

    def edited(self, draft: Draft) -> None:
        """Something was typed or chosen. The prices fade if they are not for this any more."""
        if self.screen.can_edit:
            self._table.look(draft)

    def left(self, field: str) -> None:
        """A field was left: what is wrong with it may be said now. Half a weight or size is not wrong yet."""
        before = len(self._table.touched)
        self._table.touched |= drafting.judged(field, self.screen.draft)
        if len(self._table.touched) != before:
            self._table.look(self.screen.draft)

    def save(self) -> None:
        """Write the parcel down if it changed."""
        self._table.save()

    def preset(self, digit: int) -> None:
        """Describe the parcel by a numbered preset."""
        presets = self._deeds.preferences().presets
        chosen = next((one for one in presets if one.digit == digit), None)
        if chosen is not None and self.screen.can_edit:
            self._rewrite(drafting.preset(self.screen.draft, chosen, keep_weight=self.locked))

    def origin(self, name: str) -> None:
        """Send it from a saved place."""
        chosen = next((one for one in self._deeds.preferences().origins if one.name == name), None)
        if chosen is not None and self.screen.can_edit:
            self._rewrite(replace(self.screen.draft, sender=chosen.address))

    def _rewrite(self, draft: Draft) -> None:
        self._table.rewrite(draft)
        self.save()
        self.ask()

    # ------------------------------------------------------------ prices

    def ask(self, *, again: bool = False) -> None:
        """Ask for prices if the parcel is complete and the shop is online."""
        shipment = self._table.shipment
        if shipment is None or not self.screen.can_edit or not self.screen.online:
            self._quoting.drop()
        else:
            self._quoting.ask(shipment, again=again)
        self._table.look(self.screen.draft)

    def choose(self, key: str) -> None:
        """Take this rate, if it can be bought."""
        if self.screen.can_edit and not self.screen.stale:
            self._quoting.choose(key)
            self._table.look(self.screen.draft)
            self.purchasing.postponing.refresh()

    def arrive_by(self, day: str) -> None:
        """Mark the cheapest that arrives by that day (ISO), or by none."""
        self._table.show(arrive_by=day)
        self._table.look(self.screen.draft)
        self.purchasing.postponing.refresh()

    def _heard(self, fault: Fault | None) -> None:
        notice, online = self.screen.notice, self.screen.online
        if fault is not None:
            notice = self._price_trouble = notice_of(fault, Deed.LOOK)
            online = online and fault.kind is not FaultKind.NO_CONNECTION
        elif notice is self._price_trouble:
            notice = self._price_trouble = None
        self._table.show(notice=notice, online=online)
        self._table.look(self.screen.draft)
        self.purchasing.postponing.refresh()

    # ------------------------------------------------------------ around it

    def act(self, action: str) -> None:
        """The button of the notice; an empty one closes it."""
        if action not in (Action.RETRY, Action.ASK_RATES, Action.EDIT_DRAFT, ""):
            self._deeds.go(Action(action))
            return
        edit = action == Action.EDIT_DRAFT
        self._table.show(notice=None, tries=self.screen.tries + int(edit))
        if action and not edit:
            self.ask(again=True)

    def refresh(self) -> None:
        """Settings, the day or the standing of the shop may have changed."""
        self._table.show(online=self._deeds.standing().online)
        if self.screen.draft.sender.is_blank and self.screen.can_edit:
            sender = drafting.blank(self._deeds.preferences()).sender
            self._table.rewrite(replace(self.screen.draft, sender=sender))
        self.ask()

    def close(self) -> None:
        """The window closes: keep what was typed; a purchase under way is not cut off."""
        self.save()
        self._quoting.drop()
        self.after.drop()
