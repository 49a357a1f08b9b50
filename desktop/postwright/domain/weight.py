"""Weight, exact in pounds, ounces and grams."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

OUNCES_PER_POUND = 16
# The international avoirdupois pound is exactly 453.59237 g.
GRAMS_PER_OUNCE = Fraction("28.349523125")


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """A weight as an exact number of ounces."""

    ounces: Fraction

    @classmethod
    def of(cls, *, pounds: Decimal | int = 0, ounces: Decimal | int = 0) -> Weight:
        """From pounds and ounces together, as a scale shows them. Raises ValueError below zero."""
        total = Fraction(pounds) * OUNCES_PER_POUND + Fraction(ounces)
        if total < 0:
            raise ValueError("a weight cannot be below zero")
        return cls(total)

    @classmethod
    def grams_of(cls, grams: Decimal | int) -> Weight:
        """From grams, exactly."""
        return cls(Fraction(grams) / GRAMS_PER_OUNCE)

    @property
    def grams(self) -> Fraction:
        return self.ounces * GRAMS_PER_OUNCE

    @property
    def pounds(self) -> Fraction:
        return self.ounces / OUNCES_PER_POUND

    def wire_ounces(self) -> Decimal:
        """Ounces with two decimals, rounded up: the API truncates there, which would under-declare (api.md
        1).
        """
        hundredths = -(-self.ounces.numerator * 100 // self.ounces.denominator)
        return Decimal(hundredths) / 100

    def __str__(self) -> str:
        tenths = -(-self.ounces.numerator * 10 // self.ounces.denominator)
        pounds, rest = divmod(tenths, OUNCES_PER_POUND * 10)
        whole, tenth = divmod(rest, 10)
        ounces = f"{whole}.{tenth} oz" if tenth else f"{whole} oz"
        if not pounds:
            return ounces
        return f"{pounds} lb {ounces}" if rest else f"{pounds} lb"
