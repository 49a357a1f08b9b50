"""A pickup is asked for once; whatever became of the request can be read later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.pickup import Pickup, PickupRequest, PickupState, PickupWindow
from postwright.store import cross_check
from postwright.store.sqlite_faults import Conflict
from tests.domain.samples import SENDER
from tests.store.shop import NOON, Shop

WINDOW = PickupWindow(NOON, NOON + timedelta(hours=8))
REQUEST = PickupRequest(
    ("se-1", "se-2"), "Ann", "503-555-0100", "ann@example.com", WINDOW, "at the back door"
)
BOOKED = Pickup("pik_1", REQUEST.label_ids, (WINDOW,), NOON, confirmation_number="WTC1")
S = PickupState
WAYS_TO: dict[PickupState, tuple[PickupState, ...]] = {
    S.INTENDED: (),
    S.SENT: (S.SENT,),
    S.IN_DOUBT: (S.SENT, S.IN_DOUBT),
    S.BOOKED: (S.SENT, S.BOOKED),
    S.CANCELLING: (S.SENT, S.BOOKED, S.CANCELLING),
    S.REFUSED: (S.SENT, S.REFUSED),
    S.CANCELLED: (S.SENT, S.BOOKED, S.CANCELLED),
}
ALLOWED = {
    S.INTENDED: {S.SENT, S.CANCELLED},
    S.SENT: {S.BOOKED, S.REFUSED, S.IN_DOUBT, S.INTENDED},
    S.IN_DOUBT: {S.BOOKED, S.REFUSED, S.IN_DOUBT, S.INTENDED, S.CANCELLED},
    S.BOOKED: {S.BOOKED, S.CANCELLING, S.CANCELLED},
    S.CANCELLING: {S.CANCELLING, S.CANCELLED, S.BOOKED},
    S.REFUSED: set(),
    S.CANCELLED: set(),
}


def brought_to(shop: Shop, state: PickupState) -> int:
    shop.count += 1
    number = shop.pickups.intend(replace(REQUEST, label_ids=(f"se-{shop.count}",)))
    for step in WAYS_TO[state]:
        shop.pickups.record(number, step, BOOKED if step is S.BOOKED else None)
    return number


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("wanted", S)
def test_a_doubtful_pickup_is_never_asked_for_again_without_proof(
    shop: Shop, state: PickupState, wanted: PickupState
) -> None:
    number = brought_to(shop, state)
    if wanted in ALLOWED[state]:
        assert shop.pickups.record(number, wanted).state is wanted
        assert shop.pickups.get(number).state is wanted
    else:
        with pytest.raises(Conflict):
            shop.pickups.record(number, wanted)
        assert shop.pickups.get(number).state is state


def test_a_booked_pickup_is_kept_with_its_request(shop: Shop) -> None:
    number = shop.pickups.intend(REQUEST)
    shop.pickups.record(number, S.SENT)
    entry = shop.pickups.record(number, S.BOOKED, BOOKED, "as wished")
    assert (entry.request, entry.pickup, entry.detail) == (REQUEST, BOOKED, "as wished")
    assert shop.pickups.get(number) == entry


def test_a_cancelled_pickup_is_still_known(shop: Shop) -> None:
    number = brought_to(shop, S.CANCELLED)
    assert shop.pickups.get(number).pickup == BOOKED


def test_the_newest_request_stands_first_and_the_oldest_doubt(shop: Shop) -> None:
    numbers = {state: brought_to(shop, state) for state in S}
    assert [entry.id for entry in shop.pickups.all()] == sorted(numbers.values(), reverse=True)
    open_ones = [numbers[state] for state in (S.INTENDED, S.SENT, S.IN_DOUBT, S.CANCELLING)]
    assert [entry.id for entry in shop.pickups.unsettled()] == open_ones


def test_a_pickup_that_nobody_asked_for_is_unknown(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.pickups.get(7)
    assert caught.value.kind is FaultKind.PICKUP_UNKNOWN
    with pytest.raises(BadInput) as caught:
        shop.pickups.record(7, S.SENT)
    assert caught.value.kind is FaultKind.PICKUP_UNKNOWN


# ---------------------------------------------------------------- labels that are spoken for


def test_a_label_on_a_pickup_that_may_come_is_on_no_second_one(shop: Shop) -> None:
    first = shop.pickups.intend(REQUEST)
    other = replace(REQUEST, label_ids=("se-2", "se-3"))
    with pytest.raises(BadInput) as caught:
        shop.pickups.intend(other)
    assert (caught.value.kind, caught.value.field) == (FaultKind.PICKUP_INCOMPLETE, "labels")
    assert caught.value.detail == f"Label se-2 is on pickup {first} already."
    assert shop.pickups.on_pickups() == {"se-1", "se-2"}
    shop.pickups.record(first, S.CANCELLED)
    assert shop.pickups.on_pickups() == frozenset()
    assert shop.pickups.intend(other) != first


def test_labels_of_a_pickup_that_is_over_can_go_on_another(shop: Shop) -> None:
    first = shop.pickups.intend(REQUEST)
    shop.pickups.record(first, S.SENT)
    shop.pickups.record(first, S.BOOKED, BOOKED)
    shop.clock.at += timedelta(days=2)
    assert shop.pickups.on_pickups() == frozenset()
    assert shop.pickups.intend(REQUEST) != first


def test_the_place_of_a_pickup_is_kept_by_its_key(shop: Shop) -> None:
    number = shop.pickups.intend(replace(REQUEST, place=SENDER))
    assert shop.pickups.get(number).origin == "97204 500 SW ALDER ST"
    assert shop.pickups.get(number).request.place == SENDER
    assert not shop.pickups.get(number).elsewhere


def test_old_pickups_are_history_and_old_doubts_are_not(shop: Shop) -> None:
    booked, doubtful = brought_to(shop, S.BOOKED), brought_to(shop, S.IN_DOUBT)
    shop.clock.at += timedelta(days=15)
    assert [entry.id for entry in shop.pickups.of_late()] == [doubtful]
    assert [entry.id for entry in shop.pickups.all()] == [doubtful, booked]


# ---------------------------------------------------------------- made elsewhere


def test_a_pickup_made_elsewhere_is_kept_once(shop: Shop) -> None:
    assert shop.pickups.adopt(BOOKED, replace(REQUEST, place=SENDER))
    assert not shop.pickups.adopt(BOOKED, REQUEST)
    (entry,) = shop.pickups.all()
    assert (entry.state, entry.elsewhere, entry.pickup, entry.asked_at) == (S.BOOKED, True, BOOKED, NOON)
    assert [event.state for event in shop.pickups.history(entry.id)] == ["booked"]
    assert shop.pickups.on_pickups() == {"se-1", "se-2"}
    with shop.database.read() as connection:
        assert cross_check.wrong_requests(connection) == ()


def test_the_answer_to_a_request_that_is_under_way_was_not_made_elsewhere(shop: Shop) -> None:
    number = shop.pickups.intend(REQUEST)
    shop.pickups.record(number, S.SENT)
    assert not shop.pickups.adopt(BOOKED, REQUEST)
    shop.pickups.record(number, S.REFUSED)
    assert shop.pickups.adopt(BOOKED, REQUEST)
