"""Write a shipment with its package and customs (api.md 7, 14). Names no carrier and no service."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body, address, money, size, weight
from postwright.domain.address import Address
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.money import Money
from postwright.domain.shipment import Parcel, Shipment

# Export filing: the legend for parcels that need none (api.md 14). Above this value none may say so.
_NO_FILING, _NO_FILING_CANADA = "NOEEI 30.37(a)", "NOEEI 30.36"
_FILING_ABOVE = Money.of(2500)


def shipment_body(shipment: Shipment, package_code: str) -> Body:
    body: Body = {
        "ship_date": shipment.ship_date.isoformat(),
        "ship_to": address(shipment.ship_to),
        "ship_from": address(shipment.ship_from),
        "confirmation": shipment.confirmation,
        "insurance_provider": shipment.parcel.insurer if shipment.parcel.insured_value else "none",
        "packages": [_package(shipment, package_code)],
    }
    if shipment.order_reference:
        body["external_order_id"] = shipment.order_reference
    if shipment.non_machinable:
        body["advanced_options"] = {"non_machinable": True}
    if shipment.customs:
        body["customs"] = _customs(shipment.customs, shipment.ship_to)
    return body


def _package(shipment: Shipment, package_code: str) -> Body:
    parcel: Parcel = shipment.parcel
    body: Body = {"package_code": package_code, "weight": weight(parcel.weight)}
    if parcel.size:
        body["dimensions"] = size(parcel.size)
    if parcel.insured_value:
        body["insured_value"] = money(parcel.insured_value)
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
        "value": money(item.value),
        "weight": weight(item.weight),
        "country_of_origin": item.origin_country,
    }
    if item.tariff_code:
        body["harmonized_tariff_code"] = item.tariff_code
    return body
