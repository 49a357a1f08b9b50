"""A carrier pickup: what is asked, what was booked, and the day on which USPS will really come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from postwright.domain.postal_calendar import is_postal_day, next_postal_day
from postwright.domain.postal_rules import PickupRule


@dataclass(frozen=True, slots=True)
class PickupWindow:
    """From when to when, aware times."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PickupRequest:
    """What is asked for. All labels leave from one origin; count, weight and place go into `notes` (api.md
    16).
    """

    label_ids: tuple[str, ...]
    contact_name: str
    contact_phone: str
    contact_email: str
    window: PickupWindow
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Pickup:
    """A pickup as the carrier booked it. `windows` are the times that count, whatever was asked;
    `problems` are what it said against a booking that it made all the same.
    """

    pickup_id: str
    label_ids: tuple[str, ...]
    windows: tuple[PickupWindow, ...]
    created_at: datetime
    confirmation_number: str = ""
    cancelled_at: datetime | None = None
    notes: str = ""
    contact_name: str = ""
    carrier_id: str = ""
    warehouse_id: str = ""
    problems: tuple[str, ...] = ()
    raw: str = ""


class PickupState(StrEnum):
    """Where our request for a pickup stands."""

    INTENDED = "intended"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    BOOKED = "booked"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PickupEntry:
    """Our request for a pickup and what the carrier made of it."""

    id: int
    request: PickupRequest
    state: PickupState
    asked_at: datetime
    pickup: Pickup | None = None
    detail: str = ""


def coming_day(now: datetime, zone: tzinfo, rule: PickupRule) -> date:
    """The day USPS will come if asked now: the next postal day, whatever was wished (USPS guide).

    Before the hour until which USPS takes changes, today is still open if it is a postal day.
    """
    central = now.astimezone(rule.zone)
    today = now.astimezone(zone).date()
    if central.time() < rule.change_until and central.date() == today and is_postal_day(today):
        return today
    return next_postal_day(today)


def can_cancel(pickup: Pickup, now: datetime, rule: PickupRule) -> bool:
    """Whether the carrier still takes a cancellation: until that hour on the day."""
    if pickup.cancelled_at is not None or not pickup.windows:
        return False
    day = min(window.start for window in pickup.windows).astimezone(rule.zone).date()
    return now < datetime.combine(day, rule.change_until, rule.zone)
