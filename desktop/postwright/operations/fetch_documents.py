"""Fetch the documents of a bought label that the archive lacks. Buys nothing; may be repeated at will."""

from __future__ import annotations

import logging

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.store.labels import Labels

log = logging.getLogger(__name__)


def fetch(labels: Labels, carrier: CarrierClient, label_id: str, kind: DocumentKind) -> Document:
    """The document from the archive, or from the carrier and then into the archive, which is also where one
    comes from whose bytes were changed.

    Raises PaperFault(DOCUMENT_MISSING) when the carrier offers none of that kind, or the fault of the
    download.
    """
    kept = _sound(labels, label_id, kind)
    if kept is not None:
        return kept
    label = carrier.labels.read(label_id)
    labels.refresh(label)
    link = label.link(kind)
    if link is None:
        raise PaperFault(FaultKind.DOCUMENT_MISSING, kind)
    document = carrier.documents.download(link)
    labels.keep_document(label_id, document)
    return document


def complete(labels: Labels, carrier: CarrierClient, label_id: str) -> tuple[DocumentKind, ...]:
    """Fetch what a label needs and lacks: its page, and the QR code if it was bought paperless."""
    entry = labels.get(label_id)
    wanted = []
    if entry.shipment.delivery.paperless:
        wanted.append(DocumentKind.QR)
    if entry.shipment.delivery != "qr":
        wanted.append(DocumentKind.PDF)
    missing = [kind for kind in wanted if _sound(labels, label_id, kind) is None]
    for kind in missing:
        fetch(labels, carrier, label_id, kind)
    return tuple(missing)


def _sound(labels: Labels, label_id: str, kind: DocumentKind) -> Document | None:
    """The kept document; None for one that is missing, or whose bytes are not those that were kept."""
    try:
        return labels.document(label_id, kind)
    except Environment as fault:
        if fault.kind is not FaultKind.DATABASE_DAMAGED:
            raise
        log.warning("fetching a document again: %s", fault.detail)
        return None
