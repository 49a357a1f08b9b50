"""Addresses in requests and replies: what must be there, and the keys that come back. Corrects nothing."""

from __future__ import annotations

from typing import Any

from postwright.domain.address import US_STATES, ZipCode
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
_STATE_NAMES = {name.upper() for name in US_STATES.values()}
# ISO 3166-1, and XK, by which the carriers know Kosovo.
COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS"
    " BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE"
    " EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM"
    " HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC"
    " LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA"
    " NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW"
    " SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO"
    " TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split()
)


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
    if address["country_code"].upper() not in COUNTRIES:
        raise problems.bad_value("country_code", address["country_code"])
    address["country_code"] = address["country_code"].upper()
    if at_home:
        _demand_state_and_zip(address)
    return address


def _demand_state_and_zip(address: Json) -> None:
    """A US address has a state that there is and a ZIP code that could be one (api.md 6.1, 25.4)."""
    state = address["state_province"].strip().upper()
    if state not in US_STATES and state not in _STATE_NAMES:
        raise problems.bad_value("state_province", address["state_province"])
    if ZipCode.read(address["postal_code"]) is None:
        raise problems.bad_value("postal_code", address["postal_code"])


def _text(value: Json, key: str) -> str:
    return str(value.get(key) or "").strip()


def is_domestic(address: Json) -> bool:
    return address["country_code"].upper() in _DOMESTIC
