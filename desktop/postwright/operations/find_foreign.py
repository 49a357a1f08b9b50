"""Look for labels of the account that nobody here bought (api.md 24.7). Takes none by itself: a person says
whose it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.foreign_label import ForeignState
from postwright.domain.label import Label
from postwright.domain.purchase import UNSETTLED, Bought, Purchase, State
from postwright.operations.buy import note_second
from postwright.operations.look_up import CLOCK_SLACK, may_be, shipment_of
from postwright.operations.settle_everything import Books

# How long after it was made a label may be listed for the first time.
_LISTED_WITHIN = timedelta(days=1)
# A window may stay open for weeks, and a label that the carrier lists late is paid for.
_EVERY = timedelta(hours=1)
# How far back to look where the clock ran ahead at the last search and nobody knows when that was: as long
# as a label can be voided (api.md 10.9).
_CLOCK_WAS_WRONG = timedelta(days=28)


def is_search_due(books: Books, *, now: datetime) -> bool:
    """An hour after the last search, and at once where that lies ahead: then the clock was set back since."""
    since = books.foreign.searched_until()
    return since is None or not since <= now < since + _EVERY


def find_foreign(books: Books, *, now: datetime) -> None:
    """List what the carrier made since it was last asked, and keep what no purchase here explains.

    The first time nothing is listed: what was there before Postwright came is no news. Raises the fault of
    the call.
    """
    since = books.foreign.searched_until()
    if since is None:
        books.foreign.note((), now)
        return
    if since > now:
        since = now - _CLOCK_WAS_WRONG
    began = min(books.foreign.searched_since() or since, now)
    listed = books.dock.carrier.labels.find(created_from=max(since - _LISTED_WITHIN, began - CLOCK_SLACK))
    # Read after the list: a purchase that ended meanwhile is known below, one that did not is unsettled.
    open_now = books.ledger.unsettled()
    unknown = [_named(books.dock.carrier, label) for label in listed if not _is_known(books, label.label_id)]
    explained = [label for label in unknown if any(_is_of(label, purchase) for purchase in open_now)]
    foreign = [label for label in unknown if label not in explained and not label.voided]
    books.foreign.note(foreign, None if explained else now)


def _is_known(books: Books, label_id: str) -> bool:
    return books.dock.labels.knows(label_id) or books.foreign.knows(label_id)


def _named(carrier: CarrierClient, label: Label) -> Label:
    """With the id that its shipment carries: older replies about labels lack it (api.md 24)."""
    if label.external_id or not label.shipment_id:
        return label
    held = shipment_of(carrier, label)
    return replace(label, external_id=held.external_id) if held else label


def _is_of(label: Label, purchase: Purchase) -> bool:
    """Whether a purchase in doubt may yet turn out to be this label."""
    return label.external_id == purchase.id or may_be(label, purchase)


def adopt_foreign(books: Books, label_id: str) -> None:
    """Take a label that carries the id of a purchase of ours as what that purchase paid for.

    Raises BadInput: LABEL_UNKNOWN, LABEL_OF_ANOTHER where nothing proves that it is ours.
    """
    found = books.foreign.get(label_id)
    if not found.is_ours:
        raise BadInput(FaultKind.LABEL_OF_ANOTHER, label_id)
    purchase = books.ledger.purchase(found.purchase_id)
    if purchase.state in UNSETTLED:
        raise BadInput(FaultKind.STILL_IN_DOUBT, label_id)
    label = found.label
    decision = Decision(By.OPERATOR, f"Label {label_id} is ours.", ("It carries the id of this purchase.",))
    if purchase.state is State.BOUGHT:
        books.dock.labels.add(label, purchase.id, decision)
        note_second(books.ledger, purchase, label_id)
    else:
        receipt = Bought(label_id, label.shipment_id, label.tracking_number, label.cost)
        taken = books.ledger.record(purchase, receipt, label=label, decision=decision)
        if taken.replaced_at is not None:
            note_second(books.ledger, taken, label_id)
    books.foreign.decide(label_id, ForeignState.ADOPTED, "taken as ours by the operator")


def put_aside(books: Books, label_id: str) -> None:
    """The operator knows it: another program, or another computer, bought it. Raises
    BadInput(LABEL_UNKNOWN).
    """
    found = books.foreign.get(label_id)
    books.foreign.decide(found.id, ForeignState.PUT_ASIDE, "put aside by the operator")
