"""Ask USPS where parcels are, about one label at a time, and keep what it said. Voids nothing, and asks about
no label that is delivered, void or past its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import OF_ONE_RECORD, Lost, Refused
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import UNDER_WAY, ParcelNews, Stage, news_of, next_due, order, stale
from postwright.domain.postal_rules import TrackingRule
from postwright.domain.sentences import Deed, sentence
from postwright.domain.tracking import Tracking, TrackingStatus, missed, status_of
from postwright.store.labels import Labels
from postwright.store.parcels_under_way import ParcelsUnderWay


@dataclass(frozen=True, slots=True)
class Tracker:
    """What following needs. `carrier` is the one for errands: where a parcel is, is no hurry."""

    labels: Labels
    parcels: ParcelsUnderWay
    carrier: CarrierClient
    rule: TrackingRule
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question came to: whether more is known now, and how many labels are still due."""

    changed: bool = False
    left: int = 0


def ask_next(tracker: Tracker) -> Asked:
    """Ask USPS about the label that waits longest. Nothing is asked where none is due.

    Raises the fault of the call, after which the rest is left for another time.
    """
    label_id, due = tracker.parcels.due(tracker.rule)
    if not label_id:
        return Asked()
    entry = tracker.labels.get(label_id)
    try:
        ask_about(tracker, label_id)
    except (Lost, Refused) as fault:
        if fault.kind not in OF_ONE_RECORD:
            raise
    now_known = tracker.labels.get(label_id).status
    return Asked(_told(entry.status) != _told(now_known), due - 1)


def ask_about(tracker: Tracker, label_id: str) -> Tracking:
    """Ask about one label now, whether it is due or not, and keep the answer.

    Raises the fault of the call. A label that gets no answer is remembered too, or it would be asked about
    before all others for ever.
    """
    entry = tracker.labels.get(label_id)
    try:
        found = tracker.carrier.tracking.of_label(label_id, number=entry.label.tracking_number)
    except (Lost, Refused) as fault:
        if isinstance(fault, Lost) or fault.kind in OF_ONE_RECORD:
            trouble = sentence(fault, Deed.LOOK).happened
            _keep(tracker, entry, missed(entry.status, trouble, tracker.now()))
        raise
    keep_answer(tracker, entry, found)
    return found


def keep_answer(tracker: Tracker, entry: LabelEntry, found: Tracking) -> None:
    """Keep what USPS said, whoever asked and for what."""
    _keep(tracker, entry, status_of(found, entry.status, tracker.now()))


def under_way(tracker: Tracker) -> tuple[ParcelNews, ...]:
    """The parcels that have left, or should have: what needs a look first, delivered ones last."""
    found = tracked(tracker, tracker.parcels.under_way(tracker.rule))
    return order(one for one in found if one.stage in UNDER_WAY)


def stayed(tracker: Tracker) -> tuple[ParcelNews, ...]:
    """Labels that were to leave on a day that has passed, and that USPS has not scanned."""
    found = tracker.parcels.under_way(tracker.rule, stages=frozenset({Stage.STALE}))
    return stale(found, tracker.now(), tracker.rule)


def tracked(tracker: Tracker, entries: Iterable[LabelEntry]) -> tuple[ParcelNews, ...]:
    """How each of these labels stands now, in their order."""
    now = tracker.now()
    return tuple(news_of(entry, now, tracker.rule) for entry in entries)


def _keep(tracker: Tracker, entry: LabelEntry, status: TrackingStatus) -> None:
    tracker.parcels.keep(entry.id, status, next_due(entry, status, tracker.rule))


def _told(status: TrackingStatus | None) -> tuple[object, ...]:
    return (status.changed_at, status.trouble) if status else ()
