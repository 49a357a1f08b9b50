"""A shop lives a month and waits another for its money: every evening its books are the carrier's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from postwright.domain.form_request import FormState
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.pickup import PickupState
from postwright.domain.postal_calendar import is_postal_day
from postwright.domain.refund_watch import RefundState
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from postwright.operations.void_label import voidable
from postwright.operations.watch_refunds import opt_out
from tests.operations.living import Living, at
from tests.operations.shops import Shop
from tests.rules import RULES

pytestmark = pytest.mark.slow
# A Monday; Thanksgiving and Veterans Day are in it. The second month only waits.
FIRST = date(2026, 11, 2)
BUSY, WHOLE = 30, 62


class Month:
    """What the shop does on which day. `kept` are labels that were set aside for a fate of their own."""

    def __init__(self, living: Living) -> None:
        self.living = living
        self.shop = living.shop
        self.kept: dict[str, LabelEntry] = {}

    def days(self) -> Iterator[int]:
        """Each day in turn, with its evening looked at."""
        for number in range(WHOLE):
            at(self.shop, FIRST + timedelta(days=number), 9)
            yield number
            at(self.shop, FIRST + timedelta(days=number), 22)
            self.living.track()
            self.living.look()
            self.living.assert_the_books_agree()

    def live(self, number: int) -> None:
        """A day at the packing table, where something leaves."""
        day = FIRST + timedelta(days=number)
        if number >= BUSY or not is_postal_day(day):
            return
        bought = list(self.living.buy(2))
        if name := _SET_ASIDE.get(number):
            self.kept[name] = self.living.buy()[0]
        at(self.shop, day, 12)
        if number % 2:
            self.living.book(bought)
        at(self.shop, day, 17, 30)
        aside = frozenset(entry.id for entry in self.kept.values())
        if number % 2 == 0:
            assert {one.state for one in self.living.close(aside)} == {FormState.MADE}

    def errands(self, number: int) -> None:
        """What is done about the labels that were set aside, each on its day."""
        living = self.living
        match number:
            case 3:
                assert living.void(self.kept["voided at once"].id).state is VoidState.REQUESTED
            case 9:
                assert living.void(self.kept["denied"].id).state is VoidState.REQUESTED
            case 25:
                assert living.watched()[self.kept["voided in time"].id].state is RefundState.SCHEDULED
                assert living.void(self.kept["voided in time"].id).state is VoidState.REQUESTED
            # What the carrier denies is denied when its three weeks are over, whatever it approved before.
            case 29:
                self.shop.practice.set_switches(refund_decided="rejected")
                opt_out(self.shop.refund_desk(), self.kept["opted out"].id)
            case 31:
                self.shop.practice.set_switches(refund_decided="approved")


_SET_ASIDE = {2: "voided at once", 3: "voided in time", 4: "forgotten", 7: "opted out", 8: "denied"}


@pytest.fixture
def month(shop: Shop) -> Month:
    shop.practice.set_switches(schema="2026", refund_assist=True, rate_limit=0)
    at(shop, FIRST, 8)
    return Month(Living(shop))


def test_every_evening_of_two_months_the_books_are_the_carriers(month: Month) -> None:
    for number in month.days():
        month.live(number)
        month.errands(number)
    living, kept, shop = month.living, month.kept, month.shop
    states = {name: living.shop.refunds.get(entry.id) for name, entry in kept.items()}
    found = {name: watch.state for name, watch in states.items() if watch}
    assert found == {
        "voided at once": RefundState.CREDITED,
        "voided in time": RefundState.CREDITED,
        "forgotten": RefundState.CREDITED,
        "opted out": RefundState.EXCLUDED,
        "denied": RefundState.DENIED,
    }
    whole = [kept["voided at once"], kept["voided in time"]]
    part = Money(kept["forgotten"].label.cost.minor * 70 // 100)
    assert living.credited() == sum((one.label.cost for one in whole), start=part)
    # All the others were scanned: on a form, or when the pickup came.
    statuses = Counter(status_of(entry) for entry in living.entries() if entry.id not in ids(kept))
    assert statuses == {"DE": 2 * working_days()}
    assert {one.state for one in shop.pickups.all()} == {PickupState.BOOKED}
    assert all(
        one.window.days_left < 0 or one.entry.is_void for one in voidable(shop.labels, shop.now(), RULES.void)
    )


def ids(kept: dict[str, LabelEntry]) -> set[str]:
    return {entry.id for entry in kept.values()}


def status_of(entry: LabelEntry) -> str:
    assert isinstance(entry.status, TrackingStatus)
    return entry.status.status_code


def working_days() -> int:
    return sum(is_postal_day(FIRST + timedelta(days=number)) for number in range(BUSY))
