"""Packages and customs in a shipment: what must be there, and every key that comes back (api.md 7.2, 14)."""

from __future__ import annotations

from typing import Any

from postwright.practice import problems
from postwright.practice.accounts.package_types import PLAIN_ID, chosen_type, plain_name, read_dimensions
from postwright.practice.choices import (
    CONTENTS,
    NON_DELIVERY,
    WEIGHT_UNITS,
    amount,
    choice,
    listed,
    mapping,
    text,
)
from postwright.practice.desk import Desk, Json

_REFERENCES = ("reference1", "reference2", "reference3")
_REFERENCE_LENGTH = 60
_NO_SIZE = {"unit": "inch", "length": 0.0, "width": 0.0, "height": 0.0}
_CUSTOMS_ITEM = "ShipEngine.Api.Models.Shipments.CustomsItem"
_CUSTOMS_TEXTS = (
    "contents_explanation",
    "terms_of_trade_code",
    "declaration",
    "license_number",
    "certificate_number",
)
_PRODUCT_TEXTS = (
    "harmonized_tariff_code country_of_origin unit_of_measure sku sku_description mid_code".split()
)


def read_package(desk: Desk, value: Any, index: int, *, insured: bool) -> Json:
    """One package as it is kept. Raises Problem."""
    if not isinstance(value, dict):
        wanted = "ShipEngine.Api.Models.Shipments.Package"
        raise problems.wrong_type(f"request.packages[{index}]", value, wanted)
    own = chosen_type(desk, value)
    code = own["package_code"] if own else value.get("package_code") or "package"
    name = own["name"] if own else plain_name(code)
    if name is None:
        field = f"shipment._packages[{index}]._package_code"
        message = f"invalid package_code '{code}'"
        raise problems.against_the_rules("unspecified", message, field_name=field, field_value=code)
    insured_value = _money(value.get("insured_value"), "insured_value")
    if insured and not insured_value["amount"]:
        raise problems.bad_value("insured_value", insured_value["amount"])
    products = value.get("products")
    return {
        "shipment_package_id": f"se-{desk.number('shipment_package')}",
        "package_id": own["package_id"] if own else PLAIN_ID,
        "package_code": code,
        "package_name": name,
        "weight": _weight(value.get("weight"), above_zero=True),
        "dimensions": read_dimensions(value.get("dimensions")) or (own or {}).get("dimensions") or _NO_SIZE,
        "insured_value": insured_value,
        "label_messages": _references(value),
        "external_package_id": text(value, "external_package_id"),
        "content_description": text(value, "content_description"),
        "products": None if products is None else [_product(desk, one) for one in listed(value, "products")],
    }


def _weight(value: Any, *, above_zero: bool) -> Json:
    if value is None:
        raise problems.empty("weight")
    if not isinstance(value, dict):
        raise problems.wrong_type("request.weight", value, "ShipEngine.Api.Models.Shared.Weight")
    unit = choice(value, "unit", WEIGHT_UNITS, "pound")
    return {"value": amount(value.get("value"), "weight.value", above_zero=above_zero), "unit": unit}


def _money(value: Any, field: str) -> Json:
    if value is None:
        return {"currency": "usd", "amount": 0.0}
    if not isinstance(value, dict):
        raise problems.wrong_type(f"request.{field}", value, "ShipEngine.Api.Models.Shared.MonetaryValue")
    currency = (text(value, "currency") or "usd").lower()
    if currency != "usd":
        raise problems.bad_value(f"{field}.currency", value.get("currency"))
    return {"currency": currency, "amount": amount(value.get("amount"), f"{field}.amount")}


def _references(package: Json) -> Json:
    given = mapping(package, "label_messages") or {}
    return {name: text(given, name, _REFERENCE_LENGTH) for name in _REFERENCES}


def _product(desk: Desk, value: Any) -> Json:
    if not isinstance(value, dict):
        raise problems.wrong_type("request.products", value, "ShipEngine.Api.Models.Shipments.Product")
    quantity = value.get("quantity")
    if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < 1:
        raise problems.bad_value("quantity", quantity)
    weight, rate = value.get("weight"), value.get("vat_rate")
    return {
        "product_id": f"se-{desk.number('product')}",
        "description": text(value, "description", 100),
        "quantity": quantity,
        "value": _money(value.get("value"), "value"),
        "weight": None if weight is None else _weight(weight, above_zero=False),
        **{name: text(value, name) for name in _PRODUCT_TEXTS},
        "product_url": text(value, "product_url"),
        "vat_rate": None if rate is None else amount(rate, "vat_rate"),
        "dangerous_goods": listed(value, "dangerous_goods"),
    }


def _item(value: Any) -> Json:
    """A line of the older kind of declaration, kept as it came. Raises Problem for no object."""
    if not isinstance(value, dict):
        raise problems.wrong_type("request.customs.customs_items", value, _CUSTOMS_ITEM)
    return value


def read_customs(value: Any) -> Json | None:
    """The customs declaration with every key, or null. Raises Problem."""
    if value is None:
        return None
    if not isinstance(value, dict):
        wanted = "ShipEngine.Api.Models.Shipments.InternationalShipmentOptions"
        raise problems.wrong_type("request.customs", value, wanted)
    return {
        "contents": choice(value, "contents", CONTENTS, "merchandise"),
        **{name: text(value, name) for name in _CUSTOMS_TEXTS},
        "non_delivery": choice(value, "non_delivery", NON_DELIVERY, "return_to_sender"),
        "invoice_additional_details": mapping(value, "invoice_additional_details"),
        "importer_of_record": mapping(value, "importer_of_record"),
        "customs_items": [_item(one) for one in listed(value, "customs_items")],
        "buyer_shipping_amount_paid": None,
        "duties_paid": None,
    }
