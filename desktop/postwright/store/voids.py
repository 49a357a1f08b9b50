"""What was asked of the carrier about giving labels back, and what it answered. Asks nothing itself.

An approved void marks the label as void and begins its refund in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.postal_rules import PostalRules
from postwright.domain.refund_watch import RefundEvent
from postwright.domain.void import NEXT, VoidAnswer, VoidEvent, VoidState
from postwright.store.database import Database
from postwright.store.label_rows import load_label, update_label
from postwright.store.refunds import write_refund
from postwright.store.schema import VOID_EVENT, VOID_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import from_json, read_stamp, stamp, to_json

_UNSETTLED = (VoidState.SENT.value, VoidState.IN_DOUBT.value)


class Voids:
    """The voids of the shop, one row for each label and every event behind it."""

    def __init__(self, database: Database, now: Callable[[], datetime], rules: PostalRules) -> None:
        self._database = database
        self._now = now
        self._rules = rules

    def intend(self, label_id: str) -> VoidState:
        """Write down that a void is wanted. Asking again after a denial or a doubt keeps the state it has.

        Raises BadInput: LABEL_UNKNOWN, LABEL_VOIDED, or STILL_IN_DOUBT while a question is under way.
        """
        with self._database.write() as connection:
            voided = load_label(connection, label_id).voided
            state = _state(connection, label_id)
            if voided or state is VoidState.REQUESTED:
                raise BadInput(FaultKind.LABEL_VOIDED, label_id)
            if state is VoidState.SENT:
                raise BadInput(FaultKind.STILL_IN_DOUBT, label_id)
            if state is None:
                at = stamp(self._now())
                row = {"label_id": label_id, "asked_at": at, "updated_at": at, "detail": ""}
                connection.execute(insert(VOID_REQUEST).values(**row, state=VoidState.INTENDED.value))
        return state or VoidState.INTENDED

    def record(
        self, label_id: str, event: VoidEvent, answer: VoidAnswer | None = None, detail: str = ""
    ) -> VoidState:
        """Write down what happened. Raises Conflict for what cannot happen as the void stands."""
        with self._database.write() as connection:
            state = _state(connection, label_id)
            moved = NEXT[state].get(event) if state else None
            if moved is None:
                raise Conflict(f"{event} cannot happen to the void of {label_id}, which is {state}")
            at = self._now()
            told = {"detail": detail, "answer": to_json(answer) if answer else None}
            event_row = {"label_id": label_id, "at": stamp(at), "event": event.value}
            connection.execute(insert(VOID_EVENT).values(**event_row, **told))
            row = update(VOID_REQUEST).where(VOID_REQUEST.c.label_id == label_id)
            connection.execute(row.values(state=moved.value, updated_at=stamp(at), **told))
            if moved is VoidState.REQUESTED:
                _mark_void(connection, label_id, at)
                write_refund(connection, label_id, RefundEvent.ASKED, at, self._rules)
        return moved

    def state(self, label_id: str) -> VoidState | None:
        with self._database.read() as connection:
            return _state(connection, label_id)

    def answer(self, label_id: str) -> VoidAnswer | None:
        """The carrier's latest answer about a label, if the latest event was one."""
        latest = select(VOID_REQUEST.c.answer).where(VOID_REQUEST.c.label_id == label_id)
        with self._database.read() as connection:
            text = connection.execute(latest).scalar()
        return from_json(VoidAnswer, text) if text else None

    def history(self, label_id: str) -> tuple[tuple[datetime, VoidEvent, str], ...]:
        """When what happened, with its detail, oldest first."""
        events = select(VOID_EVENT).where(VOID_EVENT.c.label_id == label_id).order_by(VOID_EVENT.c.seq)
        with self._database.read() as connection:
            rows = connection.execute(events).all()
        return tuple((read_stamp(row.at), VoidEvent(row.event), row.detail) for row in rows)

    def unsettled(self) -> tuple[str, ...]:
        """Ids of labels of which only the carrier knows whether they are void, longest in doubt first."""
        doubtful = select(VOID_REQUEST.c.label_id).where(VOID_REQUEST.c.state.in_(_UNSETTLED))
        with self._database.read() as connection:
            ids = connection.execute(doubtful.order_by(VOID_REQUEST.c.updated_at, VOID_REQUEST.c.label_id))
            return tuple(ids.scalars())


def _state(connection: Connection, label_id: str) -> VoidState | None:
    found = connection.execute(select(VOID_REQUEST.c.state).where(VOID_REQUEST.c.label_id == label_id))
    state = found.scalar()
    return VoidState(state) if state else None


def _mark_void(connection: Connection, label_id: str, at: datetime) -> None:
    label = load_label(connection, label_id)
    update_label(connection, replace(label, voided=True, voided_at=label.voided_at or at))
