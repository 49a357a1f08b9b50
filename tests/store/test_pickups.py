"""A pickup is asked for once; whatever became of the request can be read later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.pickup import Pickup, PickupRequest, PickupState, PickupWindow
from postwright.store.sqlite_faults import Conflict
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
    S.REFUSED: (S.SENT, S.REFUSED),
    S.CANCELLED: (S.SENT, S.BOOKED, S.CANCELLED),
}
ALLOWED = {
    S.INTENDED: {S.SENT, S.CANCELLED},
    S.SENT: {S.BOOKED, S.REFUSED, S.IN_DOUBT, S.INTENDED},
    S.IN_DOUBT: {S.BOOKED, S.REFUSED, S.IN_DOUBT, S.INTENDED, S.CANCELLED},
    S.BOOKED: {S.BOOKED, S.CANCELLED},
    S.REFUSED: set(),
    S.CANCELLED: set(),
}


def brought_to(shop: Shop, state: PickupState) -> int:
    number = shop.pickups.intend(REQUEST)
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
    number = brought_to(shop, S.SENT)
    entry = shop.pickups.record(number, S.BOOKED, BOOKED, "as wished")
    assert (entry.request, entry.pickup, entry.detail) == (REQUEST, BOOKED, "as wished")
    assert shop.pickups.get(number) == entry


def test_a_cancelled_pickup_is_still_known(shop: Shop) -> None:
    number = brought_to(shop, S.CANCELLED)
    assert shop.pickups.get(number).pickup == BOOKED


def test_the_newest_request_stands_first_and_the_oldest_doubt(shop: Shop) -> None:
    numbers = {state: brought_to(shop, state) for state in S}
    assert [entry.id for entry in shop.pickups.all()] == sorted(numbers.values(), reverse=True)
    assert [entry.id for entry in shop.pickups.unsettled()] == [numbers[S.SENT], numbers[S.IN_DOUBT]]


def test_a_pickup_that_nobody_asked_for_is_unknown(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.pickups.get(7)
    assert caught.value.kind is FaultKind.PICKUP_UNKNOWN
    with pytest.raises(BadInput) as caught:
        shop.pickups.record(7, S.SENT)
    assert caught.value.kind is FaultKind.PICKUP_UNKNOWN
