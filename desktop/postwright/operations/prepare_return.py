"""Make the draft of a return from a label: the customer sends, the shop receives. Buys nothing."""

from __future__ import annotations

from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Shipment
from postwright.domain.typed_shipment import typed, typed_address
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels


def prepare_return(labels: Labels, drafts: Drafts, label_id: str, *, rma: str = "") -> DraftRecord:
    """A draft with the parcel as it went out, to be looked at, priced and bought as any other; the one that
    was made before, while that is still in hand.

    Raises BadInput: LABEL_UNKNOWN; LABEL_VOIDED, since nothing went out; RETURN_ABROAD and RETURN_OF_RETURN.
    """
    entry = labels.get(label_id)
    _check(entry)
    begun = (one for one in drafts.open() if one.draft.is_return and one.draft.outbound_label_id == entry.id)
    if standing := next(begun, None):
        return standing
    return drafts.new(_draft(entry.id, entry.shipment, rma))


def _check(entry: LabelEntry) -> None:
    if entry.is_void:
        raise BadInput(FaultKind.LABEL_VOIDED, entry.id)
    if entry.label.is_return or entry.shipment.is_return:
        raise BadInput(FaultKind.RETURN_OF_RETURN, entry.id)
    if entry.label.international or not entry.shipment.is_domestic:
        raise BadInput(FaultKind.RETURN_ABROAD, entry.id)


def _draft(label_id: str, out: Shipment, rma: str) -> Draft:
    """The sender of a parcel needs a phone number (api.md 6.1); where the customer gave none, the shop's is
    the one to call about it.
    """
    went = typed(out)
    return Draft(
        to=went.sender,
        sender=typed_address(out.ship_to, phone=out.ship_from.phone),
        package_code=went.package_code,
        pounds=went.pounds,
        ounces=went.ounces,
        length=went.length,
        width=went.width,
        height=went.height,
        order_reference=out.order_reference,
        is_return=True,
        outbound_label_id=label_id,
        rma_number=rma,
    )
