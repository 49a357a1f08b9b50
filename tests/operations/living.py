"""A shop that lives on for weeks: what its operator does, and how its books are compared. Holds no test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from postwright.domain.catalogue import Catalogue
from postwright.domain.day_end import DayEnd
from postwright.domain.draft import Draft
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupWindow
from postwright.domain.refund_watch import RefundState, RefundWatch
from postwright.domain.ship_day import LeavesToday, leaves_today
from postwright.domain.time_zone import zone_of
from postwright.domain.void import VoidState
from postwright.operations.close_day import close_day, days_open
from postwright.operations.follow_parcels import ask_next
from postwright.operations.guard import Counter
from postwright.operations.leave_today import FAMILY, Calendar, ship_days
from postwright.operations.look_at_refunds import look_at_refunds
from postwright.operations.make_scan_form import Tray
from postwright.operations.results import Voided
from postwright.operations.run_queue import run_queue
from postwright.operations.schedule_pickup import schedule_pickup
from postwright.operations.settle_everything import settle_everything
from postwright.operations.void_label import void_label
from postwright.operations.watch_refunds import refunds
from postwright.practice.accounts.carriers import FIRST_BALANCE_CENTS
from postwright.store.marks import Marks
from tests.domain.samples import CUSTOMER_TEXT, DRAFT, SENDER
from tests.operations.shops import PRIORITY, Shop
from tests.operations.test_settle_everything import books
from tests.rules import RULES

SENDER_ZONE = zone_of(SENDER.state)
_ALL = 10_000


class Living:
    """The operator of a shop, at the desk day after day."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.calendar = Calendar(shop.forms, Marks(shop.database, FAMILY), RULES.form, shop.now)
        self._parcels = 0

    # ------------------------------------------------------------ the deeds

    def counter(self) -> Counter:
        return replace(self.shop.counter(), days=lambda: ship_days(self.calendar))

    def tray(self) -> Tray:
        return Tray(self.shop.labels, self.shop.forms, self.shop.carrier, RULES.form)

    def parcel(self) -> Draft:
        """For a person of its own, so that no two resemble each other."""
        self._parcels += 1
        number = self._parcels
        to = replace(CUSTOMER_TEXT, name=f"Customer {number}", line1=f"{number} Hill Rd", email="")
        return replace(DRAFT, to=to, reference1=f"ORDER {number}", order_reference=str(number))

    def buy(self, count: int = 1, service: str = PRIORITY) -> tuple[LabelEntry, ...]:
        """As many parcels, through the queue."""
        code = service.partition("/")[0]
        ids = tuple(self.shop.queued(service=code, draft=self.parcel()).id for _ in range(count))
        return run_queue(self.counter(), only=ids).bought

    def question(self) -> LeavesToday | None:
        """Whether parcels leave today, where that is to be asked."""
        return leaves_today(DRAFT, self.shop.now(), ship_days(self.calendar))

    def void(self, label_id: str) -> Voided:
        return void_label(self.shop.till(), label_id, now=self.shop.now())

    def book(self, labels: Iterable[LabelEntry]) -> PickupEntry:
        now = self.shop.now()
        window = PickupWindow(now + timedelta(days=1), now + timedelta(days=1, hours=8))
        ids = tuple(entry.id for entry in labels)
        request = PickupRequest(ids, "Ana", "503-555-0100", "ana@example.com", window)
        return schedule_pickup(self.shop.dock(), request)

    def day_end(self) -> DayEnd | None:
        """The one that closes tonight, where something leaves."""
        here = self.today()
        days = days_open(self.tray(), self.catalogue, now=self.shop.now())
        return next((day for day in days if day.ship_date == here), None)

    def close(self, but: frozenset[str] = frozenset()) -> tuple[FormEntry, ...]:
        """Close the day for all that leaves, but for some."""
        day = self.day_end()
        wanted = [entry.id for entry in day.on if entry.id not in but] if day else []
        return close_day(self.tray(), day, wanted) if day and wanted else ()

    def track(self) -> None:
        """Ask about everything that is due, as the window does one by one."""
        while ask_next(self.shop.tracker()).left:
            pass

    def settle(self) -> None:
        """What the program does at its start, and Attention every minute."""
        now = self.shop.now()
        settle_everything(books(self.shop), now=now, stale_before=now)

    def look(self) -> None:
        look_at_refunds(self.shop.refund_desk())

    # ------------------------------------------------------------ what is known

    @property
    def catalogue(self) -> Catalogue:
        return self.shop.catalogue

    def today(self) -> date:
        return self.shop.now().astimezone(SENDER_ZONE).date()

    def entries(self) -> tuple[LabelEntry, ...]:
        return self.shop.labels.recent(_ALL)

    def watched(self) -> dict[str, RefundWatch]:
        return {one.id: one for one in refunds(self.shop.refund_desk())}

    def credited(self) -> Money:
        """All that ever came back, as our books have it."""
        ever = self.shop.refunds.watched(self.shop.now() - timedelta(days=1000))
        back = (one.amount for one in ever if one.state is RefundState.CREDITED)
        return sum(back, start=Money(0))

    def by_the_carrier(self) -> Money:
        """Over the wire, as everything else."""
        (account,) = self.shop.carrier.accounts.find()
        return account.balance

    def assert_the_books_agree(self) -> None:
        """To the cent, over the wire and in the carrier's own ledger; what is void here is void there, and
        nothing else; no label is on two forms.
        """
        shop, entries = self.shop, self.entries()
        paid = sum((entry.label.cost for entry in entries), start=Money(0))
        left = Money(FIRST_BALANCE_CENTS) - paid + self.credited()
        assert left == self.by_the_carrier()
        assert left.minor == sum(charge.amount.minor for charge in shop.practice.ledger())
        live = set(shop.live_labels())
        usable = {entry.id for entry in entries if not entry.is_void}
        doubtful = {entry.id for entry in entries if entry.void_state is VoidState.IN_DOUBT}
        assert usable <= live <= usable | doubtful
        assert shop.ledger.verify() == ()
        on_forms = [label_id for form in shop.carrier.manifests.find() for label_id in form.label_ids]
        assert len(on_forms) == len(set(on_forms))


def at(shop: Shop, day: date, hour: int, minute: int = 0) -> None:
    """On the clock of the shop's origin."""
    there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=SENDER_ZONE)
    shop.practice.clock.set(there)
