"""Buy one label: write the intention down, ask once, write down what came of it. Never asks twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from postwright.carrier.client import CarrierClient
from postwright.domain.absence import Moment
from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.label import BoughtLabel, Label
from postwright.domain.label_alarms import alarms_of, noted, second_labels
from postwright.domain.label_entry import LabelEntry
from postwright.domain.label_options import LabelExtras, ReturnOf
from postwright.domain.money import Money
from postwright.domain.purchase import (
    Abandoned,
    Bought,
    Event,
    NeverLeft,
    Order,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
)
from postwright.domain.rate import Quote, Rate
from postwright.domain.shipment import Shipment
from postwright.operations.results import Purchased
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.sqlite_faults import Conflict

# A purchase that is bought moves no more, so that few can come before the receipt.
_TURNS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What the operator agreed to: this rate of this quote, at most this price."""

    shipment: Shipment
    quote: Quote
    rate: Rate
    at_most: Money


def choose(
    shipment: Shipment,
    quote: Quote,
    rate_key: str,
    at_most: Money | None = None,
    *,
    asked_since: datetime | None = None,
) -> Choice:
    """Bind a rate to the shipment it was asked for. `at_most` is the price shown unless more was allowed.

    Raises BadInput: STALE_QUOTE when the shipment changed since, or for a price from before `asked_since`;
    NO_SUCH_SERVICE, PRICE_ABOVE_LIMIT.
    """
    if quote.fingerprint != shipment.fingerprint:
        raise BadInput(FaultKind.STALE_QUOTE)
    if asked_since is not None and quote.asked_at < asked_since:
        raise BadInput(FaultKind.STALE_QUOTE, f"The price is of {quote.asked_at:%Y-%m-%d %H:%M} UTC.")
    rate = quote.rate(rate_key)
    if rate is None or not rate.buyable:
        raise BadInput(FaultKind.NO_SUCH_SERVICE, "; ".join(rate.problems) if rate else "")
    limit = rate.total if at_most is None else at_most
    if rate.total > limit:
        raise BadInput(FaultKind.PRICE_ABOVE_LIMIT, f"It costs {rate.total}; the limit is {limit}.")
    return Choice(shipment, quote, rate, limit)


def order_for(choice: Choice, draft_id: str, now: datetime) -> Order:
    """A new order with an id of its own: 32 characters, since the API cuts at 50 in silence (api.md 24)."""
    return Order(
        id=uuid4().hex,
        draft_id=draft_id,
        carrier_id=choice.quote.carrier_id,
        shipment=choice.shipment,
        service_code=choice.rate.service_code,
        package_code=choice.rate.package_code,
        expected=choice.rate.total,
        at_most=choice.at_most,
        created_at=now,
    )


def buy(
    ledger: Ledger,
    labels: Labels,
    carrier: CarrierClient,
    order: Order,
    *,
    display_scheme: str,
    revision: int | None = None,
) -> Purchased:
    """Buy the label of an order. Whatever happens is in the ledger before this returns or raises.

    Raises NotSent (nothing left; the purchase can be sent again), Refused (nothing charged), Lost (in doubt),
    BadInput (ALREADY_BOUGHT, STILL_IN_DOUBT) and the store's Environment faults. `revision` is that of the
    draft as it was approved: BadInput(DRAFT_CHANGED) if anything was done to it since, and nothing is sent.
    """
    purchase = ledger.record(_begin(ledger, order), Sending(), revision=revision)
    with _written_down(ledger, purchase):
        bought = _asked(carrier, purchase.order, display_scheme)
        purchase = _take(ledger, labels, purchase, bought)
    entry = _entry(labels, purchase, bought.label)
    return Purchased(purchase, entry, entry.alarms)


def _entry(labels: Labels, purchase: Purchase, label: Label) -> LabelEntry:
    """As it stands in the books. Bought it is, even where they cannot be read just now."""
    try:
        return labels.get(label.label_id)
    except Environment:
        order = purchase.order
        return LabelEntry(
            label=label,
            shipment=order.shipment,
            draft_id=order.draft_id,
            purchase_id=purchase.id,
            alarms=alarms_of(label, order),
        )


def _asked(carrier: CarrierClient, order: Order, display_scheme: str) -> BoughtLabel:
    """The one request. A return is bought as any other label, under our own id: the door for returns takes
    none (api.md 24.8).
    """
    shipment = order.shipment
    return carrier.labels.buy(
        order,
        display_scheme=display_scheme,
        extras=LabelExtras(rma_number=shipment.rma_number),
        return_of=ReturnOf(shipment.outbound_label_id) if shipment.is_return else None,
    )


@contextmanager
def _written_down(ledger: Ledger, purchase: Purchase) -> Iterator[None]:
    """See to it that the end of a call is in the book. Whatever proves nothing, bugs included, is a doubt."""
    try:
        yield
    except (NotSent, Refused, Lost) as fault:
        _note(ledger, purchase, event_of(fault, ledger.moment()))
        raise
    except Environment as fault:
        # The carrier has answered; it is the receipt that could not be kept, so the label is paid.
        _note(ledger, purchase, lost_at(ledger.moment(), f"The receipt could not be kept: {fault}"))
        raise Lost(fault.kind, fault.detail) from fault
    except BaseException as bug:
        _note(ledger, purchase, lost_at(ledger.moment(), type(bug).__name__))
        raise


def _note(ledger: Ledger, purchase: Purchase, event: Event) -> None:
    """A look may have given the purchase up while the computer slept, or the disk may take nothing: then it
    stands as SENT or IN_DOUBT, and only looking ends that.
    """
    with suppress(Conflict, Environment):
        ledger.record(purchase, event)


def _take(ledger: Ledger, labels: Labels, purchase: Purchase, bought: BoughtLabel) -> Purchase:
    """Write the receipt down, even where a look, a person or another answer has come first."""
    for _ in range(_TURNS):
        with suppress(Conflict):
            return _taken(ledger, labels, purchase, bought)
        purchase = ledger.purchase(purchase.id)
    return _taken(ledger, labels, purchase, bought)


def _taken(ledger: Ledger, labels: Labels, standing: Purchase, bought: BoughtLabel) -> Purchase:
    label = bought.label
    if standing.receipt is None:
        receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
        taken = ledger.record(standing, receipt, documents=bought.documents, label=label)
        if taken.replaced_at is not None:
            note_second(ledger, taken, label.label_id)
        return taken
    if standing.receipt.label_id != label.label_id:
        _keep_second(ledger, labels, standing, label)
    for document in bought.documents:
        labels.keep_document(label.label_id, document)
    return standing


def _keep_second(ledger: Ledger, labels: Labels, standing: Purchase, label: Label) -> None:
    """The purchase was denied and sent again while its first answer was on its way: both are paid for, and
    only what is kept can be voided here.
    """
    what = f"Label {label.label_id} was bought for this parcel too."
    labels.add(label, standing.id, Decision(By.PROGRAM, what, ("The carrier's answer came late.",)))
    note_second(ledger, standing, label.label_id)


def note_second(ledger: Ledger, purchase: Purchase, label_id: str) -> None:
    """Have it said wherever the label is shown that its parcel has another one: this one is to be voided."""
    for alarm in second_labels([label_id]):
        ledger.note_look(purchase.id, ledger.moment().at, clean=False, detail=noted(alarm))


def refuse_second(ledger: Ledger, draft_id: str) -> None:
    """Stop before a draft is even quoted when its label may exist already.

    Raises BadInput(ALREADY_BOUGHT), or STILL_IN_DOUBT while nobody knows.
    """
    standing = ledger.live_for(draft_id)
    if standing is None or standing.state is State.INTENDED:
        return
    if standing.state is State.BOUGHT:
        raise BadInput(FaultKind.ALREADY_BOUGHT, standing.receipt.label_id if standing.receipt else "")
    raise BadInput(FaultKind.STILL_IN_DOUBT)


def _begin(ledger: Ledger, order: Order) -> Purchase:
    """The purchase to send. One that provably charged nothing before is taken up again under its own id, so
    that a late copy of the first request and this one could be told to be the same; a different order
    replaces it.
    """
    standing = ledger.live_for(order.draft_id)
    if standing is not None and standing.state is State.INTENDED:
        if standing.order.asks_the_same(order):
            return standing
        try:
            ledger.record(standing, Abandoned())
        except Conflict:  # it was sent from another place just now
            refuse_second(ledger, order.draft_id)
    return ledger.intend(order)


def lost_at(moment: Moment, detail: str, body: str = "") -> WasLost:
    """A doubt that began then."""
    return WasLost(moment.at, detail, body, moment.uptime)


def event_of(fault: Fault, now: Moment) -> Event:
    """What a fault of the purchase call proves, as an event."""
    match fault:
        case NotSent():
            return NeverLeft(str(fault))
        case Refused():
            return WasRefused(fault.kind, fault.detail, fault.request_id or "")
        case Lost():
            return lost_at(now, str(fault), fault.body)
        case _:
            raise fault
