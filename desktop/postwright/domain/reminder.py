"""A reminder: one thing that costs money or a day when it is forgotten, said once for the whole window.

Holds which of several is said and when one comes back; reads no clock and knows no panel but by its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class ReminderTone(StrEnum):
    """How pressing it is; words and icon say the same. Named as the tones of a banner."""

    PLAIN = "plain"
    WAITING = "waiting"
    TROUBLE = "trouble"


# The day on which the clocks are set back has 25 hours.
_LONGEST_DAY = timedelta(hours=25)

_PRESSING = (ReminderTone.TROUBLE, ReminderTone.WAITING, ReminderTone.PLAIN)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`key` is the same for as long as it is about the same thing: "Later" hides that key until tomorrow.

    `place` is where the button leads (a key of the rail), `action` the words on it. `until` is when it is too
    late. `count` is what the badge at the place counts, 0 for what is no hurry. `part` names what is to be
    opened within the place, where that is not what stands there at first.
    """

    key: str
    sentence: str
    detail: str
    place: str
    action: str
    until: datetime | None = None
    tone: ReminderTone = ReminderTone.WAITING
    count: int = 1
    part: str = ""


def in_order(reminders: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """The most pressing first; among those alike, what ends first, and what has no end last."""

    def pressing(one: Reminder) -> tuple[int, bool, float]:
        return _PRESSING.index(one.tone), one.until is None, one.until.timestamp() if one.until else 0.0

    return tuple(sorted(reminders, key=pressing))


def waking(
    reminders: Sequence[Reminder], hidden: Mapping[str, datetime], now: datetime
) -> tuple[Reminder, ...]:
    """Those that are not put off, in order. `hidden` says until when a key sleeps."""
    return in_order([one for one in reminders if not _sleeps(hidden.get(one.key), now)])


def _sleeps(until: datetime | None, now: datetime) -> bool:
    """Nothing is put off for more than a day: what seems to be was put off by a clock that ran ahead."""
    return until is not None and now < until <= now + _LONGEST_DAY


def tomorrow(now: datetime, zone: tzinfo) -> datetime:
    """Until when "Later" hides: the next midnight of the shop."""
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
