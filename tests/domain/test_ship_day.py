"""A ship date that has passed moves to the next postal day at the origin and says so, or it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postwright.domain.approval import WhenPast
from postwright.domain.ship_day import passed, read_waiting, rolled_words
from postwright.domain.shipment import Shipment
from tests.domain.generated import CATALOGUE
from tests.domain.samples import DRAFT, SHIPMENT

# A Sunday at noon; the day before Thanksgiving is Wednesday the 25th.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(day: str, now: datetime = NOON, past: WhenPast = WhenPast.ROLL) -> Shipment | str:
    found = read_waiting(replace(DRAFT, ship_date=day), CATALOGUE, now, when_past=past)
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
    found = read_waiting(replace(DRAFT, ship_date="2026-11-20", pounds="x"), CATALOGUE, NOON)
    assert not isinstance(found, Shipment)
