"""Find weight, size, insurance, service and proof of delivery in plain text by patterns alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from postwright.practice.accounts.carriers import offer
from postwright.practice.desk import Json
from postwright.practice.places.recognition import Entity, entity_of

_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_BY = r"\s*[x×]\s*"
_UNITS = {
    "ounce": "oz|ounces?",
    "pound": "lbs?|pounds?",
    "gram": "g|grams?",
    "kilogram": "kgs?|kilograms?|kilos?",
}
_UNIT = "|".join(_UNITS.values())
_POUNDS_AND_OUNCES = re.compile(
    rf"(?<![\w.])(?P<all>(?P<pounds>{_NUMBER})\s*(?:{_UNITS['pound']})\.?,?\s*(?:and\s*)?"
    rf"(?P<ounces>{_NUMBER})\s*(?:{_UNITS['ounce']}))\b",
    re.I,
)
_WEIGHT = re.compile(rf"(?<![\w.])(?P<all>(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT}))\b", re.I)
_SIZE = re.compile(
    rf"(?<![\w.])(?P<all>(?P<length>{_NUMBER}){_BY}(?P<width>{_NUMBER}){_BY}(?P<height>{_NUMBER})"
    r"\s*(?P<unit>in(?:ch(?:es)?)?\b|\"|cm\b|centimet(?:er|re)s?\b)?)",
    re.I,
)
_INSURED = re.compile(r"\binsur\w*[^.$\d]{0,40}(?P<all>\$\s?(?P<amount>\d{1,6}(?:\.\d\d)?))", re.I)
_CARRIER = re.compile(r"\b(?P<all>USPS|Stamps\.com)", re.I)
_CONFIRMATIONS = {
    "adult_signature": re.compile(r"\b(?P<all>adult signature)\b", re.I),
    "signature": re.compile(r"\b(?P<all>signature)\b", re.I),
}
_OUNCES = 16


def find_parcel(text: str, carrier: Json) -> list[Entity]:
    """The pieces about the parcel. `carrier` holds name, code and value, the id of the account or None."""
    return [*_measures(text), *_money(text), *_wishes(text), *_service(text, carrier)]


def _measures(text: str) -> Iterable[Entity]:
    both, one, size = (pattern.search(text) for pattern in (_POUNDS_AND_OUNCES, _WEIGHT, _SIZE))
    if both:
        ounces = _OUNCES * Decimal(both["pounds"]) + Decimal(both["ounces"])
        yield entity_of("weight", both, "all", 0.95, value=float(ounces), unit="ounce")
    elif one:
        unit = next(name for name, words in _UNITS.items() if re.fullmatch(words, one["unit"], re.I))
        yield entity_of("weight", one, "all", 0.95, value=float(one["number"]), unit=unit)
    if size:
        unit = "centimeter" if (size["unit"] or "").lower().startswith("c") else "inch"
        sides = {side: float(size[side]) for side in ("length", "width", "height")}
        piece = entity_of("dimensions", size, "all", 0.95, **sides, unit=unit)
        del piece.result["value"]
        yield piece


def _money(text: str) -> Iterable[Entity]:
    insured = _INSURED.search(text)
    if insured:
        yield entity_of("insured_value", insured, "all", 0.9, value=float(insured["amount"]), unit="usd")


def _wishes(text: str) -> Iterable[Entity]:
    for value, pattern in _CONFIRMATIONS.items():
        match = pattern.search(text)
        if match:
            name = value.replace("_", " ").title()
            yield entity_of("delivery_confirmation", match, "all", 0.85, name=name, value=value)
            return


def _service(text: str, carrier: Json) -> Iterable[Entity]:
    """The longest name of a domestic service that is written out."""
    named = _CARRIER.search(text)
    if named and carrier["value"]:
        yield entity_of("carrier", named, "all", 0.95, name=carrier["name"], value=carrier["value"])
    services = [one for one in offer()["services"] if not one["international"]]
    for service in sorted(services, key=lambda one: -len(one["name"])):
        words = re.escape(service["name"].removeprefix("USPS ")).replace(r"\ ", r"\s+")
        match = re.search(rf"\b(?P<all>{words})\b", text, re.I)
        if match:
            yield entity_of("service", match, "all", 0.8, name=service["name"], value=service["code"])
            return


def parsed_parcel(entities: Iterable[Entity]) -> Json:
    """The partial shipment that the pieces make."""
    found = {one.kind: one.result for one in entities}
    shipment: Json = {}
    for kind, field in (("carrier", "carrier_id"), ("service", "service_code")):
        if kind in found:
            shipment[field] = found[kind]["value"]
    if "delivery_confirmation" in found:
        shipment["confirmation"] = found["delivery_confirmation"]["value"]
    package: Json = {kind: found[kind] for kind in ("weight", "dimensions") if kind in found}
    if "insured_value" in found:
        package["insured_value"] = {"currency": "usd", "amount": found["insured_value"]["value"]}
    return shipment | ({"packages": [package]} if package else {})
