"""The archive of labels and their documents. Buys, voids and prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select

from postwright.domain.decision import Decision
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Document, DocumentKind, Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.qr_code import IdSource
from postwright.store.database import Database
from postwright.store.document_rows import drop_document, keep_document, read_document
from postwright.store.label_rows import (
    ON_PAPER,
    entries,
    entry_of,
    insert_label,
    load_label,
    load_row,
    refresh_label,
    update_label,
)
from postwright.store.label_search import matching, number_in
from postwright.store.purchase_rows import write_decision
from postwright.store.purchase_writing import load, numbered
from postwright.store.schema import DOCUMENT, LABEL, PRINT_JOB, VOID_REQUEST
from postwright.store.value_json import stamp

_NEWEST_FIRST = (LABEL.c.created_at.desc(), LABEL.c.label_id)


class Labels:
    """The labels of the shop. A label that is named and not there raises BadInput(LABEL_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, label_id: str) -> LabelEntry:
        found = self._entries(entries().where(LABEL.c.label_id == label_id))
        if not found:
            raise BadInput(FaultKind.LABEL_UNKNOWN, label_id)
        return found[0]

    def knows(self, label_id: str) -> bool:
        with self._database.read() as connection:
            known = connection.execute(select(LABEL.c.label_id).where(LABEL.c.label_id == label_id))
            return known.first() is not None

    def find(self, text: str, limit: int = 200) -> tuple[LabelEntry, ...]:
        """Labels that fit the text, newest first: tracking number or its last digits, name, reference, place.

        No text gives the newest labels; a text of signs alone gives none.
        """
        if not text.strip():
            return self.recent(limit)
        numbers = matching(text, limit)
        if numbers is None:
            return ()
        return self._entries(entries().where(LABEL.c.number.in_(numbers)).order_by(*_NEWEST_FIRST))

    def recent(self, limit: int = 200) -> tuple[LabelEntry, ...]:
        return self._entries(entries().order_by(*_NEWEST_FIRST).limit(limit))

    def by_tracking(self, number: str) -> LabelEntry | None:
        """The label with exactly this number, as typed or as scanned from its barcode."""
        same = entries().where(LABEL.c.tracking == number_in(number))
        found = self._entries(same.order_by(*_NEWEST_FIRST).limit(1))
        return found[0] if found else None

    def voidable(self, created_after: datetime | None = None) -> tuple[LabelEntry, ...]:
        """Labels that are not void, and those for which a void was asked; the oldest on top."""
        wanted = entries().where(or_(LABEL.c.voided == 0, VOID_REQUEST.c.state.is_not(None)))
        if created_after is not None:
            wanted = wanted.where(LABEL.c.created_at > stamp(created_after))
        return self._entries(wanted.order_by(LABEL.c.created_at, LABEL.c.label_id))

    def leaving(self, since: date) -> tuple[LabelEntry, ...]:
        """Labels whose ship date is that day or later, by place and day, void ones too."""
        leaving = entries().where(LABEL.c.ship_date >= since.isoformat())
        return self._entries(leaving.order_by(LABEL.c.origin, LABEL.c.ship_date, *_NEWEST_FIRST))

    def unprinted(self, created_after: datetime) -> tuple[LabelEntry, ...]:
        """Labels that are not void and that no printer was sent yet, newest first."""
        on_paper = exists().where(PRINT_JOB.c.label_id == LABEL.c.label_id, PRINT_JOB.c.state.in_(ON_PAPER))
        recent = (LABEL.c.created_at > stamp(created_after), LABEL.c.voided == 0)
        found = self._entries(entries().where(*recent, ~on_paper).order_by(*_NEWEST_FIRST))
        return tuple(entry for entry in found if not entry.is_void)

    def refresh(self, label: Label) -> LabelEntry:
        """Store a newer report of a label. What we learned ourselves stays where the report is silent."""
        with self._database.write() as connection:
            refresh_label(connection, label)
        return self.get(label.label_id)

    def add(self, label: Label, purchase_id: str, decision: Decision) -> None:
        """Keep a further label of a purchase, with the decision in the book. Raises Conflict for one that is
        kept.
        """
        with self._database.write() as connection:
            purchase = load(connection, purchase_id)
            insert_label(connection, label, purchase.order)
            number = write_decision(connection, purchase_id, self._now(), decision)
            numbered(connection, purchase, number)

    def set_broker_id(self, label_id: str, broker_id: str) -> LabelEntry:
        """Keep the Label ID that a person read under the QR code; no report of the carrier undoes that."""
        with self._database.write() as connection:
            known = load_label(connection, label_id)
            typed = replace(known, broker_id=broker_id, broker_id_from=IdSource.TYPED.value, broker_notes=())
            update_label(connection, typed)
        return self.get(label_id)

    def document(self, label_id: str, kind: DocumentKind) -> Document | None:
        """A kept document. Raises Environment(DATABASE_DAMAGED) when its bytes were changed since."""
        with self._database.read() as connection:
            return read_document(connection, label_id, kind)

    def documents(self, label_id: str) -> tuple[DocumentKind, ...]:
        """Which documents of a label are kept."""
        kinds = select(DOCUMENT.c.kind).where(DOCUMENT.c.label_id == label_id).order_by(DOCUMENT.c.kind)
        with self._database.read() as connection:
            return tuple(DocumentKind(kind) for kind in connection.execute(kinds).scalars())

    def keep_document(self, label_id: str, document: Document) -> None:
        """Keep a document that was fetched later; it takes the place of one of the same kind."""
        with self._database.write() as connection:
            load_row(connection, label_id)
            keep_document(connection, label_id, document, self._now())

    def file_as_code(self, label_id: str, kind: DocumentKind, code: Document | None) -> None:
        """What stood as a label's page is a QR code: keep it as one, unless one is kept."""
        with self._database.write() as connection:
            load_row(connection, label_id)
            drop_document(connection, label_id, kind)
            if code is not None and read_document(connection, label_id, DocumentKind.QR) is None:
                keep_document(connection, label_id, code, self._now())

    def _entries(self, statement: Select[Any]) -> tuple[LabelEntry, ...]:
        with self._database.read() as connection:
            return tuple(map(entry_of, connection.execute(statement)))
