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
_REASONS = {
    "label_not_found_within_void_period": "The 28 days for voiding this label are over.",
    "label_already_used": "USPS has scanned this parcel, so the label counts as used.",
    ALREADY_VOIDED: "This label was voided before.",
    "contact_carrier": "USPS asks you to contact it about this label.",
    "validation_failed": "The carrier could not process the request for this label.",
}


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
        return _REASONS.get(
            self.reason_code, "The carrier did not approve it and gave no reason that we know."
        )


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
