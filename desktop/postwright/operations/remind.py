"""Say what the operator is reminded of now, and put one off until tomorrow. Asks no carrier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from postwright.domain.postal_rules import VoidRule
from postwright.domain.reminder import Reminder, tomorrow, waking
from postwright.domain.void import void_window
from postwright.domain.void_reminder import AtRisk
from postwright.store.marks import Marks
from postwright.store.parcels_under_way import ParcelsUnderWay

FAMILY = "later"


@dataclass(frozen=True, slots=True)
class Reminded:
    """`waking` are said, the most pressing first; `badges` count what waits at each place of the rail,
    whether it was put off or not.
    """

    waking: tuple[Reminder, ...] = ()
    badges: Mapping[str, int] = field(default_factory=dict)


def remind(found: Iterable[Reminder], marks: Marks, now: datetime) -> Reminded:
    """What is said of all that there is to be reminded of."""
    reminders = tuple(found)
    badges = Counter[str]()
    for one in reminders:
        badges[one.place] += one.count
    return Reminded(waking(reminders, marks.all(), now), dict(badges))


def unused(parcels: ParcelsUnderWay, rule: VoidRule, now: datetime) -> tuple[AtRisk, ...]:
    """Labels that can soon not be given back any more. What USPS has scanned was used, and is none."""
    oldest, newest = now - timedelta(days=rule.days + 1), now - timedelta(days=rule.amber_day - 1)
    return tuple(
        AtRisk(one.id, one.label.cost, void_window(one.label.created_at, now, one.zone, rule))
        for one in parcels.never_scanned(oldest, newest)
    )


def put_off(marks: Marks, key: str, now: datetime, zone: tzinfo) -> None:
    """Say no more of it until tomorrow. Raises Environment where nothing can be written."""
    marks.keep(key, tomorrow(now, zone), now)
