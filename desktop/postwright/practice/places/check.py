"""What the carrier says of an address (api.md 6.2): a table of rules on US addresses, the first that speaks.

It knows which ZIP codes there are by their first three digits and no streets at all.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Callable

from postwright.domain.address import US_STATES, ZipCode
from postwright.practice import problems
from postwright.practice.desk import Json
from postwright.practice.places.addresses import is_domestic
from postwright.practice.places.zones import is_known_zip

_KEPT_AS_WRITTEN = {"phone", "email", "address_residential_indicator"}
_BESIDE = ("geolocation", "instructions")
_BAD = ("error", "unverified")
_CODES = {name.upper(): code for code, name in US_STATES.items()}
_MAPLE = re.compile(r"\bMAPLE ST(REET)?\b\.?")
_UNIT = r"APT|APARTMENT|STE|SUITE|UNIT|RM|ROOM|FL|FLOOR"
_UNIT_ALONE = re.compile(rf"(?:\b(?:{_UNIT})\b|#)[.\s#]*$")
_MANY_HOMES = re.compile(r"\b(?:APARTMENTS|TOWERS|CONDOMINIUMS)\s*$")


def check_address(address: Json) -> Json:
    """The result for an address with all its keys: status, both addresses and the messages."""
    for rule in _RULES:
        result = rule(address)
        if result is not None:
            return result
    return _result(address, "verified", _matched(address, plus_four=True))


def check_receiver(shipment: Json, validation: str) -> Json | None:
    """What `validate_address` finds of a shipment's receiver (api.md 6.4), None where nothing was asked.

    With validate_and_clean the matched address takes the place of one that is not bad.
    """
    if validation == "no_validation":
        return None
    receiver = shipment["ship_to"]
    result = check_address({key: receiver[key] for key in receiver if key not in _BESIDE})
    if validation == "validate_and_clean" and not is_bad(result) and result["matched_address"]:
        shipment["ship_to"] = receiver | result["matched_address"]
    return result


def demand_good_address(shipment: Json, validation: str) -> Json | None:
    """The same. Raises Problem for a receiver that cannot be found."""
    result = check_receiver(shipment, validation)
    if result and is_bad(result):
        raise bad_address(result)
    return result


def is_bad(result: Json) -> bool:
    return result["status"] in _BAD


def bad_address(result: Json) -> problems.Problem:
    message = f"The address is not valid. {result['messages'][0]['message']}"
    return problems.Problem(
        400, problems.entry("invalid_address", message, kind="validation", field_name="ship_to")
    )


def _result(address: Json, status: str, matched: Json | None, *messages: Json) -> Json:
    return {
        "status": status,
        "original_address": address,
        "matched_address": matched,
        "messages": list(messages),
    }


def _message(code: str, kind: str, text: str, detail: str | None) -> Json:
    return {"code": code, "message": text, "type": kind, "detail_code": detail}


def _tidy(text: str | None) -> str | None:
    return " ".join(text.upper().split()) or None if text else None


def _matched(address: Json, *, plus_four: bool = False) -> Json:
    """As USPS would write it: capitals, two letters for the state, four more digits for a found address."""
    tidy = {key: value if key in _KEPT_AS_WRITTEN else _tidy(value) for key, value in address.items()}
    state = tidy["state_province"] or ""
    tidy["state_province"] = _CODES.get(state, state) or None
    code = ZipCode.read(tidy["postal_code"] or "")
    if plus_four and code is not None:
        place = f"{tidy['address_line1']}/{tidy['address_line2']}/{code.five}"
        tidy["postal_code"] = f"{code.five}-{code.four or f'{crc32(place.encode()) % 9999 + 1:04d}'}"
        tidy["address_residential_indicator"] = "no" if tidy["company_name"] else "yes"
    return tidy


def _country_is_no_code(address: Json) -> Json | None:
    country = address["country_code"]
    if len(country) == len("US"):
        return None
    text = f"Invalid country_code. {country} must be a two-letter ISO 3166-1 country code."
    return _result(address, "unverified", None, _message("a1001", "error", text, "country_invalid_length"))


def _abroad(address: Json) -> Json | None:
    if is_domestic(address):
        return None
    text = "Addresses of this country are not checked."
    return _result(address, "warning", None, _message("a1001", "warning", text, "non_supported_country"))


def _no_zip(address: Json) -> Json | None:
    if _tidy(address["postal_code"]):
        return None
    detail = "minimum_postal_code_verification_failed"
    return _result(address, "error", None, _message("a1002", "error", "A postal code is needed.", detail))


def _unknown_place(address: Json) -> Json | None:
    """As recorded: an error whose message is a warning and whose matched address is not null."""
    code = ZipCode.read(address["postal_code"])
    state = (_tidy(address["state_province"]) or "").upper()
    at_home = address["country_code"].upper() == "US"
    if code and is_known_zip(code.five) and (not at_home or state in US_STATES or state in _CODES):
        return None
    return _result(
        address, "error", _matched(address), _message("a1004", "warning", "Address not found", None)
    )


def _no_house_number(address: Json) -> Json | None:
    lines = f"{_tidy(address['address_line1'])} {_tidy(address['address_line2'])}"
    if any(one.isdigit() for one in lines) or "GENERAL DELIVERY" in lines:
        return None
    text = "The house number is missing."
    return _result(address, "error", None, _message("a1002", "error", text, "missing_house_number"))


def _maple_street(address: Json) -> Json | None:
    """As recorded: another street, suite and ZIP code, and not a word about it."""
    matched = _matched(address)
    street, found = _MAPLE.subn("MAPLE AVE", matched["address_line1"] or "")
    if not found:
        return None
    digits = matched["postal_code"][:5]
    matched["address_line1"] = f"{street} STE 456"
    matched["address_line2"] = None
    matched["postal_code"] = f"{digits[:4]}{(int(digits[4]) + 2) % 10}"
    matched["address_residential_indicator"] = "unknown"
    return _result(address, "verified", matched)


def _no_apartment(address: Json) -> Json | None:
    first, second = _tidy(address["address_line1"]) or "", _tidy(address["address_line2"]) or ""
    last = second or first
    if not (_UNIT_ALONE.search(last) or (not second and _MANY_HOMES.search(first))):
        return None
    text = "The apartment or suite number is missing."
    message = _message("a1002", "warning", text, "suite_missing")
    return _result(address, "warning", _matched(address, plus_four=True), message)


_RULES: tuple[Callable[[Json], Json | None], ...] = (
    _country_is_no_code,
    _abroad,
    _no_zip,
    _unknown_place,
    _no_house_number,
    _maple_street,
    _no_apartment,
)
