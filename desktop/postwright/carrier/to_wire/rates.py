"""Write the questions for prices (api.md 9). Names no external id."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body
from postwright.carrier.to_wire.shipments import shipment_body
from postwright.domain.shipment import Shipment


def rates_body(shipment: Shipment, carrier_id: str, package_codes: tuple[str, ...]) -> Body:
    """Without an external id: every such call leaves a shipment behind that would take it (api.md 9.1)."""
    return {
        "rate_options": {"carrier_ids": [carrier_id], "package_types": list(package_codes)},
        "shipment": {"validate_address": "no_validation"}
        | shipment_body(shipment, shipment.parcel.package_code),
    }
