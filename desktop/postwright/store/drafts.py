"""Keeps what is being typed and what waits to be bought. Buys nothing and deletes nothing.

A draft whose purchase is under way or in doubt is left as it is until that is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Select, exists, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from postwright.domain.approval import Approval
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.purchase import UNSETTLED
from postwright.store.database import Database
from postwright.store.draft_rows import is_unchanged, portions, record_of
from postwright.store.schema import DRAFT, PURCHASE, STANDING
from postwright.store.value_json import stamp, to_json

_IN_HAND = (DraftState.OPEN.value, DraftState.QUEUED.value)
_OFF_THE_QUEUE = {"state": DraftState.OPEN.value, "approval": None, "queued_at": None}


class Drafts:
    """The drafts of the shop. Every change raises BadInput when the draft cannot be changed any more:

    DRAFT_UNKNOWN (never there, or removed), ALREADY_BOUGHT (it has its label), STILL_IN_DOUBT.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def new(self, draft: Draft) -> DraftRecord:
        at = stamp(self._now())
        row = {"id": uuid4().hex, "state": DraftState.OPEN.value, "created_at": at, "updated_at": at}
        with self._database.write() as connection:
            connection.execute(insert(DRAFT).values(**row, revision=0, handed_back="", body=to_json(draft)))
            return _load(connection, row["id"])

    def save(self, draft_id: str, draft: Draft) -> DraftRecord:
        """Keep what is typed now. A queued draft that was changed leaves the queue with its approval."""
        body = to_json(draft)
        with self._database.write() as connection:
            if record := self._unchanged(connection, draft_id, draft):
                return record
            return self._change(connection, draft_id, body=body, **_OFF_THE_QUEUE)

    def get(self, draft_id: str) -> DraftRecord:
        """Removed drafts too. Raises BadInput(DRAFT_UNKNOWN)."""
        with self._database.read() as connection:
            return _load(connection, draft_id)

    def some(self, draft_ids: Collection[str]) -> dict[str, DraftRecord]:
        """Those of them that there are, removed ones too."""
        found = {}
        with self._database.read() as connection:
            for ids in portions(draft_ids):
                for row in connection.execute(select(DRAFT).where(DRAFT.c.id.in_(ids))):
                    found[row.id] = record_of(row)
        return found

    def open(self) -> tuple[DraftRecord, ...]:
        """What is still in hand, queued drafts included, the one touched last first."""
        in_hand = select(DRAFT).where(DRAFT.c.state.in_(_IN_HAND))
        with self._database.read() as connection:
            rows = connection.execute(in_hand.order_by(DRAFT.c.updated_at.desc(), DRAFT.c.id)).all()
        return tuple(map(record_of, rows))

    def queued(self) -> tuple[DraftRecord, ...]:
        """The queue in the order in which it is worked off."""
        waiting = select(DRAFT).where(DRAFT.c.state == DraftState.QUEUED.value)
        with self._database.read() as connection:
            rows = connection.execute(waiting.order_by(DRAFT.c.queued_at, DRAFT.c.created_at)).all()
        return tuple(map(record_of, rows))

    def queue(self, draft_id: str, approval: Approval) -> DraftRecord:
        """Put a draft at the end of the queue, with what may be bought for it."""
        waits = {"state": DraftState.QUEUED.value, "approval": to_json(approval), "handed_back": ""}
        with self._database.write() as connection:
            return self._change(connection, draft_id, queued_at=stamp(self._now()), **waits)

    def unqueue(self, draft_id: str) -> DraftRecord:
        with self._database.write() as connection:
            return self._change(connection, draft_id, **_OFF_THE_QUEUE)

    def hand_back(self, draft_id: str, reason: str, offer: Approval | None = None) -> DraftRecord:
        """Take a draft off the queue because the operator must look again; `reason` is a sentence,
        `offer` what could be approved instead.
        """
        back = _OFF_THE_QUEUE | {"handed_back": reason, "approval": to_json(offer) if offer else None}
        with self._database.write() as connection:
            return self._change(connection, draft_id, **back)

    def approve(self, changes: Iterable[tuple[DraftRecord, Approval]]) -> tuple[DraftRecord, ...]:
        """Keep newer prices or more answers with drafts that are queued, in their places in the queue; all or
        none. Raises BadInput(DRAFT_CHANGED) when anything was done to one of them since it was read.
        """
        kept = []
        with self._database.write() as connection:
            for record, approval in changes:
                if not is_unchanged(connection, record.id, record.revision):
                    raise BadInput(FaultKind.DRAFT_CHANGED, record.id)
                values = {"approval": to_json(approval), "updated_at": stamp(record.updated_at)}
                kept.append(self._change(connection, record.id, **values))
        return tuple(kept)

    def remove(self, draft_id: str) -> DraftRecord:
        """Keep a draft out of sight."""
        with self._database.write() as connection:
            removed = _OFF_THE_QUEUE | {"state": DraftState.REMOVED.value}
            return self._change(connection, draft_id, **removed)

    def restore(self, draft_id: str) -> DraftRecord:
        """Take a removal back; the draft is open again. One that is in hand stays as it is."""
        removed = (DRAFT.c.id == draft_id, DRAFT.c.state == DraftState.REMOVED.value)
        back = {"state": DraftState.OPEN.value, "updated_at": stamp(self._now())}
        with self._database.write() as connection:
            connection.execute(update(DRAFT).where(*removed).values(**back))
            record = _load(connection, draft_id)
        if record.state is DraftState.DONE:
            raise BadInput(FaultKind.ALREADY_BOUGHT, draft_id)
        return record

    def reopen(self, draft_id: str, reason: str) -> DraftRecord:
        """The draft of a label that is void is open again, to leave on the next postal day; `reason` is a
        sentence. One that is in hand stays as it is. Raises BadInput: ALREADY_BOUGHT while a purchase stands
        for it, DRAFT_UNKNOWN.
        """
        with self._database.write() as connection:
            record = _load(connection, draft_id)
            if record.state.value in _IN_HAND:
                return record
            if connection.execute(_standing(draft_id)).first() is not None:
                raise BadInput(FaultKind.ALREADY_BOUGHT, draft_id)
            again = _OFF_THE_QUEUE | {
                "state": DraftState.OPEN.value,
                "updated_at": stamp(self._now()),
                "revision": DRAFT.c.revision + 1,
                "handed_back": reason,
                "body": to_json(replace(record.draft, ship_date="")),
            }
            connection.execute(update(DRAFT).where(DRAFT.c.id == draft_id).values(again))
            return _load(connection, draft_id)

    def _unchanged(self, connection: Connection, draft_id: str, draft: Draft) -> DraftRecord | None:
        record = _load(connection, draft_id)
        same = record.draft == draft and record.state.value in _IN_HAND
        return record if same else None

    def _change(self, connection: Connection, draft_id: str, **values: object) -> DraftRecord:
        """Compare-and-set on a draft in hand with no money under way. Whatever was approved before is told
        apart by the revision: it counts changes of the text, of the approval and of the place alike.
        """
        free = (DRAFT.c.id == draft_id, DRAFT.c.state.in_(_IN_HAND), ~_in_doubt())
        told = {"updated_at": stamp(self._now()), "revision": DRAFT.c.revision + 1, **values}
        changed = connection.execute(update(DRAFT).where(*free).values(told))
        record = _load(connection, draft_id)
        if changed.rowcount != 1:
            raise BadInput(_why_not(record.state), draft_id)
        return record


def _in_doubt() -> ColumnElement[bool]:
    return exists().where(
        PURCHASE.c.draft_id == DRAFT.c.id,
        PURCHASE.c.state.in_([state.value for state in UNSETTLED]),
        PURCHASE.c.replaced_at.is_(None),
    )


def _standing(draft_id: str) -> Select[tuple[str]]:
    return select(PURCHASE.c.id).where(STANDING, PURCHASE.c.draft_id == draft_id)


def _why_not(state: DraftState) -> FaultKind:
    if state is DraftState.DONE:
        return FaultKind.ALREADY_BOUGHT
    return FaultKind.DRAFT_UNKNOWN if state is DraftState.REMOVED else FaultKind.STILL_IN_DOUBT


def _load(connection: Connection, draft_id: str) -> DraftRecord:
    row = connection.execute(select(DRAFT).where(DRAFT.c.id == draft_id)).first()
    if row is None:
        raise BadInput(FaultKind.DRAFT_UNKNOWN, draft_id)
    return record_of(row)
