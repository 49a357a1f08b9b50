"""A ship date on which nothing leaves any more moves to the next postal day at the origin and says so, or
comes back; whoever knows better says that it leaves today.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postwright.domain.approval import WhenPast
from postwright.domain.day_end import origin_key
from postwright.domain.ship_day import (
    ANY_DAY,
    LeavesToday,
    ShipDays,
    WhyOver,
    is_over,
    leaves_today,
    passed,
    read_waiting,
    rolled,
    rolled_words,
)
from postwright.domain.shipment import Shipment
from tests.domain.generated import CATALOGUE
from tests.domain.samples import DRAFT, SENDER_TEXT, SHIPMENT
from tests.rules import RULES

# A Sunday at noon; the day before Thanksgiving is Wednesday the 25th.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(day: str, now: datetime = NOON, past: WhenPast = WhenPast.ROLL) -> Shipment | str:
    found = read_waiting(replace(DRAFT, ship_date=day), CATALOGUE, now, when_past=past, days=ANY_DAY)
    return found if isinstance(found, Shipment) else found[0].sentence


@pytest.mark.parametrize(
    ("typed", "now", "leaves"),
    [
        ("2026-11-20", NOON, date(2026, 11, 23)),
        ("2026-11-25", datetime(2026, 11, 26, 20, tzinfo=UTC), date(2026, 11, 27)),
        ("2026-11-23", datetime(2026, 11, 24, 7, tzinfo=UTC), date(2026, 11, 23)),
        ("2026-11-23", datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_a_past_day_moves_to_the_next_postal_day_at_the_origin(
    typed: str, now: datetime, leaves: date
) -> None:
    found = read(typed, now)
    assert isinstance(found, Shipment)
    assert found.ship_date == leaves


def test_the_day_that_was_asked_for_is_remembered_and_told() -> None:
    found = read("2026-11-20")
    assert isinstance(found, Shipment)
    assert found.rolled_from == date(2026, 11, 20)
    assert rolled_words(found) == "Ship date was Fri 20 Nov; it leaves Mon 23 Nov."
    assert rolled_words(SHIPMENT) == ""


def test_what_was_asked_for_changes_no_price() -> None:
    found = read("2026-11-20")
    assert isinstance(found, Shipment)
    assert replace(found, rolled_from=None).fingerprint == found.fingerprint


def test_a_parcel_whose_day_may_not_move_comes_back() -> None:
    assert read("2026-11-20", past=WhenPast.ASK) == "The ship date is past. Choose today or a later day."
    assert isinstance(read("2026-11-23", past=WhenPast.ASK), Shipment)


@pytest.mark.parametrize("text", ["2026-11-22", "2026-11-24", "", "tomorrow"])
def test_a_day_that_is_not_past_stays(text: str) -> None:
    assert passed(replace(DRAFT, ship_date=text), NOON) is None


def test_a_draft_with_another_problem_is_told_by_it() -> None:
    found = read_waiting(replace(DRAFT, ship_date="2026-11-20", pounds="x"), CATALOGUE, NOON, days=ANY_DAY)
    assert not isinstance(found, Shipment)


# ---------------------------------------------------------------- over for today

# The sample shop is in California, eight hours behind.
HERE = str(origin_key(SENDER_TEXT))
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
BEFORE_NINE = datetime(2026, 11, 24, 4, 59, tzinfo=UTC)
NINE = datetime(2026, 11, 24, 5, tzinfo=UTC)
OPEN = ShipDays(RULES.form)
CLOSED = replace(OPEN, closed=frozenset({(HERE, MONDAY)}))


def leaves(day: str, now: datetime, days: ShipDays, past: WhenPast = WhenPast.ROLL) -> tuple[date, str]:
    found = read_waiting(replace(DRAFT, ship_date=day), CATALOGUE, now, when_past=past, days=days)
    assert isinstance(found, Shipment), found
    return found.ship_date, rolled_words(found)


@pytest.mark.parametrize("typed", ["", "2026-11-23"])
def test_from_nine_in_the_evening_on_a_parcel_leaves_on_the_next_postal_day(typed: str) -> None:
    assert leaves(typed, BEFORE_NINE, OPEN) == (MONDAY, "")
    assert leaves(typed, NINE, OPEN) == (TUESDAY, "Ship date was Mon 23 Nov; it leaves Tue 24 Nov.")
    assert leaves(typed, NINE, ANY_DAY) == (MONDAY, "")


def test_the_evening_before_thanksgiving_is_followed_by_friday() -> None:
    late = datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert leaves("", late, OPEN)[0] == date(2026, 11, 27)


def test_an_evening_on_which_nothing_leaves_anyway_moves_nothing() -> None:
    """Sunday at ten in the evening: it was to leave on Monday all along."""
    sunday = datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert leaves("", sunday, OPEN) == (MONDAY, "")
    assert leaves_today(DRAFT, sunday, OPEN) is None


@pytest.mark.parametrize("typed", ["", "2026-11-23"])
def test_after_the_form_of_a_day_a_parcel_leaves_on_the_next_one(typed: str) -> None:
    noon = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert leaves(typed, noon, CLOSED)[0] == TUESDAY
    elsewhere = replace(OPEN, closed=frozenset({("10001 ELSEWHERE", MONDAY)}))
    assert leaves(typed, noon, elsewhere)[0] == MONDAY


def test_a_form_that_was_made_ahead_closes_its_day_too() -> None:
    both = replace(OPEN, closed=frozenset({(HERE, MONDAY), (HERE, TUESDAY)}))
    assert leaves("2026-11-23", NOON, both)[0] == date(2026, 11, 25)
    assert leaves("2026-11-24", NOON, both)[1] == "Ship date was Tue 24 Nov; it leaves Wed 25 Nov."


def test_a_day_that_is_over_comes_back_where_it_may_not_move() -> None:
    found = read_waiting(
        replace(DRAFT, ship_date="2026-11-23"), CATALOGUE, NINE, when_past=WhenPast.ASK, days=OPEN
    )
    assert not isinstance(found, Shipment)
    assert found[0].sentence == "Nothing leaves on Mon 23 Nov any more. Choose a later day."
    assert leaves("", NINE, OPEN, WhenPast.ASK)[0] == TUESDAY
    broken = read_waiting(replace(DRAFT, pounds="x"), CATALOGUE, NINE, when_past=WhenPast.ASK, days=OPEN)
    assert not isinstance(broken, Shipment)
    assert broken[0].field == "pounds"


def test_what_a_customer_sends_back_has_no_evening() -> None:
    back = replace(DRAFT, is_return=True, ship_date="")
    assert rolled(back, NINE, CLOSED) == back
    assert not is_over(replace(SHIPMENT, is_return=True, ship_date=MONDAY), NINE, CLOSED)


# ---------------------------------------------------------------- leaves today?


def question(now: datetime, days: ShipDays, typed: str = "") -> LeavesToday | None:
    return leaves_today(replace(DRAFT, ship_date=typed), now, days)


def test_it_is_asked_in_the_evening_and_after_a_form_and_says_why() -> None:
    assert question(BEFORE_NINE, OPEN) is None
    late = question(NINE, OPEN)
    assert late == LeavesToday(HERE, MONDAY, TUESDAY, WhyOver.LATE, RULES.form)
    assert late.sentence.startswith("It is past 9 pm at the origin, so parcels leave on Tue 24 Nov now.")
    made = question(BEFORE_NINE, CLOSED, "2026-11-23")
    assert made is not None
    assert made.sentence.startswith(
        "The SCAN form for Mon 23 Nov is made, so parcels leave on Tue 24 Nov now."
    )
    assert question(NINE, ANY_DAY) is None


def test_it_is_not_asked_of_a_parcel_for_another_day() -> None:
    assert question(NINE, OPEN, "2026-11-24") is None
    assert question(NINE, OPEN, "2026-11-20") is None
    assert question(NINE, OPEN, "soon") is None


@pytest.mark.parametrize("days", [OPEN, CLOSED])
def test_an_answer_holds_for_the_place_and_the_day(days: ShipDays) -> None:
    about = frozenset({(HERE, MONDAY)})
    kept = replace(days, kept=about)
    assert question(NINE, kept) is None
    assert leaves("", NINE, kept) == (MONDAY, "")
    given_up = replace(days, given_up=about)
    assert question(NINE, given_up) is None
    assert leaves("", BEFORE_NINE, given_up)[0] == TUESDAY
    assert leaves("", NINE, replace(kept, given_up=about))[0] == MONDAY
    tomorrow = datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert question(tomorrow, kept) is not None


def test_a_price_that_was_asked_before_nine_is_not_bought_after_it() -> None:
    shipment = replace(SHIPMENT, ship_date=MONDAY)
    assert not is_over(shipment, BEFORE_NINE, OPEN)
    assert is_over(shipment, NINE, OPEN)
    assert not is_over(shipment, NINE, replace(OPEN, kept=frozenset({(HERE, MONDAY)})))
