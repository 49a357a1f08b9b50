"""What is known of QR codes that may be unused: when each was mailed, and what took its place. What USPS says
of them is kept as of every parcel (parcels_under_way.py).

Asks nobody; which of them are listed is decided in domain/qr_watch.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from postwright.domain.label_entry import LabelEntry
from postwright.domain.qr_watch import WATCHED_FOR, WatchedCode
from postwright.store.database import Database
from postwright.store.label_rows import CODE_HANDED_ON, entries, entry_of, load_row
from postwright.store.schema import CODE_WATCH, LABEL, MAIL, PARCEL_WATCH
from postwright.store.value_json import read_stamp, stamp

_OF_LABEL = (MAIL.c.label_id == LABEL.c.label_id, *CODE_HANDED_ON)


class CodeWatch:
    """The labels that were bought with a QR code. A label that is not kept raises BadInput(LABEL_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def watched(self) -> tuple[WatchedCode, ...]:
        """Codes that may still be unused, the oldest label first."""
        now = self._now()
        recent = (LABEL.c.created_at > stamp(now - WATCHED_FOR), LABEL.c.paperless == 1, LABEL.c.voided == 0)
        codes = self._codes(_codes().where(*recent, PARCEL_WATCH.c.first_scan_at.is_(None)))
        return tuple(code for code in codes if code.is_watched(now))

    def get(self, label_id: str) -> WatchedCode:
        with self._database.read() as connection:
            load_row(connection, label_id)
        return self._codes(_codes().where(LABEL.c.label_id == label_id))[0]

    def replace(self, label_id: str, draft_id: str) -> None:
        """Write down the draft of the label that shall take its place."""
        row = insert_once(CODE_WATCH).values(label_id=label_id, draft_id=draft_id)
        with self._database.write() as connection:
            load_row(connection, label_id)
            again = {"draft_id": draft_id}
            connection.execute(row.on_conflict_do_update(index_elements=["label_id"], set_=again))

    def _codes(self, statement: Select[Any]) -> tuple[WatchedCode, ...]:
        with self._database.read() as connection:
            rows = connection.execute(statement.order_by(LABEL.c.created_at, LABEL.c.label_id)).all()
            begun = tuple(row.watch_draft for row in rows if row.watch_draft)
            followers = entries().where(LABEL.c.draft_id.in_(begun))
            found = tuple(map(entry_of, connection.execute(followers))) if begun else ()
        return tuple(_code(row, found) for row in rows)


def _codes() -> Select[Any]:
    """Every label, with what is known of its code."""
    sent = select(func.min(MAIL.c.at)).where(*_OF_LABEL).scalar_subquery()
    last = select(func.max(MAIL.c.at)).where(*_OF_LABEL).scalar_subquery()
    mails = select(func.count()).where(*_OF_LABEL).scalar_subquery()
    watch = CODE_WATCH.c
    return (
        entries()
        .add_columns(
            sent.label("first_mailed"), last.label("last_mailed"), mails.label("mails"),
            watch.draft_id.label("watch_draft"),
        )
        .outerjoin(CODE_WATCH, watch.label_id == LABEL.c.label_id)
    )  # fmt: skip


def _code(row: Row[Any], followers: Iterable[LabelEntry]) -> WatchedCode:
    draft_id = row.watch_draft or ""
    standing = (one for one in followers if one.draft_id == draft_id and not one.is_void)
    follower = next(standing, None)
    return WatchedCode(
        entry=entry_of(row),
        first_mailed=_moment(row.first_mailed),
        last_mailed=_moment(row.last_mailed),
        mails=row.mails,
        draft_id=draft_id,
        replaced_by=follower.label.tracking_number if follower else "",
    )


def _moment(text: str | None) -> datetime | None:
    return read_stamp(text) if text else None
