"""How long there is until the forms of a day close, in words and as a share of the bar. No Qt, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from postwright.domain.day_end import DayEnd
from postwright.domain.day_reminder import left_words
from postwright.ui.words import clock_words, day_words

# The bar fills over the working day.
_BAR = timedelta(hours=12)
_SOON, _NOW = timedelta(hours=1), timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Countdown:
    """`heading` is the time that is left, `hint` until when. `share` is how much of the bar is full, in
    hundredths; None shows no bar. `tone` is plain, waiting or trouble. `is_open`: a form is taken now.
    """

    heading: str
    hint: str
    share: int | None = None
    tone: str = "plain"
    is_open: bool = False


def countdown(day: DayEnd, now: datetime, zone: tzinfo, place: str) -> Countdown:
    """For one day at its origin, seen now. The zone is named where the computer's clock goes otherwise."""
    today, until = now.astimezone(zone).date(), clock_words(day.closes_at, zone)
    if day.ship_date > today:
        words = f"A SCAN form is made on the day itself, until {until} in {place}."
        return Countdown(f"Leaves on {day_words(day.ship_date)}", words)
    left = day.left(now)
    if left <= timedelta():
        words = (
            f"USPS takes no SCAN form for {day_words(day.ship_date)} any more. Parcels can still be handed "
            "over; each is then scanned by itself."
        )
        return Countdown(f"Over since {until}", words)
    hint = f"USPS takes today's SCAN form until {until} in {place}."
    tone = "trouble" if left <= _NOW else "waiting" if left <= _SOON else "plain"
    share = max(0, min(100, round(100 * (1 - left / _BAR))))
    words = f"{left_words(left)} left"
    return Countdown(words[0].upper() + words[1:], hint, share, tone, is_open=True)


def until_next_minute(closes_at: datetime, now: datetime) -> int:
    """Milliseconds until the words change; they change with the minutes that are left."""
    rest = (closes_at - now) % _MINUTE
    return max(1, -(-rest // timedelta(milliseconds=1))) + 1
