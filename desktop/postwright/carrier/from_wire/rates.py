"""Read prices. A rate without a price is read too, and says that it cannot be bought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from postwright.carrier.from_wire.parts import day, moment, money
from postwright.carrier.wire import parts
from postwright.carrier.wire import rates as wire
from postwright.domain.money import Money
from postwright.domain.rate import Quote, Rate, RateDetail, RateRequest

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NO_PRICE = "The carrier gave no price."
_NOT_OFFERED = "The carrier does not offer this for this parcel."
_MIXED = "The price is in more than one currency."
_STILL_RECKONING = "The prices are still being worked out. Ask again in a moment."


def quote(
    reply: wire.RateReply, *, fingerprint: str, carrier_id: str, package_code: str, asked_at: datetime
) -> Quote:
    """All rates, also those that cannot be bought; what the carrier said beside them is in its notes."""
    found, notes = rates(reply, package_code), _words(reply.errors)
    if reply.status == "working":
        notes = (_STILL_RECKONING, *notes)
    return Quote(fingerprint, carrier_id, asked_at, found, notes, reply.status)


def stored(reply: wire.RateReply, shipment_id: str) -> Quote:
    """The rates of a shipment that is with the carrier, as old as they are said to be.

    Where that is not said they are too old for every rule. Raises ValueError for another shipment's.
    """
    check_shipment(reply, shipment_id)
    found = rates(reply, "")
    carrier_id = next((rate.carrier_id for rate in found if rate.carrier_id), "")
    asked_at = moment(reply.created_at) or _LONG_AGO
    return Quote(shipment_id, carrier_id, asked_at, found, _words(reply.errors), reply.status)


def check_shipment(reply: wire.RateReply, shipment_id: str) -> wire.RateReply:
    """The reply itself. Raises ValueError for the prices of another shipment."""
    if reply.shipment_id not in ("", shipment_id):
        raise ValueError("these are the rates of another shipment")
    return reply


def rates(reply: wire.RateReply, package_code: str) -> tuple[Rate, ...]:
    """All of them; what cannot be bought says why."""
    return tuple(
        [rate(one, package_code) for one in reply.rates]
        + [rate(one, package_code, _NOT_OFFERED) for one in reply.invalid_rates]
    )


def rate(one: wire.Rate, package_code: str, otherwise: str = "") -> Rate:
    shipping = money(one.shipping_amount)
    first = shipping or Money(0)
    extras = [
        money(part) or Money(0, first.currency)
        for part in (one.insurance_amount, one.confirmation_amount, one.other_amount)
    ]
    mixed = any(extra.currency != first.currency for extra in extras)
    if mixed:
        extras = [Money(0, first.currency)] * len(extras)
    priced = shipping is not None and bool(one.service_code)
    comparison = money(one.requested_comparison_amount)
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
        problems=_problems(one, otherwise, priced=priced, mixed=mixed),
        warnings=tuple(text for text in one.warning_messages if text),
        carrier_id=one.carrier_id,
        # Zero is what comes when it was not asked for (api.md 9.1).
        comparison=comparison if comparison and comparison.minor else None,
        details=tuple(_detail(detail) for detail in one.rate_details),
        attributes=tuple(word for word in one.rate_attributes if word),
    )


def request(one: wire.RateRequest, now: datetime) -> RateRequest:
    return RateRequest(
        one.rate_request_id, one.shipment_id, one.status, moment(one.created_at) or now, _words(one.errors)
    )


def _problems(one: wire.Rate, otherwise: str, *, priced: bool, mixed: bool) -> tuple[str, ...]:
    """Why it cannot be bought. The carrier's own words come first; ours fill in where it has none."""
    problems = [text for text in one.error_messages if text]
    if not problems and (otherwise or one.validation_status == "invalid"):
        problems.append(otherwise or _NOT_OFFERED)
    if not priced:
        problems.append(_NO_PRICE)
    if mixed:
        problems.append(_MIXED)
    return tuple(problems)


def _detail(detail: wire.RateDetail) -> RateDetail:
    return RateDetail(detail.rate_detail_type, detail.carrier_description, money(detail.amount))


def _words(errors: Iterable[parts.Error]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(error.message for error in errors if error.message))
