"""Pickups: the day that counts is the carrier's, one request is made, and doubt is settled by its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost, NotSent, Refused
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, PickupWindow
from postwright.operations.results import PickupPlan
from postwright.operations.schedule_pickup import (
    cancel_pickup,
    has_premium,
    plan,
    schedule_pickup,
    settle_pickups,
)
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.carrier.answers import refusal
from tests.domain.samples import SENDER, SHIPMENT
from tests.operations.shops import NOON, PRIORITY, Shop
from tests.rules import RULES

PACIFIC = ZoneInfo("America/Los_Angeles")
WINDOW = PickupWindow(
    datetime.combine(date(2026, 11, 23), time(8), PACIFIC),
    datetime.combine(date(2026, 11, 23), time(17), PACIFIC),
)


def wish(*label_ids: str) -> PickupRequest:
    return PickupRequest(label_ids, "Juniper", "503-555-0100", "shop@example.com", WINDOW, "At the door")


def planned(shop: Shop) -> PickupPlan:
    return plan(shop.labels, shop.pickups, shop.catalogue, now=shop.now(), zone=PACIFIC, rule=RULES.pickup)


def booked(shop: Shop) -> PickupEntry:
    return schedule_pickup(shop.dock(), wish(shop.bought().id))


def lose(shop: Shop, kind: Literal["drop_before", "drop_after"]) -> PickupEntry:
    shop.practice.faults.add(Trouble(kind, "/v1/pickups", "POST"))
    entry = booked(shop)
    assert entry.state is PickupState.IN_DOUBT
    return entry


def standing(shop: Shop, entry: PickupEntry) -> PickupState:
    return shop.pickups.get(entry.id).state


# ---------------------------------------------------------------- planning


def test_usps_comes_on_the_next_postal_day_for_what_waits(shop: Shop) -> None:
    entry = shop.bought()
    found = planned(shop)
    assert (found.day, found.labels, found.has_premium) == (date(2026, 11, 23), (entry,), False)


def test_a_label_on_a_standing_pickup_does_not_wait_for_another(shop: Shop) -> None:
    entry = booked(shop)
    later = shop.bought()
    found = planned(shop)
    assert (found.labels, found.entries) == ((later,), (entry,))


def test_a_doubtful_pickup_keeps_its_labels(shop: Shop) -> None:
    lose(shop, "drop_before")
    assert planned(shop).labels == ()


def test_void_and_old_labels_do_not_wait(shop: Shop) -> None:
    shop.bought()
    shop.later(days=8)
    void_label(shop.till(), shop.bought().id, now=shop.now())
    assert planned(shop).labels == ()


def test_one_premium_piece_makes_the_pickup_free(shop: Shop) -> None:
    plain = shop.bought()
    entry = shop.buy(shop.order(key=PRIORITY)).entry
    assert entry is not None
    assert has_premium((plain, entry), shop.catalogue)
    strange = replace(entry, label=replace(entry.label, service_code="usps_of_the_future"))
    assert not has_premium((plain, strange), shop.catalogue)


# ---------------------------------------------------------------- booking


def test_a_pickup_is_booked_in_the_carrier_s_window(shop: Shop) -> None:
    entry = booked(shop)
    assert (entry.state, entry.request.notes) == (PickupState.BOOKED, "At the door")
    assert entry.pickup is not None
    assert entry.pickup.windows[0].start == WINDOW.start
    assert shop.pickups.all() == (entry,)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label_ids": ()}, "labels"),
        ({"contact_phone": "555"}, "contact_phone"),
        ({"contact_name": " "}, "contact_name"),
        ({"contact_email": "nobody"}, "contact_email"),
    ],
)
def test_what_the_carrier_would_refuse_is_not_asked(shop: Shop, change: dict[str, Any], field: str) -> None:
    request = replace(wish(shop.bought().id), **change)
    with pytest.raises(BadInput) as caught:
        schedule_pickup(shop.dock(), request)
    assert (caught.value.kind, caught.value.field) == (FaultKind.PICKUP_INCOMPLETE, field)
    assert shop.pickups.all() == ()


def test_a_void_label_cannot_be_picked_up(shop: Shop) -> None:
    label_id = shop.bought().id
    void_label(shop.till(), label_id, now=shop.now())
    with pytest.raises(BadInput) as caught:
        schedule_pickup(shop.dock(), wish(label_id))
    assert caught.value.detail == "A void label cannot be picked up."


def test_parcels_of_two_places_are_not_picked_up_together(shop: Shop) -> None:
    elsewhere = replace(SHIPMENT, ship_from=replace(SENDER, postal_code="97301", city="Salem"))
    ids = (shop.bought().id, shop.bought(elsewhere).id)
    with pytest.raises(BadInput) as caught:
        schedule_pickup(shop.dock(), wish(*ids))
    assert caught.value.detail == "All parcels must leave from one place."


def test_offline_no_pickup_is_booked(shop: Shop) -> None:
    request = wish(shop.bought().id)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        schedule_pickup(shop.dock(), request)
    assert [entry.state for entry in shop.pickups.all()] == [PickupState.REFUSED]
    assert len(planned(shop).labels) == 1


def test_a_refusal_is_told_and_the_labels_wait_again(shop: Shop) -> None:
    request = wish(shop.bought().id)
    shop.wire.answer("POST", "/v1/pickups", lambda _: refusal(400))
    with pytest.raises(Refused):
        schedule_pickup(shop.dock(), request)
    assert len(planned(shop).labels) == 1


# ---------------------------------------------------------------- doubt


def test_a_pickup_whose_answer_was_lost_is_found_in_the_list(shop: Shop) -> None:
    entry = lose(shop, "drop_after")
    (found,) = settle_pickups(shop.dock(), now=shop.now())
    assert (found.id, found.state) == (entry.id, PickupState.BOOKED)
    assert shop.wire.count("POST /v1/pickups") == 1


def test_a_pickup_that_the_list_lacks_stays_in_doubt_at_first(shop: Shop) -> None:
    entry = lose(shop, "drop_before")
    shop.later(minutes=9)
    assert settle_pickups(shop.dock(), now=shop.now()) == ()
    assert standing(shop, entry) is PickupState.IN_DOUBT


def test_a_pickup_that_the_list_lacks_after_ten_minutes_was_never_booked(shop: Shop) -> None:
    lose(shop, "drop_before")
    shop.later(minutes=10)
    assert settle_pickups(shop.dock()) == ()
    (found,) = settle_pickups(shop.dock(), now=shop.now())
    assert (found.state, found.detail) == (PickupState.REFUSED, "The carrier's list does not hold it.")
    assert len(planned(shop).labels) == 1


def test_a_cancelled_pickup_with_the_same_labels_is_not_the_one(shop: Shop) -> None:
    first = booked(shop)
    cancel_pickup(shop.dock(), first.id, now=shop.now())
    shop.practice.faults.add(Trouble("drop_before", "/v1/pickups", "POST"))
    second = schedule_pickup(shop.dock(), first.request)
    assert settle_pickups(shop.dock(), now=shop.now()) == ()
    assert standing(shop, second) is PickupState.IN_DOUBT


def test_a_list_that_cannot_be_read_settles_nothing(shop: Shop) -> None:
    entry = lose(shop, "drop_before")
    shop.later(hours=1)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        settle_pickups(shop.dock(), now=shop.now())
    assert standing(shop, entry) is PickupState.IN_DOUBT


def cut_off(shop: Shop) -> PickupEntry:
    """A request that was under way when the program ended."""
    return shop.pickups.record(shop.pickups.intend(wish(shop.bought().id)), PickupState.SENT)


def test_a_request_that_is_under_way_is_left_alone(shop: Shop) -> None:
    entry = cut_off(shop)
    assert settle_pickups(shop.dock(), now=shop.now()) == ()
    assert settle_pickups(shop.dock(), stale_before=NOON - timedelta(minutes=3)) == ()
    assert standing(shop, entry) is PickupState.SENT


def test_a_request_cut_off_by_a_crash_is_no_dead_end(shop: Shop) -> None:
    entry = cut_off(shop)
    settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now())
    assert standing(shop, entry) is PickupState.IN_DOUBT
    shop.later(minutes=10)
    settle_pickups(shop.dock(), now=shop.now())
    assert standing(shop, entry) is PickupState.REFUSED


# ---------------------------------------------------------------- cancelling


def test_a_booked_pickup_is_cancelled_and_its_labels_wait_again(shop: Shop) -> None:
    entry = booked(shop)
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED
    assert len(planned(shop).labels) == 1


def refused_cancel(shop: Shop, number: int) -> str:
    with pytest.raises(BadInput) as caught:
        cancel_pickup(shop.dock(), number, now=shop.now())
    assert caught.value.kind is FaultKind.PICKUP_UNKNOWN
    return caught.value.detail


def test_only_a_booked_pickup_can_be_cancelled(shop: Shop) -> None:
    doubtful = lose(shop, "drop_before")
    assert refused_cancel(shop, doubtful.id) == str(doubtful.id)
    assert refused_cancel(shop, 404) == "404"


def test_after_2_am_central_of_the_day_usps_takes_no_cancellation(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.clock.set(datetime(2026, 11, 23, 2, tzinfo=ZoneInfo("America/Chicago")))
    assert refused_cancel(shop, entry.id) == "USPS takes cancellations until 2 am Central on the day."
    assert standing(shop, entry) is PickupState.BOOKED


def test_a_cancellation_whose_answer_was_lost_is_read_from_the_carrier(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups/*", "DELETE"))
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED


def test_a_cancellation_that_did_not_arrive_leaves_the_pickup_booked(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_before", "/v1/pickups/*", "DELETE"))
    with pytest.raises(Lost):
        cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert standing(shop, entry) is PickupState.BOOKED


def test_a_cancellation_of_which_nobody_knows_leaves_the_pickup_booked(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups/*", "DELETE"))
    shop.practice.faults.add(Trouble("error_502", "/v1/pickups/*", "GET", count=3))
    with pytest.raises(Lost):
        cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert standing(shop, entry) is PickupState.BOOKED
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED
