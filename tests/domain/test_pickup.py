"""A pickup by the clocks of its place: when it comes, when it is over, until when it can be cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.pickup import (
    DOUBTFUL,
    NEXT,
    STANDING,
    UNSETTLED,
    PickupState,
    PickupWindow,
    asked_window,
    can_cancel,
)
from tests.domain.pickups import CENTRAL, MONDAY, PORTLAND, pickup_entry, window
from tests.domain.samples import SENDER
from tests.rules import RULES

S = PickupState
GUAM = ZoneInfo("Pacific/Guam")
HONOLULU = ZoneInfo("Pacific/Honolulu")


@pytest.mark.parametrize(
    "name", ["America/New_York", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Guam"]
)
def test_a_window_is_told_by_the_clocks_of_the_place_whichever_way_the_carrier_wrote_it(name: str) -> None:
    zone = ZoneInfo(name)
    meant = window(zone=zone)
    as_utc = PickupWindow(meant.start.astimezone(UTC), meant.end.astimezone(UTC))
    bare = PickupWindow(meant.start.replace(tzinfo=UTC), meant.end.replace(tzinfo=UTC))
    assert as_utc.at(zone) == bare.at(zone) == meant
    assert as_utc.at(zone).start.hour == bare.at(zone).start.hour == 8


def test_a_window_of_a_whole_day_stays_on_its_day() -> None:
    whole = PickupWindow(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC))
    assert whole.at(PORTLAND).start.date() == MONDAY


def test_what_is_asked_spans_the_working_day_of_the_place() -> None:
    asked = asked_window(MONDAY, HONOLULU)
    assert (asked.start.hour, asked.end.hour, asked.start.tzinfo) == (8, 18, HONOLULU)


def test_the_carriers_window_counts_and_the_first_of_several() -> None:
    later = window(date(2026, 11, 24))
    entry = pickup_entry(windows=(later, window()))
    assert (entry.day, entry.asked_day) == (MONDAY, MONDAY)
    assert pickup_entry(windows=()).window == asked_window(MONDAY, PORTLAND)


def test_a_request_of_an_earlier_release_has_no_place_and_goes_by_eastern_time() -> None:
    entry = pickup_entry(place=None, zone=ZoneInfo("America/New_York"))
    assert str(entry.zone) == "America/New_York"
    assert entry.day == MONDAY


def test_a_booked_pickup_holds_its_labels_until_nobody_comes_any_more() -> None:
    entry = pickup_entry()
    end = entry.window.end
    assert entry.holds(end + timedelta(hours=5, minutes=59))
    assert not entry.holds(end + timedelta(hours=6))
    assert entry.is_over(end + timedelta(hours=6))


@pytest.mark.parametrize("state", S)
def test_what_is_in_doubt_holds_its_labels_for_as_long_as_it_is(state: PickupState) -> None:
    entry, later = pickup_entry(state), datetime(2026, 12, 20, tzinfo=UTC)
    assert entry.holds(later) is (state in UNSETTLED)
    assert entry.is_standing is (state in STANDING)
    assert entry.holds(entry.asked_at) is (state in STANDING)


def test_a_pickup_is_cancelled_until_two_central_on_its_day() -> None:
    entry = pickup_entry()
    assert can_cancel(entry, datetime(2026, 11, 23, 1, 59, tzinfo=CENTRAL), RULES.pickup)
    assert not can_cancel(entry, datetime(2026, 11, 23, 2, 0, tzinfo=CENTRAL), RULES.pickup)


def test_the_day_that_counts_for_cancelling_is_that_of_the_place() -> None:
    """Eight in the morning in Guam is the afternoon of the day before in Chicago."""
    entry = pickup_entry(place=replace(SENDER, state="GU"), zone=GUAM)
    assert can_cancel(entry, datetime(2026, 11, 23, 1, 59, tzinfo=CENTRAL), RULES.pickup)
    assert not can_cancel(entry, datetime(2026, 11, 23, 2, 0, tzinfo=CENTRAL), RULES.pickup)


@pytest.mark.parametrize("state", S)
def test_only_what_is_booked_or_not_surely_cancelled_can_be_cancelled(state: PickupState) -> None:
    cancellable = {S.BOOKED, S.CANCELLING}
    assert can_cancel(pickup_entry(state), pickup_entry().asked_at, RULES.pickup) is (state in cancellable)
    assert not can_cancel(replace(pickup_entry(state), pickup=None), pickup_entry().asked_at, RULES.pickup)


def test_every_way_back_to_sent_passes_through_proof() -> None:
    assert {state for state, targets in NEXT.items() if S.SENT in targets} == {S.INTENDED}
    assert set(NEXT) == set(S)
    assert DOUBTFUL < UNSETTLED
