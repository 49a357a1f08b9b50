"""On which day USPS really comes for a pickup, until when that can be asked for, and the week around it.

Whatever day is wished, USPS takes the next postal day alone (USPS guide). Reads no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from postwright.domain.postal_calendar import why_closed
from postwright.domain.postal_rules import PickupRule

# What is asked for: USPS comes with the regular mail, so the window spans the working day.
DAY_BEGINS, DAY_ENDS = time(8), time(18)
_DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Coming:
    """The day on which USPS comes if it is asked now. `today` is at the place; `closed` are the days before
    it without post, each with its name; `missed` is the postal day that it is too late for. `until` is the
    last moment to ask for this day, to change it or to cancel it.
    """

    day: date
    today: date
    until: datetime
    closed: tuple[tuple[date, str], ...] = ()
    missed: date | None = None


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the week to come, at one place. `closed` names a Sunday or the holiday; `comes`: USPS would
    come on it if it is asked now; `leaving` counts labels with this ship date, `pickups` are the numbers of
    those that are booked, `doubtful` of those that may be.
    """

    day: date
    closed: str = ""
    is_today: bool = False
    comes: bool = False
    leaving: int = 0
    pickups: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def change_until(day: date, rule: PickupRule) -> datetime:
    """Until when USPS takes a request, a change or a cancellation for that day."""
    return datetime.combine(day, rule.change_until, rule.zone)


def coming(now: datetime, zone: tzinfo, rule: PickupRule) -> Coming:
    """The first day with post whose hour for changes is not past, and whose round has not begun."""
    here = now.astimezone(zone)
    today = day = here.date()
    # West of the date line the hour is past long after the mail carrier is on the way.
    if here.time() >= DAY_BEGINS:
        day += _DAY
    closed: list[tuple[date, str]] = []
    missed = None
    while (why := why_closed(day)) or now >= change_until(day, rule):
        if why:
            closed.append((day, why))
        else:
            missed = day
        day += _DAY
    return Coming(day, today, change_until(day, rule), tuple(closed), missed)


def week_of(
    told: Coming,
    leaving: Mapping[date, int],
    booked: Mapping[date, tuple[int, ...]],
    doubtful: Mapping[date, tuple[int, ...]] | None = None,
) -> tuple[WeekDay, ...]:
    """Today and the six days after it."""
    days = (told.today + timedelta(days=number) for number in range(WEEK))
    return tuple(
        WeekDay(
            day,
            why_closed(day),
            day == told.today,
            day == told.day,
            leaving.get(day, 0),
            booked.get(day, ()),
            (doubtful or {}).get(day, ()),
        )
        for day in days
    )
