"""The copies of a shop's database: how they are named, when one is due, which are kept. Opens no file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ROUTINE = "routine"
# An evening's work is the most that a copy may lack; more often would only wear the disk.
OFTEN = timedelta(hours=4)
_RECENT, _DAYS, _BEFORE = 5, 7, 3
_NAME = re.compile(r"shop-(\d{8}T\d{6}Z)-(routine|before-[0-9A-Za-z]+)\.db")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One copy. `reason` is ROUTINE, or "before-" and the form that the database was then brought to."""

    at: datetime
    reason: str = ROUTINE

    @property
    def name(self) -> str:
        return f"shop-{dated(self.at)}-{self.reason}.db"

    @property
    def is_routine(self) -> bool:
        return self.reason == ROUTINE


def dated(at: datetime) -> str:
    """A time as it stands in the names of files."""
    return at.astimezone(UTC).strftime(_TIME)


def read_name(name: str) -> Backup | None:
    """The copy that a file of this name is; None for any other file."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(at, found[2])


def is_due(kept: Iterable[Backup], now: datetime) -> bool:
    """Whether the newest routine copy is older than some hours, or made by a clock that was ahead."""
    newest = max((one.at for one in kept if one.is_routine), default=None)
    return newest is None or not newest <= now < newest + OFTEN


def superfluous(kept: Iterable[Backup]) -> frozenset[Backup]:
    """All but the newest five, the newest of each of the last seven days that have one, and three from before
    changes of form.

    Days are counted by the copies, not by the clock: a clock that is wrong must not throw any away.
    """
    newest_first = sorted(kept, reverse=True)
    routine = [one for one in newest_first if one.is_routine]
    of_days: dict[object, Backup] = {}
    for one in routine:
        of_days.setdefault(one.at.date(), one)
    before = [one for one in newest_first if not one.is_routine]
    wanted = {*routine[:_RECENT], *list(of_days.values())[:_DAYS], *before[:_BEFORE]}
    return frozenset(newest_first) - wanted
