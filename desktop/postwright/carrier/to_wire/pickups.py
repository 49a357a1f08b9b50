"""Write the booking of a pickup (api.md 16). Has no field for the number of parcels, as the API has none."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body, moment
from postwright.domain.pickup import PickupRequest


def pickup_body(request: PickupRequest) -> Body:
    return {
        "label_ids": list(request.label_ids),
        "contact_details": {
            "name": request.contact_name,
            "email": request.contact_email,
            "phone": request.contact_phone,
        },
        "pickup_notes": request.notes,
        "pickup_window": {"start_at": moment(request.window.start), "end_at": moment(request.window.end)},
    }
