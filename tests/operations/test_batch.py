"""A batch: its sum said first, all of it written down at once, and one call for each label."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx
import pytest

from postwright.domain.approval import CHEAPEST, Approval, WhenPast
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.money import Money
from postwright.domain.purchase import Abandoned, Sending, State
from postwright.operations.begin_batch import begin_batch
from postwright.operations.buy_intended import STOPPED, buy_intended
from postwright.operations.list_queue import rows
from postwright.operations.plan_batch import DOUBT, NOT_QUEUED, plan_batch
from postwright.operations.price_queue import price_parcel
from postwright.operations.results import (
    BatchItem,
    CameBack,
    LeftAlone,
    ParcelBought,
    ParcelEnd,
    ParcelPriced,
    StillInDoubt,
    Stopping,
)
from postwright.operations.run_queue import run_queue, wait_for_connection
from postwright.practice.faults import Fault as Trouble
from postwright.store.drafts import Drafts
from tests.carrier.answers import refusal
from tests.domain.samples import CUSTOMER_TEXT, DRAFT, SENDER_TEXT
from tests.operations.shops import Shop

GROUND = "usps_ground_advantage"
PRICE = Money(1287)


def parcel(shop: Shop, name: str, *, limit: str = "20", **changes: object) -> str:
    """A queued parcel to somebody of this name."""
    to = replace(CUSTOMER_TEXT, name=name, line1=f"1 {name} St")
    draft: Draft = replace(DRAFT, to=to, **changes)  # type: ignore[arg-type]  # fields of a draft
    return shop.queued(limit, GROUND, draft).id


def priced(shop: Shop, count: int) -> tuple[str, ...]:
    """So many parcels with prices that stand."""
    ids = tuple(parcel(shop, f"Customer{number}") for number in range(count))
    for draft_id in ids:
        assert isinstance(price_parcel(shop.counter(), draft_id), ParcelPriced)
    return ids


def begun(shop: Shop, count: int = 1) -> tuple[BatchItem, ...]:
    return begin_batch(shop.counter(), priced(shop, count))


def buy(shop: Shop, item: BatchItem) -> ParcelEnd:
    return buy_intended(shop.counter(), item)


def once(shop: Shop, path: str, reply: httpx.Response) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        shop.wire.answer("POST", path, shop.wire.passed_on)
        return reply

    shop.wire.answer("POST", path, answer)


# ---------------------------------------------------------------- prices


def test_a_price_is_asked_once_and_kept_with_the_approval(shop: Shop) -> None:
    (draft_id,) = priced(shop, 1)
    found = price_parcel(shop.counter(), draft_id)
    assert isinstance(found, ParcelPriced)
    assert (found.price, shop.wire.count("POST /v1/rates")) == (PRICE, 1)
    approval = shop.drafts.get(draft_id).approval
    assert approval is not None
    assert (approval.limit, approval.basis and approval.basis.total) == (Money(2000), PRICE)
    (row,) = rows(shop.counter())
    assert (row.price, row.waits_for) == (PRICE, "Waits to be bought for $12.87.")


def test_a_price_of_yesterday_is_asked_for_again(shop: Shop) -> None:
    (draft_id,) = priced(shop, 1)
    shop.later(hours=25)
    assert isinstance(price_parcel(shop.counter(), draft_id), ParcelPriced)
    assert shop.wire.count("POST /v1/rates") == 2


def test_a_price_above_the_limit_comes_back_with_what_could_be_approved(shop: Shop) -> None:
    draft_id = parcel(shop, "Bob", limit="5")
    end = price_parcel(shop.counter(), draft_id)
    assert isinstance(end, CameBack)
    assert end.difference == Money(787)
    offer = end.record.offer
    assert offer is not None
    assert (offer.limit, offer.seen, offer.service_code) == (PRICE, PRICE, GROUND)
    shop.drafts.queue(draft_id, offer)
    assert isinstance(buy(shop, begin_batch(shop.counter(), (draft_id,))[0]), ParcelBought)
    assert shop.wire.count("POST /v1/rates") == 1


def test_asking_a_price_in_vain_changes_nothing(shop: Shop) -> None:
    draft_id = parcel(shop, "Bob")
    once(shop, "/v1/rates", httpx.Response(401, json={"errors": [{"error_code": "unauthorized"}]}))
    end = price_parcel(shop.counter(), draft_id)
    assert isinstance(end, Stopping)
    assert (end.kind, shop.drafts.get(draft_id).state) == (FaultKind.KEY_REFUSED, DraftState.QUEUED)
    shop.drafts.unqueue(draft_id)
    assert price_parcel(shop.counter(), draft_id) == LeftAlone(draft_id)


# ---------------------------------------------------------------- the sum


def test_the_sum_says_what_is_known_and_what_is_odd(shop: Shop) -> None:
    first, second = priced(shop, 2)
    unpriced = parcel(shop, "Eve", limit="9")
    past = parcel(shop, "Mallory", ship_date="2026-11-20")
    other = parcel(shop, "Trent", sender=replace(SENDER_TEXT, line1="1 Dock St"))
    broken = parcel(shop, "Oscar", pounds="heavy")
    free = shop.drafts.new(DRAFT).id
    asked = shop.wire.asked.copy()
    plan = plan_batch(shop.counter(), (first, second, unpriced, past, other, broken, free))
    assert shop.wire.asked == asked
    assert (plan.total, plan.limit_total) == (Money(2 * 1287 + 900 + 2 * 2000), Money(4 * 2000 + 900))
    assert plan.unpriced == (unpriced, past, other)
    assert (plan.balance, plan.guards) == (None, ())
    assert [one.can_begin for one in plan.parcels] == [True, True, False, False, False, False, False]
    assert plan.odd[0].startswith("Oscar: ")
    assert plan.odd[1:] == (
        f"Ann Lee: {NOT_QUEUED}",
        "Mallory: Ship date was Fri 20 Nov; it leaves Mon 23 Nov.",
        "3 of 7 have no price yet; the most that each may cost is counted.",
        "They leave from 2 different places.",
    )


def test_several_parcels_to_one_address_are_told(shop: Shop) -> None:
    ids = [shop.queued("20", GROUND).id for _ in range(3)]
    assert plan_batch(shop.counter(), ids).odd[-1] == "3 parcels go to Ann Lee, 12 Main St."


def test_a_parcel_in_doubt_is_told_and_not_begun(shop: Shop) -> None:
    (item,) = begun(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/labels", "POST"))
    assert buy(shop, item) == StillInDoubt(item.draft_id)
    assert plan_batch(shop.counter(), (item.draft_id,)).parcels[0].waits_for == DOUBT
    assert begin_batch(shop.counter(), (item.draft_id,)) == ()
    assert price_parcel(shop.counter(), item.draft_id) == LeftAlone(item.draft_id)
    assert isinstance(buy(shop, item), LeftAlone)
    assert shop.wire.purchases == 1


# ---------------------------------------------------------------- all at once


def test_a_batch_is_written_down_at_once_and_asks_one_call_for_each_label(shop: Shop) -> None:
    items = begun(shop, 20)
    assert len(shop.ledger.intended()) == 20
    before = len(shop.wire.asked)
    assert all(isinstance(buy(shop, item), ParcelBought) for item in items)
    assert shop.wire.purchases == len(items)
    # Which account pays is asked anew each time by this shop of tests; the program remembers it.
    calls = [asked for asked in shop.wire.asked[before:] if asked != "GET /v1/carriers"]
    assert len(calls) <= 1.05 * len(items)
    assert shop.ledger.verify() == ()


def test_nothing_of_a_batch_is_written_down_when_one_was_taken_meanwhile(shop: Shop) -> None:
    first, second = priced(shop, 2)
    orders = [one.order for one in (shop.ledger.purchase(i.purchase_id) for i in begin_batch(
        shop.counter(), (first, second)))]  # fmt: skip
    for order in orders:
        shop.ledger.record(shop.ledger.purchase(order.id), Abandoned())
    taken = shop.intentions.write([replace(orders[1], id="f" * 32)])[0]
    shop.ledger.record(taken, Sending())
    with pytest.raises(BadInput) as caught:
        shop.intentions.write([replace(one, id=one.id[::-1]) for one in orders])
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    assert shop.ledger.intended() == ()


def test_an_intention_that_stands_is_taken_up_or_given_up(shop: Shop) -> None:
    (item,) = begun(shop)
    (same,) = begin_batch(shop.counter(), (item.draft_id,))
    assert same.purchase_id == item.purchase_id
    record = shop.drafts.get(item.draft_id)
    assert record.approval is not None
    shop.drafts.queue(item.draft_id, replace(record.approval, limit=Money(3000)))
    (other,) = begin_batch(shop.counter(), (item.draft_id,))
    assert other.purchase_id != item.purchase_id
    assert shop.ledger.purchase(item.purchase_id).state is State.ABANDONED
    assert shop.ledger.verify() == ()


def test_what_was_intended_stands_in_the_queue_as_not_bought_yet(shop: Shop) -> None:
    (item,) = begun(shop)
    (row,) = rows(shop.counter())
    assert (row.intended, row.waits_for) == (True, "Not bought yet. It may be bought for at most $20.00.")
    # Nobody buys it because the carrier answers again: a person began it.
    assert wait_for_connection(shop.counter()) == ()
    waiting = parcel(shop, "Eve")
    assert wait_for_connection(shop.counter()) == (waiting,)
    assert [one.draft_id for one in run_queue(shop.counter(), (item.draft_id,)).bought] == [item.draft_id]


def test_what_was_queued_with_a_connection_waits_for_a_person(shop: Shop) -> None:
    offline, online = parcel(shop, "Eve"), parcel(shop, "Adam")
    approval = shop.drafts.get(online).approval
    assert approval is not None
    shop.drafts.queue(online, replace(approval, when_online=False))
    assert wait_for_connection(shop.counter()) == (offline,)
    assert {one.draft_id for one in run_queue(shop.counter()).bought} == {offline, online}


def test_what_the_program_began_in_vain_is_a_persons_once_a_person_begins_it(shop: Shop) -> None:
    (draft_id,) = priced(shop, 1)
    counter = shop.counter()
    items = begin_batch(counter, (draft_id,), attended=False)
    assert wait_for_connection(counter) == (draft_id,)
    assert begin_batch(counter, (draft_id,)) != items
    assert wait_for_connection(counter) == ()
    # A run of the program that had it on its list leaves it so.
    begin_batch(counter, (draft_id,), attended=False)
    assert wait_for_connection(counter) == ()
    assert shop.ledger.verify() == ()


# ---------------------------------------------------------------- one lane's work


def test_a_parcel_that_was_touched_since_is_left_alone(shop: Shop) -> None:
    first, second = begun(shop, 2)
    shop.drafts.save(first.draft_id, replace(DRAFT, pounds="9"))
    shop.drafts.unqueue(second.draft_id)
    assert [buy(shop, item) for item in (first, second)] == [
        LeftAlone(first.draft_id), LeftAlone(second.draft_id),
    ]  # fmt: skip
    assert (shop.wire.purchases, shop.ledger.intended()) == (0, ())


def test_a_price_that_fell_out_of_date_is_asked_again_before_buying(shop: Shop) -> None:
    (item,) = begun(shop)
    shop.later(days=2)
    end = buy(shop, item)
    assert isinstance(end, ParcelBought)
    assert end.entry.shipment.ship_date == date(2026, 11, 24)
    assert shop.wire.count("POST /v1/rates") == 2
    assert shop.ledger.purchase(item.purchase_id).state is State.ABANDONED


def test_a_day_that_passed_before_its_turn_is_told_with_the_label(shop: Shop) -> None:
    draft_id = parcel(shop, "Bob", ship_date="2026-11-23")
    price_parcel(shop.counter(), draft_id)
    (item,) = begin_batch(shop.counter(), (draft_id,))
    shop.later(days=2)
    end = buy(shop, item)
    assert isinstance(end, ParcelBought)
    assert end.rolled == "Ship date was Mon 23 Nov; it leaves Tue 24 Nov."
    assert shop.labels.get(end.entry.id).shipment.rolled_from == date(2026, 11, 23)


def test_a_parcel_whose_day_may_not_move_comes_back_instead(shop: Shop) -> None:
    draft = shop.drafts.new(replace(DRAFT, ship_date="2026-11-20"))
    shop.drafts.queue(draft.id, Approval(CHEAPEST, "", Money(2000), when_past=WhenPast.ASK))
    (back,) = run_queue(shop.counter()).handed_back
    assert back.handed_back == "The ship date is past. Choose today or a later day."
    assert shop.wire.purchases == 0


def test_a_carrier_that_asks_to_come_again_soon_is_asked_again(shop: Shop) -> None:
    (item,) = begun(shop)
    once(shop, "/v1/labels", httpx.Response(429, headers={"Retry-After": "1"}, json={}))
    assert isinstance(buy(shop, item), ParcelBought)
    assert shop.wire.purchases == 2
    assert len(shop.live_labels()) == 1


def test_a_carrier_that_never_has_time_stops_the_batch(shop: Shop) -> None:
    (item,) = begun(shop)
    busy = httpx.Response(429, headers={"Retry-After": "1"}, json={})
    shop.wire.answer("POST", "/v1/labels", lambda _: busy)
    end = buy(shop, item)
    assert isinstance(end, Stopping)
    assert end.kind is FaultKind.RATE_LIMITED
    assert shop.wire.purchases == 5


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "unauthorized", FaultKind.KEY_REFUSED),
        (402, "insufficient_funds", FaultKind.INSUFFICIENT_FUNDS),
        (400, "insufficient_funds", FaultKind.INSUFFICIENT_FUNDS),
    ],
)
def test_what_the_next_parcel_would_meet_too_stops_the_batch(
    shop: Shop, status: int, code: str, kind: FaultKind
) -> None:
    (item,) = begun(shop)
    shop.wire.answer("POST", "/v1/labels", lambda _: refusal(status, code))
    end = buy(shop, item)
    assert isinstance(end, Stopping)
    assert (end.kind, shop.drafts.get(item.draft_id).state) == (kind, DraftState.QUEUED)


def test_a_batch_that_was_stopped_sends_nothing_more(shop: Shop) -> None:
    (item,) = begun(shop)
    counter = replace(shop.counter(), closing=lambda: True)
    assert buy_intended(counter, item) == Stopping(item.draft_id, STOPPED)
    looks = iter((False, True))
    meanwhile = replace(shop.counter(), closing=lambda: next(looks))
    assert buy_intended(meanwhile, item) == Stopping(item.draft_id, STOPPED)
    assert (shop.wire.purchases, len(shop.ledger.intended())) == (0, 1)


def test_a_parcel_that_the_carrier_refuses_comes_back_in_its_words(shop: Shop) -> None:
    (item,) = begun(shop)
    once(shop, "/v1/labels", refusal(400, message="We do not go there."))
    end = buy(shop, item)
    assert isinstance(end, CameBack)
    assert end.reason.endswith('"We do not go there."')
    assert shop.drafts.get(item.draft_id).state is DraftState.OPEN


def test_a_parcel_that_was_sold_elsewhere_meanwhile_waits_for_an_answer(shop: Shop) -> None:
    draft_id = shop.queued("20", GROUND).id
    price_parcel(shop.counter(), draft_id)
    (item,) = begin_batch(shop.counter(), (draft_id,))
    # Bought on the spot, of a draft that is kept nowhere.
    sold = shop.buy(shop.order("gone")).entry
    assert sold is not None
    end = buy_intended(shop.counter(BuyingRules()), item)
    assert isinstance(end, CameBack)
    assert [guard.key for guard in end.guards] == [f"similar:{sold.id}"]
    assert (shop.drafts.get(draft_id).state, shop.ledger.live_for(draft_id)) == (DraftState.QUEUED, None)
    (row,) = rows(shop.counter(BuyingRules()))
    assert (row.waits_for, row.guards) == (end.reason, end.guards)


def test_a_price_that_comes_for_a_parcel_that_was_changed_hands_nothing_back(shop: Shop) -> None:
    draft_id = parcel(shop, "Bob", limit="5")

    def meanwhile(request: httpx.Request) -> httpx.Response:
        shop.drafts.unqueue(draft_id)
        return shop.wire.passed_on(request)

    shop.wire.answer("POST", "/v1/rates", meanwhile)
    assert price_parcel(shop.counter(), draft_id) == LeftAlone(draft_id)
    assert shop.drafts.get(draft_id).handed_back == ""


def test_a_disk_that_is_full_before_anything_leaves_stops_the_batch(shop: Shop) -> None:
    (item,) = begun(shop)

    class Full(Drafts):
        def get(self, draft_id: str) -> DraftRecord:
            raise Environment(FaultKind.DISK_FULL, draft_id)

    end = buy_intended(replace(shop.counter(), drafts=Full(shop.database, shop.now)), item)
    assert isinstance(end, Stopping)
    assert (end.kind, shop.wire.purchases) == (FaultKind.DISK_FULL, 0)


def test_a_price_that_cannot_be_asked_anew_stops_the_batch(shop: Shop) -> None:
    (item,) = begun(shop)
    shop.later(days=2)
    shop.wire.answer("POST", "/v1/rates", lambda _: refusal(401, "unauthorized"))
    end = buy(shop, item)
    assert isinstance(end, Stopping)
    assert (end.kind, len(shop.ledger.intended())) == (FaultKind.KEY_REFUSED, 1)
