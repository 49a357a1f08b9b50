"""Make the draft of a label that shall take the place of one whose QR code runs out. Buys and voids nothing.

The old label stays as it is: only after the new one is bought is voiding it offered.
"""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.barcode import squeeze
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.typed_shipment import typed
from postwright.store.code_watch import CodeWatch
from postwright.store.drafts import Drafts

_AGAIN = ", new code"
# A longer one is not shown whole in a customer's mail.
_LONGEST = 60


def extend_code(codes: CodeWatch, drafts: Drafts, label_id: str) -> DraftRecord:
    """A draft of the same parcel with the same delivery, leaving on the next postal day; the one that was
    begun before, while that is still in hand.

    Raises BadInput: LABEL_UNKNOWN, NOT_PAPERLESS, LABEL_VOIDED, CODE_USED once USPS has scanned it, and
    CODE_REPLACED when another label has taken its place.
    """
    code = codes.get(label_id)
    if not code.entry.delivery.paperless:
        raise BadInput(FaultKind.NOT_PAPERLESS, label_id)
    if code.entry.is_void:
        raise BadInput(FaultKind.LABEL_VOIDED, label_id)
    if code.entry.is_scanned:
        raise BadInput(FaultKind.CODE_USED, label_id)
    if code.replaced_by:
        raise BadInput(FaultKind.CODE_REPLACED, code.replaced_by)
    begun = {one.id: one for one in drafts.open()}
    if standing := begun.get(code.draft_id):
        return standing
    record = drafts.new(replace(typed(code.entry.shipment), order_reference=_reference(code.entry)))
    codes.replace(label_id, record.id)
    return record


def _reference(entry: LabelEntry) -> str:
    """The order's, and that this is a second label for it; by its number where there was none."""
    order = entry.shipment.order_reference.removesuffix(_AGAIN)
    if not order:
        return f"New code for {squeeze(entry.label.tracking_number)[-8:]}"
    return f"{order[: _LONGEST - len(_AGAIN)].rstrip()}{_AGAIN}"
