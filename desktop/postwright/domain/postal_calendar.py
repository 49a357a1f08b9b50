"""When USPS works: federal holidays, postal days, void dates and the evening cut-off. Reads no clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

_SUNDAY = 6
_JUNETEENTH_SINCE = 2021
_DAY = timedelta(days=1)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """ "Tue 24 Nov"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday(year: int, month: int) -> date:
    end = date(year, month + 1, 1) - _DAY
    return end - timedelta(days=end.weekday())


def holidays(year: int) -> dict[date, str]:
    """The federal holidays of a year on the day when post offices are closed.

    A holiday on a Sunday closes them on Monday; one on a Saturday closes them on that Saturday (USPS
    practice; other federal offices take the Friday).
    """
    named = {
        "New Year's Day": date(year, 1, 1),
        "Martin Luther King Jr. Day": _nth_weekday(year, 1, 0, 3),
        "Presidents Day": _nth_weekday(year, 2, 0, 3),
        "Memorial Day": _last_monday(year, 5),
        "Independence Day": date(year, 7, 4),
        "Labor Day": _nth_weekday(year, 9, 0, 1),
        "Columbus Day": _nth_weekday(year, 10, 0, 2),
        "Veterans Day": date(year, 11, 11),
        "Thanksgiving Day": _nth_weekday(year, 11, 3, 4),
        "Christmas Day": date(year, 12, 25),
    }
    if year >= _JUNETEENTH_SINCE:
        named["Juneteenth"] = date(year, 6, 19)
    return {day + _DAY if day.weekday() == _SUNDAY else day: name for name, day in named.items()}


def why_closed(day: date) -> str:
    """ "Sunday" or the holiday's name; empty on a postal day."""
    return "Sunday" if day.weekday() == _SUNDAY else holidays(day.year).get(day, "")


def is_postal_day(day: date) -> bool:
    return not why_closed(day)


def postal_day_on_or_after(day: date) -> date:
    while not is_postal_day(day):
        day += _DAY
    return day


def postal_day_on_or_before(day: date) -> date:
    while not is_postal_day(day):
        day -= _DAY
    return day


def next_postal_day(day: date) -> date:
    """The first postal day after the given one: the only day for which USPS takes a pickup (USPS guide)."""
    return postal_day_on_or_after(day + _DAY)


def last_void_day(created_at: datetime, zone: tzinfo, days: int) -> date:
    """The last calendar day at the origin that ends before so many days from creation are over."""
    return (created_at.astimezone(zone) + timedelta(days=days)).date() - _DAY


def void_days_left(created_at: datetime, now: datetime, zone: tzinfo, days: int) -> int:
    """Days from today to the last void day at the origin; below zero when it is over."""
    return (last_void_day(created_at, zone, days) - now.astimezone(zone).date()).days
