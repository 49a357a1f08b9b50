"""Find out what became of doubtful purchases by reading. Never buys, and never takes one "not found" as
proof.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.absence import SettlingRule, believable, believable_from
from postwright.domain.barcode import squeeze
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.label import Label
from postwright.domain.label_alarms import alarms_of
from postwright.domain.purchase import UNSETTLED, Bought, ProvedAbsent, Purchase, State, WasLost
from postwright.operations.results import Doubt, Purchased
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.sqlite_faults import Conflict

# No call of the money lane lasts longer than this.
LONGEST_CALL = timedelta(minutes=3)
# Clocks of carrier and computer differ; a label may seem to be made before it was asked for.
CLOCK_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Found:
    """The carrier has the label. More than one means that something bought twice: an alarm."""

    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Every lookup answered cleanly, and none knew the purchase."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A lookup failed, or a label that may be ours could not be told apart."""

    why: str


Look = Found | Absent | Unclear


def settle(
    ledger: Ledger, labels: Labels, carrier: CarrierClient, *, now: datetime, stale_before: datetime
) -> tuple[Purchased, ...]:
    """Look every doubtful purchase up once; those found are returned as bought.

    A purchase that still says SENT counts as lost if another run of the program sent it, or this one before
    `stale_before`: longer ago than any call may last.
    """
    found = []
    for purchase in ledger.unsettled():
        if _is_under_way(ledger, purchase, stale_before):
            continue
        with suppress(Conflict):  # its own lane, or another look, has recorded how it ended in the meantime
            adopted = _settle_one(ledger, labels, carrier, purchase, now)
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
    ledger: Ledger, labels: Labels, carrier: CarrierClient, purchase: Purchase, now: datetime
) -> Purchased | None:
    if purchase.state is State.SENT:
        purchase = ledger.record(purchase, WasLost(now, "The program ended before the answer came."))
    seen = look(labels, carrier, purchase)
    if isinstance(seen, Found):
        return adopt(ledger, labels, purchase, seen.labels)
    if isinstance(seen, Absent):
        ledger.note_look(purchase.id, now, clean=True, detail="The carrier knows no such label.")
    else:
        ledger.note_look(purchase.id, now, clean=False, detail=seen.why)
    return None


def look(labels: Labels, carrier: CarrierClient, purchase: Purchase) -> Look:
    """Look a purchase up by external id, by shipment and by creation time (api.md 24); any failure is
    Unclear.
    """
    order = purchase.order
    try:
        if order.carrier_id not in {account.carrier_id for account in carrier.accounts.find()}:
            return Unclear("The key that is used now does not open the account that was to pay.")
        direct = carrier.labels.by_external_id(order.id)
        shipment_id = carrier.shipments.id_of(order.id)
        listed = carrier.labels.find(shipment_id=shipment_id) if shipment_id else ()
        recent = carrier.labels.find(created_from=order.created_at - CLOCK_SLACK)
    except Fault as fault:
        return Unclear(str(fault))
    ours = {label.label_id: label for label in (*((direct,) if direct else ()), *listed)}
    ours |= {label.label_id: label for label in recent if label.external_id == order.id}
    if taken := next((label_id for label_id in ours if labels.knows(label_id)), ""):
        return Unclear("The carrier names a label that was kept for another purchase: " + taken)
    if ours:
        return Found(tuple(sorted(ours.values(), key=lambda label: (label.voided, label.created_at))))
    if shipment_id:
        return Unclear("The carrier has the shipment, but lists no label for it yet.")
    strangers = [label for label in recent if _may_be(label, purchase) and not labels.knows(label.label_id)]
    if strangers:
        return Unclear("The carrier lists a label that may be this one; compare it: " + strangers[0].label_id)
    return Absent()


def _may_be(label: Label, purchase: Purchase) -> bool:
    order = purchase.order
    return not label.external_id and (label.carrier_id, label.service_code) == (
        order.carrier_id,
        order.service_code,
    )


def adopt(ledger: Ledger, labels: Labels, purchase: Purchase, answers: tuple[Label, ...]) -> Purchased:
    """Take the carrier's label as the one that this purchase paid for."""
    label = answers[0]
    receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
    purchase = ledger.record(purchase, receipt, label=label)
    found = alarms_of(label, purchase.order)
    live = [one for one in answers if not one.voided]
    if len(live) > 1:
        others = ", ".join(one.label_id for one in live[1:])
        found += (f"The carrier holds {len(live)} labels for this parcel. Void the others: {others}.",)
    return Purchased(purchase, labels.get(label.label_id), found)


def it_exists(
    ledger: Ledger, labels: Labels, carrier: CarrierClient, purchase_id: str, text: str
) -> Purchased:
    """The operator names the label (its id or tracking number); the carrier must confirm it.

    Raises BadInput(LABEL_UNKNOWN) when the carrier has none such, LABEL_MISMATCH when it belongs to another
    parcel.
    """
    purchase = ledger.purchase(purchase_id)
    if purchase.state not in UNSETTLED:
        return Purchased(purchase)
    wanted = squeeze(text)
    since = purchase.order.created_at - CLOCK_SLACK
    for label in carrier.labels.find(created_from=since) if wanted else ():
        if wanted in (squeeze(label.label_id), label.tracking_number):
            if labels.knows(label.label_id) or not _fits(label, purchase):
                raise BadInput(FaultKind.LABEL_MISMATCH, label.label_id)
            return adopt(ledger, labels, _lost(ledger, purchase), (label,))
    raise BadInput(FaultKind.LABEL_UNKNOWN, text.strip()[:40])


def _fits(label: Label, purchase: Purchase) -> bool:
    """Whether nothing speaks against it: another parcel's label must not be taken from its own purchase."""
    order = purchase.order
    return label.external_id in ("", order.id) and label.service_code == order.service_code


def it_does_not_exist(ledger: Ledger, purchase_id: str, *, now: datetime, rule: SettlingRule) -> Purchase:
    """The operator confirms that nothing was bought. Raises BadInput(NOT_YET_ABSENT) while that is no
    proof.
    """
    purchase = ledger.purchase(purchase_id)
    if purchase.state is not State.IN_DOUBT or not _can_deny(ledger, purchase, now, rule):
        raise BadInput(FaultKind.NOT_YET_ABSENT)
    looks = len(ledger.looks(purchase_id))
    evidence = f"Confirmed by the operator at {now.isoformat()} after {looks} looks found nothing."
    return ledger.record(purchase, ProvedAbsent(evidence))


def _lost(ledger: Ledger, purchase: Purchase) -> Purchase:
    if purchase.state is State.SENT:
        return ledger.record(purchase, WasLost(purchase.order.created_at, "Named by the operator."))
    return purchase


def _can_deny(ledger: Ledger, purchase: Purchase, now: datetime, rule: SettlingRule) -> bool:
    return purchase.lost_at is not None and believable(purchase.lost_at, ledger.looks(purchase.id), now, rule)


def doubts(ledger: Ledger, *, now: datetime, rule: SettlingRule) -> tuple[Doubt, ...]:
    """Every purchase in doubt, with what is known about it, oldest first."""
    found = []
    for purchase in ledger.unsettled():
        if _is_under_way(ledger, purchase, now - LONGEST_CALL):
            continue  # An answer may still come.
        since = purchase.lost_at or purchase.order.created_at
        known = tuple(f"{look.at:%H:%M}  {look.detail}" for look in ledger.all_looks(purchase.id)[-3:])
        found.append(
            Doubt(
                purchase,
                since,
                known or ("The carrier was not asked yet.",),
                _can_deny(ledger, purchase, now, rule),
                believable_from(since, rule),
            )
        )
    return tuple(sorted(found, key=lambda doubt: doubt.since))
