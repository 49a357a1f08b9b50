"""The carrier's list of pickups: it settles doubts, and shows what other programs made for the account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from postwright.domain.faults import NotSent, Refused
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, PickupWindow, asked_window
from postwright.domain.pickup_day import coming
from postwright.operations.plan_pickup import plan
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_pickups import look_at_pickups, settle_pickups
from postwright.practice.faults import Fault as Trouble
from postwright.store.pickups import Pickups
from tests.carrier.answers import refusal
from tests.domain.pickups import PORTLAND
from tests.operations.shops import Shop
from tests.rules import RULES


def wish(shop: Shop, *label_ids: str) -> PickupRequest:
    day = coming(shop.now(), PORTLAND, RULES.pickup).day
    window = asked_window(day, PORTLAND)
    return PickupRequest(label_ids, "Juniper", "503-555-0100", "shop@example.com", window, "At the door")


def look(shop: Shop) -> bool:
    now = shop.now()
    return look_at_pickups(shop.dock(), shop.account(), now=now, stale_before=now - LONGEST_CALL)


def elsewhere(shop: Shop) -> str:
    """Another program books a pickup for a label of ours."""
    label_id = shop.bought().id
    return shop.carrier.pickups.schedule(wish(shop, label_id)).pickup_id


def the_one(shop: Shop) -> PickupEntry:
    (entry,) = shop.pickups.all()
    return entry


def test_a_pickup_made_elsewhere_is_kept_with_all_that_the_carrier_tells(shop: Shop) -> None:
    pickup_id = elsewhere(shop)
    assert look(shop)
    entry = the_one(shop)
    assert entry.pickup is not None
    assert (entry.pickup.pickup_id, entry.state, entry.elsewhere) == (pickup_id, PickupState.BOOKED, True)
    assert (entry.origin, entry.day) == ("97204 500 SW ALDER ST", date(2026, 11, 23))
    assert (entry.request.contact_name, entry.request.notes) == ("Juniper", "At the door")
    (place,) = plan(shop.pickup_desk(), now=shop.now()).places
    assert (place.pieces, place.week[1].pickups) == ((), (entry.id,))
    assert not look(shop)


def test_a_pickup_made_elsewhere_can_be_cancelled_here(shop: Shop) -> None:
    elsewhere(shop)
    look(shop)
    assert cancel_pickup(shop.dock(), the_one(shop).id, now=shop.now()).state is PickupState.CANCELLED


def test_what_was_cancelled_or_is_over_elsewhere_is_not_taken_in(shop: Shop) -> None:
    shop.carrier.pickups.cancel(elsewhere(shop))
    elsewhere(shop)
    shop.later(days=3)
    assert not look(shop)
    assert shop.pickups.all() == ()


def test_a_pickup_of_ours_that_was_cancelled_elsewhere_is_told(shop: Shop) -> None:
    entry = schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    assert entry.pickup is not None
    shop.carrier.pickups.cancel(entry.pickup.pickup_id)
    assert look(shop)
    assert (the_one(shop).state, the_one(shop).detail) == (
        PickupState.CANCELLED, "The carrier lists it as cancelled.",
    )  # fmt: skip
    assert not look(shop)


def test_a_window_that_the_carrier_changed_is_the_one_that_counts(shop: Shop) -> None:
    entry = schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    assert entry.pickup is not None
    later = datetime(2026, 11, 24, 17, tzinfo=UTC)
    shop.pickups.record(
        entry.id, PickupState.BOOKED, replace(entry.pickup, windows=(PickupWindow(later, later),))
    )
    assert look(shop)
    assert the_one(shop).day == date(2026, 11, 23)


def test_a_pickup_without_times_is_taken_for_the_day_that_was_open(shop: Shop) -> None:
    elsewhere(shop)

    def without_times(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        for pickup in reply["pickups"]:
            pickup["pickup_windows"] = []
        return httpx.Response(200, json=reply)

    shop.wire.answer("GET", "/v1/pickups", without_times)
    assert look(shop)
    assert the_one(shop).day == date(2026, 11, 23)


def test_the_answer_that_is_just_under_way_is_not_taken_for_somebody_elses(shop: Shop) -> None:
    request = wish(shop, shop.bought().id)
    number = shop.pickups.intend(request)
    shop.pickups.record(number, PickupState.SENT)
    shop.carrier.pickups.schedule(request)
    assert not look(shop)
    assert the_one(shop).state is PickupState.SENT


def test_looking_settles_what_was_in_doubt(shop: Shop) -> None:
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups", "POST"))
    schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    assert look(shop)
    assert (the_one(shop).state, the_one(shop).elsewhere) == (PickupState.BOOKED, False)
    assert shop.wire.count("POST /v1/pickups") == 1


def test_offline_nothing_is_changed(shop: Shop) -> None:
    schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        look(shop)
    assert the_one(shop).state is PickupState.BOOKED


def test_a_pickup_that_is_ours_already_settles_no_other_doubt(shop: Shop) -> None:
    """The labels of a pickup that is over are asked for once more, and that answer is lost. The list holds
    older pickups too.
    """

    def whole_list(request: httpx.Request) -> httpx.Response:
        url = request.url.copy_remove_param("created_at_start")
        return shop.wire.passed_on(httpx.Request("GET", url, headers=request.headers))

    shop.wire.answer("GET", "/v1/pickups", whole_list)
    label_id = shop.bought().id
    schedule_pickup(shop.dock(), wish(shop, label_id))
    shop.later(days=2)
    shop.practice.faults.add(Trouble("drop_before", "/v1/pickups", "POST"))
    second = schedule_pickup(shop.dock(), wish(shop, label_id))
    assert second.state is PickupState.IN_DOUBT
    assert settle_pickups(shop.dock(), now=shop.now()) == ()


def test_what_was_written_down_and_never_asked_for_is_let_go(shop: Shop) -> None:
    number = shop.pickups.intend(wish(shop, shop.bought().id))
    assert settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now() - LONGEST_CALL) == ()
    (found,) = settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now())
    assert (found.id, found.state) == (number, PickupState.CANCELLED)
    assert found.detail == "The program ended before it was asked for."
    assert shop.wire.count("GET /v1/pickups") == 0


def test_a_cancellation_cut_off_by_a_crash_is_no_dead_end(shop: Shop) -> None:
    entry = schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    shop.pickups.record(entry.id, PickupState.CANCELLING)
    shop.later(minutes=1)
    (found,) = settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now())
    assert found.state is PickupState.BOOKED


def lost_cancellation(shop: Shop) -> PickupEntry:
    entry = schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    shop.pickups.record(entry.id, PickupState.CANCELLING)
    shop.later(minutes=1)
    return shop.pickups.get(entry.id)


def answer_about(shop: Shop, entry: PickupEntry, status: int) -> None:
    assert entry.pickup is not None
    path = f"/v1/pickups/{entry.pickup.pickup_id}"
    shop.wire.answer("GET", path, lambda _: refusal(status, message="No."))


def test_a_pickup_that_is_gone_after_its_cancellation_was_asked_for_is_cancelled(shop: Shop) -> None:
    entry = lost_cancellation(shop)
    answer_about(shop, entry, 404)
    (found,) = settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now())
    assert (found.state, found.detail) == (PickupState.CANCELLED, "The carrier does not know it any more.")


def test_an_answer_against_one_pickup_keeps_no_other_from_being_found(shop: Shop) -> None:
    unknown = lost_cancellation(shop)
    answer_about(shop, unknown, 400)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups", "POST"))
    there = schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    with pytest.raises(Refused):
        settle_pickups(shop.dock(), now=shop.now(), stale_before=shop.now())
    states = {one.id: one.state for one in shop.pickups.all()}
    assert states == {unknown.id: PickupState.CANCELLING, there.id: PickupState.BOOKED}


def test_a_pickup_that_somebody_else_settles_meanwhile_is_no_conflict(shop: Shop) -> None:
    number = shop.pickups.intend(wish(shop, shop.bought().id))
    (seen,) = shop.pickups.unsettled()
    shop.pickups.record(number, PickupState.CANCELLED)
    late = replace(shop.dock(), pickups=LateReader(shop, seen))
    assert settle_pickups(late, now=shop.now(), stale_before=shop.now()) == ()


def test_a_pickup_that_another_program_finds_before_its_answer_is_lost_is_booked(shop: Shop) -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        shop.wire.passed_on(request)
        other = shop.second_window()
        dock = replace(shop.dock(), labels=other.labels, pickups=other.pickups)
        settle_pickups(dock, now=shop.now(), stale_before=shop.now())
        other.database.close()
        raise httpx.ReadTimeout("nothing came", request=request)

    shop.wire.answer("POST", "/v1/pickups", lost)
    assert schedule_pickup(shop.dock(), wish(shop, shop.bought().id)).state is PickupState.BOOKED


def test_a_clock_that_is_ahead_of_the_carriers_hides_no_pickup(shop: Shop) -> None:
    ahead = Pickups(shop.database, lambda: shop.now() + timedelta(minutes=9))
    dock = replace(shop.dock(), pickups=ahead)
    shop.practice.faults.add(Trouble("drop_after", "/v1/pickups", "POST"))
    schedule_pickup(dock, wish(shop, shop.bought().id))
    (found,) = settle_pickups(dock, now=shop.now())
    assert found.state is PickupState.BOOKED


class LateReader(Pickups):
    """The pickups as another program read them a moment ago."""

    def __init__(self, shop: Shop, *seen: PickupEntry) -> None:
        super().__init__(shop.database, shop.now)
        self._seen = seen

    def unsettled(self) -> tuple[PickupEntry, ...]:
        return self._seen


def test_only_the_one_that_was_named_is_looked_at(shop: Shop) -> None:
    for _ in range(2):
        shop.practice.faults.add(Trouble("drop_after", "/v1/pickups", "POST"))
        schedule_pickup(shop.dock(), wish(shop, shop.bought().id))
    (found,) = settle_pickups(shop.dock(), now=shop.now() + timedelta(hours=1), only=2)
    assert found.id == 2
