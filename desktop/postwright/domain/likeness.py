"""When two parcels are so alike that one label may have been bought twice by mistake. Reads no database."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from postwright.domain.address import Address
from postwright.domain.shipment import Parcel, Shipment

_SAME_WEIGHT = Fraction(1, 10)
# What people write in full or cut short (USPS Publication 28, appendix C).
_SHORT = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "lane": "ln", "boulevard": "blvd",
    "court": "ct", "place": "pl", "apartment": "apt", "suite": "ste", "north": "n", "south": "s",
    "east": "e", "west": "w", "highway": "hwy", "parkway": "pkwy", "terrace": "ter", "circle": "cir",
}  # fmt: skip


def customer_of(shipment: Shipment) -> Address:
    """Who it is for: a return goes to the shop itself, as all of them do."""
    return shipment.ship_from if shipment.is_return else shipment.ship_to


def recipient_keys(address: Address) -> frozenset[str]:
    """Two addresses that share one of these are taken for the same recipient: the same name, or the same
    street, at the same ZIP code (or foreign postal code).
    """
    place = place_of(address)
    name = " ".join(_words(address.who))
    street = " ".join(_SHORT.get(word, word) for word in _words(f"{address.line1} {address.line2}"))
    return frozenset(f"{place}|{text}" for text in (name, street) if text)


def place_of(address: Address) -> str:
    """The five digits of a ZIP code, or country and postal code."""
    zip_code = address.zip_code
    return zip_code.five if zip_code else f"{address.country} {''.join(_words(address.postal_code))}"


def similar(one: Parcel, other: Parcel) -> bool:
    """The same package type, and weights that differ by at most a tenth of the heavier."""
    heavier = max(one.weight.ounces, other.weight.ounces)
    apart = abs(one.weight.ounces - other.weight.ounces)
    return one.package_code == other.package_code and apart <= heavier * _SAME_WEIGHT


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", re.sub(r"['’.]", "", kept))
