"""Write a label's document to a file of the operator's choice, as the carrier gave it."""

from __future__ import annotations

from pathlib import Path

from postwright.domain.label import Document, DocumentKind
from postwright.operations.accept_document import Unaccepted
from postwright.operations.fetch_documents import Archive, fetch
from postwright.printing.file_port import write_file


def save_document(archive: Archive, label_id: str, kind: DocumentKind, path: Path) -> None:
    """Raises the faults of fetching it, and Environment when the file cannot be written.

    What we cannot print may be good paper elsewhere, such as a letter sheet; another parcel's never is.
    """
    write_file(path, _document(archive, label_id, kind).content)


def _document(archive: Archive, label_id: str, kind: DocumentKind) -> Document:
    try:
        return fetch(archive, label_id, kind)
    except Unaccepted as refusal:
        if refusal.document is None:
            raise
        return refusal.document
