"""Since which label mails of a kind leave by themselves, and which labels have had none. Sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, select

from postwright.domain.automatic_mail import LATEST
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.store.database import Database
from postwright.store.label_rows import entries, entry_of
from postwright.store.schema import AUTOMATIC_MAIL, LABEL, MAIL, RESTORATION
from postwright.store.value_json import read_stamp, stamp

_KIND = AUTOMATIC_MAIL.c.kind


class AutomaticMails:
    """A label that has any mail of a kind, however it ended, gets no second one by itself."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def switch(self, wanted: Collection[LetterKind]) -> None:
        """Remember what is switched on: labels that were there before get no mail. A kind that is switched
        off and on again begins anew.
        """
        kinds = {kind.value for kind in wanted}
        if self._known() == kinds:
            return
        with self._database.write() as connection:
            known = set(connection.execute(select(_KIND)).scalars())
            connection.execute(delete(AUTOMATIC_MAIL).where(_KIND.in_(known - kinds)))
            newest = connection.execute(select(func.coalesce(func.max(LABEL.c.number), 0))).scalar_one()
            for kind in sorted(kinds - known):
                row = {"kind": kind, "after_label": newest, "since": stamp(self._now())}
                connection.execute(insert(AUTOMATIC_MAIL).values(**row))

    def since(self, kind: LetterKind) -> datetime | None:
        """When it was switched on; None while it is off."""
        with self._database.read() as connection:
            at = connection.execute(select(AUTOMATIC_MAIL.c.since).where(_KIND == kind.value)).scalar()
        return read_stamp(at) if at else None

    def lacking(self, kind: LetterKind) -> tuple[LabelEntry, ...]:
        """Labels bought since it was switched on that have had no such mail, the oldest first.

        None from before the shop was opened from a copy: what was mailed after that copy was made is not
        known.
        """
        with self._database.read() as connection:
            after = connection.execute(
                select(AUTOMATIC_MAIL.c.after_label).where(_KIND == kind.value)
            ).scalar()
            if after is None:
                return ()
            mailed = exists().where(MAIL.c.label_id == LABEL.c.label_id, MAIL.c.kind == kind.value)
            since = max(stamp(self._now() - LATEST), _reopened(connection))
            wanted = (LABEL.c.number > after, LABEL.c.created_at > since, LABEL.c.voided == 0, ~mailed)
            found = connection.execute(entries().where(*wanted).order_by(LABEL.c.number))
            return tuple(map(entry_of, found))

    def _known(self) -> set[str]:
        with self._database.read() as connection:
            return set(connection.execute(select(_KIND)).scalars())


def _reopened(connection: Connection) -> str:
    return connection.execute(select(func.max(RESTORATION.c.at))).scalar() or ""
