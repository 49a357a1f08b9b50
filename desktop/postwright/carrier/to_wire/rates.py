"""Write the questions for prices (api.md 9). Names no external id."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import RESIDENTIAL, Body, size, weight
from postwright.carrier.to_wire.shipments import shipment_body
from postwright.domain.estimate import EstimateRequest, Place
from postwright.domain.shipment import Shipment


def rates_body(
    shipment: Shipment, carrier_id: str, package_codes: tuple[str, ...], comparison: str = ""
) -> Body:
    """Without an external id: every such call leaves a shipment behind that would take it (api.md 9.1)."""
    return {
        "rate_options": options(carrier_id, package_codes),
        "shipment": inline(shipment) | ({"comparison_rate_type": comparison} if comparison else {}),
    }


def inline(shipment: Shipment) -> Body:
    """A shipment to be priced and not kept: nobody is asked to correct its address (api.md 6.4)."""
    return {"validate_address": "no_validation"} | shipment_body(shipment, shipment.parcel.package_code)


def options(carrier_id: str, package_codes: tuple[str, ...] = ()) -> Body:
    """Without package types the carrier prices each of its own (api.md 9.1)."""
    return {"carrier_ids": [carrier_id]} | ({"package_types": list(package_codes)} if package_codes else {})


def estimate_body(request: EstimateRequest) -> Body:
    """What is not known is left out, as in the recorded calls (api.md 9.2)."""
    body: Body = {
        "carrier_ids": list(request.carrier_ids),
        **_place("from", request.origin),
        **_place("to", request.destination),
        "weight": weight(request.weight),
        "ship_date": request.ship_date.isoformat(),
        "confirmation": request.confirmation,
        "address_residential_indicator": RESIDENTIAL[request.residential],
    }
    return body | ({"dimensions": size(request.size)} if request.size else {})


def _place(end: str, place: Place) -> Body:
    lines = {
        "country_code": place.country,
        "postal_code": place.postal_code,
        "city_locality": place.city,
        "state_province": place.state,
    }
    return {f"{end}_{name}": value for name, value in lines.items() if value}
