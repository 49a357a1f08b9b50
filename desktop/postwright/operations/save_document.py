"""Write a label's document to a file of the operator's choice, as the carrier gave it."""

from __future__ import annotations

from pathlib import Path

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.operations.accept_document import Unaccepted
from postwright.operations.fetch_documents import Archive, fetch
from postwright.printing.file_port import write_file


def save_document(archive: Archive, label_id: str, kind: DocumentKind, path: Path) -> None:
    """Raises PaperFault (LABEL_VOIDED, QR_ONLY) for what must not be printed elsewhere either, the faults of
    fetching it, and Environment when the file cannot be written.

    What we cannot print may be good paper elsewhere, such as a letter sheet; another parcel's never is.
    """
    off_paper = archive.labels.get(label_id).off_paper
    if off_paper is FaultKind.LABEL_VOIDED or (off_paper and kind is not DocumentKind.QR):
        raise PaperFault(off_paper)
    write_file(path, _document(archive, label_id, kind).content)


def _document(archive: Archive, label_id: str, kind: DocumentKind) -> Document:
    try:
        return fetch(archive, label_id, kind)
    except Unaccepted as refusal:
        if refusal.document is None:
            raise
        return refusal.document
