"""A shipment's reply (api.md 7.4). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Id, Text, Wire


class ShipmentId(Wire):
    shipment_id: Id
    external_shipment_id: Text = ""
