"""Keeps the outbox: each mail whole on the disk before anything leaves, and what became of it. Sends nothing.

A mail is taken in hand by one program at a time, and is on the disk as SENDING before the dot that ends it
leaves, which is when a server takes it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from postwright.domain import mail_record
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord, MailState
from postwright.domain.void import UNUSABLE
from postwright.store.label_rows import load_row
from postwright.store.mail_list import MailList
from postwright.store.mail_rows import content_of, load, mails, move, read, write
from postwright.store.schema import MAIL, RESTORATION, VOID_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import stamp

# Longer than any sending takes (paperless/delivery.py). Whoever had it in hand for so long has lost it.
LONGEST_SENDING = timedelta(minutes=20)
_NOW = {"next_at": None, "not_before": None}


class Mails(MailList):
    """The mails of the shop. A step that a mail cannot take as it stands raises Conflict.

    The class below it reads them.
    """

    # ------------------------------------------------------------ what is put in

    def put(
        self,
        label_id: str,
        kind: LetterKind,
        recipient: str,
        subject: str,
        content: bytes,
        message_id: str,
        not_before: datetime | None = None,
    ) -> MailRecord:
        """Keep a whole mail, to leave now or not before that moment. Raises BadInput: LABEL_UNKNOWN, and
        MAIL_IN_OUTBOX while another of this kind about this label is on its way to the same person.
        """
        planned = stamp(not_before) if not_before is not None else None
        row = {"content": content, "message_id": message_id, "not_before": planned, "next_at": planned}
        return self._new(label_id, kind, recipient, subject, MailState.WAITING, row)

    def note_own_program(self, label_id: str, kind: LetterKind, recipient: str, subject: str) -> MailRecord:
        """Write down that a mail was handed to the operator's own mail program."""
        return self._new(label_id, kind, recipient, subject, MailState.OWN_PROGRAM, {})

    def _new(
        self,
        label_id: str,
        kind: LetterKind,
        recipient: str,
        subject: str,
        state: MailState,
        more: dict[str, Any],
    ) -> MailRecord:
        row = {"label_id": label_id, "kind": kind.value, "recipient": recipient, "subject": subject}
        with self._database.write() as connection:
            load_row(connection, label_id)
            if state is MailState.WAITING and _has_twin(connection, label_id, kind, recipient):
                raise BadInput(FaultKind.MAIL_IN_OUTBOX)
            return write(connection, self._now(), {**row, "state": state.value, **more})

    # ------------------------------------------------------------ sending

    def take(self, mail_id: int) -> bytes:
        """Take a waiting mail in hand: it is on the disk as SENDING when this returns, so that the dot that
        ends it may leave. Before that nothing of it was sent.

        A mail about a label that was voided, or may have been, is called off in the same transaction, and
        PaperFault(LABEL_VOIDED) raised.
        """
        with self._database.write() as connection:
            record, now = load(connection, mail_id), self._now()
            content = content_of(connection, mail_id)
            if record.state is not MailState.WAITING or content is None:
                raise Conflict(f"mail {mail_id} does not wait")
            void = _is_void(connection, record.label_id)
            if void:
                move(connection, record, MailEvent.CANCELLED, now, mail_record.LABEL_VOIDED)
            else:
                tried = {"run": self._database.run, "attempts": record.attempts + 1, "next_at": None}
                move(connection, record, MailEvent.SENDING, now, "", **tried)
        if void:
            raise PaperFault(FaultKind.LABEL_VOIDED, record.label_id)
        return content

    def ended(
        self, mail_id: int, event: MailEvent, detail: str = "", *, of_server: bool = False
    ) -> MailRecord:
        """Write down how the try of this program ended, whether or not it had taken the mail. One that is put
        off is tried again later, or given up after days; where the server itself could not be used
        (`of_server`) it is never given up.
        """
        with self._database.write() as connection:
            record, now = load(connection, mail_id), self._now()
            if record.state is not MailState.WAITING:
                self._check_mine(connection, record)
            tries = record.attempts + (record.state is MailState.WAITING)
            row: dict[str, Any] = {"attempts": tries}
            if event is MailEvent.PUT_OFF:
                row["next_at"] = stamp(mail_record.next_try(tries, now))
                if not of_server:
                    row["put_off_since"] = stamp(record.put_off_since or now)
                    event = mail_record.put_off(record, now)
                if event is MailEvent.GAVE_UP:
                    row["next_at"] = None
            return move(connection, record, event, now, detail, **row)

    def _check_mine(self, connection: Connection, record: MailRecord) -> None:
        """A person may have had it sent again meanwhile, by another program."""
        run = connection.execute(select(MAIL.c.run).where(MAIL.c.id == record.id)).scalar_one()
        if run != self._database.run:
            raise Conflict(f"mail {record.id} is not in the hands of this program")

    def call_off_void(self) -> tuple[MailRecord, ...]:
        """Call off, and give, what waits about labels that were voided since, or may have been."""
        with self._database.read() as connection:
            if not self._of_void(connection):
                return ()
        with self._database.write() as connection:
            now, why = self._now(), mail_record.LABEL_VOIDED
            return tuple(
                move(connection, one, MailEvent.CANCELLED, now, why) for one in self._of_void(connection)
            )

    def _of_void(self, connection: Connection) -> list[MailRecord]:
        return [one for one in self._waiting(connection) if _is_void(connection, one.label_id)]

    def hold_due(self, detail: str) -> tuple[MailRecord, ...]:
        """The server cannot be used: all that is due waits for the same time, with the same words. None of it
        comes nearer to being given up.
        """
        with self._database.write() as connection:
            now = self._now()
            due = [one for one in self._waiting(connection) if mail_record.is_due(one, now)]
            tries = max((one.attempts for one in due), default=0) + 1
            row = {"next_at": stamp(mail_record.next_try(tries, now)), "attempts": tries, "detail": detail}
            connection.execute(update(MAIL).where(MAIL.c.id.in_([one.id for one in due])).values(**row))
            return tuple(load(connection, one.id) for one in due)

    def hurry_all(self) -> None:
        """The server may be usable again: what only waited for it is due now."""
        with self._database.write() as connection:
            waiting = [one.id for one in self._waiting(connection) if one.waits_for_server]
            connection.execute(update(MAIL).where(MAIL.c.id.in_(waiting)).values(**_NOW))

    def forget(self) -> int:
        """Forget the mails themselves that ended long ago; that they were stays. Gives how many."""
        now = self._now()
        over = self._forgettable(now)
        if over:
            with self._database.write() as connection:
                connection.execute(update(MAIL).where(MAIL.c.id.in_(over)).values(content=None))
        return len(over)

    def interrupted_at_start(self) -> tuple[MailRecord, ...]:
        """Mark as IN_DOUBT, and give, what may have left without our knowing: mails that an earlier run of
        the program had in hand, and mails that wait in a shop that was opened from a copy since.
        """
        with self._database.write() as connection:
            now = self._now()
            reopened = connection.execute(select(func.max(RESTORATION.c.at))).scalar() or ""
            hanging = (MAIL.c.state == MailState.SENDING.value) & or_(
                MAIL.c.run != self._database.run, MAIL.c.at < stamp(now - LONGEST_SENDING)
            )
            copied = (MAIL.c.state == MailState.WAITING.value) & (MAIL.c.at < reopened)
            found = read(connection, mails().where(or_(hanging, copied)))
            words = {MailState.SENDING: mail_record.CUT_OFF, MailState.WAITING: mail_record.FROM_A_COPY}
            return tuple(move(connection, one, MailEvent.DOUBTED, now, words[one.state]) for one in found)

    # ------------------------------------------------------------ a person's word

    def cancel(self, mail_id: int) -> MailRecord:
        """It is not to leave (any more)."""
        return self._person(mail_id, MailEvent.CANCELLED)

    def arrived(self, mail_id: int) -> MailRecord:
        """A mail in doubt has arrived."""
        return self._person(mail_id, MailEvent.ARRIVED, mail_record.SAID_SO)

    def _person(self, mail_id: int, event: MailEvent, detail: str = "") -> MailRecord:
        with self._database.write() as connection:
            return move(connection, load(connection, mail_id), event, self._now(), detail)

    def again(self, mail_id: int) -> MailRecord:
        """Let the same mail leave once more, byte for byte. Raises BadInput: MAIL_FORGOTTEN when it is not
        kept any more, MAIL_IN_OUTBOX while another in its place is on its way.
        """
        fresh = {**_NOW, "attempts": 0, "put_off_since": None, "run": ""}
        with self._database.write() as connection:
            record = load(connection, mail_id)
            to = (record.label_id, record.kind, record.recipient)
            has_twin = _has_twin(connection, *to, besides=mail_id)
            again = move(connection, record, MailEvent.AGAIN, self._now(), "", **fresh)
            if has_twin:
                raise BadInput(FaultKind.MAIL_IN_OUTBOX)
            if content_of(connection, mail_id) is None:
                raise BadInput(FaultKind.MAIL_FORGOTTEN, str(mail_id))
            return again

    def hurry(self, mail_id: int) -> MailRecord:
        """Let a waiting mail leave now, whatever it waited for."""
        with self._database.write() as connection:
            record = load(connection, mail_id)
            if record.state is not MailState.WAITING:
                raise Conflict(f"mail {mail_id} does not wait")
            connection.execute(update(MAIL).where(MAIL.c.id == mail_id).values(**_NOW))
            return load(connection, mail_id)


def _has_twin(
    connection: Connection, label_id: str, kind: LetterKind, recipient: str, *, besides: int = 0
) -> bool:
    """Whether another mail of this kind about this label is on its way to the same person."""
    same = (MAIL.c.label_id == label_id, MAIL.c.kind == kind.value)
    to = func.lower(MAIL.c.recipient) == recipient.lower()
    under_way = MAIL.c.state.in_([state.value for state in mail_record.UNDER_WAY])
    return bool(read(connection, mails().where(*same, to, under_way, MAIL.c.id != besides)))


def _is_void(connection: Connection, label_id: str) -> bool:
    """Voided, or its refund was, or may have been, asked for."""
    states = [state.value for state in UNUSABLE]
    asked = select(VOID_REQUEST.c.state).where(VOID_REQUEST.c.label_id == label_id)
    requested = connection.execute(asked.where(VOID_REQUEST.c.state.in_(states))).first()
    return bool(load_row(connection, label_id).voided) or requested is not None
