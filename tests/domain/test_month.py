"""A month begins and ends at midnight by the clocks of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.month import Month

PORTLAND = ZoneInfo("America/Los_Angeles")
months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


def test_the_last_evening_of_a_month_is_still_its_own_where_the_shop_is() -> None:
    assert Month.of(datetime(2026, 12, 1, 7, 59, tzinfo=UTC), PORTLAND) == Month(2026, 11)
    assert Month.of(datetime(2026, 12, 1, 8, tzinfo=UTC), PORTLAND) == Month(2026, 12)


def test_a_month_is_read_as_it_is_written() -> None:
    month = Month.read(" 2026-11 ")
    assert (month, str(month), month.words, month.short) == (
        Month(2026, 11),
        "2026-11",
        "November 2026",
        "Nov 2026",
    )


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-11", "2026-1", "0001-01", "9999-12", "٢٠٢٦-١١"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.read(text)


@given(months, st.integers(-300, 300))
def test_going_on_and_back_leads_to_the_same_month(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month
    assert (month.plus(count) > month) is (count > 0)


@given(months)
def test_every_moment_is_in_one_month(month: Month) -> None:
    start, end = month.start(PORTLAND), month.end(PORTLAND)
    assert Month.of(start, PORTLAND) == month == Month.of(end - timedelta(microseconds=1), PORTLAND)
    assert Month.of(end, PORTLAND) == month.plus(1)
