"""A refund from the day it is asked for until its money is seen or refused. Believes no silence and no date.

That the money came is known from the carrier's report or from a person; what the balance suggests is only a
proposal (domain/refund_match.py). That it is late is worked out from the dates, never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.postal_rules import AssistRule, RefundRule
from postwright.domain.refund import Refund
from postwright.domain.refund_match import Proposal


class RefundState(StrEnum):
    """Where the money of a label stands. SCHEDULED and EXCLUDED are Refund Assist's (api.md 10.10): the
    carrier will void the label by itself, or was told to leave it alone.
    """

    SCHEDULED = "scheduled"
    ASKED = "asked"
    CREDITED = "credited"
    DENIED = "denied"
    EXCLUDED = "excluded"


class RefundEvent(StrEnum):
    """What can happen to it. REOPENED takes back what a person entered."""

    SCHEDULED = "scheduled"
    ASKED = "asked"
    CREDITED = "credited"
    DENIED = "denied"
    EXCLUDED = "excluded"
    REOPENED = "reopened"


class How(StrEnum):
    """Who says so."""

    CARRIER = "carrier"
    BALANCE = "balance"
    HAND = "hand"


# None is a label of whose refund nothing was ever heard. What was denied may still be credited: a person can
# have misread, and the carrier can change its mind. What was credited is only ever taken back by a person.
NEXT: dict[RefundState | None, dict[RefundEvent, RefundState]] = {
    None: {
        RefundEvent.SCHEDULED: RefundState.SCHEDULED,
        RefundEvent.ASKED: RefundState.ASKED,
        RefundEvent.EXCLUDED: RefundState.EXCLUDED,
    },
    RefundState.SCHEDULED: {
        RefundEvent.ASKED: RefundState.ASKED,
        RefundEvent.EXCLUDED: RefundState.EXCLUDED,
    },
    RefundState.EXCLUDED: {
        RefundEvent.ASKED: RefundState.ASKED,
        RefundEvent.SCHEDULED: RefundState.SCHEDULED,
    },
    RefundState.ASKED: {
        RefundEvent.CREDITED: RefundState.CREDITED,
        RefundEvent.DENIED: RefundState.DENIED,
    },
    RefundState.DENIED: {
        RefundEvent.CREDITED: RefundState.CREDITED,
        RefundEvent.REOPENED: RefundState.ASKED,
    },
    RefundState.CREDITED: {RefundEvent.REOPENED: RefundState.ASKED},
}

# The carrier's word for a label that it voided by itself (api.md 10.4).
ASSIST = "refund_assist"
_ENDED = frozenset({RefundState.CREDITED, RefundState.DENIED})


@dataclass(frozen=True, slots=True)
class RefundWatch:
    """One refund. `amount` is what may be expected, and what came once it is credited; `day` is when it came.

    `proposal` is how the balance explains itself by this refund, where exactly one explanation fits.
    """

    entry: LabelEntry
    state: RefundState
    asked_at: datetime
    expected_from: date
    expected_by: date
    amount: Money
    how: How = How.CARRIER
    detail: str = ""
    day: date | None = None
    proposal: Proposal | None = None

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def is_open(self) -> bool:
        """Whether money is still to come."""
        return self.state is RefundState.ASKED

    @property
    def is_ended(self) -> bool:
        return self.state in _ENDED

    @property
    def by_assist(self) -> bool:
        """Whether the carrier asks for it by itself, and keeps a part."""
        return self.state is RefundState.SCHEDULED or self.entry.label.void_type == ASSIST

    @property
    def short(self) -> Money:
        """What of the price does not come back, as far as is known."""
        cost = self.entry.label.cost
        return cost if self.state is RefundState.DENIED else cost - self.amount

    def is_overdue(self, today: date) -> bool:
        return self.is_open and today > self.expected_by


def expected_dates(asked_at: datetime, zone: tzinfo, rule: RefundRule) -> tuple[date, date]:
    """Between which two days at the origin the money may be expected."""
    day = asked_at.astimezone(zone).date()
    return day + timedelta(days=rule.first_days), day + timedelta(days=rule.last_days)


def assist_day(created_at: datetime, rule: AssistRule) -> datetime:
    """When Refund Assist voids an unused label by itself: until then a void by hand brings all of it back."""
    return created_at + timedelta(days=rule.void_day)


def assist_pays(cost: Money, rule: AssistRule) -> Money:
    """What Refund Assist credits, in whole cents, the part of a cent left out."""
    return Money(cost.minor * rule.percent // 100, cost.currency)


@dataclass(frozen=True, slots=True)
class Report:
    """What the carrier's words about a refund come to. Without an event they say nothing new."""

    event: RefundEvent | None
    detail: str = ""
    amount: Money | None = None


def reported(refund: Refund, *, voided: bool) -> Report:
    """Read the carrier's report. Approved is not credited until it names the sum; a refusal of a label that
    is not void means that it was used, which is no loss.
    """
    match refund.status:
        case "request_scheduled":
            return Report(RefundEvent.SCHEDULED, "The carrier will void this label by itself.")
        case "excluded":
            return Report(RefundEvent.EXCLUDED, "Refund Assist leaves this label alone.")
        case "rejected" if not voided:
            return Report(RefundEvent.EXCLUDED, "The carrier found that the label was used.")
        case "rejected":
            return Report(RefundEvent.DENIED, "The carrier reports that the refund was rejected.")
        case "approved" if refund.credited is not None and refund.credited.minor > 0:
            return Report(RefundEvent.CREDITED, "The carrier reports the credit.", refund.credited)
        case "approved":
            return Report(None, "The carrier reports that it approved the refund. The credit is to come.")
        case "pending":
            return Report(None, "The carrier reports that the refund is under way.")
    return Report(None, f"The carrier says of the refund: {refund.status}." if refund.status else "")
