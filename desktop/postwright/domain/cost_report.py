"""What the labels of one month came to: paid, used, given back, missed, and what mistakes cost. Whole cents.

Every figure is about the labels bought in the month, so that the parts add up to what was paid. Labels in
another currency are counted and left out. Reads no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from postwright.domain.label_fate import Fate, PaidLabel, Part
from postwright.domain.likeness import customer_of, recipient_keys, similar
from postwright.domain.money import Money
from postwright.domain.month import Month
from postwright.domain.postal_rules import VoidRule
from postwright.domain.shipment import Shipment

CURRENCY = "usd"
# A second label for the same parcel is bought soon after the first, or it is meant.
TWIN_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Share:
    """So many labels, and their money."""

    count: int = 0
    amount: Money = field(default_factory=lambda: Money(0, CURRENCY))

    def __add__(self, other: Share) -> Share:
        return Share(self.count + other.count, self.amount + other.amount)


class Cause(StrEnum):
    """Why money was lost. A second label that was missed counts as a duplicate alone."""

    MISSED = "missed"
    DUPLICATES = "duplicates"
    DENIED = "denied"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Reprints:
    """Copies beyond the first that went to a printer in the month, by reason."""

    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        return sum(count for _, count in self.reasons)

    @property
    def top(self) -> str:
        """The reason given most often; the first of the alphabet where several are."""
        return min(self.reasons, key=lambda one: (-one[1], one[0]))[0] if self.reasons else ""


@dataclass(frozen=True, slots=True)
class CostReport:
    """One month. `fates` add up to `paid`, `parts` to what was given back, `causes` to what was lost.

    `twins` are second labels for the same parcel, whatever became of them; `came_in` is the money credited in
    the month, of labels of any month. `settled_by` is when the last label can be voided no more.
    """

    month: Month
    zone_name: str
    made_at: datetime
    paid: Share
    fates: Mapping[Fate, Share]
    parts: Mapping[Part, Share]
    causes: Mapping[Cause, Share]
    twins: Share = Share()
    twins_given_back: Share = Share()
    reprints: Reprints = Reprints()
    came_in: Share = Share()
    left_out: int = 0
    is_running: bool = False

    @property
    def lost(self) -> Money:
        """What mistakes cost, as far as is known."""
        return sum((one.amount for one in self.causes.values()), Money(0, CURRENCY))

    @property
    def top(self) -> Cause | None:
        """What cost most; None where nothing was lost."""
        found = [cause for cause in Cause if self.causes[cause].amount.minor]
        return max(found, key=lambda cause: self.causes[cause].amount.minor, default=None)

    @property
    def is_final(self) -> bool:
        """Whether nothing in it can change any more but by a person's word."""
        waiting = (self.fates[Fate.OPEN], self.fates[Fate.IN_DOUBT], self.fates[Fate.UNKNOWN])
        open_ends = (*waiting, self.parts[Part.EXPECTED])
        return not self.is_running and not any(one.count for one in open_ends)


def report(
    month: Month,
    zone_name: str,
    labels: Sequence[PaidLabel],
    now: datetime,
    rule: VoidRule,
    *,
    reprints: Reprints = Reprints(),
    came_in: Share = Share(),
    is_running: bool = False,
) -> CostReport:
    """Add it all up."""
    ours = [one for one in labels if one.cost.currency == CURRENCY]
    fated = [(one, one.fate(now, rule)) for one in ours]
    back = [one for one, fate in fated if fate is Fate.GIVEN_BACK]
    parts = {part: _sum(one.parts[part] for one in back if part in one.parts) for part in Part}
    missed = [one for one, fate in fated if fate is Fate.MISSED]
    twins = [one for one in ours if one.twin]
    return CostReport(
        month=month,
        zone_name=zone_name,
        made_at=now,
        paid=_sum(one.cost for one in ours),
        fates={fate: _sum(one.cost for one, own in fated if own is fate) for fate in Fate},
        parts=parts,
        causes={
            Cause.MISSED: _sum(one.cost for one in missed if not one.twin),
            Cause.DUPLICATES: _sum(one.cost for one in missed if one.twin),
            Cause.DENIED: parts[Part.DENIED],
            Cause.KEPT: parts[Part.KEPT],
        },
        twins=_sum(one.cost for one in twins),
        twins_given_back=_sum(one.cost for one in twins if one in back),
        reprints=reprints,
        came_in=came_in,
        left_out=len(labels) - len(ours),
        is_running=is_running,
    )


def _sum(amounts: Iterable[Money]) -> Share:
    return sum((Share(1, amount) for amount in amounts), Share())


@dataclass(frozen=True, slots=True)
class Likely:
    """A label as it is compared with others to find second ones."""

    label_id: str
    created_at: datetime
    shipment: Shipment
    scanned: bool


def twins(labels: Sequence[Likely]) -> frozenset[str]:
    """Ids of labels that are second ones: for the same recipient and a like parcel, bought within a day of an
    earlier one. Where USPS has scanned both, they were two parcels.
    """
    found: set[str] = set()
    by_key: dict[str, list[Likely]] = {}
    for one in sorted(labels, key=lambda label: (label.created_at, label.label_id)):
        keys = recipient_keys(customer_of(one.shipment))
        if any(_is_twin(one, earlier) for key in keys for earlier in _before(one, by_key.get(key, []))):
            found.add(one.label_id)
        for key in keys:
            by_key.setdefault(key, []).append(one)
    return frozenset(found)


def _before(one: Likely, earlier: Sequence[Likely]) -> Iterator[Likely]:
    """Those of the day before it, newest first: one recipient may get hundreds of parcels a month."""
    return takewhile(lambda other: one.created_at - other.created_at <= TWIN_WITHIN, reversed(earlier))


def _is_twin(one: Likely, earlier: Likely) -> bool:
    return (
        not (one.scanned and earlier.scanned)
        and one.shipment.is_return == earlier.shipment.is_return
        and similar(one.shipment.parcel, earlier.shipment.parcel)
    )
