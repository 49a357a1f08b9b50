"""Read the scans of a parcel. Drops none, since any scan forbids a refund."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.from_wire.parts import day, moment
from postwright.carrier.wire import tracking as wire
from postwright.domain.tracking import Coordinates, Tracking, TrackingEvent


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
        detail_code=reply.status_detail_code,
        detail=reply.status_detail_description,
        exception=reply.exception_description,
        url=reply.tracking_url,
        carrier_code=reply.carrier_code,
        carrier_id=reply.carrier_id,
        carrier_status_code=reply.carrier_status_code,
        ship_date=day(reply.ship_date),
    )


def _event(event: wire.Event, now: datetime) -> TrackingEvent:
    """Never dropped for want of a time: that a scan exists at all forbids a refund (api.md 11)."""
    region = f"{event.state_province} {event.postal_code}".strip()
    return TrackingEvent(
        at=moment(event.occurred_at) or moment(event.carrier_occurred_at) or now,
        description=event.description,
        place=", ".join(part for part in (event.city_locality, region) if part),
        local=event.carrier_occurred_at,
        country=event.country_code,
        company=event.company_name,
        signer=event.signer,
        event_code=event.event_code,
        status_code=event.status_code,
        detail_code=event.status_detail_code,
        carrier_status_code=event.carrier_status_code,
        carrier_detail_code=event.carrier_detail_code,
        coordinates=_coordinates(event),
        proof_url=event.proof_of_delivery_url,
    )


def _coordinates(event: wire.Event) -> Coordinates | None:
    if event.latitude is None or event.longitude is None:
        return None
    return Coordinates(event.latitude, event.longitude)
