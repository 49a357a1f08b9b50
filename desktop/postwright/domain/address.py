"""A postal address that can be shipped to or from, and what a US one must look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
MILITARY_STATES = {"AA": "Armed Forces Americas", "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific"}
TERRITORIES = {
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands", "FM": "Micronesia", "MH": "Marshall Islands", "PW": "Palau",
}  # fmt: skip
US_STATES = STATES | MILITARY_STATES | TERRITORIES
MILITARY_CITIES = frozenset({"APO", "FPO", "DPO"})
# Mail to these needs a customs form although it is domestic mail (api.md 14).
CUSTOMS_STATES = frozenset(MILITARY_STATES) | {"AS", "GU", "MP", "FM", "MH", "PW"}

_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")


@dataclass(frozen=True, slots=True)
class ZipCode:
    """A US ZIP code, five digits and perhaps four more, kept apart (api.md 25.4)."""

    five: str
    four: str = ""

    @classmethod
    def read(cls, text: str) -> ZipCode | None:
        """From "97201", "97201-1234" or "972011234"; None for anything else."""
        match = _ZIP.fullmatch(text.strip())
        return cls(match[1], match[2] or "") if match else None

    def __str__(self) -> str:
        return f"{self.five}-{self.four}" if self.four else self.five


@dataclass(frozen=True, slots=True)
class Address:
    """An address whose required lines are known to be there. `country` is two capital letters."""

    name: str
    line1: str
    city: str
    state: str
    postal_code: str
    company: str = ""
    line2: str = ""
    country: str = "US"
    phone: str = ""
    email: str = ""
    residential: bool | None = None

    @property
    def is_us(self) -> bool:
        """Domestic mail: the states, the territories, and military and diplomatic post offices."""
        return self.country == "US"

    @property
    def is_military(self) -> bool:
        return self.is_us and self.state in MILITARY_STATES

    @property
    def needs_customs(self) -> bool:
        return not self.is_us or self.state in CUSTOMS_STATES

    @property
    def zip_code(self) -> ZipCode | None:
        return ZipCode.read(self.postal_code) if self.is_us else None

    @property
    def who(self) -> str:
        return self.name or self.company

    def block(self) -> tuple[str, ...]:
        """The lines as they stand on a parcel."""
        last = f"{self.city} {self.state} {self.postal_code}".replace("  ", " ").strip()
        lines = (self.name, self.company, self.line1, self.line2, last, "" if self.is_us else self.country)
        return tuple(line for line in lines if line)
