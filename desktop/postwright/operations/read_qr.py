"""The QR code of a paperless label as its customer gets it: found, read back, and compared with the Label ID.

Draws one of our own only where the carrier sent none, and says so. Buys nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from postwright.domain.faults import BadInput, Fault, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind, Label
from postwright.domain.qr_code import OURS, IdSource, QrCode, disagreement, id_it_names, unreadable
from postwright.operations.fetch_documents import NOTHING_THERE, Archive, fetch, fetch_anew
from postwright.paperless.qr import qr_png
from postwright.printing.page import Page
from postwright.printing.qr_reading import QrSeen, cut_out

log = logging.getLogger(__name__)
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_PICTURE = NOTHING_THERE | {FaultKind.DOCUMENT_MISSING, FaultKind.DOCUMENT_UNUSABLE}


@dataclass(frozen=True, slots=True)
class _Looked:
    """A document as it was drawn, and what was read on it."""

    document: Document
    page: Page
    codes: tuple[QrSeen, ...]

    def telling(self, broker_id: str) -> QrSeen | None:
        """Of several codes the one that names this label; else the first."""
        naming = (code for code in self.codes if broker_id and id_it_names(code.text) == broker_id)
        return next(naming, self.codes[0] if self.codes else None)

    def picture(self, code: QrSeen | None) -> bytes:
        """The carrier's own bytes where they are a picture; of anything else the code, dot for dot."""
        if self.document.content.startswith(_PNG):
            return self.document.content
        return (cut_out(self.page, code) if code else self.page).png()


def qr_of(archive: Archive, label_id: str) -> QrCode:
    """The carrier's own picture wherever there is one; what the archive lacks is fetched.

    Raises BadInput: LABEL_UNKNOWN, NOT_PAPERLESS; PaperFault(QR_MISSING) where there is neither a picture nor
    a Label ID; and the faults of the connection, since the carrier may have a picture all the same.
    """
    entry = archive.labels.get(label_id)
    if not entry.delivery.paperless:
        raise BadInput(FaultKind.NOT_PAPERLESS, label_id)
    try:
        looked = _picture(archive, label_id)
    except Fault as fault:
        if fault.kind not in _NO_PICTURE:
            raise
        label = archive.labels.get(label_id).label  # asking for the picture may have brought the Label ID
        if not label.broker_id:
            raise PaperFault(FaultKind.QR_MISSING, fault.detail) from fault
        return _ours(label, fault)
    return _theirs(archive.labels.get(label_id).label, looked)


def _ours(label: Label, fault: Fault) -> QrCode:
    """A code for the Label ID alone, with the reason why it is not the carrier's."""
    why = fault.detail if fault.kind is FaultKind.DOCUMENT_UNUSABLE else ""
    warning = " ".join(filter(None, (OURS, why, *label.broker_notes)))
    picture = qr_png(label.broker_id)
    return QrCode(picture, True, label.broker_id, label.broker_id, label.broker_id_from, warning)


def _theirs(label: Label, looked: _Looked) -> QrCode:
    code = looked.telling(label.broker_id)
    reads = code.text if code else ""
    broker_id, source = label.broker_id, label.broker_id_from
    if not broker_id and (named := id_it_names(reads)):
        broker_id, source = named, IdSource.PICTURE.value
    wrong = disagreement(reads, broker_id) if code else unreadable(broker_id)
    warning = " ".join(filter(None, (wrong, *label.broker_notes)))
    return QrCode(looked.picture(code), False, reads, broker_id, source, warning)


def _picture(archive: Archive, label_id: str) -> _Looked:
    """The kept or fetched document; one that cannot be drawn or read is fetched once more."""
    try:
        looked = _look(archive, fetch(archive, label_id, DocumentKind.QR))
    except PaperFault as fault:
        if fault.kind is not FaultKind.DOCUMENT_UNUSABLE:
            raise
        log.warning("the QR code cannot be drawn: %s", fault.detail)
        return _look(archive, fetch_anew(archive, label_id, DocumentKind.QR))
    if looked.codes:
        return looked
    try:
        return _look(archive, fetch_anew(archive, label_id, DocumentKind.QR))
    except Fault as fault:
        log.warning("the QR code cannot be read, nor fetched again: %s", fault.detail)
        return looked


def _look(archive: Archive, document: Document) -> _Looked:
    return _Looked(document, *archive.renderer.codes(document.content))
