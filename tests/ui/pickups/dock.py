"""The side door of the small shop: pieces, places and pickups, and what was asked for. Holds no test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from postwright.domain.address import Address
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState
from postwright.domain.pickup_day import coming, week_of
from postwright.domain.pickup_plan import PickupPlace, PickupPlan, Piece, Visit, WhyNot, door_of
from postwright.domain.postal_rules import PickupRule
from postwright.domain.preferences import Preferences
from postwright.domain.time_zone import zone_of
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from postwright.domain.weight import Weight
from postwright.ui.pickups.deeds import Deeds
from postwright.ui.pickups.panel import PickupsPanel
from postwright.ui.pickups.presenter import PickupsPresenter
from postwright.ui.pickups.screen import PickupsScreen
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.papers import Drawer

NOW = plausible.NOW
TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
RULE: PickupRule = RULES.pickup
FAIR = Address("Juniper Books", "Hall 4, Stand 12", "Seattle", "WA", "98101")
PREMIUM = "usps_priority_mail"


def piece(
    number: int,
    *,
    days_ago: int = 0,
    pounds: int = 0,
    insured: int = 0,
    ship_date: date | None = None,
    was_on: int = 0,
    at: Address = plausible.SHOP,
) -> Piece:
    """The label of the numbered person, and what is odd about it."""
    made = plausible.entry(number, days_ago=days_ago)
    parcel = made.shipment.parcel
    parcel = replace(
        parcel,
        weight=Weight.of(pounds=pounds) if pounds else parcel.weight,
        insured_value=Money(insured) if insured else None,
    )
    label = replace(made.label, ship_date=ship_date) if ship_date else made.label
    shipment = replace(made.shipment, parcel=parcel, ship_from=at)
    entry = replace(made, label=label, shipment=shipment)
    return Piece(entry, entry.label.service_code == PREMIUM, was_on)


def place(
    *pieces: Piece,
    name: str = "Shop",
    at: Address = plausible.SHOP,
    now: datetime = NOW,
    entries: tuple[PickupEntry, ...] = (),
    left_out: tuple[tuple[WhyNot, int], ...] = (),
) -> PickupPlace:
    zone = zone_of(at.state)
    told = coming(now, zone, RULE)
    bare = plausible.entry(0)
    door = door_of(replace(bare, shipment=replace(bare.shipment, ship_from=at)))
    booked, doubtful = (
        {
            day: tuple(
                one.id for one in entries if one.day == day and (one.state is PickupState.BOOKED) is sure
            )
            for day in {entry.day for entry in entries}
        }
        for sure in (True, False)
    )
    week = week_of(told, Counter(one.entry.ship_date for one in pieces), booked, doubtful)
    return PickupPlace(door, name, at, zone, told, pieces, left_out, week)


def visit(
    entry: PickupEntry, *, voided: int = 0, scanned: int = 0, unknown: int = 0, name: str = "Shop"
) -> Visit:
    """A pickup with its labels: the first are voided, the last scanned, and some are not known here."""
    known = len(entry.request.label_ids) - unknown
    labels = tuple(_on_it(number, number < voided, number >= known - scanned) for number in range(known))
    return Visit(entry, name, labels, unknown)


def _on_it(number: int, void: bool, scanned: bool) -> LabelEntry:
    made = plausible.entry(number, void_state=VoidState.REQUESTED if void else None)
    return replace(made, status=TrackingStatus(NOW, first_scan_at=NOW)) if scanned else made


def plan(*places: PickupPlace, visits: tuple[Visit, ...] = (), rule: PickupRule = RULE) -> PickupPlan:
    return PickupPlan(places, visits, rule)


@dataclass
class Yard:
    """The shop's side of it. Each kind of question answers, or fails with `fault`; `unread` is why the
    shop's own records cannot be read.
    """

    held: PickupPlan
    now: datetime = NOW
    news: bool = False
    fault: Fault | None = None
    unread: Fault | None = None
    answer: PickupState = PickupState.BOOKED
    booked: date | None = None
    asked: list[PickupRequest] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    checked: list[int] = field(default_factory=list)
    looks: int = 0
    drawer: Drawer = field(default_factory=Drawer)
    own: Preferences = field(default_factory=plausible.preferences)

    def plan(self) -> PickupPlan:
        if self.unread is not None:
            raise self.unread
        return self.held

    def look(self) -> bool:
        self.looks += 1
        self._fail()
        news, self.news = self.news, False
        return news

    def schedule(self, request: PickupRequest) -> PickupEntry:
        self.asked.append(request)
        self._fail()
        day = request.window.start.date()
        return plausible.pickup_entry(
            9, state=self.answer, day=day, booked=self.booked or day, labels=request.label_ids
        )

    def cancel(self, number: int) -> PickupEntry:
        self.cancelled.append(number)
        self._fail()
        return plausible.pickup_entry(number, state=self.answer)

    def check(self, number: int) -> PickupEntry:
        self.checked.append(number)
        self._fail()
        return plausible.pickup_entry(number, state=self.answer)

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault

    def deeds(self) -> Deeds:
        return Deeds(
            self.plan, self.look, self.schedule, self.cancel, self.check, lambda: self.own,
            self.drawer.deeds(),
        )  # fmt: skip


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    yard: Yard
    lane: HeldLane = field(default_factory=lambda: HeldLane(Fault))
    shown: list[PickupsScreen] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = PickupsPresenter(
            self.lane,
            self.yard.deeds(),
            self.shown.append,
            now=lambda: self.yard.now,
            announce=lambda: self.told.append("pickups"),
            go=lambda action: self.told.append(str(action)),
        )

    @property
    def screen(self) -> PickupsScreen:
        return self.presenter.screen

    def load(self) -> None:
        self.presenter.load()
        self.lane.run_all()

    def holds(self, held: PickupPlan) -> None:
        """The shop's records are these from now on."""
        self.yard.held = held
        self.load()


class DockPanel:
    """The whole panel over the same shop, for pictures and for pressing."""

    def __init__(self, held: PickupPlan, now: datetime = NOW) -> None:
        self.yard = Yard(held, now)
        self.lane = HeldLane(Fault)
        self.panel = PickupsPanel(self.lane, self.yard.deeds(), now=lambda: self.yard.now)

    def show(self, act: Callable[[DockPanel], object] = lambda dock: None) -> None:
        self.panel.shown()
        self.lane.run_all()
        act(self)
