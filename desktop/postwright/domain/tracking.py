"""Where a parcel is, in words. A fresh label's `in_transit` is not a scan (api.md 10.4) and is never used."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
# What says more than its status does (api.md 11: 75 of them; USPS uses these).
DETAIL_WORDS = {
    "OUT_FOR_DELIVERY": "Out for delivery",
    "RECEIVED_LOCAL_DELIVERY_DEPOT": "At the local post office",
    "DELAYED": "Delayed on its way",
    "COLLECT_AT_LOCAL_PO": "Waiting at the post office",
    "ADDRESS_QUERY": "Address problem",
    "PARCEL_DAMAGED": "Damaged on its way",
    "HELD_BY_CUSTOMS": "Held by customs",
}
BACK = "RETURN_TO_SENDER"
UNSCANNED = frozenset({"UN", "NY"})
WAITS_FOR_CUSTOMER = frozenset({"SP", "AT"})
DELIVERED, EXCEPTION = "DE", "EX"


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
        return self.status_code in UNSCANNED and not self.events


@dataclass(frozen=True, slots=True)
class TrackingStatus:
    """What USPS said of a parcel when it was asked last, as the shop keeps it. `misses` counts questions in a
    row without an answer, `trouble` says why the last one got none. A first scan and a delivery stay.
    """

    asked_at: datetime
    status_code: str = ""
    detail_code: str = ""
    description: str = ""
    first_scan_at: datetime | None = None
    last_event_at: datetime | None = None
    last_event: str = ""
    delivered_at: datetime | None = None
    estimated_at: datetime | None = None
    changed_at: datetime | None = None
    scans: int = 0
    misses: int = 0
    trouble: str = ""

    @property
    def words(self) -> str:
        """What USPS said last; what was in the way where it never answered."""
        if self.detail_code == BACK:
            return "Returned to the sender" if self.is_delivered else "Coming back"
        plain = STATUS_WORDS.get(self.status_code) or self.description or self.trouble or "No news"
        return plain if self.is_delivered else DETAIL_WORDS.get(self.detail_code, plain)

    @property
    def is_scanned(self) -> bool:
        """Whether USPS ever knew more of it than its number, so that the label counts as used."""
        return self.first_scan_at is not None

    @property
    def is_at_usps(self) -> bool:
        """Whether USPS has the parcel. A number that it only knows of is none."""
        return self.is_scanned and not self.is_delivered and self.status_code not in UNSCANNED

    @property
    def is_delivered(self) -> bool:
        return self.delivered_at is not None

    @property
    def is_exception(self) -> bool:
        """Whether a person must look: USPS reports trouble, or the parcel comes back."""
        return (self.status_code == EXCEPTION or self.detail_code == BACK) and not self.is_delivered

    @property
    def waits_for_customer(self) -> bool:
        return self.status_code in WAITS_FOR_CUSTOMER and not self.is_delivered


def status_of(found: Tracking, before: TrackingStatus | None, now: datetime) -> TrackingStatus:
    """What is known after an answer: nothing makes a parcel unscanned or undelivered again."""
    newest = max(found.events, key=lambda event: event.at, default=None)
    known = TrackingStatus(
        asked_at=now,
        status_code=found.status_code,
        detail_code=_detail_of(found, newest),
        description=found.description,
        first_scan_at=None if found.unscanned else min((event.at for event in found.events), default=now),
        last_event_at=newest.at if newest else None,
        last_event=" · ".join(filter(None, (newest.description, newest.place))) if newest else "",
        delivered_at=_delivered_at(found, newest, now),
        estimated_at=found.estimated,
        changed_at=now,
        scans=len(found.events),
    )
    if before is None:
        return known
    kept = replace(
        known,
        first_scan_at=before.first_scan_at or known.first_scan_at,
        delivered_at=before.delivered_at or known.delivered_at,
    )
    return replace(kept, changed_at=before.changed_at) if _told(kept) == _told(before) else kept


def missed(before: TrackingStatus | None, trouble: str, now: datetime) -> TrackingStatus:
    """What is known after a question that got no answer: what was known before, and why."""
    known = before or TrackingStatus(now)
    return replace(known, asked_at=now, misses=known.misses + 1, trouble=trouble)


def _detail_of(found: Tracking, newest: TrackingEvent | None) -> str:
    """That it comes back stays said by every later scan."""
    if any(event.detail_code == BACK for event in found.events):
        return BACK
    return found.detail_code or (newest.detail_code if newest else "")


def _delivered_at(found: Tracking, newest: TrackingEvent | None, now: datetime) -> datetime | None:
    if found.status_code != DELIVERED:
        return None
    return found.delivered or (newest.at if newest else now)


def _told(status: TrackingStatus) -> tuple[object, ...]:
    """What makes an answer another one. A description alone may carry the day on which it was asked."""
    return status.words, status.last_event_at, status.last_event, status.estimated_at, status.scans
