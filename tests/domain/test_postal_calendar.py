"""When USPS works."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.address import US_STATES
from postwright.domain.postal_calendar import (
    holidays,
    is_postal_day,
    last_void_day,
    next_postal_day,
    postal_day_on_or_after,
    void_days_left,
    why_closed,
)
from postwright.domain.time_zone import ZONE_NAMES, zone_of

OREGON = ZoneInfo("America/Los_Angeles")
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "New Year's Day"),
        (date(2026, 1, 19), "Martin Luther King Jr. Day"),
        (date(2026, 2, 16), "Presidents Day"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 6, 19), "Juneteenth"),
        (date(2026, 7, 4), "Independence Day"),
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 12, 25), "Christmas Day"),
    ],
)
def test_post_offices_are_closed_on_the_holidays_of_2026(day: date, name: str) -> None:
    assert why_closed(day) == name
    assert len(holidays(2026)) == 11


def test_a_holiday_on_a_sunday_closes_the_monday() -> None:
    assert why_closed(date(2027, 7, 4)) == "Sunday"
    assert why_closed(date(2027, 7, 5)) == "Independence Day"


def test_there_was_no_juneteenth_before_it_became_a_holiday() -> None:
    assert "Juneteenth" not in holidays(2020).values()


@given(days)
def test_the_next_postal_day_is_open_later_and_never_far(day: date) -> None:
    coming = next_postal_day(day)
    assert is_postal_day(coming)
    assert timedelta(days=1) <= coming - day <= timedelta(days=4)
    assert postal_day_on_or_after(coming) == coming


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)), st.integers(0, 40))
def test_the_last_void_day_ends_before_28_days_have_passed(created: datetime, later: int) -> None:
    made = created.replace(tzinfo=UTC)
    last = last_void_day(made, OREGON, 28)
    assert (last - made.astimezone(OREGON).date()).days == 27
    now = made + timedelta(days=later)
    assert void_days_left(made, now, OREGON, 28) == (last - now.astimezone(OREGON).date()).days


def test_every_state_has_a_time_zone_that_exists() -> None:
    assert set(ZONE_NAMES) == set(US_STATES)
    assert zone_of("or") == OREGON
    assert zone_of("") == ZoneInfo("America/New_York")
    assert all(zone_of(state) for state in US_STATES)
