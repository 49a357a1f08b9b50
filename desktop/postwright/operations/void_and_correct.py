"""Bring the parcel of a voided label back as its draft, to be corrected and bought again. Voids nothing.

Void first, then buy anew: the draft of a label that may still be used stays done, so that nobody pays twice
for one parcel.
"""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.barcode import squeeze
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.typed_shipment import typed
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What correcting needs."""

    labels: Labels
    ledger: Ledger
    drafts: Drafts


def correct(counterpart: Counterpart, label_id: str) -> DraftRecord:
    """The draft as it was typed, open again. Asked twice it is the same one.

    Raises BadInput: LABEL_UNKNOWN; VOID_FIRST while the label is not surely void; ALREADY_BOUGHT when another
    label was bought for the parcel since.
    """
    entry = counterpart.labels.get(label_id)
    if not entry.surely_void:
        raise BadInput(FaultKind.VOID_FIRST, label_id)
    counterpart.ledger.replace(entry.purchase_id)
    try:
        return counterpart.drafts.reopen(entry.draft_id, _reason(entry))
    except BadInput as fault:
        if fault.kind is not FaultKind.DRAFT_UNKNOWN:
            raise
        return counterpart.drafts.new(typed(entry.shipment))


def _reason(entry: LabelEntry) -> str:
    last = squeeze(entry.label.tracking_number)[-4:]
    return f"Its label ending in {last} was voided. Correct it and buy again."
