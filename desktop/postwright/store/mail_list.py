"""Reads the outbox: what may leave now, what wants a person, what became of the rest. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_

from postwright.domain import mail_record
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.store.database import Database
from postwright.store.mail_rows import content_of, load, mails, read
from postwright.store.schema import MAIL
from postwright.store.value_json import stamp

# What ended stays in the list so long.
LISTED = timedelta(days=14)
_ASKS = tuple(state.value for state in mail_record.WANTS_A_PERSON)
_STAYS = (*_ASKS, *(state.value for state in mail_record.UNDER_WAY))


class MailList:
    """The mails of the shop. One that is named and not there raises BadInput(MAIL_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, mail_id: int) -> MailRecord:
        with self._database.read() as connection:
            return load(connection, mail_id)

    def content(self, mail_id: int) -> bytes:
        """The mail as it leaves, byte for byte. Raises BadInput(MAIL_FORGOTTEN)."""
        with self._database.read() as connection:
            load(connection, mail_id)
            content = content_of(connection, mail_id)
        if content is None:
            raise BadInput(FaultKind.MAIL_FORGOTTEN, str(mail_id))
        return content

    def due(self, now: datetime) -> tuple[MailRecord, ...]:
        """What may leave now. Mails that were tried less often go first, so that none holds up the rest."""
        with self._database.read() as connection:
            found = [one for one in self._waiting(connection) if mail_record.is_due(one, now)]
        return tuple(sorted(found, key=lambda one: (one.attempts, one.id)))

    def next_due(self) -> datetime | None:
        """When the first of the waiting mails may leave; None when none waits."""
        with self._database.read() as connection:
            waiting = self._waiting(connection)
        return min((one.next_at or one.at for one in waiting), default=None)

    def outbox(self) -> tuple[MailRecord, ...]:
        """What is under way or wants a person, and what ended of late, the newest first."""
        since = stamp(self._now() - LISTED)
        listed = mails().where(or_(MAIL.c.state.in_(_STAYS), MAIL.c.at > since))
        with self._database.read() as connection:
            return tuple(reversed(read(connection, listed)))

    def doubtful(self) -> tuple[MailRecord, ...]:
        """What wants a person: mails that may have left, and mails that never did and are not tried again."""
        with self._database.read() as connection:
            return read(connection, mails().where(MAIL.c.state.in_(_ASKS)))

    def of_label(self, label_id: str) -> tuple[MailRecord, ...]:
        """Oldest first."""
        with self._database.read() as connection:
            return read(connection, mails().where(MAIL.c.label_id == label_id))

    def _waiting(self, connection: Connection) -> tuple[MailRecord, ...]:
        waits = (MAIL.c.state == MailState.WAITING.value, MAIL.c.content.is_not(None))
        return read(connection, mails().where(*waits))

    def _forgettable(self, now: datetime) -> list[int]:
        """Mails that are kept whole and need not be any more."""
        oldest = mails().where(MAIL.c.content.is_not(None), MAIL.c.at < stamp(now - mail_record.KEPT))
        with self._database.read() as connection:
            return [one.id for one in read(connection, oldest) if mail_record.is_forgotten(one, now)]
