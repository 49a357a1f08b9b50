"""A shipment's reply (api.md 7.4). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.addresses import Address, Check
from postwright.carrier.wire.parts import Error, Flag, Id, Measure, Money, Sides, Some, Text, Whole, Wire
from postwright.carrier.wire.tags import Tag


class ShipmentId(Wire):
    shipment_id: Id
    external_shipment_id: Text = ""


class Package(Wire):
    shipment_package_id: Text = ""
    package_code: Text = ""
    package_name: Text = ""
    weight: Measure | None = None
    dimensions: Sides | None = None
    insured_value: Money | None = None


class Shipment(ShipmentId):
    external_order_id: Text = ""
    carrier_id: Text = ""
    service_code: Text = ""
    warehouse_id: Text = ""
    shipment_status: Text = ""
    ship_date: Text = ""
    created_at: Text = ""
    modified_at: Text = ""
    ship_to: Address | None = None
    ship_from: Address | None = None
    return_to: Address | None = None
    is_return: Flag = False
    confirmation: Text = ""
    insurance_provider: Text = ""
    tags: Some[Text | Tag] = ()
    packages: Some[Package] = ()
    total_weight: Measure | None = None
    zone: Whole = None


class Answer(Wire):
    """What goes along with a shipment that was made or changed; the errors are texts or objects."""

    shipment_id: Text = ""
    external_shipment_id: Text = ""
    errors: Some[Text | Error] = ()
    address_validation: Check | None = None


class Created(Wire):
    has_errors: Flag = False
    shipments: list[Answer]
