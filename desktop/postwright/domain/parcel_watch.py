"""Where bought parcels are: what needs a look first, which do not move, which never left, and when USPS is
asked about each again. Asks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum

from postwright.domain.label_entry import LabelEntry
from postwright.domain.postal_calendar import day_words
from postwright.domain.postal_rules import TrackingRule
from postwright.domain.tracking import TrackingStatus


class Stage(IntEnum):
    """How far a parcel is, in the order in which parcels are listed."""

    EXCEPTION = 0
    STILL = 1
    STALE = 2
    WAITING = 3
    MOVING = 4
    UNSCANNED = 5
    ENDED = 6
    DELIVERED = 7


# What is listed as under way: not a label that has not left while its day has not passed, and not a parcel
# of which USPS is not asked any more.
UNDER_WAY = frozenset(Stage) - {Stage.UNSCANNED, Stage.ENDED}
# So many are listed at once, what needs a look first.
MOST_LISTED = 200
# What somebody should look at.
TROUBLED = frozenset({Stage.EXCEPTION, Stage.STILL, Stage.STALE})


@dataclass(frozen=True, slots=True)
class ParcelNews:
    """One label's way as it is told. `still_days` count from the last scan, 0 while that was not long ago."""

    entry: LabelEntry
    stage: Stage
    still_days: int = 0

    @property
    def status(self) -> TrackingStatus | None:
        return self.entry.status

    @property
    def status_code(self) -> str:
        return self.status.status_code if self.status else ""

    @property
    def words(self) -> str:
        """The few words of a list."""
        if self.stage is Stage.STILL:
            return f"Not moving for {self.still_days} days"
        if self.stage is Stage.STALE:
            return "Ship date passed"
        if self.stage is Stage.ENDED:
            return "Not followed any more"
        return self.status.words if self.status else "Not asked about yet"

    @property
    def line(self) -> str:
        """What it means and what to do; empty where the words say all."""
        if self.stage is Stage.STALE:
            return (
                f"It was to leave on {day_words(self.entry.ship_date)}, and USPS has not scanned it. "
                "If it did not leave, void the label in time."
            )
        if self.stage is Stage.STILL:
            return (
                "Ask USPS to look for it, and tell the customer. It was scanned on its way, so no void helps."
            )
        if self.stage is Stage.EXCEPTION:
            return "Look at the scans, and ask the customer or USPS."
        if self.stage is Stage.WAITING:
            return "The customer must fetch it, or ask for a second delivery."
        return ""

    @property
    def last_event(self) -> str:
        return self.status.last_event if self.status else ""

    @property
    def since(self) -> datetime | None:
        """When USPS scanned it last."""
        return self.status.last_event_at if self.status else None

    @property
    def is_exception(self) -> bool:
        return self.stage is Stage.EXCEPTION

    @property
    def is_delivered(self) -> bool:
        return self.stage is Stage.DELIVERED

    @property
    def tone(self) -> str:
        """The colour that goes with the words."""
        if self.stage is Stage.EXCEPTION:
            return "trouble"
        if self.stage in (Stage.STILL, Stage.STALE, Stage.WAITING):
            return "waiting"
        return "text" if self.stage is Stage.MOVING else "plain"


def news_of(entry: LabelEntry, now: datetime, rule: TrackingRule) -> ParcelNews:
    """How its way stands now. Days are those of the calendar at the origin."""
    status = entry.status
    if status is not None and status.is_delivered:
        return ParcelNews(entry, Stage.DELIVERED)
    if status is not None and status.is_exception:
        return ParcelNews(entry, Stage.EXCEPTION)
    if status is not None and status.waits_for_customer:
        return ParcelNews(entry, Stage.WAITING)
    if now - entry.label.created_at >= timedelta(days=rule.until_days):
        return ParcelNews(entry, Stage.ENDED if entry.is_scanned else Stage.UNSCANNED)
    if status is not None and status.is_at_usps:
        last = status.last_event_at or status.first_scan_at or now
        still = (now.astimezone(entry.zone).date() - last.astimezone(entry.zone).date()).days
        return (
            ParcelNews(entry, Stage.STILL, still)
            if still >= rule.still_days
            else ParcelNews(entry, Stage.MOVING)
        )
    return ParcelNews(entry, Stage.STALE if _stayed(entry) else Stage.UNSCANNED)


def order(news: Iterable[ParcelNews]) -> tuple[ParcelNews, ...]:
    """Exceptions first, delivered ones last; the oldest label on top where two stand alike, and the newest
    delivery.
    """
    return tuple(sorted(news, key=_place))


def stale(entries: Iterable[LabelEntry], now: datetime, rule: TrackingRule) -> tuple[ParcelNews, ...]:
    """Those that were to leave on a day that has passed, and that USPS never scanned."""
    told = (news_of(entry, now, rule) for entry in entries)
    return order(one for one in told if one.stage is Stage.STALE)


def next_due(entry: LabelEntry, status: TrackingStatus, rule: TrackingRule) -> datetime | None:
    """When USPS is asked again after that answer: later from day to day, and later where none came. Never
    for a parcel that is delivered or void, nor after the last day.
    """
    if entry.is_void or status.is_delivered:
        return None
    left = datetime.combine(entry.ship_date, time(), entry.zone)
    age = max((status.asked_at - left).days, 0)
    due = status.asked_at + timedelta(hours=rule.every_hours) * (1 + age) * (1 + status.misses)
    return due if due < entry.label.created_at + timedelta(days=rule.until_days) else None


def pace_words(rule: TrackingRule, *, follows: bool = True) -> str:
    """How USPS is asked, and from when on a parcel counts as not moving, with where that comes from.
    `follows`: whether the program asks by itself.
    """
    pace = (
        f"USPS is asked about a parcel every {rule.every_hours} hours on its first day, later from day to "
        f"day, and not any more after {rule.until_days} days or once it is delivered."
        if follows
        else "USPS is asked about a parcel only when you ask. Settings, Reminders changes that."
    )
    return (
        f"{pace} One that was not scanned for {rule.still_days} days is said not to move. {rule.dated.words}"
    )


def _stayed(entry: LabelEntry) -> bool:
    """Whether USPS said, after the day on which it was to leave, that it never scanned it."""
    status = entry.status
    if status is None or status.misses or entry.is_void or _at_customer(entry):
        return False
    return entry.ship_date < status.asked_at.astimezone(entry.zone).date()


def _at_customer(entry: LabelEntry) -> bool:
    """Whether it leaves when the customer likes: a return, or a code that USPS prints at the counter."""
    is_return = entry.label.is_return or entry.shipment.is_return
    return is_return or (entry.delivery.paperless and not entry.prints)


def _place(news: ParcelNews) -> tuple[Stage, float, str]:
    at = news.entry.label.created_at.timestamp()
    delivered = news.status.delivered_at if news.is_delivered and news.status else None
    return news.stage, -delivered.timestamp() if delivered else at, news.entry.id
