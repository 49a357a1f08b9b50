"""Write purchases through each door (api.md 10). Asks the carrier to correct no address.

Each door takes its own options; one that it does not know is never sent to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from postwright.carrier.to_wire.parts import Body
from postwright.carrier.to_wire.shipments import shipment_body
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.label_options import LabelExtras, LabelPaper, ReturnOf
from postwright.domain.purchase import Order

FORMATS = {DocumentKind.PDF: "pdf", DocumentKind.ZPL: "zpl", DocumentKind.PNG: "png"}
_PLAIN = LabelExtras()
# Said always: what holds when it is left out is told in two ways (api.md 26, row 14).
_AS_IT_IS = {"validate_address": "no_validation"}
_CUSTOM_FIELDS = ("custom_field1", "custom_field2", "custom_field3")
_LONGEST_CUSTOM_FIELD = 100


def purchase_body(
    order: Order,
    paper: LabelPaper,
    display_scheme: str,
    extras: LabelExtras = _PLAIN,
    return_of: ReturnOf | None = None,
) -> Body:
    """One call that buys and brings the document along."""
    shipment = {
        "carrier_id": order.carrier_id,
        "service_code": order.service_code,
        "external_shipment_id": order.id,
        **shipment_body(order.shipment, order.package_code),
    }
    shipment["advanced_options"] = shipment.get("advanced_options", {}) | {"custom_field1": order.id}
    body = {"shipment": shipment, **look_body(paper, display_scheme), **_AS_IT_IS, **_extras(extras, paper)}
    if return_of is not None:
        body["is_return_label"] = True
        if return_of.outbound_label_id:
            body["outbound_label_id"] = return_of.outbound_label_id
    return body


def rate_door_body(paper: LabelPaper, display_scheme: str, custom_fields: Sequence[str]) -> Body:
    """Raises BadInput(OUT_OF_LIMITS) for more, or longer, fields of our own than the API keeps."""
    if len(custom_fields) > len(_CUSTOM_FIELDS) or any(
        len(text) > _LONGEST_CUSTOM_FIELD for text in custom_fields
    ):
        raise BadInput(FaultKind.OUT_OF_LIMITS, "Three fields of 100 characters are kept.")
    return {
        **shipment_door_body(paper, display_scheme),
        **dict(zip(_CUSTOM_FIELDS, custom_fields, strict=False)),
    }


def shipment_door_body(paper: LabelPaper, display_scheme: str) -> Body:
    return {**look_body(paper, display_scheme), **_AS_IT_IS}


def return_body(paper: LabelPaper, display_scheme: str, extras: LabelExtras) -> Body:
    """This door knows no validate_address (api.md 10.8)."""
    return {**look_body(paper, display_scheme), **_extras(extras, paper)}


def look_body(paper: LabelPaper, display_scheme: str) -> Body:
    return {
        "label_format": FORMATS[paper.document],
        "label_layout": paper.layout,
        "label_download_type": "inline",
        "display_scheme": display_scheme,
    }


def _extras(extras: LabelExtras, paper: LabelPaper) -> Body:
    """Only what was chosen. Raises BadInput(OUT_OF_LIMITS) for a picture on ZPL (api.md 17)."""
    if extras.image_id and paper.document is DocumentKind.ZPL:
        raise BadInput(FaultKind.OUT_OF_LIMITS, "ZPL takes no picture.")
    body: Body = {}
    if extras.image_id:
        body["label_image_id"] = extras.image_id
    if extras.charge_event != _PLAIN.charge_event:
        body["charge_event"] = extras.charge_event
    if extras.rma_number:
        body["rma_number"] = extras.rma_number
    return body
