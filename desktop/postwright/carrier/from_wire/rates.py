"""Read prices. A rate without a price is read too, and says that it cannot be bought."""

from __future__ import annotations

from postwright.carrier.from_wire.parts import day, money
from postwright.carrier.wire import rates as wire
from postwright.domain.money import Money
from postwright.domain.rate import Rate

_NO_PRICE = "The carrier gave no price."
_NOT_OFFERED = "The carrier does not offer this for this parcel."
_MIXED = "The price is in more than one currency."


def rates(reply: wire.RateReply, package_code: str) -> tuple[Rate, ...]:
    """All of them; what cannot be bought says why."""
    return tuple(
        [rate(one, package_code) for one in reply.rates]
        + [rate(one, package_code, _NOT_OFFERED) for one in reply.invalid_rates]
    )


def rate(one: wire.Rate, package_code: str, otherwise: str = "") -> Rate:
    problems = [text for text in one.error_messages if text]
    if not problems and (otherwise or one.validation_status == "invalid"):
        problems.append(otherwise or _NOT_OFFERED)
    shipping = money(one.shipping_amount)
    if shipping is None or not one.service_code:
        problems.append(_NO_PRICE)
    first = shipping or Money(0)
    extras = [
        money(part) or Money(0, first.currency)
        for part in (one.insurance_amount, one.confirmation_amount, one.other_amount)
    ]
    if any(extra.currency != first.currency for extra in extras):
        problems.append(_MIXED)
        extras = [Money(0, first.currency)] * len(extras)
    return Rate(
        service_code=one.service_code,
        service_name=one.service_type or one.service_code,
        package_code=one.package_type or package_code,
        shipping=first,
        insurance=extras[0],
        confirmation=extras[1],
        other=extras[2],
        rate_id=one.rate_id,
        zone=one.zone,
        delivery_days=one.delivery_days or None,
        days_text=one.carrier_delivery_days,
        arrives=day(one.estimated_delivery_date),
        problems=tuple(problems),
        warnings=tuple(text for text in one.warning_messages if text),
    )
