"""A month of a place: when it begins and ends by the clocks there, and its name. Reads no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
# Years that a clock can show in every zone, before and after.
_FIRST, _LAST = 1990, 9000


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: tzinfo) -> Month:
        """The month that it is then by the clocks of the place."""
        there = moment.astimezone(zone)
        return cls(there.year, there.month)

    @classmethod
    def read(cls, text: str) -> Month:
        """From "2026-11". Raises ValueError."""
        found = _WRITTEN.fullmatch(text.strip())
        month = cls(int(found[1]), int(found[2])) if found else None
        if month is None or not (_FIRST <= month.year <= _LAST and 1 <= month.number <= 12):
            raise ValueError(f"not a month: {text!r}")
        return month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def words(self) -> str:
        """ "November 2026"."""
        return f"{_NAMES[self.number - 1]} {self.year}"

    @property
    def short(self) -> str:
        """ "Nov 2026", where there is little room."""
        return f"{_NAMES[self.number - 1][:3]} {self.year}"

    def plus(self, months: int) -> Month:
        """So many months later, or earlier."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def start(self, zone: tzinfo) -> datetime:
        """Its first midnight there."""
        return datetime.combine(date(self.year, self.number, 1), time(), zone)

    def end(self, zone: tzinfo) -> datetime:
        """The first midnight that is not its own."""
        return self.plus(1).start(zone)
