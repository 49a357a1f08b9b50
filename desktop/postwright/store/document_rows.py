"""How the documents of labels stand in their table: the bytes with their SHA-256. Fetches none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.store.schema import DOCUMENT
from postwright.store.value_json import stamp

_ADD = insert(DOCUMENT)


def insert_documents(
    connection: Connection, label_id: str, documents: Sequence[Document], at: datetime
) -> None:
    """Keep the documents of a label that has none yet; the last one of a kind counts."""
    rows = [_row(label_id, one, at) for one in {one.kind: one for one in documents}.values()]
    if rows:
        connection.execute(_ADD, rows)


def keep_document(connection: Connection, label_id: str, document: Document, at: datetime) -> None:
    """Keep a document; a newer one of the same kind takes the older one's place."""
    row = _row(label_id, document, at)
    here = (DOCUMENT.c.label_id == label_id, DOCUMENT.c.kind == document.kind.value)
    if not connection.execute(update(DOCUMENT).where(*here).values(**row)).rowcount:
        connection.execute(_ADD, row)


def drop_document(connection: Connection, label_id: str, kind: DocumentKind) -> None:
    connection.execute(delete(DOCUMENT).where(DOCUMENT.c.label_id == label_id, DOCUMENT.c.kind == kind.value))


def read_document(connection: Connection, label_id: str, kind: DocumentKind) -> Document | None:
    """Raises Environment(DATABASE_DAMAGED) when the bytes are not those that were kept."""
    wanted = select(DOCUMENT).where(DOCUMENT.c.label_id == label_id, DOCUMENT.c.kind == kind.value)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise Environment(
            FaultKind.DATABASE_DAMAGED, f"The kept {kind.value} of label {label_id} was changed."
        )
    return Document(kind, bytes(row.content))


def _row(label_id: str, document: Document, at: datetime) -> dict[str, Any]:
    kept = {"sha256": document.sha256, "kept_at": stamp(at), "content": document.content}
    return {"label_id": label_id, "kind": document.kind.value, **kept}
