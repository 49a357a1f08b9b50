"""How labels stand in their table: a copy of what was asked, and the words by which each is found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from postwright.domain import mail_record, print_record
from postwright.domain.barcode import squeeze
from postwright.domain.day_end import origin_key
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Label
from postwright.domain.label_alarms import alarms_of, noted, read_noted
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.purchase import Order
from postwright.domain.qr_code import keep_known_id
from postwright.domain.shipment import Shipment
from postwright.domain.void import VoidState
from postwright.store.schema import (
    LABEL,
    LABEL_WORD,
    LOOKUP,
    MAIL,
    PARCEL_WATCH,
    PRINT_JOB,
    PURCHASE,
    VOID_REQUEST,
)
from postwright.store.status_rows import STATUS_COLUMNS, read_status
from postwright.store.value_json import from_json, stamp, to_json

# A mail that gave the customer the QR code, as far as can be known here.
CODE_HANDED_ON = (
    MAIL.c.kind == LetterKind.QR.value,
    MAIL.c.state.in_(sorted(state.value for state in mail_record.HANDED_ON)),
)
ON_PAPER = tuple(sorted(state.value for state in print_record.ON_PAPER))
MAYBE = print_record.PrintState.MAYBE.value
_PLACE = insert(LABEL).returning(LABEL.c.number)
_WORDS = insert(LABEL_WORD)


def insert_label(connection: Connection, label: Label, order: Order) -> None:
    """Put a label that was just bought into the archive."""
    shipment = order.shipment
    row = {"purchase_id": order.id, "draft_id": order.draft_id, "shipment": to_json(shipment)}
    place = {"label_id": label.label_id, **row, **_columns(label, shipment)}
    done = connection.execute(_PLACE, place)
    _write_words(connection, done.scalar_one(), label, shipment)


def update_label(connection: Connection, label: Label) -> None:
    """Store another report of a label that is in the archive."""
    row = load_row(connection, label.label_id)
    shipment = from_json(Shipment, row.shipment)
    columns = _columns(label, shipment)
    connection.execute(update(LABEL).where(LABEL.c.number == row.number).values(**columns))
    connection.execute(delete(LABEL_WORD).where(LABEL_WORD.c.number == row.number))
    _write_words(connection, row.number, label, shipment)


def refresh_label(connection: Connection, report: Label) -> None:
    """Store a newer report. What we learned ourselves stays where the report is silent."""
    update_label(connection, _with_what_we_know(report, load_label(connection, report.label_id)))


def load_label(connection: Connection, label_id: str) -> Label:
    """Raises BadInput(LABEL_UNKNOWN)."""
    return from_json(Label, load_row(connection, label_id).body)


def load_row(connection: Connection, label_id: str) -> Row[Any]:
    """Raises BadInput(LABEL_UNKNOWN)."""
    row = connection.execute(select(LABEL).where(LABEL.c.label_id == label_id)).first()
    if row is None:
        raise BadInput(FaultKind.LABEL_UNKNOWN, label_id)
    return row


def entries() -> Select[Any]:
    """What an entry is made of, for every label; the caller says which ones and in which order."""
    of_label = PRINT_JOB.c.label_id == LABEL.c.label_id
    prints = select(func.count()).where(of_label, PRINT_JOB.c.state.in_(ON_PAPER))
    doubtful = select(func.count()).where(of_label, PRINT_JOB.c.state == MAYBE)
    mails = select(func.count()).where(MAIL.c.label_id == LABEL.c.label_id, *CODE_HANDED_ON)
    found_wrong = select(func.group_concat(LOOKUP.c.detail, "\n")).where(
        LOOKUP.c.purchase_id == LABEL.c.purchase_id, LOOKUP.c.detail.startswith(noted(""))
    )
    return select(
        LABEL.c.draft_id,
        LABEL.c.purchase_id,
        LABEL.c.body,
        PURCHASE.c.body.label("order"),
        found_wrong.scalar_subquery().label("found_wrong"),
        VOID_REQUEST.c.state.label("void_state"),
        prints.scalar_subquery().label("prints"),
        doubtful.scalar_subquery().label("doubtful"),
        mails.scalar_subquery().label("mailed"),
        *STATUS_COLUMNS,
    ).select_from(
        LABEL.join(PURCHASE, PURCHASE.c.id == LABEL.c.purchase_id)
        .outerjoin(VOID_REQUEST, VOID_REQUEST.c.label_id == LABEL.c.label_id)
        .outerjoin(PARCEL_WATCH, PARCEL_WATCH.c.label_id == LABEL.c.label_id)
    )


def entry_of(row: Row[Any]) -> LabelEntry:
    """The entry, with its alarms worked out anew from what was asked, so that none can be lost."""
    label, order = from_json(Label, row.body), from_json(Order, row.order)
    return LabelEntry(
        label=label,
        shipment=order.shipment,
        draft_id=row.draft_id,
        purchase_id=row.purchase_id,
        void_state=VoidState(row.void_state) if row.void_state else None,
        prints=row.prints,
        doubtful=row.doubtful,
        mailed=row.mailed,
        alarms=alarms_of(label, order) + read_noted((row.found_wrong or "").splitlines()),
        status=read_status(row),
    )


def words_in(text: str) -> frozenset[str]:
    """The words of a text as they are compared: without accents, capitals and punctuation.

    An apostrophe joins: O'Brien is found as "obrien" and as "o'brien".
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = unicodedata.normalize("NFKD", plain.casefold())  # some signs become capitals only now
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return frozenset(re.findall(r"[^\W_]+", re.sub(r"['’]", "", kept)))


def _with_what_we_know(report: Label, known: Label) -> Label:
    return replace(
        keep_known_id(report, known),
        broker_instructions=report.broker_instructions or known.broker_instructions,
        links=report.links or known.links,
        voided=report.voided or known.voided,
        voided_at=report.voided_at or known.voided_at,
    )


def _columns(label: Label, shipment: Shipment) -> dict[str, str | int]:
    tracking = squeeze(label.tracking_number)
    return {
        "created_at": stamp(label.created_at),
        "tracking": tracking,
        "tracking_reversed": tracking[::-1],
        "service_code": label.service_code,
        "cost_minor": label.cost.minor,
        "currency": label.cost.currency,
        "voided": int(label.voided),
        "paperless": int(label.delivery(shipment.delivery).paperless),
        "origin": str(origin_key(shipment.ship_from)),
        "ship_date": (label.ship_date or shipment.ship_date).isoformat(),
        "body": to_json(label),
    }


def _write_words(connection: Connection, number: int, label: Label, shipment: Shipment) -> None:
    words = words_in(" ".join(_findable(label, shipment)))
    if words:
        connection.execute(_WORDS, [{"word": word, "number": number} for word in sorted(words)])


def _findable(label: Label, shipment: Shipment) -> Iterable[str]:
    to = shipment.ship_to
    yield from (to.name, to.company, to.city, to.postal_code, label.ship_to_name, label.ship_to_postal_code)
    yield from (shipment.order_reference, *shipment.references)
    # "PW-1043" is found as "pw1043" too.
    yield re.sub(r"\W", "", shipment.order_reference)
