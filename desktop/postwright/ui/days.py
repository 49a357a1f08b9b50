"""Days to choose from, in words: when a parcel leaves and when it is to arrive. Reads no clock."""

from __future__ import annotations

from datetime import date, timedelta

from postwright.domain.postal_calendar import why_closed
from postwright.ui.words import day_words

ARRIVAL_DAYS = 14


def days_after(today: date, last: int) -> tuple[tuple[str, str], ...]:
    """The days after today up to the last, as (ISO, words); one without post says why."""
    days = (today + timedelta(days=number) for number in range(1, last + 1))
    return tuple((day.isoformat(), _words(day)) for day in days)


def day_of(text: str) -> date | None:
    """The day of an ISO text; None for none, or for what was typed wrong."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _words(day: date) -> str:
    closed = why_closed(day)
    return f"{day_words(day)} ({'closed' if closed == 'Sunday' else closed})" if closed else day_words(day)
