"""Money as whole minor units with a currency. Never a float, never added across currencies."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in cents of one currency (lower case, as the API writes it: api.md 1)."""

    minor: int
    currency: str = "usd"

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "usd") -> Money:
        """From an amount in whole units, rounded once, half to even. Raises ValueError for no number."""
        try:
            cents = int((Decimal(amount) / _CENT).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
        except (InvalidOperation, ValueError) as error:  # ValueError: not a number at all, NaN
            raise ValueError(f"not an amount: {amount!r}") from error
        return cls(cents, currency.lower())

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, with two decimals."""
        return Decimal(self.minor) * _CENT

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be reckoned together")
        return other.minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __str__(self) -> str:
        sign = "-" if self.minor < 0 else ""
        whole, cents = divmod(abs(self.minor), 100)
        if self.currency == "usd":
            return f"{sign}${whole:,}.{cents:02d}"
        return f"{sign}{whole:,}.{cents:02d} {self.currency.upper()}"


NOTHING = Money(0)


def total(amounts: tuple[Money, ...] | list[Money], currency: str = "usd") -> Money:
    """The sum; nothing at all is zero."""
    result = Money(0, currency)
    for amount in amounts:
        result += amount
    return result


def read_money(text: str) -> Money:
    """What a person typed: "7.61", "$7.61", "1,250". Raises ValueError in words."""
    cleaned = text.strip().removeprefix("$").replace(",", "")
    try:
        value = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError("Write an amount in dollars, such as 25.00.") from error
    if not value.is_finite() or value < 0 or value >= 1_000_000:
        raise ValueError("Write an amount in dollars, such as 25.00.")
    if value != value.quantize(_CENT):
        raise ValueError("Write at most two digits after the point.")
    return Money.of(value)
