"""What pickups were asked for and what the carrier made of them. Asks for none itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from postwright.domain.day_end import origin_key
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.pickup import (
    NEXT,
    UNSETTLED,
    Pickup,
    PickupEntry,
    PickupRequest,
    PickupState,
)
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

_ROW = PICKUP_REQUEST.c
# A pickup is for the next postal day, so what was asked longer ago holds no label any more.
_LONG_AGO = timedelta(days=14)
_OPEN = sorted(state.value for state in UNSETTLED)
_NUMBER = insert(PICKUP_REQUEST).returning(_ROW.id)


class Pickups:
    """The pickups of the shop."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def intend(self, request: PickupRequest) -> int:
        """Write down that this pickup is wanted; gives its number.

        Raises BadInput(PICKUP_INCOMPLETE) when one of its labels is on a pickup that may still come, whoever
        asked for that one: two windows of the program see the same rows.
        """
        with self._database.write() as connection:
            self._check_free(connection, request)
            made = int(connection.execute(_NUMBER, self._row(request, PickupState.INTENDED)).scalar_one())
            write_request_event(connection, PICKUP_SUBJECT, made, self._now(), PickupState.INTENDED.value)
        return made

    def adopt(self, pickup: Pickup, request: PickupRequest) -> bool:
        """Keep a pickup of the same account that another program made, unless it is known, or is the answer
        to a request that is just under way. Tells whether it is new.
        """
        why = "Made elsewhere, and found in the carrier's list."
        row = self._row(request, PickupState.BOOKED) | {
            "asked_at": stamp(pickup.created_at),
            "pickup": to_json(pickup),
            "detail": why,
            "elsewhere": 1,
        }
        with self._database.write() as connection:
            if any(_is_known(entry, pickup) for entry in map(_entry_of, connection.execute(self._of_late()))):
                return False
            made = int(connection.execute(_NUMBER, row).scalar_one())
            write_request_event(connection, PICKUP_SUBJECT, made, self._now(), PickupState.BOOKED.value, why)
        return True

    def _row(self, request: PickupRequest, state: PickupState) -> dict[str, Any]:
        at = stamp(self._now())
        origin = str(origin_key(request.place)) if request.place else ""
        told = {"state": state.value, "asked_at": at, "updated_at": at, "detail": "", "origin": origin}
        return {**told, "request": to_json(request)}

    def _check_free(self, connection: Connection, request: PickupRequest) -> None:
        wanted, now = set(request.label_ids), self._now()
        for entry in map(_entry_of, connection.execute(self._of_late())):
            both = wanted.intersection(entry.request.label_ids)
            if both and entry.holds(now):
                told = f"Label {min(both)} is on pickup {entry.id} already."
                raise BadInput(FaultKind.PICKUP_INCOMPLETE, told, field="labels")

    def record(
        self, pickup_id: int, state: PickupState, pickup: Pickup | None = None, detail: str = ""
    ) -> PickupEntry:
        """Write down where it stands now. A pickup that is known stays known when None is given.

        Raises Conflict for a step that cannot be taken from where it stands.
        """
        told = {"state": state.value, "updated_at": stamp(self._now()), "detail": detail}
        if pickup is not None:
            told["pickup"] = to_json(pickup)
        sources = [source.value for source, targets in NEXT.items() if state in targets]
        row = update(PICKUP_REQUEST).where(_ROW.id == pickup_id, _ROW.state.in_(sources))
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
        return self._entries(select(PICKUP_REQUEST).order_by(_ROW.id.desc()))

    def of_late(self) -> tuple[PickupEntry, ...]:
        """Those of the last two weeks, and what is still unsettled; newest first."""
        return self._entries(self._of_late().order_by(_ROW.id.desc()))

    def on_pickups(self) -> frozenset[str]:
        """The labels that are on a pickup which may still come."""
        now = self._now()
        held = (entry for entry in self.of_late() if entry.holds(now))
        return frozenset(label_id for entry in held for label_id in entry.request.label_ids)

    def history(self, pickup_id: int) -> tuple[RequestEvent, ...]:
        """What happened to it, oldest first."""
        with self._database.read() as connection:
            return request_events(connection, PICKUP_SUBJECT, pickup_id)

    def unsettled(self) -> tuple[PickupEntry, ...]:
        """Requests of which only the carrier knows the end, oldest first."""
        return self._entries(select(PICKUP_REQUEST).where(_ROW.state.in_(_OPEN)).order_by(_ROW.id))

    def _of_late(self) -> Select[Any]:
        recent = _ROW.asked_at > stamp(self._now() - _LONG_AGO)
        return select(PICKUP_REQUEST).where(or_(recent, _ROW.state.in_(_OPEN)))

    def _entries(self, statement: Select[Any]) -> tuple[PickupEntry, ...]:
        with self._database.read() as connection:
            return tuple(map(_entry_of, connection.execute(statement)))


def _is_known(entry: PickupEntry, pickup: Pickup) -> bool:
    if entry.pickup is not None:
        return entry.pickup.pickup_id == pickup.pickup_id
    return entry.state in UNSETTLED and bool(set(entry.request.label_ids) & set(pickup.label_ids))


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
        origin=row.origin,
        elsewhere=bool(row.elsewhere),
        changed_at=read_stamp(row.updated_at),
    )
