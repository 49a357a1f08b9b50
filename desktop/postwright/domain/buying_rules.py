"""What an operator decides where the documents leave a question of money open (decision 0013)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from postwright.domain.money import NOTHING, Money

RESTRICTED_DELIVERY = "restricted_delivery"
# USPS sells no more (api.md 12).
USPS_INSURES = Money.of(5000)
LABEL_LIMIT = Money.of(100)
DAY_LIMIT = Money.of(1000)
_USPS = "carrier"
# Words under which nobody insures: `third_party` only notes that somebody else does (api.md 12).
_NOBODY = frozenset({"", "none", "third_party"})
LONGEST_HOURS = 24 * 7


@dataclass(frozen=True, slots=True)
class BuyingRules:
    """Settings that stand where an answer is missing.

    `quote_hours` is how old a price may be before it is asked for again; `insure_at_most` is the most that is
    insured; `insurer` is who insures, in the carrier's word: any may be named (api.md 26, row 3).

    The last three ask before money is spent: for so many hours after a label like it (0 is never), above so
    much for one label, above so much for one day at the origin (None is no limit).
    """

    quote_hours: int = 24
    insure_at_most: Money = USPS_INSURES
    insurer: str = _USPS
    offer_restricted_delivery: bool = False
    similar_hours: int = 12
    label_limit: Money | None = LABEL_LIMIT
    day_limit: Money | None = DAY_LIMIT

    def oldest_price(self, now: datetime) -> datetime:
        """A price from before this moment is asked for again. An hour is the least, or nothing could be
        bought; a week is the most, since prices change.
        """
        return now - timedelta(hours=min(max(1, self.quote_hours), LONGEST_HOURS))

    @property
    def who_insures(self) -> str:
        """Never nobody: a value that was typed must not be left uninsured in silence."""
        named = self.insurer.strip()
        return _USPS if named.lower() in _NOBODY else named

    @property
    def usps_insures(self) -> bool:
        return self.who_insures == _USPS

    @property
    def insured_limit(self) -> Money:
        """What may be typed, in dollars and never below nothing; USPS has an end of its own."""
        in_dollars = self.insure_at_most.currency == USPS_INSURES.currency
        most = max(self.insure_at_most, NOTHING) if in_dollars else USPS_INSURES
        return min(most, USPS_INSURES) if self.usps_insures else most

    def offers(self, confirmation: str) -> bool:
        """Whether a confirmation may be chosen; the specification does not know the restricted one."""
        return confirmation != RESTRICTED_DELIVERY or self.offer_restricted_delivery


RULES = BuyingRules()
