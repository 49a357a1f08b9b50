"""Split a pasted US address into the lines of a form. Guesses nothing that the text does not say."""

from __future__ import annotations

import re

from postwright.domain.address import US_STATES, ZipCode
from postwright.domain.draft import AddressText

_STATE_CODES = {name.upper(): code for code, name in US_STATES.items()}
_STATE_WORDS = "|".join(
    sorted((re.escape(name) for name in (*_STATE_CODES, *US_STATES)), key=len, reverse=True)
)
_LAST_LINE = re.compile(
    rf"^(?P<city>.+?)[,\s]+(?P<state>{_STATE_WORDS})\.?[,\s]+(?P<zip>\d{{5}}(?:-?\d{{4}})?)$", re.I
)
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_PHONE = re.compile(r"(?:(?:tel|phone|ph|t)\.?:?\s*)?(\+?[\d().\-\s]{10,})", re.I)
_STARTS_STREET = re.compile(r"^(\d|p\.?\s*o\.?\s*box|psc\b|unit\b|cmr\b|rr\b|hc\b)", re.I)
_COMPANY = re.compile(r"\b(inc|llc|ltd|corp|company|co|gmbh|store|shop|studio)\b\.?$", re.I)
_UNITED_STATES = {"US", "USA", "U.S.", "U.S.A.", "UNITED STATES", "UNITED STATES OF AMERICA"}


def split_block(text: str) -> AddressText | None:
    """The form's lines, or None where no line reads "City, State ZIP" (then the text stays where it was
    pasted).

    Lines above it are the name, perhaps a company, then the street lines; a phone number and an e-mail
    address are taken wherever they stand alone. One line with commas works too.
    """
    lines = [line.strip().strip(",").strip() for line in re.split(r"[\r\n]+", text.strip())]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _split_commas(lines[0])
    email, lines = _take(lines, _EMAIL)
    phone, lines = _take(lines, _PHONE)
    lines = [line for line in lines if line.upper() not in _UNITED_STATES]
    for place in range(len(lines) - 1, 0, -1):
        match = _LAST_LINE.match(lines[place])
        if match:
            return _fill(lines[:place], match, email=email, phone=phone)
    return None


def _split_commas(line: str) -> list[str]:
    """ "Ann, 1 Main St, Portland, OR 97201" as lines; city, state and ZIP stay together."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if parts and parts[-1].upper() in _UNITED_STATES:
        parts.pop()
    if len(parts) >= 3 and not _LAST_LINE.match(parts[-1]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]
    return parts


def _take(lines: list[str], pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """The first line that is nothing but the pattern, and the others."""
    for line in lines:
        match = pattern.fullmatch(line)
        if match and ZipCode.read(line) is None:
            found = match[1] if pattern.groups else match[0]
            return found.strip(), [other for other in lines if other is not line]
    return "", lines


def _fill(above: list[str], match: re.Match[str], *, email: str, phone: str) -> AddressText:
    street_at = next(
        (n for n, line in enumerate(above) if _STARTS_STREET.match(line)), min(1, len(above) - 1)
    )
    names, streets = above[:street_at], above[street_at:]
    company = names[1] if len(names) > 1 else ""
    name = names[0] if names else ""
    if not company and _COMPANY.search(name):
        name, company = "", name
    state = match["state"].upper()
    return AddressText(
        name=name,
        company=company,
        line1=streets[0] if streets else "",
        line2=", ".join(streets[1:]),
        city=match["city"].strip().rstrip(","),
        state=_STATE_CODES.get(state, state),
        postal_code=str(ZipCode.read(match["zip"])),
        phone=phone,
        email=email,
    )
