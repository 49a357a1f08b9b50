"""Prices: what each service asks for one checked shipment, and which of them stand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.money import Money, total


@dataclass(frozen=True, slots=True)
class RateDetail:
    """One line of what a price is made of. `kind` is the carrier's word (api.md 9.1); any may come."""

    kind: str
    description: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """One priced service and package type. `only_for` names what alone may be sent so, such as books.

    Times and the guarantee flag of the API are no promises (api.md 9.1). `comparison` is the retail price,
    where it was asked for; `attributes` are the carrier's own marks, such as "best_value".
    """

    service_code: str
    service_name: str
    package_code: str
    shipping: Money
    insurance: Money
    confirmation: Money
    other: Money
    rate_id: str = ""
    zone: int | None = None
    delivery_days: int | None = None
    days_text: str = ""
    arrives: date | None = None
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    only_for: str = ""
    carrier_id: str = ""
    comparison: Money | None = None
    details: tuple[RateDetail, ...] = ()
    attributes: tuple[str, ...] = ()

    @property
    def total(self) -> Money:
        """What is charged: the sum of the four amounts (api.md 9.1)."""
        return total([self.shipping, self.insurance, self.confirmation, self.other], self.shipping.currency)

    @property
    def buyable(self) -> bool:
        return not self.problems

    @property
    def fits_anything(self) -> bool:
        """Whether it can be bought whatever is in the parcel, so that it may be chosen by itself."""
        return self.buyable and not self.only_for

    @property
    def key(self) -> str:
        """What names this row in a list: service and package type."""
        return f"{self.service_code}/{self.package_code}"


@dataclass(frozen=True, slots=True)
class Quote:
    """The rates for one shipment, tied to it by its fingerprint. `notes` are the carrier's own words;
    `status` is "working" while the carrier still reckons (api.md 9).
    """

    fingerprint: str
    carrier_id: str
    asked_at: datetime
    rates: tuple[Rate, ...]
    notes: tuple[str, ...] = ()
    status: str = ""

    def rate(self, key: str) -> Rate | None:
        return next((rate for rate in self.rates if rate.key == key), None)

    def cheapest(self) -> Rate | None:
        """The rate to begin with: the cheapest that fits any contents, or else the cheapest of all."""
        return next((rate for rate in in_order(self.rates) if rate.buyable), None)

    def of_service(self, service_code: str, package_code: str = "") -> Rate | None:
        """The cheapest buyable rate of a service, in one package type if named."""
        fitting = [
            rate
            for rate in self.rates
            if rate.buyable and rate.service_code == service_code and package_code in ("", rate.package_code)
        ]
        return min(fitting, key=lambda rate: rate.total, default=None)


@dataclass(frozen=True, slots=True)
class RateRequest:
    """One of many shipments whose prices are being reckoned; they are read by its shipment (api.md 9.3)."""

    rate_request_id: str
    shipment_id: str
    status: str
    created_at: datetime
    notes: tuple[str, ...] = ()


class Mark(StrEnum):
    """Why a rate stands out."""

    CHEAPEST = "cheapest"
    CHEAPEST_FOR_ANYTHING = "cheapest for any contents"
    FASTEST = "fastest"
    CHEAPEST_IN_TIME = "cheapest that arrives in time"


def in_order(rates: tuple[Rate, ...]) -> tuple[Rate, ...]:
    """By price: those for any contents, those for some contents only, those that cannot be bought."""
    return tuple(sorted(rates, key=_place))


def _place(rate: Rate) -> tuple[bool, bool, Money, date]:
    return not rate.buyable, bool(rate.only_for), rate.total, rate.arrives or date.max


def marks(rates: tuple[Rate, ...], arrive_by: date | None = None) -> dict[str, frozenset[Mark]]:
    """The marks of each rate by its key. Only rates for any contents stand out.

    Arrival dates are the carrier's estimates.
    """
    buyable = [rate for rate in in_order(rates) if rate.fits_anything]
    found: dict[str, set[Mark]] = {rate.key: set() for rate in rates}
    if buyable:
        undercut = any(rate.buyable and rate.total < buyable[0].total for rate in rates)
        found[buyable[0].key].add(Mark.CHEAPEST_FOR_ANYTHING if undercut else Mark.CHEAPEST)
    dated = [rate for rate in buyable if rate.arrives]
    if dated:
        found[min(dated, key=lambda rate: (rate.arrives or date.max, rate.total)).key].add(Mark.FASTEST)
    in_time = [rate for rate in dated if arrive_by and rate.arrives and rate.arrives <= arrive_by]
    if in_time:
        found[in_time[0].key].add(Mark.CHEAPEST_IN_TIME)
    return {key: frozenset(held) for key, held in found.items()}
