"""How mails stand in their table: one row as a record, and one step of it with its line in the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord, MailState, after
from postwright.store.request_events import MAIL_SUBJECT, write_request_event
from postwright.store.schema import MAIL
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp

# All but the mail itself, which nobody needs in order to know of it.
_SHORT = tuple(column for column in MAIL.c if column is not MAIL.c.content)
_NEW = insert(MAIL).returning(*_SHORT)


def mails() -> Select[Any]:
    """Every mail, oldest first; the caller says which ones."""
    return select(*_SHORT).order_by(MAIL.c.id)


def load(connection: Connection, mail_id: int) -> MailRecord:
    """Raises BadInput(MAIL_UNKNOWN)."""
    row = connection.execute(mails().where(MAIL.c.id == mail_id)).first()
    if row is None:
        raise BadInput(FaultKind.MAIL_UNKNOWN, str(mail_id))
    return record_of(row)


def read(connection: Connection, statement: Select[Any]) -> tuple[MailRecord, ...]:
    return tuple(map(record_of, connection.execute(statement)))


def content_of(connection: Connection, mail_id: int) -> bytes | None:
    content: bytes | None = connection.execute(select(MAIL.c.content).where(MAIL.c.id == mail_id)).scalar()
    return content


def write(connection: Connection, at: datetime, row: dict[str, Any]) -> MailRecord:
    """A new mail."""
    new = {"at": stamp(at), "created_at": stamp(at), "detail": "", "run": "", **row}
    record = record_of(connection.execute(_NEW, new).one())
    write_request_event(connection, MAIL_SUBJECT, record.id, at, record.state.value, record.detail)
    return record


def move(
    connection: Connection, record: MailRecord, event: MailEvent, at: datetime, detail: str, **row: Any
) -> MailRecord:
    """One step. Raises Conflict for what cannot happen as the mail stands."""
    moved = after(record.state, event)
    if moved is None:
        raise Conflict(f"{event} cannot happen to mail {record.id}, which is {record.state}")
    changed = {"state": moved.value, "at": stamp(at), "detail": detail, **row}
    connection.execute(update(MAIL).where(MAIL.c.id == record.id).values(**changed))
    write_request_event(connection, MAIL_SUBJECT, record.id, at, moved.value, detail)
    return load(connection, record.id)


def record_of(row: Row[Any]) -> MailRecord:
    return MailRecord(
        id=row.id,
        label_id=row.label_id,
        kind=LetterKind(row.kind),
        recipient=row.recipient,
        subject=row.subject,
        state=MailState(row.state),
        created_at=read_stamp(row.created_at),
        at=read_stamp(row.at),
        attempts=row.attempts,
        next_at=_moment(row.next_at),
        detail=row.detail,
        message_id=row.message_id,
        not_before=_moment(row.not_before),
        put_off_since=_moment(row.put_off_since),
    )


def _moment(text: str | None) -> datetime | None:
    return read_stamp(text) if text else None
