"""The operator is reminded of a day that is not closed, by the clock of its origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from postwright.domain.day_reminder import day_reminders, left_words
from postwright.domain.preferences import ReminderSetup
from postwright.domain.reminder import ReminderTone
from tests.ui.end_of_day.counter import CLOSES, OFF, day, parcels

MINUTE = timedelta(minutes=1)
FIVE = CLOSES.replace(hour=17)
SETUP = ReminderSetup()
THREE = day(parcels(3), OFF)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (4 * 60, "4 hours"),
        (4 * 60 + 18, "4 hours 18 minutes"),
        (61, "1 hour 1 minute"),
        (42, "42 minutes"),
        (1, "1 minute"),
        (0.9, "less than a minute"),
    ],
)
def test_the_time_that_is_left_is_said_in_words(left: float, words: str) -> None:
    assert left_words(left * MINUTE) == words


@pytest.mark.parametrize(
    ("now", "told"),
    [(FIVE - MINUTE, 0), (FIVE, 1), (CLOSES - MINUTE, 1), (CLOSES, 0), (FIVE - timedelta(days=1), 0)],
)
def test_it_is_said_from_the_time_that_is_set_until_the_forms_close(now: datetime, told: int) -> None:
    assert len(day_reminders((THREE,), SETUP, now)) == told
    assert day_reminders((THREE,), replace(SETUP, day_end=False), now) == ()


def test_it_says_how_many_from_where_and_how_long() -> None:
    (said,) = day_reminders((THREE,), SETUP, FIVE)
    assert said.sentence == "3 parcels leave Portland today without a SCAN form."
    assert said.detail == "Until 9:00 pm PST: 4 hours."
    assert (said.place, said.count, said.tone, said.until) == ("end-of-day", 3, ReminderTone.WAITING, CLOSES)
    (one,) = day_reminders((day(parcels(1)),), SETUP, CLOSES - 60 * MINUTE)
    assert one.sentence == "1 parcel leaves Portland today without a SCAN form."
    assert one.tone is ReminderTone.TROUBLE
    assert one.key == said.key


def test_a_day_without_parcels_for_a_form_and_a_later_day_remind_of_nothing() -> None:
    tomorrow = day(parcels(3), ship_date=date(2026, 11, 25), closes=CLOSES + timedelta(days=1))
    assert day_reminders((day((), OFF), tomorrow), SETUP, FIVE) == ()
