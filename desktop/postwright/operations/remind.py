"""Say what the operator is reminded of now, and put one off until tomorrow. Asks no carrier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from postwright.domain.parcel_reminder import Trouble
from postwright.domain.parcel_watch import ParcelNews
from postwright.domain.postal_rules import TrackingRule, VoidRule
from postwright.domain.reminder import Reminder, tomorrow, waking
from postwright.domain.void import void_window
from postwright.domain.void_reminder import AtRisk
from postwright.store.marks import Marks
from postwright.store.parcels_under_way import ParcelsUnderWay

FAMILY = "later"
# Up to which news of USPS somebody has looked at the parcels that have trouble.
LOOKED = "looked"
_PARCELS = "parcels"


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


def in_trouble(parcels: ParcelsUnderWay, looked: Marks, rule: TrackingRule) -> Trouble | None:
    """The parcels with trouble of which USPS said something new since somebody looked."""
    return parcels.in_trouble(rule, since=looked.all().get(_PARCELS))


def looked_at(looked: Marks, listed: Iterable[ParcelNews]) -> None:
    """Somebody sees these parcels now. What USPS says of one later is news again.

    Raises Environment where nothing can be written.
    """
    told = (one.status.changed_at for one in listed if one.is_exception and one.status is not None)
    newest = max(filter(None, told), default=None)
    before = looked.all().get(_PARCELS)
    if newest is not None and (before is None or newest > before):
        looked.keep(_PARCELS, newest, newest)


def put_off(marks: Marks, key: str, now: datetime, zone: tzinfo) -> None:
    """Say no more of it until tomorrow. Raises Environment where nothing can be written."""
    marks.keep(key, tomorrow(now, zone), now)
