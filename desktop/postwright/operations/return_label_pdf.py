"""Get a return's label as a PDF that a customer can print. Sends nothing, and gives no code for a label."""

from __future__ import annotations

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.operations.fetch_documents import Archive, fetch


def return_label_pdf(archive: Archive, label_id: str) -> Document:
    """The kept page, which was looked at again, or a fresh one. ZPL is for our printers alone.

    Raises BadInput: LABEL_UNKNOWN, NOT_A_RETURN. PaperFault: LABEL_VOIDED, QR_ONLY, DOCUMENT_MISSING, and
    Unaccepted for a page that does not bear this label's number, as a QR code's would not.
    """
    entry = archive.labels.get(label_id)
    if not (entry.label.is_return or entry.shipment.is_return):
        raise BadInput(FaultKind.NOT_A_RETURN, label_id)
    if entry.off_paper:
        raise PaperFault(entry.off_paper, label_id)
    return fetch(archive, label_id, DocumentKind.PDF)
