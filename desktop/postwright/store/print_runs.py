"""Keeps which labels are printed one after the other, in which order, and how far that is. Prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_record import PrintState
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState, item_state
from postwright.domain.printing_profile import PrinterProfile
from postwright.store.database import Database
from postwright.store.schema import PRINT_JOB, PRINT_RUN, PRINT_RUN_ITEM
from postwright.store.value_json import from_json, stamp, to_json

_RUN, _ITEM = PRINT_RUN.c, PRINT_RUN_ITEM.c
_CUT_OFF = "Postwright was closed or broke off while this was being printed."


@dataclass(frozen=True, slots=True)
class NewItem:
    """A label that is to be printed in a run, and why once more, where it was printed before."""

    label_id: str
    who: str
    tracking_number: str
    reason: str = ""


class PrintRuns:
    """The runs of the shop. One that is named and not there raises BadInput(RUN_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, profile: PrinterProfile, items: Sequence[NewItem]) -> PrintRun:
        """Write down a run in its order. Nothing of it is counted yet."""
        at = stamp(self._now())
        run = {"printer": profile.name, "profile": to_json(profile), "state": RunState.RUNNING.value}
        run |= {"begun_at": at, "updated_at": at, "problem": "", "run": self._database.run}
        with self._database.write() as connection:
            made = connection.execute(insert(PRINT_RUN).returning(_RUN.id).values(**run)).scalar_one()
            rows = [
                {
                    "run_id": made,
                    "place": place,
                    "label_id": item.label_id,
                    "who": item.who,
                    "tracking": item.tracking_number,
                    "reason": item.reason,
                    "state": ItemState.WAITING.value,
                    "problem": "",
                }
                for place, item in enumerate(items, start=1)
            ]
            connection.execute(insert(PRINT_RUN_ITEM), rows)
            return _load(connection, made)

    def get(self, run_id: int) -> PrintRun:
        with self._database.read() as connection:
            return _load(connection, run_id)

    def profile(self, run_id: int) -> PrinterProfile:
        """How the printer was set up when the run was begun or taken up again."""
        with self._database.read() as connection:
            return from_json(PrinterProfile, _row(connection, run_id).profile)

    def open(self) -> tuple[PrintRun, ...]:
        """The runs that have not ended, oldest first."""
        return self._runs(select(PRINT_RUN.c.id).where(_RUN.state != RunState.ENDED.value).order_by(_RUN.id))

    def recent(self, limit: int = 50) -> tuple[PrintRun, ...]:
        """The newest runs, the newest first."""
        return self._runs(select(PRINT_RUN.c.id).order_by(_RUN.id.desc()).limit(limit))

    def move(
        self, run_id: int, state: RunState, problem: str = "", *, profile: PrinterProfile | None = None
    ) -> PrintRun:
        """Set where the run stands, and with it why it waits. A run belongs to the program that moves it."""
        row = {"state": state.value, "problem": problem, "run": self._database.run}
        row |= {"profile": to_json(profile), "printer": profile.name} if profile else {}
        with self._database.write() as connection:
            self._touch(connection, run_id, **row)
            return _load(connection, run_id)

    def set_items(
        self, run_id: int, places: Iterable[int], state: ItemState, problem: str = "", *, reason: str = ""
    ) -> PrintRun:
        """Set what became of some labels without a print, or let them wait again."""
        row = {"state": state.value, "problem": problem, "reason": reason, "print_id": None}
        with self._database.write() as connection:
            self._touch(connection, run_id)
            wanted = (_ITEM.run_id == run_id, _ITEM.place.in_(list(places)))
            connection.execute(update(PRINT_RUN_ITEM).where(*wanted).values(**row))
            return _load(connection, run_id)

    def leave_out(self, run_id: int, places: Iterable[int]) -> PrintRun:
        """Those of these places that still wait are not printed; one that was begun meanwhile stays so."""
        with self._database.write() as connection:
            self._touch(connection, run_id)
            wanted = (_ITEM.run_id == run_id, _ITEM.place.in_(list(places)))
            waits = (_ITEM.state == ItemState.WAITING.value, _ITEM.print_id.is_(None))
            row = {"state": ItemState.SKIPPED.value, "problem": "", "reason": ""}
            connection.execute(update(PRINT_RUN_ITEM).where(*wanted, *waits).values(**row))
            return _load(connection, run_id)

    def cut_off(self) -> tuple[PrintRun, ...]:
        """Pause the runs that an earlier run of the program left going, and give those."""
        going = select(PRINT_RUN.c.id).where(
            _RUN.state == RunState.RUNNING.value, _RUN.run != self._database.run
        )
        found = self._runs(going)
        return tuple(self.move(run.id, RunState.PAUSED, _CUT_OFF) for run in found)

    def _touch(self, connection: Connection, run_id: int, **row: str) -> None:
        _row(connection, run_id)
        told = update(PRINT_RUN).where(_RUN.id == run_id)
        connection.execute(told.values(updated_at=stamp(self._now()), **row))

    def _runs(self, ids: Select[Any]) -> tuple[PrintRun, ...]:
        with self._database.read() as connection:
            found = connection.execute(ids).scalars().all()
            return tuple(_load(connection, run_id) for run_id in found)


def _row(connection: Connection, run_id: int) -> Row[Any]:
    row = connection.execute(select(PRINT_RUN).where(_RUN.id == run_id)).first()
    if row is None:
        raise BadInput(FaultKind.RUN_UNKNOWN, str(run_id))
    return row


def _load(connection: Connection, run_id: int) -> PrintRun:
    row = _row(connection, run_id)
    printed = PRINT_RUN_ITEM.outerjoin(PRINT_JOB, PRINT_JOB.c.id == _ITEM.print_id)
    stands = PRINT_JOB.c.state.label("stands"), PRINT_JOB.c.detail.label("told")
    items = select(PRINT_RUN_ITEM, *stands).select_from(printed).where(_ITEM.run_id == run_id)
    return PrintRun(
        id=row.id,
        printer=row.printer,
        state=RunState(row.state),
        items=tuple(map(_item_of, connection.execute(items.order_by(_ITEM.place)))),
        problem=row.problem,
    )


def _item_of(row: Row[Any]) -> RunItem:
    """An item that has a print is what its print is; the book has no second opinion."""
    state = item_state(PrintState(row.stands)) if row.stands else ItemState(row.state)
    problem = row.problem if state is not ItemState.SENT else ""
    return RunItem(
        place=row.place,
        label_id=row.label_id,
        who=row.who,
        tracking_number=row.tracking,
        state=state,
        problem=problem or (row.told or "" if state in (ItemState.FAILED, ItemState.MAYBE) else ""),
        print_id=row.print_id,
        reason=row.reason,
    )
