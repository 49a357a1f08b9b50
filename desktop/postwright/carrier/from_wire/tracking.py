"""Read the scans of a parcel. Drops none, since any scan forbids a refund."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.from_wire.parts import moment
from postwright.carrier.wire import tracking as wire
from postwright.domain.tracking import Tracking, TrackingEvent


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
