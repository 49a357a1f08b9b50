"""Remembers which label was mailed to whom, and whether the mail server took it. Sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, select, update

from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailRecord as KnownMail
from postwright.domain.mail_record import MailState as Known
from postwright.store.database import Database
from postwright.store.label_rows import MAILED, load_row
from postwright.store.schema import MAIL
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp


class MailState(StrEnum):
    """What we know of a mail. SENT means that the mail server took it, not that anyone read it."""

    SENDING = "sending"
    SENT = MAILED
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    OWN_PROGRAM = "own_program"


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail about one label."""

    id: int
    label_id: str
    recipient: str
    state: MailState
    at: datetime
    detail: str = ""


class Mails:
    """The mails of the shop."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, label_id: str, recipient: str) -> int:
        """Write down that a mail is about to leave; gives its number. Raises BadInput(LABEL_UNKNOWN)."""
        row = {"label_id": label_id, "recipient": recipient, "at": stamp(self._now()), "detail": ""}
        with self._database.write() as connection:
            load_row(connection, label_id)
            number = insert(MAIL).returning(MAIL.c.id)
            done = connection.execute(number.values(**row, state=MailState.SENDING.value))
            return int(done.scalar_one())

    def note_own_program(self, label_id: str, kind: LetterKind, recipient: str, subject: str) -> KnownMail:
        """Write down that a mail was given to the operator's own mail program: all that is known of it."""
        at = self._now()
        row = {"label_id": label_id, "recipient": recipient, "at": stamp(at), "detail": ""}
        with self._database.write() as connection:
            load_row(connection, label_id)
            number = insert(MAIL).returning(MAIL.c.id).values(**row, state=MailState.OWN_PROGRAM.value)
            made = int(connection.execute(number).scalar_one())
        return KnownMail(made, label_id, kind, recipient, subject, Known.OWN_PROGRAM, at, at)

    def finish(self, mail_id: int, state: MailState, detail: str = "") -> None:
        """Write down how it ended. Raises Conflict for a mail that has ended already."""
        row = update(MAIL).where(MAIL.c.id == mail_id, MAIL.c.state == MailState.SENDING.value)
        with self._database.write() as connection:
            if connection.execute(row.values(state=state.value, detail=detail)).rowcount != 1:
                raise Conflict(f"mail {mail_id} is not under way")

    def of_label(self, label_id: str) -> tuple[MailRecord, ...]:
        """Oldest first."""
        mails = select(MAIL).where(MAIL.c.label_id == label_id).order_by(MAIL.c.id)
        with self._database.read() as connection:
            return tuple(map(_record_of, connection.execute(mails)))


def _record_of(row: Row[Any]) -> MailRecord:
    return MailRecord(
        row.id, row.label_id, row.recipient, MailState(row.state), read_stamp(row.at), row.detail
    )
