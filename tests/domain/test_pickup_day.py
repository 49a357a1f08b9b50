"""The day on which USPS really comes: over nights, weekends, holidays and time zones from Guam to Hawaii."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.pickup_day import WEEK, change_until, coming, week_of
from postwright.domain.postal_calendar import is_postal_day
from postwright.domain.time_zone import ZONE_NAMES
from tests.rules import RULES

RULE = RULES.pickup
OREGON = ZoneInfo("America/Los_Angeles")
EASTERN = ZoneInfo("America/New_York")
CENTRAL = ZoneInfo("America/Chicago")
HAWAII = ZoneInfo("Pacific/Honolulu")
GUAM = ZoneInfo("Pacific/Guam")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=OREGON), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 12, tzinfo=OREGON), date(2026, 11, 27)),
        (datetime(2026, 11, 28, 12, tzinfo=OREGON), date(2026, 11, 30)),
        (datetime(2026, 12, 24, 12, tzinfo=OREGON), date(2026, 12, 26)),
        (datetime(2026, 12, 31, 12, tzinfo=OREGON), date(2027, 1, 2)),
        (datetime(2027, 7, 3, 12, tzinfo=OREGON), date(2027, 7, 6)),
        (datetime(2026, 10, 31, 12, tzinfo=OREGON), date(2026, 11, 2)),
        (datetime(2027, 3, 13, 12, tzinfo=OREGON), date(2027, 3, 15)),
    ],
    ids=["weekday", "thanksgiving", "saturday", "christmas", "new year", "july 4 observed", "fall", "spring"],
)
def test_usps_comes_on_the_next_postal_day_whatever_is_wished(now: datetime, day: date) -> None:
    assert coming(now, OREGON, RULE).day == day


def test_the_days_between_are_named() -> None:
    told = coming(datetime(2026, 11, 25, 12, tzinfo=OREGON), OREGON, RULE)
    assert told.closed == ((date(2026, 11, 26), "Thanksgiving Day"),)
    assert told.missed is None
    long = coming(datetime(2027, 7, 3, 12, tzinfo=OREGON), OREGON, RULE)
    assert long.closed == ((date(2027, 7, 4), "Sunday"), (date(2027, 7, 5), "Independence Day"))


@pytest.mark.parametrize(
    ("clock", "day", "missed"),
    [
        (datetime(2026, 11, 24, 1, 59, tzinfo=CENTRAL), date(2026, 11, 24), None),
        (datetime(2026, 11, 24, 2, 0, tzinfo=CENTRAL), date(2026, 11, 25), date(2026, 11, 24)),
    ],
    ids=["1:59 am", "2:00 am"],
)
@pytest.mark.parametrize("zone", [EASTERN, CENTRAL], ids=str)
def test_until_two_in_the_morning_central_usps_can_still_come_today(
    clock: datetime, day: date, missed: date | None, zone: ZoneInfo
) -> None:
    told = coming(clock, zone, RULE)
    assert (told.day, told.missed) == (day, missed)
    assert told.until == datetime(day.year, day.month, day.day, 2, tzinfo=CENTRAL)


def test_before_midnight_in_oregon_tomorrow_is_open_and_after_it_no_longer() -> None:
    before = coming(datetime(2026, 11, 23, 23, 59, tzinfo=OREGON), OREGON, RULE)
    after = coming(datetime(2026, 11, 24, 0, 0, tzinfo=OREGON), OREGON, RULE)
    assert (before.day, after.day, after.missed) == (
        date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 24),
    )  # fmt: skip


def test_in_hawaii_the_hour_is_past_on_the_evening_before() -> None:
    before = coming(datetime(2026, 11, 23, 21, 59, tzinfo=HAWAII), HAWAII, RULE)
    after = coming(datetime(2026, 11, 23, 22, 0, tzinfo=HAWAII), HAWAII, RULE)
    assert before.day == date(2026, 11, 24)
    assert (after.day, after.missed, after.today) == (
        date(2026, 11, 25), date(2026, 11, 24), date(2026, 11, 23),
    )  # fmt: skip


def test_in_guam_today_is_open_until_the_round_begins_though_the_hour_comes_later() -> None:
    night = coming(datetime(2026, 11, 24, 7, 59, tzinfo=GUAM), GUAM, RULE)
    morning = coming(datetime(2026, 11, 24, 8, 0, tzinfo=GUAM), GUAM, RULE)
    assert (night.day, morning.day) == (date(2026, 11, 24), date(2026, 11, 25))
    assert morning.until.astimezone(GUAM).hour == 18
    assert morning.missed is None


def test_on_a_sunday_night_no_day_is_missed() -> None:
    told = coming(datetime(2026, 11, 22, 2, 30, tzinfo=EASTERN), EASTERN, RULE)
    assert (told.day, told.missed, told.closed) == (
        date(2026, 11, 23), None, ((date(2026, 11, 22), "Sunday"),),
    )  # fmt: skip


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2032, 1, 1)),
    st.sampled_from(sorted(set(ZONE_NAMES.values()))),
)
def test_the_day_is_a_postal_one_that_can_still_be_asked_for_and_is_near(at: datetime, name: str) -> None:
    now, zone = at.replace(tzinfo=UTC), ZoneInfo(name)
    told = coming(now, zone, RULE)
    assert is_postal_day(told.day)
    assert now < told.until == change_until(told.day, RULE)
    assert timedelta(0) <= told.day - told.today <= timedelta(days=5)
    between = {told.today + timedelta(days=number) for number in range(1, (told.day - told.today).days)}
    assert between <= {day for day, _ in told.closed} | {told.missed}


def test_a_week_begins_today_and_holds_what_leaves_and_what_is_booked() -> None:
    told = coming(datetime(2026, 11, 25, 12, tzinfo=OREGON), OREGON, RULE)
    week = week_of(told, {date(2026, 11, 25): 3}, {date(2026, 11, 27): (4, 5)})
    assert len(week) == WEEK
    assert [day.day.day for day in week] == [25, 26, 27, 28, 29, 30, 1]
    assert [day.closed for day in week] == ["", "Thanksgiving Day", "", "", "Sunday", "", ""]
    assert [day.leaving for day in week][:2] == [3, 0]
    assert [day.pickups for day in week][1:3] == [(), (4, 5)]
    assert [day.is_today for day in week] == [True] + [False] * 6
    assert [day.comes for day in week] == [False, False, True] + [False] * 4
