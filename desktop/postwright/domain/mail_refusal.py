"""Why no mail of a kind can be written about a label. Says nothing of addresses, which can be typed."""

from __future__ import annotations

from postwright.domain.faults import FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.shipment import Delivery


def why_not(kind: LetterKind, entry: LabelEntry) -> FaultKind | None:
    """The reason, or None where it can be written. Nothing is mailed about a label that must not be used."""
    if entry.is_void:
        return FaultKind.LABEL_VOIDED
    if kind is LetterKind.TRACKING:
        return None if entry.label.tracking_number else FaultKind.NO_TRACKING_NUMBER
    if not entry.shipment.is_domestic or entry.label.international:
        return FaultKind.PAPERLESS_ABROAD
    if kind is LetterKind.QR:
        return None if entry.delivery.paperless else FaultKind.NOT_PAPERLESS
    if not (entry.label.is_return or entry.shipment.is_return):
        return FaultKind.NOT_A_RETURN
    return FaultKind.QR_ONLY if entry.delivery is Delivery.QR else None
