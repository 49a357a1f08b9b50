"""Addresses in requests and replies: what must be there, and the keys that come back. Corrects nothing."""

from __future__ import annotations

from typing import Any

from postwright.practice import problems
from postwright.practice.choices import RESIDENTIAL, choice
from postwright.practice.desk import Json

_KEYS = (
    "name phone email company_name address_line1 address_line2 address_line3 city_locality state_province"
    " postal_code country_code"
).split()
_NEEDED = ("address_line1", "city_locality", "country_code")
# Possessions and military mail are domestic for USPS, whatever country code the caller gives.
_DOMESTIC = {"US", "PR", "VI", "GU", "AS", "MP", "UM", "FM", "MH", "PW"}


def read_partial(value: Any, place: str) -> Json:
    """The address with every key, absent ones null; none is needed. Raises Problem for a wrong type."""
    if not isinstance(value, dict):
        raise problems.wrong_type(place, value, "ShipEngine.Api.Models.Shared.Address")
    for key in _KEYS:
        if value.get(key) is not None and not isinstance(value[key], str):
            raise problems.wrong_type(f"{place}.{key}", value[key], "System.String")
    address: Json = {key: value.get(key) for key in _KEYS}
    field = "address_residential_indicator"
    address[field] = choice(value, field, RESIDENTIAL, "unknown")
    return address


def read_address(value: Any, field: str, *, phone: bool = False) -> Json:
    """The address with every key, absent ones null. Raises Problem for what is missing or no address."""
    if value is None:
        raise problems.empty(field)
    address = read_partial(value, f"request.{field}")
    if not (_text(address, "name") or _text(address, "company_name")):
        raise problems.empty("name")
    at_home = _text(address, "country_code").upper() == "US"
    needed = (*_NEEDED, *(("state_province", "postal_code") if at_home else ()))
    for key in (*needed, *(("phone",) if phone else ())):
        if not _text(address, key):
            raise problems.empty(key)
    if len(address["country_code"]) != 2:
        raise problems.bad_value("country_code", address["country_code"])
    address["country_code"] = address["country_code"].upper()
    return address


def _text(value: Json, key: str) -> str:
    return str(value.get(key) or "").strip()


def is_domestic(address: Json) -> bool:
    return address["country_code"].upper() in _DOMESTIC
