"""Which QR codes nobody has used: since when, until when each works and can be voided, and what to do about
its money. Asks nobody and voids nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from postwright.domain.label_entry import LabelEntry
from postwright.domain.postal_calendar import day_words
from postwright.domain.postal_rules import VoidRule
from postwright.domain.qr_validity import last_valid_day
from postwright.domain.shipment import Delivery
from postwright.domain.void import Urgency, VoidState, VoidWindow, void_window

# Nothing can be done for its money after the last day to void; that it was lost is told for a while after.
WATCHED_FOR = timedelta(days=42)


class CodeState(StrEnum):
    """Where a code stands by the days that it is taken to be valid. ENDING: today or tomorrow."""

    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class WatchedCode:
    """What is known of a label with a QR code; `mails` counts those with the code. `draft_id` is the draft
    of the label that shall take its place, `replaced_by` the tracking number of that label once it is bought.
    """

    entry: LabelEntry
    first_mailed: datetime | None = None
    last_mailed: datetime | None = None
    mails: int = 0
    draft_id: str = ""
    replaced_by: str = ""

    @property
    def asked_at(self) -> datetime | None:
        return self.entry.status.asked_at if self.entry.status else None

    @property
    def news(self) -> str:
        return self.entry.status.words if self.entry.status else ""

    @property
    def since(self) -> datetime:
        """A second mail begins no new wait."""
        return self.first_mailed or self.entry.label.created_at

    def is_watched(self, now: datetime) -> bool:
        """Whether it can still be unused, and that matters."""
        of_code = self.entry.delivery.paperless and not self.entry.is_void and not self.entry.is_scanned
        # Bought as both, printed, and its code given to nobody: the paper is what travels.
        on_paper = self.entry.delivery is Delivery.BOTH and self.entry.prints and not self.mails
        return of_code and not on_paper and now - self.entry.label.created_at < WATCHED_FOR

    def days(self, now: datetime) -> int:
        """Days on the calendar of the origin since it was mailed, or bought where it never was."""
        zone = self.entry.zone
        return (now.astimezone(zone).date() - self.since.astimezone(zone).date()).days


@dataclass(frozen=True, slots=True)
class UnusedCode:
    """A code that USPS has not scanned, `days` after it was mailed or bought. `mailed_at` is the last mail;
    `asked_at` is None while USPS was not asked yet, and `news` what it said last. `validity` says where the
    number of days comes from.
    """

    entry: LabelEntry
    mailed_at: datetime | None
    days: int
    valid_until: date
    window: VoidWindow
    ends_in: int
    validity: str = ""
    mails: int = 0
    asked_at: datetime | None = None
    news: str = ""
    draft_id: str = ""
    replaced_by: str = ""

    @property
    def last_void_day(self) -> date:
        return self.window.last_day

    @property
    def state(self) -> CodeState:
        if self.ends_in < 0:
            return CodeState.ENDED
        return CodeState.ENDING if self.ends_in < 2 else CodeState.RUNNING

    @property
    def state_words(self) -> str:
        """ "ends tomorrow"; the date stands beside it."""
        named = {-1: "ended yesterday", 0: "ends today", 1: "ends tomorrow"}
        days = self.ends_in
        return named.get(days) or (f"ended {-days} days ago" if days < 0 else f"ends in {days} days")

    @property
    def since_words(self) -> str:
        """ "mailed 4 days ago"."""
        done = "mailed" if self.mailed_at else "bought"
        again = ", mailed again since" if self.mails > 1 else ""
        return f"{done} {_ago(self.days)}{again}"

    @property
    def news_words(self) -> str:
        """What is known from USPS, and that it is not known yet."""
        return f"USPS: {self.news}" if self.news else "USPS has not been asked yet"

    @property
    def advice(self) -> str:
        """What to do about its money."""
        cost, last = self.entry.label.cost, day_words(self.last_void_day)
        if self.window.urgency is Urgency.OVER:
            return f"Its 28 days for voiding ended on {last}. The {cost} cannot be asked back any more."
        if self.entry.void_state is VoidState.DENIED:
            return f"The carrier did not approve its void. Look at it in Voids by {last}; it cost {cost}."
        if self.replaced_by:
            by = f"the label ending in {self.replaced_by[-4:]}"
            return f"Replaced by {by}, void this one {self._in_time} to ask for its {cost} back."
        return f"{self._first} {self._then} {self._in_time} to ask for its {cost} back."

    @property
    def _first(self) -> str:
        if self.state is CodeState.ENDED:
            return "If the parcel is still wanted, make a new code."
        if self.mailed_at is None:
            return "It was not mailed from here yet."
        if self.state is CodeState.ENDING:
            return "Send it again today, or call the customer."
        return "Send it again if the mail may be lost."

    @property
    def _then(self) -> str:
        return "Void this one" if self.state is CodeState.ENDED else "If it stays unused, void it"

    @property
    def _in_time(self) -> str:
        left = {0: "today", 1: "by tomorrow"}.get(self.window.days_left)
        return left or f"by {day_words(self.last_void_day)}"


def unused(
    code: WatchedCode, *, now: datetime, watch_days: int, valid_days: int, rule: VoidRule, validity: str = ""
) -> UnusedCode | None:
    """The code as it is listed; None while it is not, and once it never will be again."""
    if not code.is_watched(now) or code.days(now) < watch_days:
        return None
    entry, zone = code.entry, code.entry.zone
    until = last_valid_day(entry.label.created_at, zone, valid_days)
    return UnusedCode(
        entry=entry,
        mailed_at=code.last_mailed,
        days=code.days(now),
        valid_until=until,
        window=void_window(entry.label.created_at, now, zone, rule),
        ends_in=(until - now.astimezone(zone).date()).days,
        validity=validity,
        mails=code.mails,
        asked_at=code.asked_at,
        news=code.news,
        draft_id=code.draft_id,
        replaced_by=code.replaced_by,
    )


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
