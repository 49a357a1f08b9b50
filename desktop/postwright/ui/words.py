"""Days, times, counts and service codes in the words of the shop. No Qt, no clock, no locale."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from postwright.domain.postal_calendar import day_words as day_words  # panels take it from here

_LITTLE = {"and", "of", "to"}
# Letters with a stroke, and joined ones, which Unicode does not take apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def clock_words(at: datetime, zone: tzinfo | None = None) -> str:
    """ "10:42 am" by this computer's clock. Give a zone only for what is bound to a place, such as a deadline
    at the origin: then it is "9:00 pm PST" wherever the computer's clock goes otherwise.
    """
    return time_words(at.astimezone(zone)) + zone_words(at, zone)


def span_clock_words(start: datetime, end: datetime, zone: tzinfo | None = None) -> str:
    """ "9:00 am to 5:00 pm", with the zone once where it is another than the computer's."""
    return f"{time_words(start.astimezone(zone))} to {clock_words(end, zone)}"


def zone_words(at: datetime, zone: tzinfo | None) -> str:
    """ " PST", or nothing where the computer's clock shows the same."""
    there = at.astimezone(zone)
    return "" if there.utcoffset() == at.astimezone().utcoffset() else f" {there.tzname()}"


def moment_words(at: datetime, zone: tzinfo | None = None) -> str:
    """ "Tue 24 Nov, 10:42 am"; the zone is named as in `clock_words`."""
    return f"{day_words(at.astimezone(zone).date())}, {clock_words(at, zone)}"


def time_words(at: datetime | time) -> str:
    """ "9:00 pm", whatever the place."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


def span_words(length: timedelta) -> str:
    """A length of time in its largest whole unit: "3 days", "2 hours", "5 minutes", "less than a minute"."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return count_words(minutes, "minute")
    if minutes < 48 * 60:
        return count_words(minutes // 60, "hour")
    return count_words(minutes // (24 * 60), "day")


def count_words(count: int, one: str, many: str = "") -> str:
    """ "1 label", "3 labels"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def list_words(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def folded(text: str) -> str:
    """For comparing what a person types: neither capitals nor accents matter, "Søren" is "soren"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    return "".join(one for one in plain if not unicodedata.combining(one))


def code_words(code: str) -> str:
    """A service code as words where no catalogue is at hand: "usps_media_mail" is "Media Mail"."""
    words = code.removeprefix("usps_").split("_")
    return " ".join(word if word in _LITTLE else word.capitalize() for word in words)
