"""Read the lines of an address form into an address, or say what is wrong with each line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from postwright.domain.address import MILITARY_CITIES, MILITARY_STATES, US_STATES, Address, ZipCode
from postwright.domain.draft import AddressText, Problem

Wrong = Callable[[str, str], None]
_LINE_LENGTH = 100
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[^@\s<>,;:\"()\[\]\\.]{2,}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_CODES = {name.upper(): code for code, name in US_STATES.items()}
_NAMES = {
    "name": "name", "company": "company", "line1": "street", "line2": "second line", "city": "city",
    "state": "state", "postal_code": "ZIP code", "country": "country", "phone": "phone number", "email":
    "e-mail address", }  # fmt: skip


def read_address(text: AddressText, prefix: str, problems: list[Problem], *, sender: bool) -> Address | None:
    """The address, or None with the problems appended under `prefix`. A sender needs a phone number (api.md
    6.1).
    """
    found: list[Problem] = []

    def wrong(field: str, sentence: str) -> None:
        found.append(Problem(f"{prefix}.{field}", sentence))

    clean = {field: " ".join(getattr(text, field).split()) for field in AddressText.__dataclass_fields__}
    country = clean["country"].upper() or "US"
    _lines(clean, wrong)
    state, postal_code = clean["state"], clean["postal_code"]
    if not _COUNTRY.fullmatch(country):
        wrong("country", "Write the country as two letters, such as US or CA.")
    elif country == "US":
        state, postal_code = _us_lines(clean, wrong)
    _contacts(clean, wrong, sender=sender)
    if found:
        problems.extend(found)
        return None
    return Address(
        name=clean["name"], company=clean["company"], line1=clean["line1"], line2=clean["line2"],
        city=clean["city"], state=state, postal_code=postal_code, country=country,
        phone=clean["phone"], email=clean["email"],
    )  # fmt: skip


def _lines(clean: dict[str, str], wrong: Wrong) -> None:
    if not clean["name"] and not clean["company"]:
        wrong("name", "Write who it is for: a name or a company.")
    if not clean["line1"]:
        wrong("line1", "Write the street and house number, or a PO box.")
    if not clean["city"]:
        wrong("city", "Write the city.")
    for field, value in clean.items():
        if len(value) > _LINE_LENGTH:
            wrong(field, f"The {_NAMES[field]} is too long. A label holds {_LINE_LENGTH} characters at most.")
        elif any(unicodedata.category(character)[0] == "C" for character in value):
            wrong(field, f"The {_NAMES[field]} holds characters that cannot be printed.")


def _us_lines(clean: dict[str, str], wrong: Wrong) -> tuple[str, str]:
    """The state as two letters and the ZIP code as it is sent, checked against each other for military
    mail.
    """
    state = _CODES.get(clean["state"].upper(), clean["state"].upper())
    if not state:
        wrong("state", "Write the state, such as OR.")
    elif state not in US_STATES:
        wrong("state", f"{clean['state'][:20]} is not a US state. Write two letters, such as OR.")
    military_city = clean["city"].upper() in MILITARY_CITIES
    if clean["city"] and military_city != (state in MILITARY_STATES) and state in US_STATES:
        wrong("city", "APO, FPO and DPO go with the states AA, AE and AP, and with no other.")
    zip_code = ZipCode.read(clean["postal_code"])
    if not clean["postal_code"]:
        wrong("postal_code", "Write the ZIP code.")
    elif zip_code is None:
        wrong("postal_code", "A ZIP code has five digits, or nine as in 97201-1234.")
    return state, str(zip_code or "")


def _contacts(clean: dict[str, str], wrong: Wrong, *, sender: bool) -> None:
    digits = sum(character.isdigit() for character in clean["phone"])
    if sender and not clean["phone"]:
        wrong("phone", "USPS wants a phone number of the sender.")
    elif clean["phone"] and not 7 <= digits <= 15:
        wrong("phone", "A phone number has ten digits, such as 503-555-0142.")
    if clean["email"] and not _EMAIL.fullmatch(clean["email"]):
        wrong("email", "This is not an e-mail address. It looks like ann@example.com.")
