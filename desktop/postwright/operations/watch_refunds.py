"""Follow refunds from the request to the money: compare the balance, take a person's word, opt out of Refund
Assist. Believes a balance only once a person has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money
from postwright.domain.postal_rules import PostalRules
from postwright.domain.refund_match import PossibleCredit, Proposal, propose
from postwright.domain.refund_watch import (
    How,
    RefundEvent,
    RefundState,
    RefundWatch,
    Report,
)
from postwright.store.balances import Balances
from postwright.store.labels import Labels
from postwright.store.marks import Marks
from postwright.store.refunds import Refunds, noon_of

# What has ended stays in sight so long.
LISTED = timedelta(days=60)
# Labels that are older are asked about no more; a person may still enter what came of them.
ASKED_ABOUT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RefundDesk:
    """What watching refunds needs. `carrier` is the one for errands; `other_money` keeps which rises of a
    balance were other money, `looks` when the carrier was asked last.
    """

    refunds: Refunds
    labels: Labels
    balances: Balances
    carrier: CarrierClient
    other_money: Marks
    looks: Marks
    rules: PostalRules
    now: Callable[[], datetime]


def refunds(desk: RefundDesk) -> tuple[RefundWatch, ...]:
    """Those that are open and those that ended of late, the soonest day first, each with how the balance
    explains itself by it. Asks nobody.
    """
    found = desk.refunds.watched(desk.now() - LISTED)
    proposed = {label_id: one for one in proposals(desk, found) for label_id in one.label_ids}
    return tuple(replace(one, proposal=proposed.get(one.id)) for one in found)


def proposals(desk: RefundDesk, found: Iterable[RefundWatch]) -> tuple[Proposal, ...]:
    """How the balances seen explain themselves by the refunds of each account."""
    known = [one for one in found if one.is_open or one.state is RefundState.CREDITED]
    accounts = sorted({one.entry.label.carrier_id for one in known if one.is_open})
    judged = frozenset(map(_moment, desk.other_money.all()))
    return tuple(
        proposal
        for account in accounts
        for proposal in _of_account(
            desk, account, [one for one in known if one.entry.label.carrier_id == account], judged
        )
    )


def _of_account(
    desk: RefundDesk, account: str, known: list[RefundWatch], judged: frozenset[datetime]
) -> tuple[Proposal, ...]:
    since = min(one.asked_at for one in known if one.is_open)
    possible = [
        PossibleCredit(
            one.id,
            one.amount,
            one.asked_at,
            None if one.day is None else _end_of(one),
            known=not one.is_open,
        )
        for one in known
    ]
    looks, purchases = desk.balances.changes(account, since), desk.balances.charges(account, since)
    return propose(possible, looks, purchases, judged)


def _end_of(one: RefundWatch) -> datetime:
    """A credit came on its day at the latest."""
    day = one.day or one.expected_by
    return datetime.combine(day, time.max, one.entry.zone)


def credited(desk: RefundDesk, label_id: str, amount: Money, day: date) -> RefundWatch:
    """A person says that so much came back on that day.

    Raises BadInput: REFUND_AMOUNT for what cannot have come back, REFUND_MOVED_ON where none is open.
    """
    watch = _watched(desk, label_id)
    label = watch.entry.label
    if not 0 < amount.minor <= label.cost.minor or amount.currency != label.cost.currency:
        raise BadInput(FaultKind.REFUND_AMOUNT, f"The label cost {label.cost}.", field="amount")
    today = desk.now().astimezone(watch.entry.zone).date()
    if not watch.asked_at.astimezone(watch.entry.zone).date() <= day <= today:
        raise BadInput(FaultKind.REFUND_AMOUNT, "That day is not between the void and today.", field="day")
    said = f"A person says that {amount} came back on {day}."
    moment = noon_of(day, watch.entry)
    return _recorded(
        desk, label_id, RefundEvent.CREDITED, how=How.HAND, detail=said, amount=amount, seen=moment
    )


def denied(desk: RefundDesk, label_id: str, why: str) -> RefundWatch:
    """A person says that nothing comes. Raises BadInput(REFUND_MOVED_ON) where none is open."""
    return _recorded(desk, label_id, RefundEvent.DENIED, how=How.HAND, detail=why.strip())


def reopen(desk: RefundDesk, label_id: str) -> RefundWatch:
    """Take back what was entered: the money is waited for again. Raises BadInput(REFUND_MOVED_ON)."""
    return _recorded(desk, label_id, RefundEvent.REOPENED, how=How.HAND, detail="Taken back.")


def confirm(desk: RefundDesk, proposal: Proposal) -> tuple[RefundWatch, ...]:
    """A person believes how the balance explains itself.

    Raises BadInput(REFUND_MOVED_ON) where it does not say so any more; then nothing is written.
    """
    if proposal not in proposals(desk, desk.refunds.watched(desk.now() - LISTED)):
        raise BadInput(FaultKind.REFUND_MOVED_ON)
    return tuple(
        _recorded(
            desk,
            label_id,
            RefundEvent.CREDITED,
            how=How.BALANCE,
            detail=proposal.sentence,
            seen=proposal.after.at,
        )
        for label_id in proposal.label_ids
    )


def is_other_money(desk: RefundDesk, proposal: Proposal) -> None:
    """A person says that the balance rose by something else; it is not proposed again."""
    now = desk.now()
    name = proposal.after.at.astimezone(UTC).isoformat()
    desk.other_money.keep(name, now + ASKED_ABOUT, now)


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(name)


def opt_out(desk: RefundDesk, label_id: str) -> RefundWatch:
    """Have Refund Assist leave one label alone; it can still be voided by hand, for all of its price.

    Raises BadInput(REFUND_MOVED_ON) where it is not scheduled, and the fault of the call. After a lost answer
    asking again is safe: the next look tells.
    """
    watch = desk.refunds.get(label_id)
    if watch is None or watch.state is not RefundState.SCHEDULED:
        raise BadInput(FaultKind.REFUND_MOVED_ON)
    report = desk.carrier.labels.cancel_refund(label_id)
    said = "Refund Assist was told to leave this label alone."
    if desk.refunds.heard(report, Report(RefundEvent.EXCLUDED, said), ""):
        return _watched(desk, label_id)
    return _recorded(desk, label_id, RefundEvent.EXCLUDED, how=How.CARRIER, detail=said)


def _recorded(
    desk: RefundDesk,
    label_id: str,
    event: RefundEvent,
    *,
    how: How,
    detail: str,
    amount: Money | None = None,
    seen: datetime | None = None,
) -> RefundWatch:
    _watched(desk, label_id)
    if not desk.refunds.record(label_id, event, how=how, detail=detail, amount=amount, seen=seen):
        raise BadInput(FaultKind.REFUND_MOVED_ON)
    return _watched(desk, label_id)


def _watched(desk: RefundDesk, label_id: str) -> RefundWatch:
    watch = desk.refunds.get(label_id)
    if watch is None:
        raise BadInput(FaultKind.REFUND_MOVED_ON)
    return watch
