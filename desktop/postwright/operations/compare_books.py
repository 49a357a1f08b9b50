"""Take in what the carrier sold after the copy was made from which the shop was opened. Buys nothing.

Until this has ended once, nothing can be bought. It may be broken off and done again at will.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.label import Label
from postwright.domain.purchase import UNSETTLED, Order, State
from postwright.domain.recovered_order import draft_of, is_ours, recovered_order, same_recipient
from postwright.operations.look_up import shipment_of
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels
from postwright.store.restorations import Restorations

# Clocks of carrier and computer differ.
_SLACK = timedelta(minutes=10)
# A label can be voided for so long; one that the copy takes for good may be void by now.
_VOIDABLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a copy may lack something of, and the carrier that knows."""

    restorations: Restorations
    labels: Labels
    drafts: Drafts
    carrier: CarrierClient


@dataclass(slots=True)
class Compared:
    """What was taken in; `unsure` are drafts that may have their label already."""

    taken_in: list[Label] = field(default_factory=list)
    strangers: list[Label] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)

    @property
    def sentence(self) -> str:
        parts = [_count(len(self.taken_in), "label was bought", "labels were bought")
                 + " after the copy was made and taken in."]  # fmt: skip
        if self.strangers:
            parts.append(
                _count(len(self.strangers), "label", "labels") + " of the account came from elsewhere."
            )
        if self.unsure:
            parts.append(
                _count(len(self.unsure), "draft", "drafts")
                + " may have a label already: look before you buy."
            )
        return " ".join(parts)


def compare_books(shelf: Shelf) -> Compared | None:
    """Take in every label since the copy; None when nothing has to be compared. Raises the faults of looking
    up and of the store, and may then be done again.
    """
    since = shelf.restorations.waiting_since()
    if since is None:
        return None
    found = Compared()
    for label in shelf.carrier.labels.find(created_from=since - _SLACK):
        _place(shelf, label, found)
    _learn_of_voids(shelf, since)
    shelf.restorations.finish(found.sentence)
    return found


def _place(shelf: Shelf, label: Label, found: Compared) -> None:
    if shelf.labels.knows(label.label_id):
        shelf.labels.refresh(label)
        return
    held = shipment_of(shelf.carrier, label)
    if held is not None:  # labels do not say our id themselves, shipments do
        label = replace(label, external_id=label.external_id or held.external_id)
    standing = shelf.restorations.state_of(label.external_id)
    if standing in UNSETTLED:
        return  # looked up and taken in by `settle`, with all its care
    if is_ours(label) and standing in (None, State.INTENDED):
        _take_in(shelf, label, held, found)
        return
    shelf.restorations.note_stranger(label)
    found.strangers.append(label)
    _hand_back(shelf.drafts, recovered_order(label, held, ""), label, found)


def _take_in(shelf: Shelf, label: Label, held: HeldShipment | None, found: Compared) -> None:
    order = recovered_order(label, held, f"recovered-{label.external_id}")
    draft = None if label.voided else draft_of(order, shelf.drafts.open())
    if draft is not None:
        order = replace(order, draft_id=draft.id)
    shelf.restorations.take_in(order, label)
    found.taken_in.append(label)
    if draft is None:
        _hand_back(shelf.drafts, order, label, found)


def _hand_back(drafts: Drafts, order: Order, label: Label, found: Compared) -> None:
    """Hold up every draft for that recipient; all of them where the carrier does not tell who it is. A label
    that is void leaves its parcel to be bought.
    """
    who = order.shipment.ship_to.who
    reason = (
        f"A label{' for ' if who else ''}{who} was bought already: {label.tracking_number}. "
        "Look whether it was for this parcel."
    )
    waiting = () if label.voided else drafts.open()
    for draft_id in [one.id for one in waiting if not who or same_recipient(one.draft, order.shipment)]:
        with suppress(BadInput):  # the operator has just removed it, or it is being settled
            drafts.hand_back(draft_id, reason)
            found.unsure.add(draft_id)


def _learn_of_voids(shelf: Shelf, since: datetime) -> None:
    for label in shelf.carrier.labels.find(created_from=since - _VOIDABLE, status="voided"):
        if shelf.labels.knows(label.label_id):
            shelf.labels.refresh(label)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
