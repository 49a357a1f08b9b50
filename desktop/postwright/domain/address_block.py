"""Split a pasted US or Canadian address into the lines of a form. Guesses nothing the text does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from postwright.domain.address import US_STATES, ZipCode
from postwright.domain.draft import AddressText

PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut",
    "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
_CODES = {name.upper(): code for code, name in (US_STATES | PROVINCES).items()} | {"QUÉBEC": "QC"}
_STATE_ALONE = frozenset(_CODES) | frozenset(_CODES.values())
_ZIP = r"\d{5}(?:-?\d{4})?"
# Canada Post uses neither D, F, I, O, Q nor U, and W and Z not as the first letter.
_POSTAL = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
_CODE_ALONE = re.compile(rf"{_ZIP}|{_POSTAL}", re.I)


def _last_line(places: Mapping[str, str], code: str, *more: str) -> re.Pattern[str]:
    words = sorted((*places, *places.values(), *more), key=len, reverse=True)
    places_words = "|".join(re.escape(word) for word in words)
    return re.compile(rf"^(?P<city>.+?)[,\s]+\(?(?P<state>{places_words})\)?\.?[,\s]+(?P<code>{code})$", re.I)


_LAST_LINES = {"US": _last_line(US_STATES, _ZIP), "CA": _last_line(PROVINCES, _POSTAL, "Québec")}
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_PHONE = re.compile(r"(?:(?:tel|phone|ph|t)\.?:?\s*)?(\+?[\d().\-\s]{10,})", re.I)
_STARTS_STREET = re.compile(r"^(\d|p\.?\s*o\.?\s*box|psc\b|unit\b|cmr\b|rr\b|hc\b)", re.I)
_COMPANY = re.compile(r"\b(inc|llc|ltd|corp|company|co|gmbh|store|shop|studio)\b\.?$", re.I)
# "12 Main St Apt 4": two words of a street, then the part of the house with its number or its one letter.
_INDOORS = re.compile(
    r"^(?P<street>\d\S*\s+\S+.*?)[,\s]+"
    r"(?P<indoors>(?:(?:apartment|apt|suite|ste|unit|room|rm|floor|fl|building|bldg)\b\.?\s*#?|#)\s*"
    r"(?:[a-z]?-?\d[\w-]*|[a-z]))$",
    re.I,
)
_COUNTRIES = {
    "US": {"US", "USA", "U.S.", "U.S.A.", "UNITED STATES", "UNITED STATES OF AMERICA"},
    "CA": {"CA", "CAN", "CANADA"},
}
_NAMED = frozenset().union(*_COUNTRIES.values())
_FEWEST_PARTS = 3


def looks_like_block(text: str) -> bool:
    """Whether a text stands on several lines, or reads like one that did: a whole address and no name."""
    parts = [part for part in re.split(r"[\r\n,\u2028\u2029]+", text) if part.strip()]
    lines = [part for part in re.split(r"[\r\n\u2028\u2029]+", text) if part.strip()]
    return len(lines) > 1 or (len(parts) >= _FEWEST_PARTS and any(one.isdigit() for one in text))


def split_block(text: str) -> AddressText | None:
    """The form's lines, or None where no line reads "City, State ZIP" or "City Province A1A 1A1" (then the
    text stays where it was pasted).

    Lines above it are the name, perhaps a company, then the street lines; a phone number and an e-mail
    address are taken wherever they stand alone. One line with commas works too.
    """
    lines = [line.strip().strip(",").strip() for line in re.split(r"[\r\n\u2028\u2029]+", text.strip())]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _split_commas(lines[0])
    email, lines = _take(lines, _EMAIL)
    phone, lines = _take(lines, _PHONE)
    named = next((line.upper() for line in lines[1:] if line.upper() in _NAMED), "")
    lines = _with_code([line for line in lines if line.upper() not in _NAMED])
    for country, pattern in _LAST_LINES.items():
        if named and named not in _COUNTRIES[country]:
            continue
        for place in range(len(lines) - 1, 0, -1):
            match = pattern.match(lines[place])
            if match:
                return _fill(lines[:place], match, country, email=email, phone=phone)
    return None


def _split_commas(line: str) -> list[str]:
    """ "Ann, 1 Main St, Portland, OR 97201" as lines; city, state and code stay together."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    country = [parts.pop()] if len(parts) > 1 and parts[-1].upper() in _NAMED else []
    whole = any(pattern.match(parts[-1]) for pattern in _LAST_LINES.values()) if parts else True
    if len(parts) >= _FEWEST_PARTS and not whole:
        alone = bool(_CODE_ALONE.fullmatch(parts[-1])) and parts[-2].upper() in _STATE_ALONE
        last = 3 if alone else 2
        parts[-last:] = [", ".join(parts[-last:])]
    return parts + country


def _with_code(lines: list[str]) -> list[str]:
    """A code on a line of its own belongs to the city and state above it."""
    joined: list[str] = []
    for line in lines:
        if len(joined) > 1 and _CODE_ALONE.fullmatch(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _take(lines: list[str], pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """The first line that is nothing but the pattern, and the others."""
    for line in lines:
        match = pattern.fullmatch(line)
        if match and ZipCode.read(line) is None:
            found = match[1] if pattern.groups else match[0]
            return found.strip(), [other for other in lines if other is not line]
    return "", lines


def _fill(above: list[str], match: re.Match[str], country: str, *, email: str, phone: str) -> AddressText:
    street_at = next(
        (n for n, line in enumerate(above) if _STARTS_STREET.match(line)), min(1, len(above) - 1)
    )
    names, streets = above[:street_at], above[street_at:]
    company = names[1] if len(names) > 1 else ""
    name = names[0] if names else ""
    if not company and _COMPANY.search(name):
        name, company = "", name
    state = match["state"].upper()
    first, *others = _street_lines(streets)
    return AddressText(
        name=name,
        company=company,
        line1=first,
        line2=", ".join(others),
        city=match["city"].strip().rstrip(","),
        state=_CODES.get(state, state),
        postal_code=_code(match["code"], country),
        country=country,
        phone=phone,
        email=email,
    )


def _street_lines(streets: list[str]) -> list[str]:
    """The street, then what lies inside the house, which often stands behind it on the same line."""
    indoors = _INDOORS.match(streets[0])
    return [indoors["street"], indoors["indoors"], *streets[1:]] if indoors else streets


def _code(text: str, country: str) -> str:
    """ "97201-1234", "M5V 2T6"."""
    if country == "US":
        return str(ZipCode.read(text))
    letters = re.sub(r"[ -]", "", text.upper())
    return f"{letters[:3]} {letters[3:]}"
