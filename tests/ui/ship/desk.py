"""A Ship panel's surroundings: deeds that remember what they were asked, and lanes that wait for the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from postwright import assets
from postwright.domain.advice import Action
from postwright.domain.approval import Approval
from postwright.domain.catalogue import read_catalogue
from postwright.domain.display_scheme import PAPERLESS, words_for
from postwright.domain.draft import AddressText, Draft
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.guards import Guard, Held
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.domain.print_record import PrintRecord, PrintState
from postwright.domain.rate import Quote, Rate
from postwright.domain.scan_back import ScanVerdict
from postwright.domain.ship_day import LeavesToday
from postwright.domain.shipment import Shipment
from postwright.operations.results import LabelSheet, Purchased
from postwright.ui.change import Change
from postwright.ui.scan.presenter import Expected, ScanDeeds
from postwright.ui.scan.screen import Scanned
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from tests.fakes.lane import HeldLane
from tests.ui.plausible import (
    NOW,
    entry,
    preferences,
    print_record,
    proof_facts,
    purchase,
    scan_word,
    standing,
)

CATALOGUE = read_catalogue(assets.text("carrier/usps.json"))
TODAY = date(2026, 11, 24)
TO = AddressText(name="Ruth Nakai", line1="PO Box 210", city="Window Rock", state="AZ", postal_code="86515")
PARCEL = Draft(to=TO, pounds="1", ounces="8", length="10", width="7", height="3")
SERVICES = {
    "usps_ground_advantage": (761, 4),
    "usps_priority_mail": (985, 2),
    "usps_priority_mail_express": (3140, 1),
}


def parcel(**changes: object) -> Draft:
    """A complete parcel from the shop."""
    return replace(PARCEL, sender=preferences().origins[0].address, **changes)  # type: ignore[arg-type]


def quote_for(shipment: Shipment) -> Quote:
    rates = [
        Rate(code, code, "package", Money(cents), Money(0), Money(0), Money(0), delivery_days=days,
             arrives=TODAY + timedelta(days=days))
        for code, (cents, days) in SERVICES.items()
    ]  # fmt: skip
    books = Rate("usps_media_mail", "Media Mail", "package", Money(413), Money(0), Money(0), Money(0),
                 problems=("Media Mail takes books only.",))  # fmt: skip
    return Quote(shipment.fingerprint, "se-1", NOW, (*rates, books))


@dataclass
class Desk:
    """`asked` is every deed in order. Set `fault` and the next deed on a lane fails with it.

    `taken` are the drafts that can be changed no more, and why. `guards` hold every purchase until they are
    answered; `rise` is how many cents every price has gone up.
    """

    online: bool = True
    settings: Preferences = field(default_factory=preferences)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    went: list[Action] = field(default_factory=list)
    saved: dict[str, Draft] = field(default_factory=dict)
    approvals: dict[str, Approval] = field(default_factory=dict)
    fault: Fault | None = None
    outcome: Callable[[Purchased], Purchased] = lambda purchased: purchased
    print_state: PrintState = PrintState.HANDED_OVER
    states: dict[str, DraftState] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    print_detail: str = ""
    handed_back: str = ""
    picture: bytes = b""
    forms: tuple[bytes, ...] = ()
    copies: list[PrintRecord] = field(default_factory=list)
    guards: tuple[Guard, ...] = ()
    rise: int = 0
    leaving: LeavesToday | None = None
    taken: dict[str, FaultKind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = HeldLane(Fault)
        self.errands = HeldLane(Fault)
        self.money = HeldLane(Fault)
        self.prints = HeldLane(Fault)

    def lanes(self) -> ShipLanes:
        return ShipLanes(self.desk, self.errands, self.money, self.prints)

    def deeds(self) -> ShipDeeds:
        return ShipDeeds(
            catalogue=CATALOGUE,
            preferences=lambda: self.settings,
            standing=lambda: standing(online=self.online),
            today=lambda: TODAY,
            read=lambda draft: read_draft(draft, CATALOGUE, TODAY),
            leaving=lambda draft: self.leaving,
            answer_leaving=self._answer_leaving,
            look_at_days=lambda: self._note("days"),
            new_draft=self._new,
            save=self._save,
            load=self._load,
            quote=self._quote,
            buy=self._buy,
            queue=self._queue,
            sheet=self._sheet,
            print_label=self._print,
            prints=lambda label_id: tuple(self.copies),
            scans=ScanDeeds(self._scan, lambda: self.asked.append(("sound",))),
            open_mail=lambda label_id, kind: self.asked.append(("mail", label_id, kind.value)),
            open_void=lambda label_id: self.asked.append(("void", label_id)),
            show_label=lambda label_id: self.asked.append(("show", label_id)),
            is_free=lambda draft_id: draft_id in self.free,
            announce=self.changes.append,
            go=self.went.append,
        )

    def run(self) -> None:
        """Let everything that waits run, and what follows from it."""
        while any(lane.held for lane in (self.desk, self.errands, self.money, self.prints)):
            for lane in (self.desk, self.errands, self.money, self.prints):
                lane.run_all()

    def did(self, deed: str) -> int:
        """How often it was done."""
        return sum(one[0] == deed for one in self.asked)

    def _note(self, *what: str) -> None:
        self.asked.append(what)
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault

    def _answer_leaving(self, question: LeavesToday, today: bool) -> None:
        self._note("leaves", question.place, str(today))
        self.leaving = None

    def _record(self, draft_id: str) -> DraftRecord:
        held, approval = self.saved[draft_id], self.approvals.get(draft_id)
        return DraftRecord(
            draft_id, held, self.states.get(draft_id, DraftState.OPEN), NOW, NOW, approval, self.handed_back
        )

    def _new(self) -> DraftRecord:
        self._note("new")
        self.saved[f"d{len(self.saved) + 1}"] = Draft()
        return self._record(f"d{len(self.saved)}")

    def _save(self, draft_id: str, draft: Draft) -> DraftRecord:
        self._note("save", draft_id)
        if draft_id in self.taken:
            raise BadInput(self.taken[draft_id], draft_id)
        self.saved[draft_id] = draft
        return self._record(draft_id)

    def _load(self, draft_id: str) -> DraftRecord:
        self._note("load", draft_id)
        return self._record(draft_id)

    def _quote(self, shipment: Shipment) -> Quote:
        self._note("quote", shipment.fingerprint)
        found = quote_for(shipment)
        dearer = (replace(one, shipping=one.shipping + Money(self.rise)) for one in found.rates)
        return replace(found, rates=tuple(dearer))

    def _buy(
        self, record: DraftRecord, shipment: Shipment, quote: Quote, key: str, answered: frozenset[str]
    ) -> Purchased:
        self._note("buy", record.id, key, *sorted(answered))
        if left := tuple(guard for guard in self.guards if guard.key not in answered):
            raise Held(left)
        assert quote.fingerprint == shipment.fingerprint
        assert record.id in self.saved
        rate = quote.rate(key)
        assert rate is not None
        held = entry(0, prints=0)
        scheme = words_for(shipment.delivery, PAPERLESS)[0]
        label = replace(held.label, cost=rate.total, service_code=rate.service_code, display_scheme=scheme)
        return self.outcome(Purchased(purchase(), replace(held, shipment=shipment, label=label)))

    def _queue(self, draft_id: str, approval: Approval) -> DraftRecord:
        self._note("queue", draft_id)
        self.approvals[draft_id] = approval
        return self._record(draft_id)

    def _sheet(self, label_id: str) -> LabelSheet:
        self._note("sheet", label_id)
        sentence = "Proved: the barcode reads as it should."
        return LabelSheet(label_id, self.picture, 203, True, sentence, proof_facts(), forms=self.forms)

    def _print(self, label_id: str, reason: str) -> PrintRecord:
        self._note("print", label_id, reason)
        copy = self.did("print")
        record = print_record(0, copy=copy, state=self.print_state, reason=reason)
        self.copies.append(replace(record, detail=self.print_detail))
        return self.copies[-1]

    def _scan(self, text: str, expected: Expected) -> Scanned:
        self._note("scan", text, expected.label_id)
        return Scanned(scan_word(ScanVerdict(text)), "Ground Advantage")
