"""The outside of a parcel in inches: length, girth, volume and dimensional weight."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

# USPS: above one cubic foot the greater of real and dimensional weight is charged (api.md 25.3).
DIMENSIONAL_FROM_CUBIC_INCHES = 1728
DIMENSIONAL_DIVISOR = 166


@dataclass(frozen=True, slots=True)
class Size:
    """Three sides in inches, as typed; which one is the length is worked out here."""

    length: Decimal
    width: Decimal
    height: Decimal

    def __post_init__(self) -> None:
        if min(self.length, self.width, self.height) <= 0:
            raise ValueError("every side must be above zero")

    @property
    def sides(self) -> tuple[Decimal, Decimal, Decimal]:
        """Longest first."""
        longest, middle, shortest = sorted((self.length, self.width, self.height), reverse=True)
        return longest, middle, shortest

    @property
    def girth(self) -> Decimal:
        """Around the thickest part: twice the two shorter sides (api.md 25.1)."""
        _, middle, shortest = self.sides
        return 2 * (middle + shortest)

    @property
    def length_plus_girth(self) -> Decimal:
        return self.sides[0] + self.girth

    @property
    def cubic_inches(self) -> Decimal:
        return self.length * self.width * self.height

    def dimensional_pounds(self) -> int | None:
        """Whole pounds that USPS may charge instead of the real weight, or None up to one cubic foot."""
        if self.cubic_inches <= DIMENSIONAL_FROM_CUBIC_INCHES:
            return None
        return int((self.cubic_inches / DIMENSIONAL_DIVISOR).to_integral_value(ROUND_CEILING))

    def fits_in(self, other: Size) -> bool:
        """Whether this box, turned as needed, goes into the other one."""
        return all(mine <= theirs for mine, theirs in zip(self.sides, other.sides, strict=True))

    def __str__(self) -> str:
        return " x ".join(_plain(side) for side in (self.length, self.width, self.height)) + " in"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
