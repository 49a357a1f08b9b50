"""Labels that nobody here bought are shown once, and taken only where they carry an id of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.label import Label
from postwright.domain.purchase import Abandoned, Bought, Order, State
from postwright.operations.find_foreign import adopt_foreign, find_foreign, is_search_due, put_aside
from postwright.operations.settle_everything import look_around
from postwright.practice.faults import Fault as Trouble
from tests.carrier.answers import refusal
from tests.operations.shops import PRIORITY, Shop
from tests.operations.test_settle import deny, proved_absent, swallowed
from tests.operations.test_settle_everything import books


def search(shop: Shop) -> tuple[str, ...]:
    """Look for strange labels; the ids of those that wait."""
    find_foreign(books(shop), now=shop.now())
    return tuple(one.id for one in look_around(books(shop), now=shop.now()).foreign)


def sold_elsewhere(shop: Shop, order: Order | None = None) -> Label:
    return shop.carrier.labels.buy(order or shop.order()).label


@pytest.fixture
def searched(shop: Shop) -> Shop:
    """A shop that has searched its account before, and whose carrier tells our ids."""
    shop.practice.set_switches(schema="2026", duplicate_external_id="accept")
    assert search(shop) == ()
    shop.later(minutes=30)
    return shop


def test_what_was_there_before_the_first_search_is_no_news(shop: Shop) -> None:
    sold_elsewhere(shop)
    shop.later(minutes=11)
    assert (search(shop), search(shop)) == ((), ())


def test_a_label_of_another_program_is_shown_once_and_put_aside(searched: Shop) -> None:
    stranger = sold_elsewhere(searched)
    searched.bought()
    assert search(searched) == search(searched) == (stranger.label_id,)
    (shown,) = searched.foreign.standing()
    assert (shown.is_ours, shown.label.tracking_number) == (False, stranger.tracking_number)
    put_aside(books(searched), stranger.label_id)
    assert search(searched) == ()
    assert searched.foreign.get(stranger.label_id).state == "put_aside"


def test_a_label_of_another_program_cannot_be_adopted(searched: Shop) -> None:
    stranger = sold_elsewhere(searched)
    search(searched)
    with pytest.raises(BadInput) as caught:
        adopt_foreign(books(searched), stranger.label_id)
    assert caught.value.kind is FaultKind.LABEL_OF_ANOTHER
    assert not searched.labels.knows(stranger.label_id)


def test_a_label_that_was_never_shown_is_not_there(searched: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        put_aside(books(searched), "se-1")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN


def test_what_may_yet_be_a_doubtful_purchase_is_no_stranger_and_is_not_passed_over(searched: Shop) -> None:
    searched.practice.set_switches(schema="2024")
    swallowed(searched)
    maybe = sold_elsewhere(searched)

    def nameless(request: httpx.Request) -> httpx.Response:
        told = searched.wire.passed_on(request).json() | {"external_shipment_id": None}
        return httpx.Response(200, json=told)

    searched.wire.answer("GET", f"/v1/shipments/{maybe.shipment_id}", nameless)
    other = sold_elsewhere(searched, searched.order(key=PRIORITY))
    until = searched.foreign.searched_until()
    assert search(searched) == (other.label_id,)
    assert searched.foreign.searched_until() == until
    assert maybe.label_id not in search(searched)


def test_the_label_of_a_purchase_that_is_under_way_is_no_stranger(searched: Shop) -> None:
    order = searched.order()
    searched.practice.faults.add(Trouble("drop_after", "/v1/labels", "POST"))
    with pytest.raises(Lost):
        searched.buy(order)
    assert search(searched) == ()


def test_a_second_label_of_ours_is_adopted_with_an_alarm_and_can_be_voided(searched: Shop) -> None:
    order = searched.order()
    searched.buy(order)
    second = sold_elsewhere(searched, order)
    assert search(searched) == (second.label_id,)
    assert searched.foreign.standing()[0].purchase_id == order.id
    adopt_foreign(books(searched), second.label_id)
    assert search(searched) == ()
    entry = searched.labels.get(second.label_id)
    assert entry.can_void
    assert entry.alarms == (
        f"The carrier holds 2 labels for this parcel. Void the later one: {second.label_id}.",
    )
    assert searched.ledger.verify() == ()


def test_a_label_that_turns_up_after_it_was_denied_is_adopted(searched: Shop) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    late = sold_elsewhere(searched, order)
    assert search(searched) == (late.label_id,)
    adopt_foreign(books(searched), late.label_id)
    assert searched.purchase(order).state is State.BOUGHT
    assert searched.drafts.get(order.draft_id).state == "done"
    assert searched.ledger.verify() == ()


def test_a_label_that_turns_up_after_another_was_bought_for_the_parcel_stands_beside_it(
    searched: Shop,
) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    other = replace(searched.order(order.draft_id, key=PRIORITY), draft_id=order.draft_id)
    searched.buy(other)
    late = sold_elsewhere(searched, order)
    assert search(searched) == (late.label_id,)
    adopt_foreign(books(searched), late.label_id)
    assert searched.purchase(order).replaced_at is not None
    assert searched.labels.get(late.label_id).can_void
    assert searched.ledger.verify() == ()


def test_a_doubt_is_settled_and_not_adopted(searched: Shop) -> None:
    order = searched.order()
    searched.buy(order)
    second = sold_elsewhere(searched, order)
    doubtful = swallowed(searched)
    searched.foreign.note((replace(second, external_id=doubtful.id),), None)
    with pytest.raises(BadInput) as caught:
        adopt_foreign(books(searched), second.label_id)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


def test_a_label_that_is_void_already_is_no_news(searched: Shop) -> None:
    stranger = sold_elsewhere(searched)
    searched.carrier.labels.void(stranger.label_id)
    assert search(searched) == ()


def test_a_carrier_that_tells_our_id_with_the_shipment_alone_is_asked_for_it(searched: Shop) -> None:
    searched.practice.set_switches(schema="2024", duplicate_external_id="accept")
    order = searched.order()
    searched.buy(order)
    second = sold_elsewhere(searched, order)
    assert search(searched) == (second.label_id,)
    assert searched.foreign.standing()[0].purchase_id == order.id


def test_a_label_that_the_carrier_lists_late_is_found_all_the_same(searched: Shop) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    late = sold_elsewhere(searched, order)
    searched.wire.answer(
        "GET", "/v1/labels", lambda _: httpx.Response(200, json={"labels": [], "page": 1, "pages": 1})
    )
    searched.later(hours=1)
    assert search(searched) == ()
    searched.wire.answer("GET", "/v1/labels", searched.wire.passed_on)
    searched.later(hours=1)
    assert search(searched) == (late.label_id,)


def test_one_label_without_a_shipment_hides_no_other(searched: Shop) -> None:
    searched.practice.set_switches(schema="2024")
    lost, other = sold_elsewhere(searched), sold_elsewhere(searched)
    searched.wire.answer("GET", f"/v1/shipments/{lost.shipment_id}", lambda _: refusal(404))
    assert search(searched) == (lost.label_id, other.label_id)


def test_the_shipment_of_a_stranger_is_asked_for_once(searched: Shop) -> None:
    searched.practice.set_switches(schema="2024")
    stranger = sold_elsewhere(searched)
    search(searched)
    search(searched)
    assert searched.wire.count(f"GET /v1/shipments/{stranger.shipment_id}") == 1


def test_a_label_that_came_into_the_books_since_is_no_stranger(searched: Shop) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    late = sold_elsewhere(searched, order)
    assert search(searched) == (late.label_id,)
    receipt = Bought(late.label_id, late.shipment_id, late.tracking_number, late.cost)
    searched.ledger.record(searched.purchase(order), receipt, label=late)
    assert search(searched) == ()


def test_a_late_label_whose_parcel_was_bought_again_says_that_it_is_to_be_voided(searched: Shop) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    again = searched.buy(searched.order(order.draft_id, key=PRIORITY)).entry
    late = sold_elsewhere(searched, order)
    assert search(searched) == (late.label_id,)
    adopt_foreign(books(searched), late.label_id)
    entry = searched.labels.get(late.label_id)
    assert entry.can_void
    assert entry.alarms == (
        f"The carrier holds 2 labels for this parcel. Void the later one: {late.label_id}.",
    )
    assert again is not None
    assert searched.labels.get(again.id).alarms == ()


def test_a_late_label_keeps_its_parcel_from_being_bought_again(searched: Shop) -> None:
    order = proved_absent(searched)
    deny(searched, order)
    searched.ledger.record(searched.purchase(order), Abandoned())
    again = searched.ledger.intend(searched.order(order.draft_id, key=PRIORITY))
    late = sold_elsewhere(searched, order)
    assert search(searched) == (late.label_id,)
    adopt_foreign(books(searched), late.label_id)
    assert searched.ledger.purchase(again.id).state is State.ABANDONED
    assert searched.drafts.get(order.draft_id).state == "done"
    assert searched.labels.get(late.label_id).alarms == ()


def test_a_search_is_due_at_first_and_an_hour_after_the_last(shop: Shop) -> None:
    assert is_search_due(books(shop), now=shop.now())
    search(shop)
    assert not is_search_due(books(shop), now=shop.now() + timedelta(minutes=59))
    assert is_search_due(books(shop), now=shop.now() + timedelta(hours=1))


def test_a_clock_that_ran_ahead_at_the_last_search_hides_no_label(searched: Shop) -> None:
    stranger = sold_elsewhere(searched)
    searched.foreign.note((), searched.now() + timedelta(days=400))
    assert is_search_due(books(searched), now=searched.now())
    assert search(searched) == (stranger.label_id,)
    assert searched.foreign.searched_until() == searched.now()


def test_a_clock_that_ran_ahead_at_the_first_search_makes_no_news_of_what_was_there(shop: Shop) -> None:
    sold_elsewhere(shop)
    shop.later(minutes=11)
    shop.foreign.note((), shop.now() + timedelta(days=400))
    assert search(shop) == ()
    stranger = sold_elsewhere(shop)
    assert search(shop) == (stranger.label_id,)
