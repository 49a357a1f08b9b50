"""Where a parcel is, in words. A fresh label's `in_transit` is not a scan (api.md 10.4) and is never used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

STATUS_WORDS = {
    "UN": "USPS does not know this number yet",
    "NY": "Label made, not yet at USPS",
    "AC": "Accepted by USPS",
    "IT": "On its way",
    "AT": "Delivery was tried",
    "DE": "Delivered",
    "EX": "Something is wrong; see the details",
    "SP": "Waiting at a collection place",
}
_UNSCANNED = frozenset({"UN", "NY"})


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One scan, newest first in a list. The codes are the carrier's words (api.md 11); any may come.

    `local` is the time on the clock of the place as it came, without a zone.
    """

    at: datetime
    description: str
    place: str = ""
    local: str = ""
    country: str = ""
    company: str = ""
    signer: str = ""
    event_code: str = ""
    status_code: str = ""
    detail_code: str = ""
    carrier_status_code: str = ""
    carrier_detail_code: str = ""
    coordinates: Coordinates | None = None
    proof_url: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """What USPS says of one number. `carrier_id` is a bare number in recorded replies (api.md 26, row 7)."""

    tracking_number: str
    status_code: str
    description: str = ""
    estimated: datetime | None = None
    delivered: datetime | None = None
    events: tuple[TrackingEvent, ...] = ()
    detail_code: str = ""
    detail: str = ""
    exception: str = ""
    url: str = ""
    carrier_code: str = ""
    carrier_id: str = ""
    carrier_status_code: str = ""
    ship_date: date | None = None

    @property
    def words(self) -> str:
        return STATUS_WORDS.get(self.status_code, self.description or "No news")

    @property
    def unscanned(self) -> bool:
        """Whether the label may still be voided as far as scans go (api.md 11)."""
        return self.status_code in _UNSCANNED and not self.events
