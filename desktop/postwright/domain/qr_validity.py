"""How long a QR code is taken to be valid: a dated figure, or the shop's own. Promises nothing.

Clerks see "Expired" (api.md 25.5), so a code does end; when, USPS has not said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from postwright.domain.postal_calendar import postal_day_on_or_before

LONGEST = 60
"""A setting beyond it, which only a hand in the settings file can make, counts as none."""


@dataclass(frozen=True, slots=True)
class QrValidity:
    """The figure of `resources/carrier/usps.json`; `open` says what nobody has confirmed."""

    days: int
    as_of: date
    source: str
    open: str

    def chosen(self, days: int) -> int:
        """The shop's own number of days, or this figure where the setting is 0."""
        return days if 0 < days <= LONGEST else self.days

    def words(self, days: int) -> str:
        """Where the number of days comes from; it stands wherever a last day is stated."""
        dated = f"{self.source}, as of {self.as_of:%d %b %Y}; {self.open}"
        if self.chosen(days) == self.days:
            return f"Taken to be valid for {_days(self.days)} ({dated})."
        own = f"Taken to be valid for {_days(days)}, as set in Settings."
        return f"{own} The figure known is {self.days} ({dated})."


def last_valid_day(created_at: datetime, zone: tzinfo, days: int) -> date:
    """Counted from the day of purchase at the origin."""
    return created_at.astimezone(zone).date() + timedelta(days=days)


def hand_in_by(created_at: datetime, zone: tzinfo, days: int) -> date:
    """The last day of the code on which counters are open: what a customer is told. Where none is left, as
    with one day over a holiday, the last day of the code itself.
    """
    last = last_valid_day(created_at, zone, days)
    opened = postal_day_on_or_before(last)
    return opened if opened >= created_at.astimezone(zone).date() else last


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
