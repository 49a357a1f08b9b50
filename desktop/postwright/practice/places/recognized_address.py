"""Find a US or Canadian address in plain text by patterns alone. Guesses nothing that is not written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postwright.domain.address import US_STATES
from postwright.domain.address_block import PROVINCES
from postwright.practice.desk import Json
from postwright.practice.places.recognition import Entity, entity_of

_REGIONS = US_STATES | PROVINCES
_CODES = {name.upper(): code for code, name in _REGIONS.items()}
_NAMED = "|".join(re.escape(name) for name in sorted(_REGIONS.values(), key=len, reverse=True))
_CODED = "|".join(_REGIONS)
_ZIP = r"\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d"
# A two-letter word such as "in" or "me" is a state only after a comma, before a ZIP code or in capitals.
_STATE = (
    rf"(?:,\s*(?i:(?P<after>{_CODED}|{_NAMED}))|\s(?P<capital>{_CODED}|(?i:{_NAMED}))"
    rf"|\s(?i:(?P<before>{_CODED}))(?=[,.\s]+(?:{_ZIP})))\b"
)
_CITY = r"(?P<city>[A-Za-z][A-Za-z.'’-]*(?: [A-Za-z.'’-]+){0,3}?)"
_CITY_STATE = re.compile(rf"(?:^|[,\n]|\b(?:in|at)\b)\s*{_CITY}{_STATE}", re.M)
_CODE = re.compile(rf"\b(?P<code>{_ZIP})\b")
_WORD = r"(?:[A-Z][\w.'’-]*|\d+(?:st|nd|rd|th))"
_UNIT = r"(?:\b(?:apartment|apt|suite|ste|unit|room|rm|floor|fl)\b\.?|#)"
_STREET_WORD = rf"[ \t]+(?!(?i:{_UNIT})){_WORD}"
_STREET = re.compile(
    rf"(?P<street>\b\d{{1,6}}[A-Za-z]?(?:{_STREET_WORD}){{1,5}}|\b(?i:p\.?\s*o\.?\s*box)[ \t]+\d+)"
)
_INDOORS = re.compile(rf"(?P<unit>{_UNIT}[ \t]*#?[ \t]*(?:\d[\w-]*|[A-Z]\b))", re.I)
_PERSON = re.compile(r"(?P<person>\b[A-Z][\w'’-]+(?:[ \t][A-Z][\w.'’-]*)+)")
_PHONE = re.compile(r"(?P<phone>(?:\+?1[ .-]?)?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4})\b")
_EMAIL = re.compile(r"(?P<email>[^@\s<>,;]+@[^@\s<>,;]+\.[A-Za-z]{2,})")
_COUNTRY = re.compile(r"\b(?P<country>USA|U\.S\.A\.|United States(?: of America)?|Canada)(?!\w)")
_FIELDS = {
    "person": "name",
    "phone_number": "phone",
    "email": "email",
    "city_locality": "city_locality",
    "state_province": "state_province",
    "postal_code": "postal_code",
    "country": "country_code",
}


def find_address(text: str) -> list[Entity]:
    """The pieces of the first address in the text, in the order in which they stand."""
    found = [*_simple(text)]
    street = _STREET.search(text)
    place = _CITY_STATE.search(text, street.end() if street else 0)
    if street:
        found.append(entity_of("address_line", street, "street", 0.95, line=1))
        indoors = _INDOORS.search(text, street.end(), place.end() if place else len(text))
        if indoors:
            value = indoors["unit"][0].upper() + indoors["unit"][1:]
            found.append(entity_of("address_line", indoors, "unit", 0.95, line=2, value=value))
    if place:
        found += _city_and_state(place)
    found += _postal_code(text, place.end() if place else 0)
    person = _PERSON.search(text, 0, street.start() if street else len(text))
    if person and (street or place) and not any(_overlap(person, one) for one in found):
        found.append(entity_of("person", person, "person", 0.8))
    return sorted(found, key=lambda one: one.start)


def _simple(text: str) -> Iterable[Entity]:
    phone, email, country = (pattern.search(text) for pattern in (_PHONE, _EMAIL, _COUNTRY))
    if phone:
        yield entity_of("phone_number", phone, "phone", 0.9)
    if email:
        yield entity_of("email", email, "email", 0.95)
    if country:
        code = "CA" if country["country"] == "Canada" else "US"
        yield entity_of("country", country, "country", 0.95, value=code)


def _city_and_state(place: re.Match[str]) -> Iterable[Entity]:
    city = place["city"]
    yield entity_of("city_locality", place, "city", 0.9, value=city.title() if city.islower() else city)
    group = next(name for name in ("after", "capital", "before") if place[name])
    word = place[group].upper()
    code = _CODES.get(word, word)
    yield entity_of("state_province", place, group, 0.85, name=_REGIONS[code], value=code)


def _postal_code(text: str, start: int) -> Iterable[Entity]:
    match = _CODE.search(text, start)
    if match:
        yield entity_of("postal_code", match, "code", 0.95)


def _overlap(match: re.Match[str], entity: Entity) -> bool:
    return match.start() < entity.end and entity.start < match.end()


def parsed_address(entities: Iterable[Entity]) -> Json:
    """The address that the pieces make. What was not said is left out (a partial address)."""
    address: Json = {}
    for one in entities:
        if one.kind == "address_line":
            address[f"address_line{one.result['line']}"] = one.result["value"]
        elif one.kind in _FIELDS:
            address[_FIELDS[one.kind]] = one.result["value"]
    return address | {"address_residential_indicator": "unknown"}
