"""What an operator allowed to be bought later: a service, the price seen and how far it may rise."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.money import Money
from postwright.domain.rate import Quote, Rate

CHEAPEST = "cheapest"


@dataclass(frozen=True, slots=True)
class Approval:
    """Buy `service_code` (or CHEAPEST) in `package_code` when online, for at most seen price plus tolerance.

    `seen` is None when the draft was queued offline without a price; then `limit` alone counts.
    """

    service_code: str
    package_code: str
    limit: Money
    seen: Money | None = None

    @classmethod
    def of(cls, rate: Rate, tolerance: Money) -> Approval:
        return cls(rate.service_code, rate.package_code, rate.total + tolerance, rate.total)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The quote holds a rate inside the approval."""

    rate: Rate


@dataclass(frozen=True, slots=True)
class HandBack:
    """The operator must look again. `difference` is how far the price is over the limit."""

    reason: str
    difference: Money | None = None


def judge(approval: Approval, quote: Quote) -> Allowed | HandBack:
    """Whether a fresh quote may be bought without asking again."""
    if approval.service_code == CHEAPEST:
        fitting = [rate for rate in quote.rates if rate.fits_anything]
        rate = min(fitting, key=lambda one: one.total, default=None)
    else:
        rate = quote.of_service(approval.service_code, approval.package_code)
    if rate is None:
        return HandBack("The service that was chosen is not offered for this parcel now.")
    if rate.total > approval.limit:
        over = rate.total - approval.limit
        return HandBack(
            f"It costs {rate.total} now. That is {over} over the limit of {approval.limit}.", over
        )
    return Allowed(rate)
