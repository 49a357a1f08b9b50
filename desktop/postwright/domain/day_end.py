"""The end of one day at one origin: what goes on its SCAN form, what does not and why, and until when.

Holds values only: what a day holds is gathered by `operations/close_day.py`. Reads no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.draft import AddressText
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry


class WhyOff(StrEnum):
    """Why a label is not on the form that is made next."""

    VOIDED = "voided"
    OTHER_DAY = "other_day"
    ON_FORM = "on_form"
    MAY_BE_ON_FORM = "may_be_on_form"
    GLOBALPOST = "globalpost"
    RETURN = "return"
    PAPERLESS = "paperless"


@dataclass(frozen=True, slots=True)
class OriginKey:
    """A place that parcels leave from: the five digits of its ZIP code, and its first address line."""

    postal_code: str
    line1: str

    def __str__(self) -> str:
        return f"{self.postal_code} {self.line1}"


def origin_key(address: Address | AddressText) -> OriginKey:
    """Two addresses with the same key are one place to the carrier."""
    return OriginKey(address.postal_code.strip()[:5], " ".join(address.line1.split()).upper())


@dataclass(frozen=True, slots=True)
class DayEnd:
    """One origin and one ship date. `on` goes on the form, `off` does not; `unused` are those of `on` that
    look unused, to be voided first. `forms` are the requests of this day, newest first.
    """

    origin: OriginKey
    ship_date: date
    on: tuple[LabelEntry, ...]
    off: tuple[tuple[LabelEntry, WhyOff], ...]
    unused: tuple[LabelEntry, ...]
    closes_at: datetime
    forms: tuple[FormEntry, ...] = ()

    @property
    def labels(self) -> tuple[LabelEntry, ...]:
        """All of them, those that go on the form first."""
        return (*self.on, *(entry for entry, _ in self.off))
