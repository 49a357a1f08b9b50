"""Read times, days, money, weights and sizes of the API. Says None where nothing can be read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_CEILING, Decimal

from postwright.carrier.wire import parts as wire
from postwright.domain.money import Money
from postwright.domain.size import Size
from postwright.domain.weight import Weight

_PER_INCH = {"inch": Decimal(1), "centimeter": Decimal("2.54")}
_FINE = Decimal("0.0001")


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


def weight(measure: wire.Measure | None) -> Weight | None:
    """None for a unit that is not known, and for what no scale shows."""
    if measure is None or measure.value is None or measure.value < 0:
        return None
    match measure.unit:
        case "ounce":
            return Weight.of(ounces=measure.value)
        case "pound":
            return Weight.of(pounds=measure.value)
        case "gram":
            return Weight.grams_of(measure.value)
        case "kilogram":
            return Weight.grams_of(measure.value * 1000)
        case _:
            return None


def size(sides: wire.Sides | None) -> Size | None:
    """In inches, to four decimals; None for the zeros of a parcel that was never measured (api.md 7.2)."""
    if sides is None or sides.unit not in _PER_INCH:
        return None
    found = [side for side in (sides.length, sides.width, sides.height) if side and side > 0]
    if len(found) < 3:
        return None
    return Size(*((side / _PER_INCH[sides.unit]).quantize(_FINE, rounding=ROUND_CEILING) for side in found))


def money(amount: wire.Money | None) -> Money | None:
    if amount is None or amount.amount is None:
        return None
    return Money.of(amount.amount, amount.currency or "usd")
