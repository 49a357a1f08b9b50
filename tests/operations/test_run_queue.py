"""The queue buys what was approved, inside its limits, and hands the rest back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

import httpx
import pytest

from postwright.domain.approval import Approval
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import Environment, FaultKind, Lost, NotSent
from postwright.domain.money import Money
from postwright.domain.ship_day import origin_day, rolled
from postwright.operations.list_queue import rows
from postwright.operations.plan_batch import DOUBT
from postwright.operations.results import QueueRun
from postwright.operations.run_queue import run_queue
from postwright.practice.faults import Fault as Trouble
from postwright.store.drafts import Drafts
from tests.carrier.answers import refusal
from tests.domain.samples import CUSTOMER_TEXT, DRAFT
from tests.operations.shops import Shop

MEDIA, GROUND = "usps_media_mail", "usps_ground_advantage"


def run(shop: Shop, *only: str) -> QueueRun:
    return run_queue(shop.counter(), only or None)


def waits_for(shop: Shop) -> list[str]:
    return [row.waits_for for row in rows(shop.counter())]


def trouble(shop: Shop, kind: Literal["drop_after", "error_502"], route: str) -> None:
    shop.practice.faults.add(Trouble(kind, route, "POST", count=3 if kind == "error_502" else 1))


# ---------------------------------------------------------------- what is bought


def test_what_was_approved_is_bought_once_and_in_turn(shop: Shop) -> None:
    first, second = shop.queued(service=GROUND), shop.queued(service=MEDIA)
    ran = run(shop)
    assert [entry.draft_id for entry in ran.bought] == [first.id, second.id]
    assert (ran.spent, ran.left, ran.handed_back, ran.stopped) == (shop.paid, 0, (), "")
    assert run(shop) == QueueRun()
    assert shop.paid == Money(1287 + 524)


def test_without_a_named_service_the_cheapest_that_takes_anything_is_bought(shop: Shop) -> None:
    shop.queued()
    (entry,) = run(shop).bought
    assert entry.label.service_code == GROUND


def test_only_the_parcels_that_were_named_are_bought(shop: Shop) -> None:
    shop.queued()
    named = shop.queued()
    ran = run(shop, named.id)
    assert [entry.draft_id for entry in ran.bought] == [named.id]
    assert len(shop.drafts.queued()) == 1


def test_a_queued_parcel_above_its_limit_comes_back_with_the_difference(shop: Shop) -> None:
    record = shop.queued("5.00", GROUND)
    (back,) = run(shop).handed_back
    assert (back.id, back.state, back.approval) == (record.id, DraftState.OPEN, None)
    assert back.handed_back == "It costs $12.87 now. That is $7.87 over the limit of $5.00."
    assert waits_for(shop) == [back.handed_back]
    assert shop.wire.purchases == 0


def test_the_limit_itself_may_be_spent(shop: Shop) -> None:
    shop.queued("12.87", GROUND)
    assert len(run(shop).bought) == 1


def test_a_service_that_is_gone_hands_the_parcel_back(shop: Shop) -> None:
    shop.queued(service="usps_parcel_select")
    (back,) = run(shop).handed_back
    assert back.handed_back == "The service that was chosen is not offered for this parcel now."


def test_a_past_ship_date_rolls_to_the_next_postal_day(shop: Shop) -> None:
    shop.queued(draft=replace(DRAFT, ship_date="2026-11-20"))
    (entry,) = run(shop).bought
    assert entry.shipment.ship_date == entry.label.ship_date == date(2026, 11, 23)


def test_a_day_that_is_today_to_come_or_no_day_is_left_as_it_is(shop: Shop) -> None:
    for text in ("2026-11-22", "2026-11-25", "tomorrow", ""):
        draft = replace(DRAFT, ship_date=text)
        assert rolled(draft, shop.now()) == draft


def test_today_is_the_day_where_the_parcel_leaves_from(shop: Shop) -> None:
    assert origin_day(DRAFT, shop.later(hours=19)) == date(2026, 11, 22)


def test_a_draft_with_an_error_comes_back_with_its_sentence(shop: Shop) -> None:
    shop.queued(draft=replace(DRAFT, pounds="heavy"))
    (back,) = run(shop).handed_back
    assert waits_for(shop) == [back.handed_back]
    assert back.handed_back.endswith(".")


# ---------------------------------------------------------------- what stops it


def test_running_out_of_money_stops_the_queue_and_keeps_the_rest(shop: Shop) -> None:
    for _ in range(3):
        shop.queued(service=GROUND)
    shop.practice.adjust_balance(-407_210 + 1_500)
    ran = run(shop)
    assert (len(ran.bought), ran.left, ran.handed_back) == (1, 2, ())
    assert ran.stopped == ('The postage balance is too low. "The account balance is too low for this label."')
    assert shop.wire.purchases == 2
    shop.practice.adjust_balance(5_000)
    assert len(run(shop).bought) == 2


def test_without_an_account_the_rest_is_kept(shop: Shop) -> None:
    shop.queued()
    shop.carrier.accounts.disconnect(shop.account())
    ran = run(shop)
    assert (ran.left, ran.handed_back) == (1, ())
    assert ran.stopped.startswith("No USPS postage account is connected.")


def test_nothing_at_all_could_be_asked_while_offline(shop: Shop) -> None:
    shop.queued()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        run(shop)
    assert len(shop.drafts.queued()) == 1


def test_going_offline_on_the_way_keeps_the_rest(shop: Shop) -> None:
    for _ in range(2):
        shop.queued()

    def unplugged(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request)
        shop.practice.set_offline(True)
        return reply

    shop.wire.answer("POST", "/v1/labels", unplugged)
    ran = run(shop)
    assert (len(ran.bought), ran.left) == (1, 1)
    assert ran.stopped.startswith("The carrier cannot be reached.")


def test_a_carrier_in_trouble_leaves_the_parcel_in_the_queue(shop: Shop) -> None:
    shop.queued()
    trouble(shop, "error_502", "/v1/rates")
    ran = run(shop)
    assert (ran.bought, ran.handed_back, ran.left) == ((), (), 1)
    assert len(run(shop).bought) == 1


def test_a_refused_parcel_comes_back_in_the_carrier_s_words_and_the_next_is_bought(shop: Shop) -> None:
    first, second = shop.queued(service=GROUND), shop.queued(service=GROUND)

    def once(_: httpx.Request) -> httpx.Response:
        shop.wire.answer("POST", "/v1/labels", shop.wire.passed_on)
        return refusal(400, message="We do not go there.")

    shop.wire.answer("POST", "/v1/labels", once)
    ran = run(shop)
    assert [(record.id, record.handed_back) for record in ran.handed_back] == [
        (first.id, 'The carrier said no. "We do not go there."')
    ]
    assert [entry.draft_id for entry in ran.bought] == [second.id]


# ---------------------------------------------------------------- doubt and other hands


def test_a_parcel_in_doubt_is_neither_handed_back_nor_bought_again(shop: Shop) -> None:
    record = shop.queued()
    trouble(shop, "drop_after", "/v1/labels")
    assert (run(shop).left, run(shop).left) == (1, 1)
    assert waits_for(shop) == [DOUBT]
    assert shop.wire.purchases == 1
    (found,) = shop.look_up()
    assert found.purchase.order.draft_id == record.id
    assert (run(shop), len(shop.live_labels())) == (QueueRun(), 1)


def test_what_never_left_is_bought_in_the_next_run(shop: Shop) -> None:
    shop.queued()

    def unplugged(_: httpx.Request) -> httpx.Response:
        raise ConnectionRefusedError("no network")

    shop.wire.answer("POST", "/v1/labels", unplugged)
    with pytest.raises(NotSent):
        run(shop)
    assert len(shop.ledger.intended()) == 1
    shop.wire.answer("POST", "/v1/labels", shop.wire.passed_on)
    assert len(run(shop).bought) == 1


def meddle(shop: Shop, path: str, deed: Callable[[], object]) -> None:
    """Something happens in the window while the queue waits for an answer."""

    def meanwhile(request: httpx.Request) -> httpx.Response:
        shop.wire.answer("POST", path, shop.wire.passed_on)
        deed()
        return shop.wire.passed_on(request)

    shop.wire.answer("POST", path, meanwhile)


def test_a_parcel_that_is_taken_off_the_queue_in_time_is_not_bought(shop: Shop) -> None:
    record = shop.queued()
    meddle(shop, "/v1/rates", lambda: shop.drafts.unqueue(record.id))
    assert run(shop) == QueueRun()
    assert (shop.wire.purchases, shop.drafts.get(record.id).handed_back) == (0, "")


def test_a_parcel_that_is_changed_before_its_turn_is_not_bought(shop: Shop) -> None:
    shop.queued()
    second = shop.queued()
    meddle(shop, "/v1/labels", lambda: shop.drafts.save(second.id, replace(DRAFT, pounds="40")))
    ran = run(shop)
    assert (len(ran.bought), ran.left) == (1, 0)
    assert shop.drafts.get(second.id).state is DraftState.OPEN


def test_a_parcel_that_another_window_buys_first_is_bought_once(shop: Shop) -> None:
    record = shop.queued()
    shop.practice.faults.add(Trouble("drop_before", "/v1/labels", "POST"))

    def elsewhere() -> None:
        with pytest.raises(Lost):
            shop.buy(shop.order(record.id))

    meddle(shop, "/v1/rates", elsewhere)
    assert run(shop).left == 1
    assert shop.wire.purchases == 1


def test_a_parcel_that_is_removed_before_it_can_come_back_ends_no_run(shop: Shop) -> None:
    first, second = shop.queued("5.00", GROUND), shop.queued(service=GROUND)

    class Meddling(Drafts):
        """The operator removes a parcel at the very moment in which it comes back."""

        def hand_back(self, draft_id: str, reason: str, offer: Approval | None = None) -> DraftRecord:
            self.remove(draft_id)
            return super().hand_back(draft_id, reason, offer)

    ran = run_queue(replace(shop.counter(), drafts=Meddling(shop.database, shop.now)))
    assert ([entry.draft_id for entry in ran.bought], ran.handed_back, ran.left) == ([second.id], (), 0)
    assert shop.drafts.get(first.id).state is DraftState.REMOVED


def test_a_disk_that_fills_up_on_the_way_still_tells_what_was_bought(shop: Shop) -> None:
    for _ in range(2):
        shop.queued(service=GROUND)

    class Filling(Drafts):
        """Cannot be read once a label was bought."""

        def get(self, draft_id: str) -> DraftRecord:
            return super().get(self._while_there_is_room(draft_id))

        def queued(self) -> tuple[DraftRecord, ...]:
            self._while_there_is_room("")
            return super().queued()

        def _while_there_is_room(self, draft_id: str) -> str:
            if shop.wire.purchases:
                raise Environment(FaultKind.DISK_FULL)
            return draft_id

    ran = run_queue(replace(shop.counter(), drafts=Filling(shop.database, shop.now)))
    assert (len(ran.bought), ran.spent, ran.left) == (1, shop.paid, 1)
    assert ran.stopped == "The disk of this computer is full."


def test_a_disk_that_is_full_from_the_start_is_told_as_it_is(shop: Shop) -> None:
    shop.queued()

    class Full(Drafts):
        def get(self, draft_id: str) -> DraftRecord:
            raise Environment(FaultKind.DISK_FULL, draft_id)

    with pytest.raises(Environment):
        run_queue(replace(shop.counter(), drafts=Full(shop.database, shop.now)))


def test_closing_the_program_begins_no_further_parcel(shop: Shop) -> None:
    for _ in range(3):
        shop.queued(service=GROUND)
    ran = run_queue(replace(shop.counter(), closing=lambda: shop.wire.purchases > 0))
    assert (len(ran.bought), ran.left, ran.stopped) == (1, 2, "Postwright was closed.")
    assert shop.wire.purchases == 1


def test_a_parcel_that_is_changed_after_its_order_was_made_is_not_bought(shop: Shop) -> None:
    record = shop.queued(service=GROUND)

    class Typing(Drafts):
        """The operator types while the price is being compared: each look but the first sees more."""

        looks = 0

        def get(self, draft_id: str) -> DraftRecord:
            self.looks += 1
            if self.looks > 1:
                self.save(draft_id, replace(DRAFT, pounds="40"))
            return super().get(draft_id)

    drafts = Typing(shop.database, shop.now)
    assert run_queue(replace(shop.counter(), drafts=drafts)) == QueueRun()
    assert (shop.wire.purchases, shop.drafts.get(record.id).state) == (0, DraftState.OPEN)
    assert shop.ledger.live_for(record.id) is None


def test_a_label_that_differs_from_what_was_approved_is_told(shop: Shop) -> None:
    shop.queued("15", GROUND)

    def dearer(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        reply["shipment_cost"]["amount"] = 99.0
        return httpx.Response(200, json=reply)

    shop.wire.answer("POST", "/v1/labels", dearer)
    ran = run(shop)
    who = ran.bought[0].shipment.ship_to.who
    assert ran.alarms == (f"{who}: The label cost $99.00, which is more than the $15.00 allowed.",)


# ---------------------------------------------------------------- what the operator reads


def test_each_row_says_what_it_waits_for(shop: Shop) -> None:
    shop.drafts.new(DRAFT)
    shop.drafts.new(replace(DRAFT, to=replace(CUSTOMER_TEXT, name="", company="")))
    shop.later(seconds=1)
    record = shop.queued("9.00")
    found = rows(shop.counter())
    assert found[0].record.id == record.id
    assert found[0].waits_for == "Waits for its price and to be bought."
    assert sorted(row.ready for row in found) == [False, True, True]
    assert "Ready to be quoted." in waits_for(shop)


def test_a_draft_whose_purchase_never_left_is_still_ready(shop: Shop) -> None:
    order = shop.order()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        shop.buy(order)
    assert waits_for(shop) == ["Ready to be quoted."]


def test_nothing_is_bought_that_nobody_approved(shop: Shop) -> None:
    record = shop.drafts.new(DRAFT)
    assert run(shop, record.id) == QueueRun()
    shop.drafts.queue(record.id, Approval(GROUND, "", Money(0)))
    assert run(shop).handed_back[0].handed_back.startswith("It costs $12.87 now.")
    assert shop.paid == Money(0)


def test_a_refused_key_is_tried_once(shop: Shop) -> None:
    """A key that is refused would be refused for every parcel."""
    for _ in range(2):
        shop.queued()
    shop.wire.answer("POST", "/v1/rates", lambda _: refusal(401, "unauthorized"))
    ran = run(shop)
    assert (ran.left, shop.wire.count("POST /v1/rates")) == (2, 1)
    assert FaultKind.KEY_REFUSED not in ran.stopped
    assert ran.stopped.startswith("The carrier does not accept the API key.")
