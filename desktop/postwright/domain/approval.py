"""What an operator allowed to be bought: a service, the price seen and how far it may rise. Buys nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.money import Money
from postwright.domain.postal_calendar import day_words
from postwright.domain.rate import Quote, Rate
from postwright.domain.shipment import Shipment

CHEAPEST = "cheapest"
# The cheapest of those that are expected by `arrive_by`.
IN_TIME = "cheapest_in_time"


DEFAULT_TOLERANCE = Money(25)


class WhenPast(StrEnum):
    """What becomes of a ship date that is past: it moves to the next postal day, or the parcel comes back."""

    ROLL = "roll"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a price may rise above the one that was seen: so much money, or so many per cent of it."""

    more: Money = DEFAULT_TOLERANCE
    per_cent: int = 0

    def room(self, price: Money) -> Money:
        """The larger of the two, in whole cents, and never less than nothing."""
        part = price.minor * max(self.per_cent, 0) // 100
        more = self.more.minor if self.more.currency == price.currency else 0
        return Money(max(part, more, 0), price.currency)

    def __str__(self) -> str:
        """ "25¢", "5 %", or "25¢ or 5 %, whichever is more"."""
        dollars = self.more.currency == "usd"
        more = f"{self.more.minor}¢" if dollars and 0 <= self.more.minor < 100 else str(self.more)
        if self.per_cent <= 0:
            return more
        return f"{more} or {self.per_cent} %, whichever is more" if self.more.minor else f"{self.per_cent} %"


@dataclass(frozen=True, slots=True)
class SeenRate:
    """A price that was shown for the shipment with this fingerprint. `arrives` is the carrier's estimate."""

    service_code: str
    package_code: str
    carrier_id: str
    total: Money
    fingerprint: str
    asked_at: datetime
    arrives: date | None = None

    @classmethod
    def of(cls, rate: Rate, quote: Quote) -> SeenRate:
        return cls(
            rate.service_code, rate.package_code, quote.carrier_id, rate.total, quote.fingerprint,
            quote.asked_at, rate.arrives,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Approval:
    """Buy `service_code` (or CHEAPEST, or IN_TIME) in `package_code`, for at most `limit`.

    `seen` is None when the draft was queued offline without a price; then `limit` alone counts. `basis` is
    the newest price that was shown; `answered` are the keys of guards that the operator answered.
    `when_online` says that it was queued for want of a connection, to be bought as soon as there is one;
    otherwise a person presses Buy.
    """

    service_code: str
    package_code: str
    limit: Money
    seen: Money | None = None
    arrive_by: date | None = None
    when_past: WhenPast = WhenPast.ROLL
    tolerance: Tolerance | None = None
    basis: SeenRate | None = None
    answered: tuple[str, ...] = ()
    when_online: bool = False

    @classmethod
    def of(
        cls,
        rate: Rate,
        quote: Quote,
        tolerance: Tolerance,
        *,
        service_code: str = "",
        arrive_by: date | None = None,
        when_past: WhenPast = WhenPast.ROLL,
    ) -> Approval:
        """At most the price shown and the tolerance. `service_code` is the rate's own, unless a rule such as
        CHEAPEST chose it.
        """
        return cls(
            service_code or rate.service_code, rate.package_code, rate.total + tolerance.room(rate.total),
            rate.total, arrive_by, when_past, tolerance, SeenRate.of(rate, quote),
        )  # fmt: skip

    @property
    def by_rule(self) -> bool:
        """Whether a rule chooses the service, and not the operator."""
        return self.service_code in (CHEAPEST, IN_TIME)

    def stands(self, shipment: Shipment, since: datetime, carrier_id: str = "") -> SeenRate | None:
        """The price seen, if it can be bought without asking again: it was asked for exactly this shipment,
        not before `since`, of this account where one is named, and still is what was allowed.
        """
        seen = self.basis
        if seen is None or seen.fingerprint != shipment.fingerprint or seen.asked_at < since:
            return None
        named = (self.service_code, self.package_code or seen.package_code)
        if not self.by_rule and named != (seen.service_code, seen.package_code):
            return None
        other_account = carrier_id not in ("", seen.carrier_id)
        return None if other_account or seen.total > self.limit or self._late(seen.arrives) else seen

    def _late(self, arrives: date | None) -> bool:
        """An arrival that nobody knows is too late only where the service was chosen by it."""
        if self.arrive_by is None:
            return False
        return arrives > self.arrive_by if arrives else self.service_code == IN_TIME


@dataclass(frozen=True, slots=True)
class Allowed:
    """The quote holds a rate inside the approval."""

    rate: Rate


@dataclass(frozen=True, slots=True)
class HandBack:
    """The operator must look again. `difference` is how far the price is over the limit; `rate` is what could
    be bought instead, if the operator says so.
    """

    reason: str
    difference: Money | None = None
    rate: Rate | None = None


def judge(approval: Approval, quote: Quote) -> Allowed | HandBack:
    """Whether a fresh quote may be bought without asking again."""
    rate = _chosen(approval, quote)
    if isinstance(rate, HandBack):
        return rate
    if rate.total > approval.limit:
        over = rate.total - approval.limit
        seen = f"; {approval.seen} was shown" if approval.seen is not None else ""
        reason = f"It costs {rate.total} now{seen}. That is {over} over the limit of {approval.limit}."
        return HandBack(reason, over, rate)
    return Allowed(rate)


def _chosen(approval: Approval, quote: Quote) -> Rate | HandBack:
    by = approval.arrive_by
    fitting = [rate for rate in quote.rates if rate.fits_anything]
    if approval.service_code == IN_TIME and by is not None:
        return _in_time(fitting, by)
    if approval.by_rule:
        rate = min(fitting, key=lambda one: one.total, default=None)
    else:
        rate = quote.of_service(approval.service_code, approval.package_code)
    if rate is None:
        return HandBack("The service that was chosen is not offered for this parcel now.")
    if by is not None and rate.arrives is not None and rate.arrives > by:
        told = f"It would arrive {day_words(rate.arrives)}, after {day_words(by)}."
        return HandBack(told, rate=rate)
    return rate


def _in_time(fitting: list[Rate], by: date) -> Rate | HandBack:
    dated = [(rate.arrives, rate) for rate in fitting if rate.arrives is not None]
    in_time = [rate for arrives, rate in dated if arrives <= by]
    if in_time:
        return min(in_time, key=lambda one: one.total)
    if not dated:
        return HandBack(f"No service says that it arrives by {day_words(by)}.")
    arrives, rate = min(dated, key=lambda one: (one[0], one[1].total))
    told = f"No service arrives by {day_words(by)} any more; the earliest is {day_words(arrives)}."
    return HandBack(told, rate=rate)
