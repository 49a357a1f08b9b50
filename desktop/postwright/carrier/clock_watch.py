"""Compare this computer's clock with the carrier's, by the Date of its replies. Sets no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Less than this is a slow answer or two clocks of which neither is wrong.
ALLOWED = timedelta(minutes=5)
# From here on a parcel may be given the ship date of another day.
ANOTHER_DAY = timedelta(hours=12)


class ClockWatch:
    """How far ahead this computer's clock is, as of the last reply that told the time."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def heard(self, headers: Mapping[str, str], now: datetime) -> None:
        """`now` is this computer's time. A reply without a date, or with a senseless one, tells nothing."""
        try:
            said = parsedate_to_datetime(headers.get("date", ""))
        except (ValueError, OverflowError):
            return
        self.ahead = now - (said if said.tzinfo else said.replace(tzinfo=UTC))

    @property
    def is_wrong(self) -> bool:
        return abs(self.ahead) > ALLOWED

    @property
    def is_another_day(self) -> bool:
        return abs(self.ahead) > ANOTHER_DAY

    @property
    def words(self) -> str:
        """How wrong it is, for a person; "" while it is right."""
        if not self.is_wrong:
            return ""
        minutes = round(abs(self.ahead) / timedelta(minutes=1))
        much = f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
        much = much if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"
        return f"{much} {'ahead' if self.ahead > timedelta() else 'behind'}"
