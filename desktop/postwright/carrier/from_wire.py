"""Read the API's replies into our values. Raises ValueError where a reply says nothing believable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from postwright.carrier import broker, wire
from postwright.carrier.paper import papers_of, without_papers
from postwright.domain.account import Account, NamedCode
from postwright.domain.label import BoughtLabel, Label
from postwright.domain.money import Money, total
from postwright.domain.pickup import Pickup, PickupWindow
from postwright.domain.rate import Rate
from postwright.domain.tracking import Tracking, TrackingEvent
from postwright.domain.void import VoidAnswer

_NO_PRICE = "The carrier gave no price."
_NOT_OFFERED = "The carrier does not offer this for this parcel."
_MIXED = "The price is in more than one currency."
_LONGEST_INSTRUCTIONS = 2000


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


def money(amount: wire.Money | None) -> Money | None:
    if amount is None or amount.amount is None:
        return None
    return Money.of(amount.amount, amount.currency or "usd")


def accounts(reply: wire.Carriers, now: datetime) -> tuple[Account, ...]:
    """Those for USPS first. One that cannot be used carries the reason, perhaps from the errors alone."""
    problems = {error.carrier_id: error.message for error in reply.errors if error.carrier_id}
    found = [
        replace(account(carrier, now), problem=problems.pop(carrier.carrier_id, ""))
        for carrier in reply.carriers
    ]
    found += [
        Account(carrier_id, "", "", "", Money(0), now, problem=text) for carrier_id, text in problems.items()
    ]
    return tuple(sorted(found, key=lambda one: one.carrier_code not in ("stamps_com", "usps")))


def account(carrier: wire.Carrier, now: datetime) -> Account:
    return Account(
        carrier_id=carrier.carrier_id,
        carrier_code=carrier.carrier_code,
        nickname=carrier.nickname or carrier.friendly_name,
        account_number=carrier.account_number,
        balance=Money.of(carrier.balance or 0),
        as_of=now,
        services=tuple(NamedCode(one.service_code, one.name, one.international) for one in carrier.services),
        packages=tuple(
            NamedCode(one.package_code, one.name, description=one.description) for one in carrier.packages
        ),
        options=tuple(NamedCode(one.name, one.name, description=one.description) for one in carrier.options),
        disabled=carrier.disabled_by_billing_plan,
    )


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


def bought(reply: wire.Label, text: str, now: datetime) -> BoughtLabel:
    """A purchase's reply. Without a price nobody knows what was charged, so it does not count as one."""
    if money(reply.shipment_cost) is None:
        raise ValueError("the label has no price")
    return BoughtLabel(label(reply, text, now), papers_of(reply)[1])


def label(reply: wire.Label, text: str, now: datetime) -> Label:
    package = reply.packages[0] if reply.packages else wire.LabelPackage()
    ship_to = reply.ship_to or wire.ShipTo()
    costs = [cost for cost in (money(reply.shipment_cost), money(reply.insurance_cost)) if cost]
    return Label(
        label_id=reply.label_id,
        shipment_id=reply.shipment_id,
        tracking_number=reply.tracking_number or package.tracking_number,
        status=reply.status,
        carrier_id=reply.carrier_id,
        service_code=reply.service_code,
        package_code=reply.package_code or package.package_code,
        cost=total(costs, costs[0].currency) if costs else Money(0),
        created_at=moment(reply.created_at) or now,
        ship_date=day(reply.ship_date),
        external_id=reply.external_shipment_id,
        ship_to_name=ship_to.name or ship_to.company_name,
        ship_to_postal_code=ship_to.postal_code,
        voided=reply.voided or reply.status == "voided",
        voided_at=moment(reply.voided_at),
        is_return=reply.is_return_label,
        international=reply.is_international,
        display_scheme=reply.display_scheme or "label",
        broker_id=broker.label_id_of(reply),
        broker_instructions=broker.instructions_of(reply)[:_LONGEST_INSTRUCTIONS],
        links=papers_of(reply)[0],
        raw=without_papers(text),
    )


def void_answer(reply: wire.Voided) -> VoidAnswer:
    return VoidAnswer(reply.approved, reply.message, reply.reason_code)


def pickup(reply: wire.Pickup, text: str, now: datetime) -> Pickup:
    """Windows whose times cannot be read are left out; the pickup stands without them."""
    spans = [(moment(window.start_at), moment(window.end_at)) for window in reply.pickup_windows]
    return Pickup(
        pickup_id=reply.pickup_id,
        label_ids=tuple(reply.label_ids),
        windows=tuple(PickupWindow(start, end or start) for start, end in spans if start),
        created_at=moment(reply.created_at) or now,
        confirmation_number=reply.confirmation_number,
        cancelled_at=moment(reply.cancelled_at),
        notes=reply.pickup_notes,
        contact_name=reply.contact_details.name if reply.contact_details else "",
        raw=text,
    )


def tracking(reply: wire.Tracking, now: datetime) -> Tracking:
    return Tracking(
        tracking_number=reply.tracking_number,
        status_code=reply.status_code,
        description=reply.exception_description
        or reply.status_description
        or reply.carrier_status_description,
        estimated=moment(reply.estimated_delivery_date),
        delivered=moment(reply.actual_delivery_date),
        events=tuple(_event(event, now) for event in reply.events),
    )


def _event(event: wire.Event, now: datetime) -> TrackingEvent:
    """Never dropped for want of a time: that a scan exists at all forbids a refund (api.md 11)."""
    region = f"{event.state_province} {event.postal_code}".strip()
    return TrackingEvent(
        at=moment(event.occurred_at) or moment(event.carrier_occurred_at) or now,
        description=event.description,
        place=", ".join(part for part in (event.city_locality, region) if part),
    )
