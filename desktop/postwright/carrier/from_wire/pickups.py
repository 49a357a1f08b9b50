"""Read pickups. A window whose times cannot be read is left out."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.from_wire.addresses import address
from postwright.carrier.from_wire.parts import moment
from postwright.carrier.wire import pickups as wire
from postwright.domain.pickup import Pickup, PickupWindow


def pickup(reply: wire.Pickup, text: str, now: datetime) -> Pickup:
    """Windows whose times cannot be read are left out; the pickup stands without them."""
    spans = [(moment(window.start_at), moment(window.end_at)) for window in reply.pickup_windows]
    contact = reply.contact_details or wire.Contact()
    return Pickup(
        pickup_id=reply.pickup_id,
        label_ids=tuple(reply.label_ids),
        windows=tuple(PickupWindow(start, end or start) for start, end in spans if start),
        created_at=moment(reply.created_at) or now,
        confirmation_number=reply.confirmation_number,
        cancelled_at=moment(reply.cancelled_at),
        notes=reply.pickup_notes,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        address=address(reply.pickup_address),
        carrier_id=reply.carrier_id,
        warehouse_id=reply.warehouse_id,
        problems=tuple(error.message for error in reply.errors if error.message),
        raw=text,
    )
