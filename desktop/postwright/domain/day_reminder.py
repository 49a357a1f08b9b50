"""When the operator is reminded that a day is not closed yet, and how long there is. Reads no clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from postwright.domain.day_end import DayEnd
from postwright.domain.papers import hour_words
from postwright.domain.preferences import ReminderSetup
from postwright.domain.reminder import Reminder, ReminderTone

PLACE = "end-of-day"
_PRESSING = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def day_reminders(days: Sequence[DayEnd], setup: ReminderSetup, now: datetime) -> tuple[Reminder, ...]:
    """One for each place whose day is not closed, from the operator's time until the forms close."""
    return tuple(_reminder(day, now) for day in days if _is_due(day, setup, now))


def _is_due(day: DayEnd, setup: ReminderSetup, now: datetime) -> bool:
    local = now.astimezone(day.closes_at.tzinfo)
    is_today = local.date() == day.ship_date
    return (
        setup.day_end
        and bool(day.on)
        and is_today
        and local.time() >= setup.day_end_at
        and now < day.closes_at
    )


def _reminder(day: DayEnd, now: datetime) -> Reminder:
    left, zone = day.left(now), day.on[0].zone
    parcels = "1 parcel leaves" if len(day.on) == 1 else f"{len(day.on)} parcels leave"
    city = day.on[0].shipment.ship_from.city
    return Reminder(
        key=f"day:{day.origin}:{day.ship_date}",
        sentence=f"{parcels} {city} today without a SCAN form.",
        detail=f"Until {hour_words(day.closes_at, zone)}: {left_words(left)}.",
        place=PLACE,
        action="Close the day",
        until=day.closes_at,
        tone=ReminderTone.TROUBLE if left <= _PRESSING else ReminderTone.WAITING,
        count=len(day.on),
    )


def left_words(left: timedelta) -> str:
    """ "4 hours 18 minutes", "42 minutes", "less than a minute"."""
    hours, minutes = divmod(left // _MINUTE, 60)
    parts = [_count(number, unit) for number, unit in ((hours, "hour"), (minutes, "minute")) if number]
    return " ".join(parts) or "less than a minute"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
