"""What stands between a parcel and its purchase until the operator answers. Decides nothing for them.

The key of a guard names what was shown, so that an answer counts for that and for nothing else: for a parcel
by the label or draft that it resembles, for money by the amount, which covers smaller ones too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from postwright.domain.buying_rules import BuyingRules
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.likeness import customer_of, recipient_keys, similar
from postwright.domain.money import Money
from postwright.domain.shipment import Shipment


class GuardKind(StrEnum):
    """What it is about. The values stand in keys that scripts hand back."""

    SIMILAR = "similar"
    BALANCE = "balance"
    LABEL_LIMIT = "label_limit"
    DAY_LIMIT = "day_limit"


# The next parcel of a batch would meet the same.
OF_THE_WHOLE = frozenset({GuardKind.BALANCE, GuardKind.DAY_LIMIT})


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing to be answered. `label_ids` are labels that could be reprinted or voided instead."""

    kind: GuardKind
    key: str
    sentence: str
    label_ids: tuple[str, ...] = ()


class Held(BadInput):
    """Something about a purchase waits for an answer; nothing was bought."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        super().__init__(FaultKind.NEEDS_ANSWER, " ".join(guard.sentence for guard in guards))
        self.guards = guards


class Stage(StrEnum):
    """How far another purchase has come."""

    BOUGHT = "bought"
    IN_DOUBT = "in_doubt"
    UNDER_WAY = "under_way"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A label, or a purchase that may become one, that a parcel is compared with. WAITING are parcels that
    were approved to be bought at the same time.
    """

    shipment: Shipment
    draft_id: str
    price: Money
    at: datetime
    stage: Stage
    label_id: str = ""

    @property
    def key(self) -> str:
        return f"{GuardKind.SIMILAR}:{self.label_id or self.draft_id}"

    @property
    def keys(self) -> frozenset[str]:
        """A label answers to its draft too: it may have been shown before it was bought."""
        return frozenset(f"{GuardKind.SIMILAR}:{one}" for one in (self.label_id, self.draft_id) if one)


@dataclass(frozen=True, slots=True)
class Balance:
    """What the account held at a moment, less what was bought since."""

    amount: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent on a day at the origin, with what is under way."""

    day: date
    amount: Money


def resembling(
    shipment: Shipment, draft_id: str, earlier: Iterable[Earlier], rules: BuyingRules, now: datetime
) -> tuple[Earlier, ...]:
    """What is for the same customer with a similar parcel, and not too long ago. What may still be charged is
    never too long ago. A return resembles no parcel that goes out.
    """
    if rules.similar_hours <= 0:
        return ()
    since = now - timedelta(hours=rules.similar_hours)
    keys = recipient_keys(customer_of(shipment))
    return tuple(
        one
        for one in earlier
        if (one.at >= since or one.stage in (Stage.IN_DOUBT, Stage.UNDER_WAY))
        and (one.draft_id != draft_id or one.label_id)
        and one.shipment.is_return == shipment.is_return
        and similar(one.shipment.parcel, shipment.parcel)
        and keys & recipient_keys(customer_of(one.shipment))
    )


def of_resemblance(one: Earlier, now: datetime) -> Guard:
    who, ago = customer_of(one.shipment).who, ago_words(now - one.at)
    label, parcel = ("return label", "return") if one.shipment.is_return else ("label", "parcel")
    told = {
        Stage.BOUGHT: f"You already bought a {label} like this for {who}, {ago}, for {one.price}.",
        Stage.IN_DOUBT: f"A {label} like this for {who} may have been bought {ago}; we don't know yet.",
        Stage.UNDER_WAY: f"A {label} like this for {who} is being bought now for {one.price}.",
        Stage.WAITING: f"Another {parcel} like this for {who} is to be bought too, for {one.price}.",
    }[one.stage]
    return Guard(GuardKind.SIMILAR, one.key, told, (one.label_id,) if one.label_id else ())


def of_price(price: Money, rules: BuyingRules) -> Guard | None:
    """A label that costs more than one may."""
    limit = rules.label_limit
    if limit is None or not _above(price, limit):
        return None
    told = f"This label costs {price}. Your limit for one label is {limit}."
    return Guard(GuardKind.LABEL_LIMIT, f"{GuardKind.LABEL_LIMIT}:{price.minor}", told)


def of_day(price: Money, spent: Spent, rules: BuyingRules) -> Guard | None:
    """More in one day than may be spent in one."""
    limit = rules.day_limit
    if limit is None or not _same(price, limit, spent.amount):
        return None
    together = spent.amount + price
    if together <= limit:
        return None
    told = f"{together} would be spent today, with {spent.amount} before. Your limit for one day is {limit}."
    return Guard(GuardKind.DAY_LIMIT, f"{GuardKind.DAY_LIMIT}:{spent.day}:{together.minor}", told)


def of_balance(price: Money, balance: Balance | None, now: datetime) -> Guard | None:
    """Less on the account than is to be spent. An unknown balance, or one in another currency, is no guard:
    the carrier sees to it.
    """
    if balance is None or not _same(price, balance.amount) or price <= balance.amount:
        return None
    was = f"it was {balance.amount} {ago_words(now - balance.at)}"
    told = f"The postage balance is too low: {was}, and {price} is to be spent."
    return Guard(GuardKind.BALANCE, f"{GuardKind.BALANCE}:{price.minor}", told)


def unanswered(guards: Iterable[Guard | None], answered: Iterable[str]) -> tuple[Guard, ...]:
    """Those that no answer covers."""
    given = frozenset(answered)
    return tuple(guard for guard in guards if guard is not None and not _covered(guard.key, given))


def _covered(key: str, given: frozenset[str]) -> bool:
    if key in given:
        return True
    about, _, amount = key.rpartition(":")
    if about.partition(":")[0] == GuardKind.SIMILAR:
        return False
    answers = (one.rpartition(":") for one in given)
    return any(one == about and text.isdecimal() and int(text) >= int(amount) for one, _, text in answers)


def _above(one: Money, other: Money) -> bool:
    """An amount in a currency that the limit does not know may be anything, so that it is above it."""
    return one.currency != other.currency or one > other


def _same(*amounts: Money) -> bool:
    return len({amount.currency for amount in amounts}) == 1


def ago_words(length: timedelta) -> str:
    """ "just now", "5 minutes ago", "2 hours ago"."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 120:
        return f"{minutes} minutes ago" if minutes > 1 else "a minute ago"
    return f"{minutes // 60} hours ago"
