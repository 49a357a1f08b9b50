"""What pickups were asked for and what the carrier made of them. Asks for none itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState
from postwright.store.database import Database
from postwright.store.request_events import (
    PICKUP_SUBJECT,
    RequestEvent,
    request_events,
    write_request_event,
)
from postwright.store.schema import PICKUP_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import from_json, read_stamp, stamp, to_json

# Every way back to SENT passes through INTENDED: proof that no pickup was booked.
_NEXT: dict[PickupState, frozenset[PickupState]] = {
    PickupState.INTENDED: frozenset({PickupState.SENT, PickupState.CANCELLED}),
    PickupState.SENT: frozenset(
        {PickupState.BOOKED, PickupState.REFUSED, PickupState.IN_DOUBT, PickupState.INTENDED}
    ),
    PickupState.IN_DOUBT: frozenset(
        {
            PickupState.BOOKED,
            PickupState.REFUSED,
            PickupState.IN_DOUBT,
            PickupState.INTENDED,
            PickupState.CANCELLED,
        }
    ),
    PickupState.BOOKED: frozenset({PickupState.BOOKED, PickupState.CANCELLED}),
    PickupState.REFUSED: frozenset(),
    PickupState.CANCELLED: frozenset(),
}
_UNSETTLED = (PickupState.SENT.value, PickupState.IN_DOUBT.value)


class Pickups:
    """The pickups of the shop."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def intend(self, request: PickupRequest) -> int:
        """Write down that this pickup is wanted; gives its number."""
        at = stamp(self._now())
        row = {"state": PickupState.INTENDED.value, "asked_at": at, "updated_at": at, "detail": ""}
        with self._database.write() as connection:
            number = insert(PICKUP_REQUEST).returning(PICKUP_REQUEST.c.id)
            made = int(connection.execute(number.values(**row, request=to_json(request))).scalar_one())
            write_request_event(connection, PICKUP_SUBJECT, made, self._now(), PickupState.INTENDED.value)
        return made

    def record(
        self, pickup_id: int, state: PickupState, pickup: Pickup | None = None, detail: str = ""
    ) -> PickupEntry:
        """Write down where it stands now. A pickup that is known stays known when None is given.

        Raises Conflict for a step that cannot be taken from where it stands.
        """
        told = {"state": state.value, "updated_at": stamp(self._now()), "detail": detail}
        if pickup is not None:
            told["pickup"] = to_json(pickup)
        sources = [source.value for source, targets in _NEXT.items() if state in targets]
        row = update(PICKUP_REQUEST).where(
            PICKUP_REQUEST.c.id == pickup_id, PICKUP_REQUEST.c.state.in_(sources)
        )
        with self._database.write() as connection:
            changed = connection.execute(row.values(**told))
            found = connection.execute(_one(pickup_id)).first()
            if found is None:
                raise BadInput(FaultKind.PICKUP_UNKNOWN, str(pickup_id))
            if changed.rowcount != 1:
                raise Conflict(f"pickup {pickup_id} is {found.state} and cannot become {state}")
            write_request_event(connection, PICKUP_SUBJECT, pickup_id, self._now(), state.value, detail)
        return _entry_of(found)

    def get(self, pickup_id: int) -> PickupEntry:
        """Raises BadInput(PICKUP_UNKNOWN)."""
        found = self._entries(_one(pickup_id))
        if not found:
            raise BadInput(FaultKind.PICKUP_UNKNOWN, str(pickup_id))
        return found[0]

    def all(self) -> tuple[PickupEntry, ...]:
        """Newest first."""
        return self._entries(select(PICKUP_REQUEST).order_by(PICKUP_REQUEST.c.id.desc()))

    def history(self, pickup_id: int) -> tuple[RequestEvent, ...]:
        """What happened to it, oldest first."""
        with self._database.read() as connection:
            return request_events(connection, PICKUP_SUBJECT, pickup_id)

    def unsettled(self) -> tuple[PickupEntry, ...]:
        """Requests of which only the carrier knows the end, oldest first."""
        doubtful = select(PICKUP_REQUEST).where(PICKUP_REQUEST.c.state.in_(_UNSETTLED))
        return self._entries(doubtful.order_by(PICKUP_REQUEST.c.id))

    def _entries(self, statement: Select[Any]) -> tuple[PickupEntry, ...]:
        with self._database.read() as connection:
            return tuple(map(_entry_of, connection.execute(statement)))


def _one(pickup_id: int) -> Select[Any]:
    return select(PICKUP_REQUEST).where(PICKUP_REQUEST.c.id == pickup_id)


def _entry_of(row: Row[Any]) -> PickupEntry:
    return PickupEntry(
        id=row.id,
        request=from_json(PickupRequest, row.request),
        state=PickupState(row.state),
        asked_at=read_stamp(row.asked_at),
        pickup=from_json(Pickup, row.pickup) if row.pickup else None,
        detail=row.detail,
    )
