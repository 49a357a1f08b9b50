"""Find out what became of doubtful purchases by reading. Never buys, and never takes one "not found" as
proof.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from postwright.carrier.client import CarrierClient
from postwright.domain.absence import Moment, SettlingRule, believable, believable_from, looks_missing
from postwright.domain.account import Account
from postwright.domain.balance_evidence import BalanceEvidence, Says, Suspected, weigh
from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label import Label
from postwright.domain.label_alarms import alarms_of, second_labels, voided_at_carrier
from postwright.domain.purchase import Bought, ProvedAbsent, Purchase, Sending, State, WasLost
from postwright.domain.purchase_history import Told, told
from postwright.operations.look_up import Absent, Found, look
from postwright.operations.results import Doubt, Purchased
from postwright.store.balances import Balances
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.sqlite_faults import Conflict

# No call of the money lane lasts longer than this.
LONGEST_CALL = timedelta(minutes=3)


def settle(
    ledger: Ledger,
    labels: Labels,
    carrier: CarrierClient,
    *,
    now: datetime,
    stale_before: datetime,
    balances: Balances | None = None,
    only: str = "",
) -> tuple[Purchased, ...]:
    """Look every doubtful purchase (or `only` one) up once; those found are returned as bought.

    A purchase that still says SENT counts as lost if another run of the program sent it, or this one before
    `stale_before`: longer ago than any call may last.
    """
    found = []
    for purchase in ledger.unsettled():
        if only not in ("", purchase.id) or _is_under_way(ledger, purchase, stale_before):
            continue
        with suppress(Conflict):  # its own lane, or another look, has recorded how it ended in the meantime
            adopted = _settle_one(ledger, labels, carrier, purchase, now, balances)
            if adopted is not None:
                found.append(adopted)
    return tuple(found)


def _is_under_way(ledger: Ledger, purchase: Purchase, stale_before: datetime) -> bool:
    """Whether an answer may still come: this run sent it, and not longer ago than a call can last."""
    return (
        purchase.state is State.SENT
        and ledger.is_sending(purchase.id)
        and ledger.history(purchase.id)[-1].at > stale_before
    )


def _settle_one(
    ledger: Ledger,
    labels: Labels,
    carrier: CarrierClient,
    purchase: Purchase,
    now: datetime,
    balances: Balances | None,
) -> Purchased | None:
    if purchase.state is State.SENT:
        purchase = _lost(ledger, purchase, now, "The program ended before the answer came.")
    seen = look(labels, carrier, purchase, partial(_remember, balances))
    if isinstance(seen, Found):
        why = Decision(By.PROGRAM, "This purchase was made.", ("The carrier lists it under our own id.",))
        return adopt(ledger, labels, purchase, seen.labels, why)
    if isinstance(seen, Absent):
        ledger.note_look(purchase.id, now, clean=True, detail="The carrier knows no such label.")
    else:
        ledger.note_look(purchase.id, now, clean=False, detail=seen.why)
    return None


def _remember(balances: Balances | None, accounts: tuple[Account, ...]) -> None:
    """Evidence is worth a try; that it cannot be kept must not keep a label from being found."""
    if balances is not None:
        with suppress(Environment):
            balances.note(*accounts)


def adopt(
    ledger: Ledger, labels: Labels, purchase: Purchase, answers: tuple[Label, ...], decision: Decision
) -> Purchased:
    """Take the carrier's label as the one that this purchase paid for, and keep any other beside it: it is
    paid for too, and only what is kept can be voided here.
    """
    label, *others = answers
    receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
    purchase = ledger.record(purchase, receipt, label=label, decision=decision)
    live = [one for one in others if not one.voided]
    for other in live:
        why = Decision(
            By.PROGRAM, f"Label {other.label_id} was bought for this parcel too.", decision.evidence
        )
        with suppress(Conflict):  # it is kept already
            labels.add(other, purchase.id, why)
    found = alarms_of(label, purchase.order) + second_labels([one.label_id for one in live])
    return Purchased(purchase, labels.get(label.label_id), found + voided_at_carrier(label))


def it_does_not_exist(
    ledger: Ledger,
    purchase_id: str,
    *,
    now: datetime,
    rule: SettlingRule,
    balances: Balances | None = None,
    despite_balance: bool = False,
) -> Purchase:
    """The operator confirms that nothing was bought. Raises BadInput: NOT_YET_ABSENT while that is no proof,
    and BALANCE_SPEAKS_FOR_IT when the balance fell by the price, unless `despite_balance` says that it was
    seen.
    """
    purchase = ledger.purchase(purchase_id)
    if purchase.state is not State.IN_DOUBT or not _can_deny(ledger, purchase, now, rule):
        raise BadInput(FaultKind.NOT_YET_ABSENT)
    balance = evidence_of(ledger, purchase, balances, now)
    against = balance is not None and balance.says is Says.CHARGED
    if against and not despite_balance:
        raise BadInput(FaultKind.BALANCE_SPEAKS_FOR_IT, balance.sentence if balance else "")
    looks = len(ledger.looks(purchase_id))
    evidence = f"Confirmed by the operator at {now.isoformat()} after {looks} looks found nothing."
    what = "There is no such label" + (", although the balance speaks for a charge." if against else ".")
    known = (f"{looks} looks found nothing.", *((balance.sentence,) if balance else ()))
    try:
        return ledger.record(purchase, ProvedAbsent(evidence), decision=Decision(By.OPERATOR, what, known))
    except Conflict as moved:  # a look of another lane found it while the person decided
        raise BadInput(FaultKind.NOT_YET_ABSENT) from moved


def evidence_of(
    ledger: Ledger, purchase: Purchase, balances: Balances | None, now: datetime
) -> BalanceEvidence | None:
    """What the balance says about a purchase in doubt. None where nobody keeps balances."""
    if balances is None:
        return None
    order = purchase.order
    sent = [line.at for line in ledger.history(purchase.id) if isinstance(line.event, Sending)]
    since = sent[-1] if sent else order.created_at
    suspected = Suspected(order.carrier_id, order.expected, since, purchase.lost_at or now)
    known = balances.movements(order.carrier_id, since, but=purchase.id)
    return weigh(suspected, balances.seen(order.carrier_id, since), known)


def named_before(ledger: Ledger, purchase: Purchase) -> Purchase:
    """A purchase that somebody names the label of while it still says SENT is a doubt from now on."""
    if purchase.state is State.SENT:
        return _lost(ledger, purchase, purchase.order.created_at, "Named by the operator.")
    return purchase


def _lost(ledger: Ledger, purchase: Purchase, at: datetime, why: str) -> Purchase:
    return ledger.record(purchase, WasLost(at, why, uptime=ledger.moment().uptime))


def _lost_moment(ledger: Ledger, purchase: Purchase) -> Moment | None:
    """When the doubt began, by both clocks."""
    moment: Moment | None = None
    for recorded in ledger.history(purchase.id):
        if isinstance(recorded.event, Sending):
            moment = None
        elif isinstance(recorded.event, WasLost) and moment is None:
            moment = Moment(recorded.event.at, recorded.event.uptime)
    return moment


def _can_deny(ledger: Ledger, purchase: Purchase, now: datetime, rule: SettlingRule) -> bool:
    lost = _lost_moment(ledger, purchase)
    at = Moment(now, ledger.moment().uptime)
    return lost is not None and believable(lost, ledger.looks(purchase.id), at, rule)


def doubts(
    ledger: Ledger, *, now: datetime, rule: SettlingRule, balances: Balances | None = None
) -> tuple[Doubt, ...]:
    """Every purchase in doubt, with what is known about it, the most money first, then the oldest."""
    found = [
        _doubt(ledger, purchase, now, rule, balances)
        for purchase in ledger.unsettled()
        if not _is_under_way(ledger, purchase, now - LONGEST_CALL)  # or an answer may still come
    ]
    return tuple(sorted(found, key=lambda doubt: (-doubt.purchase.order.expected.minor, doubt.since)))


def _doubt(
    ledger: Ledger, purchase: Purchase, now: datetime, rule: SettlingRule, balances: Balances | None
) -> Doubt:
    at = Moment(now, ledger.moment().uptime)
    lost = _lost_moment(ledger, purchase)
    since = lost or Moment(purchase.order.created_at)
    looks = ledger.looks(purchase.id)
    lines = [Told(line.at, told(line.entry)) for line in ledger.lines(purchase.id)]
    searched = [Told(one.at, one.detail) for one in ledger.all_looks(purchase.id)]
    return Doubt(
        purchase,
        since.at,
        tuple(searched[-3:]),
        can_deny=lost is not None and believable(lost, looks, at, rule),
        absent_from=believable_from(since, looks, at, rule),
        asked_at=now,
        looks_missing=looks_missing(since, looks, at, rule),
        history=tuple(sorted(lines + searched, key=lambda one: one.at)),
        balance=evidence_of(ledger, purchase, balances, now),
    )
