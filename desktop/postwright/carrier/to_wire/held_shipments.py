"""Write a shipment that the carrier is to hold (api.md 7, 8). Asks it to correct no address."""

from __future__ import annotations

import json

from postwright.carrier.to_wire.parts import Body, address
from postwright.carrier.to_wire.shipments import shipment_body
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.shipment_plan import ShipmentPlan

# What Postwright has no words for: a change that left it out would wipe it out (api.md 8).
_KEPT = (
    "comparison_rate_type", "external_order_id", "external_shipment_id", "items", "order_source_code",
    "shipment_number", "shipping_rule_id", "tax_identifiers", "warehouse_id",
)  # fmt: skip

_KEPT_OF_CUSTOMS = (
    "certificate_number", "importer_of_record", "invoice_additional_details", "license_number",
    "terms_of_trade_code",
)  # fmt: skip
_KEPT_OF_PACKAGE = ("external_package_id",)


def plan_body(plan: ShipmentPlan) -> Body:
    """A new one. With a warehouse the carrier fills in the origin. Raises BadInput(OUT_OF_LIMITS)."""
    body = _planned(plan)
    if plan.warehouse_id:
        del body["ship_from"]
    return body


def replacement_body(plan: ShipmentPlan, held: HeldShipment) -> Body:
    """The whole of it, with what a plan has no words for as it was held, also in customs and in the package.

    A third line of an address is not kept: it would stand beside another address, whole without it.
    Origin and warehouse are both sent, since specification and documents disagree (api.md 26, row 18).
    Raises BadInput(OUT_OF_LIMITS).
    """
    before: Body = json.loads(held.raw or "{}")
    planned = _planned(plan)
    body = {name: before[name] for name in _KEPT if before.get(name)} | planned
    if body.get("shipment_number") == before.get("external_shipment_id"):
        # It only mirrors our id, and is not ours to set (api.md 26, row 23).
        body.pop("shipment_number", None)
    options = before.get("advanced_options") or {}
    if options:
        said = {name: value for name, value in options.items() if value is not None}
        body["advanced_options"] = said | {"non_machinable": plan.shipment.non_machinable}
    if "customs" in body:
        body["customs"] |= _said(before.get("customs"), _KEPT_OF_CUSTOMS)
    packages = before.get("packages") or []
    if len(packages) == 1:
        body["packages"][0] |= _said(packages[0], _KEPT_OF_PACKAGE)
    back = before.get("return_to")
    if plan.return_to is None and back and held.return_to != held.ship_from:
        body["return_to"] = {name: value for name, value in back.items() if value}
    return body


def _said(held: Body | None, names: tuple[str, ...]) -> Body:
    return {name: held[name] for name in names if held and held.get(name)}


def _planned(plan: ShipmentPlan) -> Body:
    plan.checked()
    body = {
        "carrier_id": plan.carrier_id,
        "service_code": plan.service_code,
        "validate_address": "no_validation",
        "is_return": plan.is_return,
        **shipment_body(plan.shipment, plan.shipment.parcel.package_code),
    }
    if plan.external_id:
        body["external_shipment_id"] = plan.external_id
    if plan.warehouse_id:
        body["warehouse_id"] = plan.warehouse_id
    if plan.return_to:
        body["return_to"] = address(plan.return_to)
    return body
