"""Pickups: the day that counts is the carrier's, one request is made, and doubt is settled by its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.faults import BadInput, FaultKind, NotSent, Refused
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, PickupWindow
from postwright.operations.plan_pickup import plan
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_pickups import settle_pickups
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.carrier.answers import refusal
from tests.domain.samples import SENDER, SHIPMENT
from tests.operations.shops import NOON, Shop
from tests.rules import RULES

PACIFIC = ZoneInfo("America/Los_Angeles")
WINDOW = PickupWindow(
    datetime.combine(date(2026, 11, 23), time(8), PACIFIC),
    datetime.combine(date(2026, 11, 23), time(17), PACIFIC),
)


def wish(*label_ids: str) -> PickupRequest:
    return PickupRequest(label_ids, "Juniper", "503-555-0100", "shop@example.com", WINDOW, "At the door")


def waiting(shop: Shop) -> tuple[str, ...]:
    """The labels that could go on a pickup now."""
    found = plan(shop.pickup_desk(), now=shop.now())
    return tuple(piece.id for place in found.places for piece in place.pieces)


def booked(shop: Shop) -> PickupEntry:
    return schedule_pickup(shop.dock(), wish(shop.bought().id))


def lose(shop: Shop, kind: Literal["drop_before", "drop_after"]) -> PickupEntry:
    shop.practice.faults.add(Trouble(kind, "/v1/pickups", "POST"))
    entry = booked(shop)
    assert entry.state is PickupState.IN_DOUBT
    return entry


def standing(shop: Shop, entry: PickupEntry) -> PickupState:
    return shop.pickups.get(entry.id).state


# ---------------------------------------------------------------- booking


def test_a_pickup_is_booked_in_the_carrier_s_window(shop: Shop) -> None:
    entry = booked(shop)
    assert (entry.state, entry.request.notes) == (PickupState.BOOKED, "At the door")
    assert entry.pickup is not None
    assert entry.pickup.windows[0].start == WINDOW.start
    assert shop.pickups.all() == (entry,)
    assert (entry.request.place, entry.origin) == (SENDER, "97204 500 SW ALDER ST")


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
    assert caught.value.detail == "All parcels must leave from one place, by one account."


def test_offline_no_pickup_is_booked(shop: Shop) -> None:
    request = wish(shop.bought().id)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        schedule_pickup(shop.dock(), request)
    (entry,) = shop.pickups.all()
    assert entry.state is PickupState.REFUSED
    assert entry.detail.startswith("The carrier cannot be reached.")
    assert len(waiting(shop)) == 1


def test_a_refusal_is_told_and_the_labels_wait_again(shop: Shop) -> None:
    request = wish(shop.bought().id)
    shop.wire.answer("POST", "/v1/pickups", lambda _: refusal(400))
    with pytest.raises(Refused):
        schedule_pickup(shop.dock(), request)
    assert len(waiting(shop)) == 1


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
    assert len(waiting(shop)) == 1


def test_a_cancelled_pickup_with_the_same_labels_is_not_the_one(shop: Shop) -> None:
    first = booked(shop)
    cancel_pickup(shop.dock(), first.id, now=shop.now())
    elsewhere = shop.carrier.pickups.schedule(first.request)
    shop.carrier.pickups.cancel(elsewhere.pickup_id)
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
    assert len(waiting(shop)) == 1


def refused_cancel(shop: Shop, number: int) -> BadInput:
    with pytest.raises(BadInput) as caught:
        cancel_pickup(shop.dock(), number, now=shop.now())
    return caught.value


def test_only_a_booked_pickup_can_be_cancelled(shop: Shop) -> None:
    doubtful = lose(shop, "drop_before")
    said = refused_cancel(shop, doubtful.id)
    assert (said.kind, said.detail) == (FaultKind.PICKUP_UNKNOWN, "Pickup 1 is in_doubt, not booked.")
    assert refused_cancel(shop, 404).kind is FaultKind.PICKUP_UNKNOWN


@pytest.mark.parametrize(("hour", "minute", "taken"), [(1, 59, True), (2, 0, False)])
def test_until_2_am_central_of_the_day_usps_takes_a_cancellation(
    shop: Shop, hour: int, minute: int, taken: bool
) -> None:
    entry = booked(shop)
    shop.practice.clock.set(datetime(2026, 11, 23, hour, minute, tzinfo=ZoneInfo("America/Chicago")))
    if taken:
        assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED
        return
    said = refused_cancel(shop, entry.id)
    assert said.kind is FaultKind.PICKUP_TOO_LATE
    assert "2:00 am Central on Mon 23 Nov, that is the end of Sun 22 Nov in Portland" in said.detail
    assert standing(shop, entry) is PickupState.BOOKED
    assert shop.wire.count(f"DELETE /v1/pickups/{pickup_id(entry)}") == 0


def pickup_id(entry: PickupEntry) -> str:
    assert entry.pickup is not None
    return entry.pickup.pickup_id


def test_a_cancellation_whose_answer_was_lost_is_read_from_the_carrier(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups/*", "DELETE"))
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED


def test_a_cancellation_that_never_left_leaves_the_pickup_booked(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert standing(shop, entry) is PickupState.BOOKED


def test_a_cancellation_that_was_refused_leaves_the_pickup_booked(shop: Shop) -> None:
    entry = booked(shop)
    shop.wire.answer("DELETE", f"/v1/pickups/{pickup_id(entry)}", lambda _: refusal(400))
    with pytest.raises(Refused):
        cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert standing(shop, entry) is PickupState.BOOKED


def test_a_cancellation_that_may_still_arrive_is_in_doubt_until_the_call_must_have_ended(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_before", "/v1/pickups/*", "DELETE"))
    doubtful = cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert doubtful.state is PickupState.CANCELLING
    assert waiting(shop) == ()
    assert settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now() - LONGEST_CALL) == ()
    shop.later(seconds=LONGEST_CALL.total_seconds())
    (found,) = settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now() - LONGEST_CALL)
    assert (found.state, found.detail) == (
        PickupState.BOOKED, "Its cancellation did not arrive. USPS still comes.",
    )  # fmt: skip


def test_a_cancellation_of_which_nobody_knows_is_settled_by_the_next_look(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups/*", "DELETE"))
    shop.practice.faults.add(Trouble("error_502", "/v1/pickups/*", "GET", count=3))
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLING
    (found,) = settle_pickups(shop.dock(), now=shop.now())
    assert found.state is PickupState.CANCELLED
    assert len(waiting(shop)) == 1


def test_a_doubtful_cancellation_can_be_asked_again(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_before", "/v1/pickups/*", "DELETE"))
    cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert cancel_pickup(shop.dock(), entry.id, now=shop.now()).state is PickupState.CANCELLED


def test_a_refusal_after_a_doubtful_cancellation_proves_nothing_alone(shop: Shop) -> None:
    entry = booked(shop)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups/*", "DELETE"))
    shop.practice.faults.add(Trouble("error_502", "/v1/pickups/*", "GET", count=6))
    cancel_pickup(shop.dock(), entry.id, now=shop.now())
    again = cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert again.state is PickupState.CANCELLING


# ---------------------------------------------------------------- two at once


def test_two_windows_cannot_put_a_label_on_two_pickups(shop: Shop) -> None:
    request = wish(shop.bought().id)
    other = shop.second_window()
    schedule_pickup(shop.dock(), request)
    with pytest.raises(BadInput) as caught:
        schedule_pickup(replace(shop.dock(), labels=other.labels, pickups=other.pickups), request)
    other.database.close()
    assert caught.value.detail.endswith("is on pickup 1 already.")
    assert shop.wire.count("POST /v1/pickups") == 1


def test_returns_and_codes_for_the_post_office_are_not_picked_up(shop: Shop) -> None:
    paperless = shop.bought_paperless()
    with pytest.raises(BadInput) as caught:
        schedule_pickup(shop.dock(), wish(paperless.id))
    assert "printed at a Post Office" in caught.value.detail


def test_a_note_beyond_the_carriers_limit_is_not_sent(shop: Shop) -> None:
    dock = replace(shop.dock(), rule=replace(RULES.pickup, most_note=5))
    with pytest.raises(BadInput) as caught:
        schedule_pickup(dock, wish(shop.bought().id))
    assert (caught.value.field, caught.value.detail) == (
        "notes", "The note has 11 characters. The carrier takes 5.",
    )  # fmt: skip
