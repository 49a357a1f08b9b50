"""Reminders: the most pressing is said first, and "Later" hides one until the shop's next midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postwright.domain.reminder import Reminder, ReminderTone, in_order, tomorrow, waking
from postwright.ui.notice import Tone

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)


def reminder(key: str, tone: ReminderTone, hours: int | None = None) -> Reminder:
    until = None if hours is None else NOW + timedelta(hours=hours)
    return Reminder(key, f"About {key}.", "", "voids", "Open", until, tone)


def test_what_is_most_pressing_is_said_first() -> None:
    calm = reminder("calm", ReminderTone.PLAIN, 1)
    soon, later = reminder("soon", ReminderTone.WAITING, 1), reminder("later", ReminderTone.WAITING, 5)
    endless = reminder("endless", ReminderTone.WAITING)
    red = reminder("red", ReminderTone.TROUBLE, 48)
    assert in_order((calm, endless, later, soon, red)) == (red, soon, later, endless, calm)


def test_a_reminder_that_was_put_off_comes_back_when_its_time_has_come() -> None:
    one, other = reminder("one", ReminderTone.TROUBLE), reminder("other", ReminderTone.PLAIN)
    hidden = {"one": NOW + timedelta(minutes=1)}
    assert waking((one, other), hidden, NOW) == (other,)
    assert waking((one, other), hidden, NOW + timedelta(minutes=1)) == (one, other)


def test_what_a_clock_that_ran_ahead_put_off_is_not_hidden_for_days() -> None:
    one = reminder("one", ReminderTone.TROUBLE)
    assert waking((one,), {"one": NOW + timedelta(hours=25)}, NOW) == ()
    assert waking((one,), {"one": NOW + timedelta(hours=25, seconds=1)}, NOW) == (one,)


def test_later_hides_until_the_next_midnight_of_the_shop() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    assert tomorrow(NOW, zone) == datetime(2026, 11, 25, tzinfo=zone)
    assert tomorrow(datetime(2026, 11, 25, 7, 30, tzinfo=UTC), zone) == datetime(2026, 11, 25, tzinfo=zone)


def test_tones_are_named_as_those_of_a_banner() -> None:
    assert {tone.value for tone in ReminderTone} < {tone.value for tone in Tone}
