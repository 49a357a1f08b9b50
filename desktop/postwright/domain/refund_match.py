"""Which refunds explain that a balance rose. Proposes one explanation where no other fits; believes none.

Money that was added to the account looks just the same, so a person confirms what is proposed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from postwright.domain.balance_evidence import BalanceSeen, Movement
from postwright.domain.money import Money

# Sums beyond this many are not followed: so many open refunds explain any rise.
_MOST_SUMS = 20_000
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PossibleCredit:
    """A refund that may have come between `earliest` and `latest`; without a `latest`, it may still come.

    `known` says that it is believed already: it can explain a rise and is not proposed again.
    """

    label_id: str
    amount: Money
    earliest: datetime
    latest: datetime | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """The balance rose by just what these refunds come to, between two looks at it."""

    label_ids: tuple[str, ...]
    amount: Money
    before: BalanceSeen
    after: BalanceSeen

    @property
    def sentence(self) -> str:
        count = len(self.label_ids)
        what = "just this refund" if count == 1 else f"just these {count} refunds together"
        return f"The balance rose by {self.amount} that nothing else explains: {what}."


def propose(
    credits_possible: Sequence[PossibleCredit],
    seen: Sequence[BalanceSeen],
    purchases: Sequence[Movement],
    judged: frozenset[datetime] = frozenset(),
) -> tuple[Proposal, ...]:
    """For one account: the rises that exactly one set of refunds explains. `judged` are the moments of
    balances whose rise a person has already called other money.

    A balance that was seen while a purchase was under way says nothing, and one purchase without an end
    silences all that were seen since.
    """
    quiet = [one for one in sorted(seen, key=lambda one: one.at) if not _disturbed(one.at, purchases)]
    found = [
        proposal
        for before, after in pairwise(quiet)
        if after.at not in judged
        for proposal in _between(before, after, credits_possible, purchases)
    ]
    return tuple(one for one in found if not any(_share(one, other) for other in found if other is not one))


def _disturbed(at: datetime, purchases: Sequence[Movement]) -> bool:
    return any(one.earliest < at and (one.latest is None or at < one.latest) for one in purchases)


def _between(
    before: BalanceSeen,
    after: BalanceSeen,
    credits_possible: Sequence[PossibleCredit],
    purchases: Sequence[Movement],
) -> tuple[Proposal, ...]:
    if before.balance.currency != after.balance.currency:
        return ()
    inside = [one for one in purchases if before.at <= one.earliest < after.at]
    rise = (after.balance - before.balance).minor + sum(one.amount.minor for one in inside)
    open_here = [
        one
        for one in credits_possible
        if one.earliest < after.at
        and (one.latest is None or one.latest > before.at)
        and one.amount.currency == after.balance.currency
        and one.amount.minor > 0
    ]
    only = _the_only_set(rise, open_here) if rise > 0 else None
    if only is None:
        return ()
    fresh = [one for one in open_here if one.label_id in only and not one.known]
    if not fresh:
        return ()
    amount = Money(sum(one.amount.minor for one in fresh), after.balance.currency)
    return (Proposal(tuple(one.label_id for one in fresh), amount, before, after),)


def _the_only_set(rise: int, possible: Sequence[PossibleCredit]) -> frozenset[str] | None:
    """The one set of refunds that makes the sum; None where there is none, or more than one."""
    # For each sum the set that makes it, or None where several do.
    ways: dict[int, frozenset[str] | None] = {0: _NONE}
    for one in possible:
        added: dict[int, frozenset[str] | None] = {}
        for reached, members in ways.items():
            sum_now = reached + one.amount.minor
            if sum_now <= rise:
                added[sum_now] = None if members is None else members | {one.label_id}
        for sum_now, members in added.items():
            ways[sum_now] = None if sum_now in ways else members
        if len(ways) > _MOST_SUMS:
            return None
    return ways.get(rise)


def _share(one: Proposal, other: Proposal) -> bool:
    """Two rises that the same refund would explain explain neither."""
    return not set(one.label_ids).isdisjoint(other.label_ids)
