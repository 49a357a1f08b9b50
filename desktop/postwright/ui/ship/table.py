"""The parcel on the table: what was typed, how it reads, what is shown. The presenter's parts share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from postwright.domain.approval import Approval
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Fault
from postwright.domain.qr_limits import QrCase, QrOffer, offer_for
from postwright.domain.shipment import Shipment
from postwright.ui.change import Change
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.ship import drafting, wording
from postwright.ui.ship.deeds import TAKEN, SavedDraft, ShipDeeds, ShipLanes
from postwright.ui.ship.quoting import Quoting
from postwright.ui.ship.screen import Busy, ShipScreen


class Table:
    """One parcel at a time. `draft` stands in the inputs now; `shipment` is None while it is incomplete."""

    def __init__(
        self, deeds: ShipDeeds, lanes: ShipLanes, render: Callable[[ShipScreen], None], quoting: Quoting
    ) -> None:
        self.screen = ShipScreen()
        self.shipment: Shipment | None = None
        self.touched: set[str] = set()
        self._deeds = deeds
        self._lanes = lanes
        self._render = render
        self._quoting = quoting
        self._saved = SavedDraft(deeds)
        self._kept: Draft | None = None
        self._asked_about = ("", "")

    @property
    def draft(self) -> Draft:
        return self.screen.draft

    @property
    def draft_id(self) -> str:
        """The number of the parcel on disk; empty before it was written down."""
        return self._saved.id

    def show(self, **changes: Any) -> None:
        """Replace parts of the screen and draw it."""
        self.screen = replace(self.screen, **changes)
        self._render(self.screen)

    def lay(self, draft: Draft, draft_id: str = "") -> None:
        """Put another parcel on the table; one with a number is kept already."""
        self._saved = SavedDraft(self._deeds, draft_id)
        self._kept = draft if draft_id else None
        self.touched = set()
        self._quoting.forget()
        old = self.screen
        self.screen = ShipScreen(form=old.form + 1, tries=old.tries, online=old.online, scan=old.scan)
        self.look(draft)

    def rewrite(self, draft: Draft) -> None:
        """Change what stands in the inputs."""
        self.screen = replace(self.screen, form=self.screen.form + 1)
        self.look(draft)

    def look(self, draft: Draft) -> None:
        """Read the draft anew and show what follows from it."""
        read = self._deeds.read(draft)
        self.shipment, found = (None, read) if isinstance(read, tuple) else (read, ())
        catalogue, preferences = self._deeds.catalogue, self._deeds.preferences()
        package = catalogue.package(draft.package_code)
        self.show(
            draft=draft,
            lists=wording.lists(catalogue, preferences, self._deeds.today(), draft, self._soonest(draft)),
            origin=wording.origin_code(preferences, draft.sender),
            origin_lines=wording.lines_of(draft.sender),
            problems=drafting.said(one for one in found if one.field in self.touched),
            complete=self.shipment is not None,
            leaving=self._deeds.leaving(draft) if self.shipment is not None else None,
            customs_needed=wording.customs_needed(draft),
            codes=self._codes(draft),
            size_needed=package is None or package.outside is None,
            package_note=package.note if package else "",
            tolerance=self._room(),
            kept=draft == self._kept,
            **self._priced(draft, found),
            **self._over(),
        )

    def _codes(self, draft: Draft) -> QrOffer:
        """Whether a QR code is offered for what was typed so far."""
        insured = self.shipment.parcel.insured_value if self.shipment is not None else None
        extras = bool(draft.insured_value.strip()) or draft.confirmation != "none"
        case = QrCase(draft.to.country, draft.to.state, insured, extras)
        return offer_for(case, self._deeds.catalogue.qr_limits)

    def _room(self) -> str:
        """How far the price shown may rise."""
        rate = self._quoting.rate()
        return wording.small_words(self._deeds.preferences().may_rise.room(rate.total)) if rate else ""

    def _over(self) -> dict[str, Any]:
        """What was asked and answered about one parcel and one rate says nothing about another."""
        about = (self.shipment.fingerprint if self.shipment else "", self._quoting.chosen)
        before, self._asked_about = self._asked_about, about
        if about == before:
            return {}
        return {"guards": ()} if about[0] == before[0] else {"guards": (), "later": None}

    def judge(self) -> None:
        """A purchase was tried: say all that is wrong now. What is begun later waits until it was left."""
        read = self._deeds.read(self.draft)
        self.touched |= {one.field for one in read} if isinstance(read, tuple) else set()
        self.look(self.draft)

    def _soonest(self, draft: Draft) -> date | None:
        return self.shipment.ship_date if self.shipment is not None and not draft.ship_date else None

    def _priced(self, draft: Draft, found: tuple[Problem, ...]) -> dict[str, Any]:
        quoting, shipment = self._quoting, self.shipment
        quoting.arrive_by = drafting.day(self.screen.arrive_by)
        lines = quoting.lines()
        line = next((one for one in lines if one.key == quoting.chosen), None)
        fresh = quoting.fits(shipment)
        rate = quoting.rate() if fresh else None
        return {
            "rates": lines,
            "rates_said": drafting.rates_said(
                quoting, shipment, found, online=self.screen.online, declare=wording.declare(draft, found)
            ),
            "chosen": quoting.chosen,
            "fresh": fresh,
            "asking": quoting.asking(shipment),
            "risen": wording.risen_words(quoting.risen) if fresh else "",
            "decision": wording.decide(
                shipment,
                self._deeds.catalogue,
                rate,
                line if fresh else None,
                online=self.screen.online,
            ),
        }

    # ------------------------------------------------------------ on disk

    def save(self) -> None:
        """Write the parcel down if it changed. A blank one is not worth keeping."""
        blank = self.draft.is_blank and self._kept is None
        if self.draft == self._kept or blank or self.screen.label is not None:
            return
        self._kept = self.draft
        saved = self._saved
        self._lanes.desk(partial(saved.keep, self.draft), partial(self._was_saved, saved), self.failed)

    def then(self, go_on: Callable[[DraftRecord], None]) -> None:
        """Go on to buy once what was typed is on disk."""
        self._order(partial(self._saved.order, self._saved.told, self.draft), go_on, "Saving the parcel")

    def queue(self, approval: Approval, queued: Callable[[DraftRecord], None]) -> None:
        """Put what was typed on disk and into the queue."""
        work = partial(self._saved.queue, self._saved.told, self.draft, approval)
        self._order(work, queued, "Queueing the parcel")

    def _order(
        self, work: Callable[[], DraftRecord], go_on: Callable[[DraftRecord], None], name: str
    ) -> None:
        unchanged = self.draft == self._kept
        self._kept = self.draft
        self._lanes.desk(work, go_on, partial(self._not_ordered, unchanged), name=name)

    def _was_saved(self, saved: SavedDraft, _: DraftRecord) -> None:
        self._deeds.announce(Change(drafts=True))
        self.show(kept=self.draft == self._kept)
        if saved.told != saved.moves:
            saved.told = saved.moves
            self.show(notice=Notice(Tone.WAITING, TAKEN[saved.why]))

    def _not_ordered(self, unchanged: bool, fault: Fault) -> None:
        """Text that is in a draft already is not kept once more: it would lie there to be bought again."""
        held = self._kept
        self.failed(fault)
        if unchanged and fault.kind in TAKEN:
            self._kept = held
            self.show(kept=self.draft == held)

    def failed(self, fault: Fault) -> None:
        """It could not be kept or opened."""
        self._kept = None
        self.show(busy=Busy.NO, notice=notice_of(fault), kept=False)
