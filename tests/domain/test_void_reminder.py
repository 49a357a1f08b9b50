"""What is said of labels whose money is lost soon."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from postwright.domain.money import Money
from postwright.domain.reminder import Reminder, ReminderTone
from postwright.domain.void import void_window
from postwright.domain.void_reminder import AtRisk, void_reminder
from tests.rules import RULES

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def of(*ages: int) -> Reminder | None:
    """The reminder about labels that were bought so many days ago, each for $7.61."""
    return void_reminder(
        AtRisk(f"se-{number}", Money(761), void_window(NOW - timedelta(days=age), NOW, UTC, RULES.void))
        for number, age in enumerate(ages)
    )


def test_labels_with_time_left_are_no_reminder() -> None:
    assert of() is None
    assert of(0, 20, 40) is None


def test_one_label_is_told_with_its_last_day_and_its_money() -> None:
    told = of(21, 3)
    assert told is not None
    assert told.sentence == "1 label that was not used can be voided until Mon 30 Nov: $7.61 at risk."
    assert (told.tone, told.count, told.action) == (ReminderTone.WAITING, 0, "Look at it")
    assert told.detail == RULES.void.dated.words


def test_urgent_labels_alone_are_told_while_there_are_any() -> None:
    told = of(26, 27, 22)
    assert told is not None
    assert told.sentence == (
        "2 labels that nobody used can be voided only for a short time, the first until Tue 24 Nov:"
        " $15.22 at risk."
    )
    assert (told.tone, told.count, told.place) == (ReminderTone.TROUBLE, 2, "voids")


def test_it_is_another_reminder_once_another_last_day_is_nearest_or_it_grows_urgent() -> None:
    keys = {told.key for told in (of(21), of(22), of(27), of(27, 26)) if told is not None}
    assert len(keys) == 3
