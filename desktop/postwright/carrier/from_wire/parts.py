"""Read times, days and money of the API. Says None where nothing can be read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from postwright.carrier.wire import parts as wire
from postwright.domain.money import Money


def moment(text: str) -> datetime | None:
    """A time of the API: ISO 8601, up to seven decimals, UTC where no zone is given; None for no time."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def day(text: str) -> date | None:
    """The date alone: the time beside it is midnight somewhere (api.md 1)."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def money(amount: wire.Money | None) -> Money | None:
    if amount is None or amount.amount is None:
        return None
    return Money.of(amount.amount, amount.currency or "usd")
