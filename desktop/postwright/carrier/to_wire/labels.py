"""Write a purchase (api.md 10). Asks the carrier to correct no address."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body
from postwright.carrier.to_wire.shipments import shipment_body
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import Order

FORMATS = {DocumentKind.PDF: "pdf", DocumentKind.ZPL: "zpl", DocumentKind.PNG: "png"}


def purchase_body(order: Order, document: DocumentKind, display_scheme: str) -> Body:
    """One call that buys and brings the document along."""
    shipment = {
        "carrier_id": order.carrier_id,
        "service_code": order.service_code,
        "external_shipment_id": order.id,
        **shipment_body(order.shipment, order.package_code),
    }
    shipment["advanced_options"] = shipment.get("advanced_options", {}) | {"custom_field1": order.id}
    return {
        "shipment": shipment,
        "label_format": FORMATS[document],
        "label_layout": "4x6",
        "label_download_type": "inline",
        "display_scheme": display_scheme,
        "validate_address": "no_validation",
    }
