"""What the balance of the account says about a charge that is in doubt. Evidence only; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from postwright.domain.money import Money

# A balance that is older may have changed in ways that nobody here saw.
OLDEST = timedelta(hours=12)
# A balance that was read while the request was under way may be from before the charge.
_SETTLED = timedelta(minutes=1)
# Sums beyond this many are not followed: so many open ends explain any balance.
_MOST_SUMS = 20_000


class Says(StrEnum):
    """Which way the balance points."""

    CHARGED = "charged"
    NOT_CHARGED = "not_charged"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class BalanceSeen:
    """What an account held when somebody looked."""

    at: datetime
    account: str
    balance: Money


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that our own books know of: taken from the account, or with a negative amount given back.

    It happened between `earliest` and `latest`; without a `latest` perhaps never, such as another purchase in
    doubt or a refund that was asked for.
    """

    amount: Money
    earliest: datetime
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suspected:
    """The charge that is in doubt. `lost_at` is when its request had ended."""

    account: str
    amount: Money
    sent_at: datetime
    lost_at: datetime


@dataclass(frozen=True, slots=True)
class BalanceEvidence:
    """What was found, with the two balances that it rests on. `sentence` tells it without times."""

    says: Says
    sentence: str
    before: BalanceSeen | None = None
    after: BalanceSeen | None = None


def weigh(
    suspected: Suspected, seen: Iterable[BalanceSeen], movements: Iterable[Movement]
) -> BalanceEvidence:
    """Compare the last balance before the request left with those seen since.

    An unexplained fall by the amount speaks for a charge whenever it was seen. That there is none speaks
    against it only in the newest balance: the carrier may book later.
    """
    ours = sorted((one for one in seen if one.account == suspected.account), key=lambda one: one.at)
    before = next((one for one in reversed(ours) if one.at <= suspected.sent_at), None)
    since = [one for one in ours if one.at > suspected.sent_at]
    if before is None:
        return _silent("no balance is known from before the request")
    if suspected.sent_at - before.at > OLDEST:
        return _silent("the last balance from before the request is too old", before)
    if not since:
        return _silent("nobody has seen it since", before)
    known = tuple(movements)
    found = [_compare(suspected, before, after, known) for after in reversed(since)]
    return next((one for one in found if one.says is Says.CHARGED), found[0])


def _compare(
    suspected: Suspected, before: BalanceSeen, after: BalanceSeen, movements: tuple[Movement, ...]
) -> BalanceEvidence:
    currencies = {one.currency for one in (suspected.amount, before.balance, after.balance)}
    if len(currencies) > 1:
        return _silent("it is in another currency", before, after)
    placed = [(_within(one, before.at, after.at), one.amount.minor) for one in movements]
    fall = (before.balance - after.balance).minor - sum(amount for inside, amount in placed if inside)
    sums = _sums([amount for inside, amount in placed if inside is None])
    if sums is None:
        return _silent("too much else is open on this account", before, after)
    with_charge, without = fall - suspected.amount.minor in sums, fall in sums
    if with_charge and not without:
        told = f"The balance fell by {suspected.amount} that nothing else explains."
        return BalanceEvidence(Says.CHARGED, f"{told} That speaks for a charge.", before, after)
    if without and not with_charge and after.at - suspected.lost_at >= _SETTLED:
        told = "Nothing left the account that is not explained. That speaks against a charge."
        return BalanceEvidence(Says.NOT_CHARGED, told, before, after)
    if with_charge:
        return _silent("it fits a charge and none, since more is open on this account", before, after)
    if without:
        return _silent("it was seen too soon after the request", before, after)
    return _silent("it changed in another way: other programs, or money that was added", before, after)


def _within(movement: Movement, start: datetime, end: datetime) -> bool | None:
    """Whether it happened between two looks; None where that is not known."""
    if movement.earliest >= end or (movement.latest is not None and movement.latest <= start):
        return False
    inside = movement.latest is not None and start <= movement.earliest and movement.latest <= end
    return True if inside else None


def _sums(amounts: list[int]) -> set[int] | None:
    """Every sum that some of the amounts make, none of them included; None where there are too many."""
    sums = {0}
    for amount in amounts:
        sums |= {one + amount for one in sums}
        if len(sums) > _MOST_SUMS:
            return None
    return sums


def _silent(why: str, before: BalanceSeen | None = None, after: BalanceSeen | None = None) -> BalanceEvidence:
    return BalanceEvidence(Says.NOTHING, f"The balance says nothing: {why}.", before, after)
