"""What one shipment costs with one service in one package, or why the carrier would not take it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from postwright.domain.size import Size
from postwright.practice.accounts.carriers import offer
from postwright.practice.accounts.package_types import PLAIN_ID
from postwright.practice.desk import Json
from postwright.practice.places.addresses import is_domestic
from postwright.practice.places.zones import zone_between
from postwright.practice.prices import card
from postwright.practice.shipments.parcel import Parcel, read_parcel

# USPS guide, of 2026-03-03: no mail is taken for these.
SUSPENDED = frozenset("DZ AM BH DJ ER IR IQ IL KW LY MG OM PK QA SC SY TZ AE".split())
_HS_CODE = re.compile(r"\d{6,10}", re.ASCII)
_SIGNED = ("signature", "adult_signature", "restricted_delivery")
_LETTERS = {"letter", "large_envelope_or_flat"}
_DOMESTIC_LETTER_CARDS = {"ground_advantage", "media"}


# What the counter asks more than the commercial price, made up like the prices themselves.
_RETAIL_PERCENT = 128


class Unpriced(Exception):
    """The carrier does not take it. `code` is the API's word where it has one."""

    def __init__(self, reason: str, code: str = "unspecified") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True)
class Price:
    """The four amounts in cents (their sum is what is paid), the zone and the days on the way."""

    shipping: int
    insurance: int
    confirmation: int
    other: int
    zone: int | None
    days: int

    @property
    def total(self) -> int:
        return self.shipping + self.insurance + self.confirmation + self.other


def service(code: str | None) -> Json | None:
    return next((item for item in offer()["services"] if item["code"] == code), None)


@cache
def _package(code: str) -> Json | None:
    return next((item for item in offer()["packages"] if item["code"] == code), None)


def _priced_as(shipment: Json, code: str) -> str:
    """A package of the shop's own kind costs what a plain one does; the shipment was let in with it."""
    own = shipment["packages"][0]
    return "package" if code == own["package_code"] and own["package_id"] != PLAIN_ID else code


def price(shipment: Json, service_code: str, package_code: str) -> Price:
    """The price. Raises Unpriced."""
    terms, package = service(service_code), _package(_priced_as(shipment, package_code))
    if terms is None:
        raise Unpriced(f"The service {service_code} is not offered.", "invalid_field_value")
    if package is None:
        raise Unpriced(f"invalid package_code '{package_code}'")
    if len(shipment["packages"]) != 1:
        raise Unpriced("USPS takes one package in a shipment.")
    abroad = not is_domestic(shipment["ship_to"])
    parcel = read_parcel(shipment["packages"][0])
    if abroad != terms["international"]:
        raise Unpriced(f"{terms['name']} does not go to this country.")
    if abroad:
        check_customs(shipment)
    _check_size(terms, package, parcel, abroad)
    premium = card.insurance(shipment["insurance_provider"], parcel.insured, abroad=abroad)
    if premium is None:
        raise Unpriced("The insured value is above what can be insured.")
    extra = _confirmation(shipment["confirmation"], abroad)
    shipping, other, zone = _postage(shipment, terms, package, parcel, abroad)
    days = terms["days"]
    place = card.country_group(shipment["ship_to"]["country_code"]) if zone is None else zone - 1
    return Price(shipping, premium, extra, other, zone, days[min(place, len(days) - 1)])


def comparison(shipment: Json, amounts: Price) -> int:
    """What the postage would cost in cents by the rate named to compare with; 0 for none."""
    if str(shipment.get("comparison_rate_type") or "").lower() != "retail":
        return 0
    return amounts.shipping * _RETAIL_PERCENT // 100


def _postage(
    shipment: Json, terms: Json, package: Json, parcel: Parcel, abroad: bool
) -> tuple[int, int, int | None]:
    """Postage, nonstandard fees and zone."""
    receiver, sheet = shipment["ship_to"], terms["card"]
    zone = None
    if not abroad:
        zone = zone_between(shipment["ship_from"]["postal_code"] or "", receiver["postal_code"] or "")
    if package["flat_rate"]:
        cents = card.flat_rate(sheet, package["code"])
        if cents is None:
            raise Unpriced(f"{terms['name']} has no price for {package['name']}.")
        return cents, 0, zone
    if zone is None:
        return card.international(sheet, parcel.weight, receiver["country_code"]), 0, None
    cents = card.zoned(sheet, parcel.weight, parcel.size, zone)
    return cents, card.nonstandard_fees(sheet, parcel.size), zone


def _check_size(terms: Json, package: Json, parcel: Parcel, abroad: bool) -> None:
    most = terms["max_ounces"]
    if abroad and package.get("max_ounces_international"):
        most = min(most, package["max_ounces_international"])
    if parcel.weight.ounces > most:
        limit = f"{most // 16} lb" if most % 16 == 0 else f"{most} oz"
        raise Unpriced(f"The weight is above the {limit} that {terms['name']} takes.")
    if package["flat_rate"] and parcel.size and not parcel.size.fits_in(Size(*package["outside"])):
        raise Unpriced(f"The parcel does not fit into a {package['name']}.")
    girth = terms["max_length_plus_girth"]
    if girth and parcel.size and parcel.size.length_plus_girth > girth:
        raise Unpriced(f"Length plus girth is above the {girth} in that {terms['name']} takes.")
    if package["code"] in _LETTERS and terms["card"] in _DOMESTIC_LETTER_CARDS:
        raise Unpriced(f"{terms['name']} does not take a {package['name']}.")


def _confirmation(kind: str, abroad: bool) -> int:
    cents = card.confirmation(kind)
    if cents is None or (abroad and kind in _SIGNED):
        raise Unpriced(f"The confirmation {kind} is not supported.", "confirmation_not_supported")
    return cents


def check_customs(shipment: Json) -> None:
    """What a parcel abroad must declare (USPS guide). Raises Unpriced."""
    if shipment["ship_to"]["country_code"] in SUSPENDED:
        raise Unpriced("Mail to this country is suspended.")
    customs = shipment["customs"] or {"customs_items": []}
    items = shipment["packages"][0]["products"] or customs["customs_items"]
    if not items:
        raise Unpriced("Customs items are required for this destination.", "customs_items_required")
    for item in items:
        code = re.sub(r"[.\- ]", "", str(item.get("harmonized_tariff_code") or ""))
        if not _HS_CODE.fullmatch(code):
            raise Unpriced("Every customs item needs a six-digit harmonized tariff code.")
