"""How the documents of labels stand in their table: the bytes with their SHA-256. Fetches none."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.store.schema import DOCUMENT
from postwright.store.value_json import stamp


def keep_document(connection: Connection, label_id: str, document: Document, at: datetime) -> None:
    """Keep a document; a newer one of the same kind takes the older one's place."""
    values = {"sha256": document.sha256, "kept_at": stamp(at), "content": document.content}
    here = (DOCUMENT.c.label_id == label_id, DOCUMENT.c.kind == document.kind.value)
    if not connection.execute(update(DOCUMENT).where(*here).values(**values)).rowcount:
        connection.execute(insert(DOCUMENT).values(label_id=label_id, kind=document.kind.value, **values))


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
