"""The reminder about parcels that have trouble on their way and that nobody has looked at. Asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.reminder import Reminder

# The part of Labels that lists them on top.
UNDER_WAY_PART = "under-way"


@dataclass(frozen=True, slots=True)
class Trouble:
    """How many parcels USPS reports trouble with, and when it last said something new of one of them."""

    parcels: int
    newest: datetime


def parcel_reminder(trouble: Trouble | None) -> Reminder | None:
    """The same until USPS says something new of one of them."""
    if trouble is None:
        return None
    one = trouble.parcels == 1
    return Reminder(
        key=f"parcels:{trouble.newest.isoformat()}",
        sentence="1 parcel has trouble on its way."
        if one
        else f"{trouble.parcels} parcels have trouble on their way.",
        detail="Look at the scans, and ask the customer or USPS.",
        place="labels",
        action="Look at it" if one else "Look at them",
        count=trouble.parcels,
        part=UNDER_WAY_PART,
    )
