"""How drafts stand in their table. Moves none but the one that has just got its label."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from postwright.domain.approval import Approval
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.store.schema import DRAFT
from postwright.store.value_json import from_json, read_stamp, stamp

# Every SQLite takes so many values in one question.
_AT_ONCE = 1000
_REVISION = select(DRAFT.c.revision).where(DRAFT.c.id == bindparam("wanted"))
_CHANGE = update(DRAFT).where(DRAFT.c.id == bindparam("wanted"))


def record_of(row: Row[Any]) -> DraftRecord:
    """The draft. What stands as its approval is an offer while it is not queued."""
    state = DraftState(row.state)
    held = from_json(Approval, row.approval) if row.approval else None
    is_offer = state is DraftState.OPEN
    return DraftRecord(
        id=row.id,
        draft=from_json(Draft, row.body),
        state=state,
        created_at=read_stamp(row.created_at),
        updated_at=read_stamp(row.updated_at),
        approval=None if is_offer else held,
        handed_back=row.handed_back,
        revision=row.revision,
        offer=held if is_offer else None,
    )


def portions(draft_ids: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Each of them once, so many as one question takes."""
    ids = tuple(dict.fromkeys(draft_ids))
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def is_unchanged(connection: Connection, draft_id: str, revision: int) -> bool:
    """Whether nothing was done to it since it had that revision."""
    now = connection.execute(_REVISION, {"wanted": draft_id}).scalar()
    return now == revision


def finish_draft(connection: Connection, draft_id: str, at: datetime) -> int:
    """Its label is there. Returns how many drafts that was: none when the draft is kept nowhere."""
    done = {"state": DraftState.DONE.value, "updated_at": stamp(at), "handed_back": ""}
    return connection.execute(_CHANGE, {"wanted": draft_id, **done}).rowcount
