"""Giving a label back: its states, the carrier's answers and the last day. An approval is a request, not
money.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from postwright.domain.postal_calendar import last_void_day, void_days_left
from postwright.domain.postal_rules import VoidRule


class VoidState(StrEnum):
    """Where a void stands. Only REQUESTED is known from the API; credit is seen on the balance weeks
    later.
    """

    INTENDED = "intended"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    REQUESTED = "requested"
    DENIED = "denied"


class VoidEvent(StrEnum):
    """What can happen to a void."""

    SENDING = "sending"
    APPROVED = "approved"
    REFUSED = "refused"
    NEVER_LEFT = "never_left"
    LOST = "lost"
    LOOKED = "looked"


# Asking again after a doubt is safe: the second answer says that it was voided already (api.md 24.9).
NEXT: dict[VoidState, dict[VoidEvent, VoidState]] = {
    VoidState.INTENDED: {VoidEvent.SENDING: VoidState.SENT},
    VoidState.SENT: {
        VoidEvent.APPROVED: VoidState.REQUESTED,
        VoidEvent.REFUSED: VoidState.DENIED,
        VoidEvent.NEVER_LEFT: VoidState.INTENDED,
        VoidEvent.LOST: VoidState.IN_DOUBT,
    },
    VoidState.IN_DOUBT: {
        VoidEvent.SENDING: VoidState.SENT,
        VoidEvent.APPROVED: VoidState.REQUESTED,
        VoidEvent.REFUSED: VoidState.DENIED,
        VoidEvent.LOOKED: VoidState.IN_DOUBT,
    },
    VoidState.DENIED: {VoidEvent.SENDING: VoidState.SENT},
    VoidState.REQUESTED: {},
}

# While a void stands so, the label must not be used: it is void, or may be.
UNUSABLE = frozenset({VoidState.SENT, VoidState.IN_DOUBT, VoidState.REQUESTED})

ALREADY_VOIDED = "label_already_voided"
# For each reason of the carrier (api.md 10.9): what it means, and what to do next.
_REASONS = {
    "label_not_found_within_void_period": (
        "The carrier takes this label back no more: its days for voiding are over.",
        "It stays paid for. If the parcel never left, ask Stamps.com about a refund by hand.",
    ),
    "label_already_used": (
        "USPS has scanned this parcel, so the label counts as used.",
        "It stays paid for. Follow the parcel in Labels.",
    ),
    ALREADY_VOIDED: ("This label was voided before.", "Nothing more is to be done; tear up any print of it."),
    "contact_carrier": (
        "The carrier asks to be spoken to about this label.",
        "Call Stamps.com with its tracking number.",
    ),
    "validation_failed": (
        "The carrier could not work with the request for this label.",
        "Ask once more in a few minutes; if it says so again, call Stamps.com with the tracking number.",
    ),
    "unknown": (
        "The carrier did not approve it and does not know why.",
        "Ask once more tomorrow, while there are days left.",
    ),
    "unspecified": (
        "The carrier did not approve it and names no reason.",
        "Ask once more tomorrow, while there are days left.",
    ),
}
_OTHER = (
    "The carrier did not approve it and gave no reason that we know.",
    "Read its own words, and ask once more while there are days left.",
)


def reason_words(code: str) -> tuple[str, str]:
    """What a reason code means, and what to do next."""
    return _REASONS.get(code, _OTHER)


@dataclass(frozen=True, slots=True)
class VoidAnswer:
    """The carrier's answer to a void (api.md 10.9)."""

    approved: bool
    message: str = ""
    reason_code: str = ""

    @property
    def stands_voided(self) -> bool:
        """Whether the label is void after this answer, whoever asked first."""
        return self.approved or self.reason_code == ALREADY_VOIDED

    @property
    def reason(self) -> str:
        """Why it was not approved and what to do next, with the carrier's own words as a quotation."""
        means, do = reason_words(self.reason_code)
        said = f' The carrier says: "{self.message}"' if self.message else ""
        return f"{means} {do}{said}"


class Urgency(StrEnum):
    """How soon the last void day comes."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class VoidWindow:
    """The time left for one label, in days at its origin."""

    last_day: date
    days_left: int
    rule: VoidRule

    @property
    def urgency(self) -> Urgency:
        age = self.rule.days - 1 - self.days_left
        if self.days_left < 0:
            return Urgency.OVER
        if age >= self.rule.red_day:
            return Urgency.RED
        return Urgency.AMBER if age >= self.rule.amber_day else Urgency.CALM


def void_window(created_at: datetime, now: datetime, zone: tzinfo, rule: VoidRule) -> VoidWindow:
    """What is left of the days for voiding a label created then, seen now, from that origin."""
    left = void_days_left(created_at, now, zone, rule.days)
    return VoidWindow(last_void_day(created_at, zone, rule.days), left, rule)
