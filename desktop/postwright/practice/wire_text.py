"""How the API writes times, money and measures (api.md 1, 27.7)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import ROUND_DOWN, Decimal
from typing import Any
from zoneinfo import ZoneInfo

_TWO_PLACES = Decimal("0.01")
_PACIFIC = ZoneInfo("America/Los_Angeles")
_STORED = "%Y-%m-%dT%H:%M:%S.%fZ"


def stored(moment: datetime) -> str:
    """The fixed-width form in which the practice carrier keeps times: it sorts as text."""
    return moment.astimezone(UTC).strftime(_STORED)


def read_stored(text: str) -> datetime:
    return datetime.strptime(text, _STORED).replace(tzinfo=UTC)


def read_time(text: str) -> datetime:
    """A time or a day as a caller writes it; without a zone it is UTC. Raises ValueError.

    The first and the last year are refused: in another zone such a time would lie in no year at all.
    """
    moment = datetime.fromisoformat(text)
    if not datetime.min.year < moment.year < datetime.max.year:
        raise ValueError(f"the year {moment.year} is not taken")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def at_creation(text: str) -> str:
    """A stored time with the seven digits of a create reply; the seventh is made up, trailing zeros go."""
    seventh = sum(map(int, text[-7:-1])) % 10
    return _trimmed(f"{text[:-1]}{seventh}")


def at_reading(text: str) -> str:
    """A stored time with three digits, as a later read gives it."""
    return _trimmed(text[:-4])


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") + "Z" if "." in text else text + "Z"


def shipment_day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def label_day(day: date) -> str:
    """Midnight in Pacific time, written as UTC."""
    midnight = datetime.combine(day, time(0), _PACIFIC).astimezone(UTC)
    return midnight.strftime("%Y-%m-%dT%H:%M:%SZ")


def dollars(cents: int) -> dict[str, Any]:
    return {"currency": "usd", "amount": cents / 100}


def two_places(value: Any) -> float:
    """A measure with two decimals, cut and not rounded, as the server does."""
    return float(Decimal(str(value)).quantize(_TWO_PLACES, ROUND_DOWN))
