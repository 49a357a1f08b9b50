"""Write our values as the API's request bodies (api.md 7, 9, 10, 16). Never says less than was measured."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from postwright.domain.address import Address
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.pickup import PickupRequest
from postwright.domain.purchase import Order
from postwright.domain.shipment import Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight

Body = dict[str, Any]

FORMATS = {DocumentKind.PDF: "pdf", DocumentKind.ZPL: "zpl", DocumentKind.PNG: "png"}
_RESIDENTIAL = {None: "unknown", True: "yes", False: "no"}
_CENT = Decimal("0.01")
# Export filing: the legend for parcels that need none (api.md 14). Above this value none may say so.
_NO_FILING, _NO_FILING_CANADA = "NOEEI 30.37(a)", "NOEEI 30.36"
_FILING_ABOVE = Money.of(2500)


def rates_body(shipment: Shipment, carrier_id: str, package_codes: tuple[str, ...]) -> Body:
    """Without an external id: every such call leaves a shipment behind that would take it (api.md 9.1)."""
    return {
        "rate_options": {"carrier_ids": [carrier_id], "package_types": list(package_codes)},
        "shipment": {"validate_address": "no_validation"} | _shipment(shipment, shipment.parcel.package_code),
    }


def purchase_body(order: Order, document: DocumentKind, display_scheme: str) -> Body:
    """One call that buys and brings the document along."""
    shipment = {
        "carrier_id": order.carrier_id,
        "service_code": order.service_code,
        "external_shipment_id": order.id,
        **_shipment(order.shipment, order.package_code),
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


def moment(at: datetime) -> str:
    """A time in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _shipment(shipment: Shipment, package_code: str) -> Body:
    body: Body = {
        "ship_date": shipment.ship_date.isoformat(),
        "ship_to": _address(shipment.ship_to),
        "ship_from": _address(shipment.ship_from),
        "confirmation": shipment.confirmation,
        "insurance_provider": "carrier" if shipment.parcel.insured_value else "none",
        "packages": [_package(shipment, package_code)],
    }
    if shipment.order_reference:
        body["external_order_id"] = shipment.order_reference
    if shipment.non_machinable:
        body["advanced_options"] = {"non_machinable": True}
    if shipment.customs:
        body["customs"] = _customs(shipment.customs, shipment.ship_to)
    return body


def _address(address: Address) -> Body:
    """Empty lines are left out. A company without a person goes into the name, which the API requires."""
    lines = {
        "name": address.who,
        "company_name": address.company if address.name else "",
        "address_line1": address.line1,
        "address_line2": address.line2,
        "city_locality": address.city,
        "state_province": address.state,
        "postal_code": address.postal_code,
        "country_code": address.country,
        "phone": address.phone,
        "email": address.email,
        "address_residential_indicator": _RESIDENTIAL[address.residential],
    }
    return {key: value for key, value in lines.items() if value}


def _package(shipment: Shipment, package_code: str) -> Body:
    parcel: Parcel = shipment.parcel
    body: Body = {"package_code": package_code, "weight": _weight(parcel.weight)}
    if parcel.size:
        body["dimensions"] = _size(parcel.size)
    if parcel.insured_value:
        body["insured_value"] = _money(parcel.insured_value)
    if shipment.references:
        # All three keys are required once the object is there (api.md 10.11).
        lines = (*shipment.references, None, None, None)[:3]
        body["label_messages"] = {f"reference{number}": line for number, line in enumerate(lines, start=1)}
    if shipment.customs:
        body["products"] = [_product(item) for item in shipment.customs.items]
        body["content_description"] = shipment.customs.items[0].description[:35]
    return body


def _customs(customs: Customs, ship_to: Address) -> Body:
    body: Body = {"contents": customs.contents, "non_delivery": customs.non_delivery}
    if customs.explanation:
        body["contents_explanation"] = customs.explanation
    if not ship_to.is_us and customs.value <= _FILING_ABOVE:
        body["declaration"] = _NO_FILING_CANADA if ship_to.country == "CA" else _NO_FILING
    return body


def _product(item: CustomsItem) -> Body:
    body: Body = {
        "description": item.description,
        "quantity": item.quantity,
        "value": _money(item.value),
        "weight": _weight(item.weight),
        "country_of_origin": item.origin_country,
    }
    if item.tariff_code:
        body["harmonized_tariff_code"] = item.tariff_code
    return body


def _weight(weight: Weight) -> Body:
    return {"value": _number(weight.wire_ounces()), "unit": "ounce"}


def _size(size: Size) -> Body:
    sides = {"length": size.length, "width": size.width, "height": size.height}
    return {"unit": "inch"} | {name: _number(_up(side)) for name, side in sides.items()}


def _up(value: Decimal) -> Decimal:
    """To two decimals, upwards: the API cuts the rest off (api.md 1)."""
    return value.quantize(_CENT, rounding=ROUND_CEILING)


def _money(money: Money) -> Body:
    return {"currency": money.currency, "amount": _number(money.amount)}


def _number(value: Decimal) -> int | float:
    """A JSON number. Two decimals and up to 13 digits before them come through a double unchanged."""
    return int(value) if value == value.to_integral_value() else float(value)
