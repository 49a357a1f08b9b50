"""What became of a paid label: used, given back, still to be given back, or missed. Each label has one fate.

That nobody used a label is believed only when USPS was asked after the last day for voiding it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from postwright.domain.money import Money
from postwright.domain.postal_rules import VoidRule
from postwright.domain.refund_watch import RefundState
from postwright.domain.void import VoidState, void_window


class Fate(StrEnum):
    """The parts that the postage of a month falls into."""

    USED = "used"
    GIVEN_BACK = "given_back"
    IN_DOUBT = "in_doubt"
    OPEN = "open"
    MISSED = "missed"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The parts that the postage of void labels falls into. KEPT is what the carrier does not give back of a
    refund that it grants: Refund Assist's share, or a credit below the price.
    """

    CREDITED = "credited"
    EXPECTED = "expected"
    DENIED = "denied"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class PaidLabel:
    """One label as a report looks at it. `asked_at` is when USPS last answered about its scans, `refunded`
    what came or may be expected of its refund; `twin` says that it is a second label for the same parcel.
    """

    label_id: str
    cost: Money
    created_at: datetime
    zone: tzinfo
    voided: bool = False
    void_state: VoidState | None = None
    scanned: bool = False
    asked_at: datetime | None = None
    refund: RefundState | None = None
    refunded: Money | None = None
    twin: bool = False

    def fate(self, now: datetime, rule: VoidRule) -> Fate:
        """As far as is known now."""
        if self.voided or self.void_state is VoidState.REQUESTED:
            return Fate.GIVEN_BACK
        if self.void_state in (VoidState.SENT, VoidState.IN_DOUBT):
            return Fate.IN_DOUBT
        if self.scanned:
            return Fate.USED
        if void_window(self.created_at, now, self.zone, rule).days_left >= 0:
            return Fate.OPEN
        asked = self.asked_at
        if asked is None or void_window(self.created_at, asked, self.zone, rule).days_left >= 0:
            return Fate.UNKNOWN
        return Fate.MISSED

    @property
    def parts(self) -> dict[Part, Money]:
        """How its price divides, once it is void; together they are the price."""
        if self.refund is RefundState.DENIED:
            return {Part.DENIED: self.cost}
        back = self.refunded if self.refunded is not None else self.cost
        part = Part.CREDITED if self.refund is RefundState.CREDITED else Part.EXPECTED
        kept = self.cost - back
        return {part: back, Part.KEPT: kept} if kept.minor else {part: back}
