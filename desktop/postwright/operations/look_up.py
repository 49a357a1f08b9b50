"""Ask the carrier what became of one purchase, by every way there is. Changes nothing, believes no silence.

Every way asks for a list: the answer by our own id alone names the earliest label only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.account import Account
from postwright.domain.faults import Fault, FaultKind, Refused
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.label import Label
from postwright.domain.purchase import Order, Purchase
from postwright.store.labels import Labels

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


def look(
    labels: Labels,
    carrier: CarrierClient,
    purchase: Purchase,
    heard: Callable[[tuple[Account, ...]], None] = lambda accounts: None,
) -> Look:
    """Look a purchase up by external id, by shipment and by creation time (api.md 24); any failure is
    Unclear. `heard` gets the accounts with their balances.
    """
    order = purchase.order
    try:
        accounts = carrier.accounts.find()
        heard(accounts)
        if order.carrier_id not in {account.carrier_id for account in accounts}:
            return Unclear("The key that is used now does not open the account that was to pay.")
        shipments = _shipments(carrier, order)
        direct = carrier.labels.by_external_id(order.id)
        listed = [label for one in shipments for label in carrier.labels.find(shipment_id=one)]
        recent = carrier.labels.find(created_from=order.created_at - CLOCK_SLACK)
    except Fault as fault:
        return Unclear(str(fault))
    ours = {label.label_id: label for label in (*((direct,) if direct else ()), *listed)}
    ours |= {label.label_id: label for label in recent if label.external_id == order.id}
    return _judged(labels, purchase, ours, recent, has_shipment=bool(shipments))


def _shipments(carrier: CarrierClient, order: Order) -> tuple[str, ...]:
    """Ids of all shipments with our id: were there two requests, each has one of its own."""
    named = carrier.shipments.id_of(order.id)
    listed = carrier.shipments.find(created_from=order.created_at - CLOCK_SLACK)
    ours = [one.shipment_id for one in listed if one.external_id == order.id]
    return tuple(dict.fromkeys([*([named] if named else []), *ours]))


def _judged(
    labels: Labels,
    purchase: Purchase,
    ours: dict[str, Label],
    recent: Iterable[Label],
    *,
    has_shipment: bool,
) -> Look:
    if taken := next((label_id for label_id in ours if labels.knows(label_id)), ""):
        return Unclear("The carrier names a label that was kept for another purchase: " + taken)
    if ours:
        return Found(tuple(sorted(ours.values(), key=lambda label: (label.voided, label.created_at))))
    if has_shipment:
        return Unclear("The carrier has the shipment, but lists no label for it yet.")
    strangers = [label for label in recent if may_be(label, purchase) and not labels.knows(label.label_id)]
    if strangers:
        return Unclear("The carrier lists a label that may be this one; compare it: " + strangers[0].label_id)
    return Absent()


def shipment_of(carrier: CarrierClient, label: Label) -> HeldShipment | None:
    """None where the carrier itself says that there is none. Raises the other faults of asking."""
    try:
        return carrier.shipments.read(label.shipment_id)
    except Refused as refused:
        if refused.kind is not FaultKind.NOT_FOUND:
            raise
        return None


def may_be(label: Label, purchase: Purchase) -> bool:
    """Whether a label that names no id of ours could be this purchase's."""
    order = purchase.order
    return not label.external_id and (label.carrier_id, label.service_code) == (
        order.carrier_id,
        order.service_code,
    )
