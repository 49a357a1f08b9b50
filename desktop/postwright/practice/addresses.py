"""Addresses in requests and replies: what must be there, and the keys that come back. Corrects nothing."""

from __future__ import annotations

from typing import Any

from postwright.practice import problems
from postwright.practice.desk import Json

_KEYS = (
    "name phone email company_name address_line1 address_line2 address_line3 city_locality state_province"
    " postal_code country_code"
).split()
_NEEDED = ("address_line1", "city_locality", "country_code")
# Possessions and military mail are domestic for USPS, whatever country code the caller gives.
_DOMESTIC = {"US", "PR", "VI", "GU", "AS", "MP", "UM", "FM", "MH", "PW"}


def read_address(value: Any, field: str, *, phone: bool = False) -> Json:
    """The address with every key, absent ones null. Raises Problem for what is missing or no address."""
    if value is None:
        raise problems.empty(field)
    if not isinstance(value, dict):
        wanted = "ShipEngine.Api.Models.Shared.Address"
        raise problems.wrong_type(f"request.{field}", value, wanted)
    for key, text in value.items():
        if key in _KEYS and text is not None and not isinstance(text, str):
            raise problems.wrong_type(f"request.{field}.{key}", text, "System.String")
    if not (_text(value, "name") or _text(value, "company_name")):
        raise problems.empty("name")
    at_home = str(value.get("country_code") or "").upper() == "US"
    needed = (*_NEEDED, *(("state_province", "postal_code") if at_home else ()))
    for key in (*needed, *(("phone",) if phone else ())):
        if not _text(value, key):
            raise problems.empty(key)
    if len(value["country_code"]) != 2:
        raise problems.bad_value("country_code", value["country_code"])
    address: Json = {key: value.get(key) for key in _KEYS}
    address["country_code"] = address["country_code"].upper()
    address["address_residential_indicator"] = value.get("address_residential_indicator") or "unknown"
    return address


def _text(value: Json, key: str) -> str:
    return str(value.get(key) or "").strip()


def is_domestic(address: Json) -> bool:
    return address["country_code"] in _DOMESTIC
