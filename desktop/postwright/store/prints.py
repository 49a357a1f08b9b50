"""Counts the copies of every label that went to a printer, before the first byte leaves. Prints nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.print_record import REPRINT_REASONS, PrintEvent, PrintRecord, PrintState, after
from postwright.domain.print_run import ItemState
from postwright.domain.printing_profile import Language
from postwright.domain.void import UNUSABLE
from postwright.store.database import Database
from postwright.store.label_rows import ON_PAPER, load_row
from postwright.store.request_events import PRINT_SUBJECT, RequestEvent, request_events, write_request_event
from postwright.store.schema import HAS_JOB, PRINT_JOB, PRINT_RUN_ITEM, VOID_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp

_COUNT = insert(PRINT_JOB).returning(*PRINT_JOB.c)
ELSEWHERE = "another program"
_FOLLOWED = (PrintState.HANDED_OVER.value,)


@dataclass(frozen=True, slots=True)
class NewPrint:
    """A copy about to be sent, with what was proved of its page. `run_id` and `place` are of a run."""

    label_id: str
    printer: str
    language: Language
    port: str = ""
    reason: str = ""
    proof: str = ""
    proof_facts: dict[str, Any] | None = None
    page_sha256: str = ""
    detail: str = ""
    run_id: int | None = None
    place: int = 0


class Prints:
    """The prints of the shop. One that is named and not there raises BadInput(PRINT_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, *wanted: NewPrint) -> tuple[PrintRecord, ...]:
        """Count copies that leave together; they are on the disk when this returns, all or none. A copy that
        failed is not counted again.

        Raises BadInput: REASON_NEEDED for a second copy without one of REPRINT_REASONS, LABEL_UNKNOWN;
        PaperFault(LABEL_VOIDED) for a label that is void or whose refund was, or may have been, asked for;
        Conflict for a place of a run that does not wait any more.
        """
        with self._database.write() as connection:
            return tuple([self._begin(connection, one) for one in wanted])

    def _begin(self, connection: Connection, wanted: NewPrint) -> PrintRecord:
        if load_row(connection, wanted.label_id).voided or _given_back(connection, wanted.label_id):
            raise PaperFault(FaultKind.LABEL_VOIDED, wanted.label_id)
        copy = _next_copy(connection, wanted.label_id)
        if copy > 1 and wanted.reason not in REPRINT_REASONS:
            raise BadInput(FaultKind.REASON_NEEDED, wanted.label_id)
        _take_place(connection, wanted)
        return self._write(connection, wanted, copy=copy, state=PrintState.SENDING)

    def refused(self, wanted: NewPrint) -> PrintRecord:
        """Write down a page that was drawn and failed its proof: no copy, nothing left."""
        with self._database.write() as connection:
            copy = _next_copy(connection, wanted.label_id)
            return self._write(connection, wanted, copy=copy, state=PrintState.RENDERED)

    def found(self, label_id: str) -> PrintRecord:
        """Count a copy that was printed without us, from a saved file, and that a person has seen.

        Raises BadInput(LABEL_UNKNOWN).
        """
        with self._database.write() as connection:
            load_row(connection, label_id)
            copy = _next_copy(connection, label_id)
            elsewhere = NewPrint(label_id, ELSEWHERE, Language.PDF, detail="Printed from a saved file.")
            seen = self._write(connection, elsewhere, copy=copy, state=PrintState.SENDING)
            return self._record(connection, seen.id, PrintEvent.SEEN, "", "")

    def _write(
        self, connection: Connection, wanted: NewPrint, *, copy: int, state: PrintState
    ) -> PrintRecord:
        at = self._now()
        facts = json.dumps(wanted.proof_facts, sort_keys=True) if wanted.proof_facts is not None else None
        names = ("label_id", "printer", "port", "reason", "proof", "page_sha256", "detail", "run_id", "place")
        row = {name: getattr(wanted, name) for name in names}
        row |= {"language": wanted.language.value, "proof_facts": facts, "run": self._database.run}
        row |= {"copy": copy, "state": state.value, "at": stamp(at)}
        record = _record_of(connection.execute(_COUNT, row).one())
        write_request_event(connection, PRINT_SUBJECT, record.id, at, state.value, wanted.detail)
        if wanted.run_id is not None:
            mine = (PRINT_RUN_ITEM.c.run_id == wanted.run_id, PRINT_RUN_ITEM.c.place == wanted.place)
            connection.execute(update(PRINT_RUN_ITEM).where(*mine).values(print_id=record.id))
        return record

    def record(self, print_id: int, event: PrintEvent, detail: str = "", *, job: str = "") -> PrintRecord:
        """Write down what happened. Raises Conflict for what cannot happen as the print stands."""
        with self._database.write() as connection:
            return self._record(connection, print_id, event, detail, job)

    def record_all(
        self, print_ids: tuple[int, ...], event: PrintEvent, detail: str = "", *, job: str = ""
    ) -> tuple[PrintRecord, ...]:
        """The same for copies that left together."""
        with self._database.write() as connection:
            return tuple([self._record(connection, one, event, detail, job) for one in print_ids])

    def _record(
        self, connection: Connection, print_id: int, event: PrintEvent, detail: str, job: str
    ) -> PrintRecord:
        old = _one(connection, print_id)
        moved = after(old.state, event)
        if moved is None:
            raise Conflict(f"{event} cannot happen to print {print_id}, which is {old.state}")
        at = self._now()
        row: dict[str, str] = {"state": moved.value}
        row |= {"detail": detail} if detail else {}
        row |= {"job": job} if job else {}
        row |= {"seen_at": stamp(at)} if event is PrintEvent.SEEN and old.seen_at is None else {}
        connection.execute(update(PRINT_JOB).where(PRINT_JOB.c.id == print_id).values(**row))
        write_request_event(connection, PRINT_SUBJECT, print_id, at, moved.value, detail)
        return _one(connection, print_id)

    def note(self, print_id: int, detail: str, *, ended: bool = False) -> PrintRecord:
        """Keep what the printer says of a print that stands as it did, such as that it is out of paper.
        `ended` says that its port has no more to tell.
        """
        with self._database.write() as connection:
            old = _one(connection, print_id)
            if ended or detail != old.detail:
                row = {"detail": detail or old.detail} | ({"job": ""} if ended else {})
                connection.execute(update(PRINT_JOB).where(PRINT_JOB.c.id == print_id).values(**row))
                write_request_event(connection, PRINT_SUBJECT, print_id, self._now(), old.state.value, detail)
            return _one(connection, print_id)

    def get(self, print_id: int) -> PrintRecord:
        with self._database.read() as connection:
            return _one(connection, print_id)

    def next_copy(self, label_id: str) -> int:
        """Which copy the next print of a label would be."""
        with self._database.read() as connection:
            return _next_copy(connection, label_id)

    def of_label(self, label_id: str) -> tuple[PrintRecord, ...]:
        """Oldest first, failed ones too, and those that failed their proof."""
        return self._records(_ordered().where(PRINT_JOB.c.label_id == label_id))

    def history(self, print_id: int) -> tuple[RequestEvent, ...]:
        """What became of one print, step by step, oldest first. Prints of old have no steps."""
        with self._database.read() as connection:
            return request_events(connection, PRINT_SUBJECT, print_id)

    def interrupted(self) -> tuple[PrintRecord, ...]:
        """Mark the prints that an earlier run of the program left unfinished as MAYBE, and give those."""
        cut_off = (PRINT_JOB.c.state == PrintState.SENDING.value, PRINT_JOB.c.run != self._database.run)
        found = self._records(_ordered().where(*cut_off))
        return self.record_all(tuple(one.id for one in found), PrintEvent.DOUBTED) if found else ()

    def doubtful(self) -> tuple[PrintRecord, ...]:
        """Every print of which nobody has said yet whether it came out, oldest first."""
        return self._records(_ordered().where(PRINT_JOB.c.state == PrintState.MAYBE.value))

    def to_follow(self, age: timedelta, limit: int) -> tuple[PrintRecord, ...]:
        """Prints whose port may have something to say: handed over under a job's name, and no older."""
        since = stamp(self._now() - age)
        handed_over = (PRINT_JOB.c.state.in_(_FOLLOWED), HAS_JOB, PRINT_JOB.c.at > since)
        return self._records(select(PRINT_JOB).where(*handed_over).order_by(PRINT_JOB.c.at).limit(limit))

    def recent(self, limit: int = 200) -> tuple[PrintRecord, ...]:
        """The newest prints of all labels, the newest first."""
        return self._records(select(PRINT_JOB).order_by(PRINT_JOB.c.id.desc()).limit(limit))

    def _records(self, statement: Select[Any]) -> tuple[PrintRecord, ...]:
        with self._database.read() as connection:
            return tuple(map(_record_of, connection.execute(statement)))


def _next_copy(connection: Connection, label_id: str) -> int:
    """One more than the highest on paper: two papers never bear the same number."""
    highest = select(func.max(PRINT_JOB.c.copy)).where(
        PRINT_JOB.c.label_id == label_id, PRINT_JOB.c.state.in_(ON_PAPER)
    )
    return (connection.execute(highest).scalar_one() or 0) + 1


def _take_place(connection: Connection, wanted: NewPrint) -> None:
    """A place of a run is printed by one, however many windows go through the run."""
    if wanted.run_id is None:
        return
    item = PRINT_RUN_ITEM.c
    mine = (item.run_id == wanted.run_id, item.place == wanted.place)
    free = (item.state == ItemState.WAITING.value, item.print_id.is_(None))
    if connection.execute(select(item.place).where(*mine, *free)).first() is None:
        raise Conflict(f"place {wanted.place} of run {wanted.run_id} does not wait")


def _given_back(connection: Connection, label_id: str) -> bool:
    asked = select(VOID_REQUEST.c.label_id).where(
        VOID_REQUEST.c.label_id == label_id,
        VOID_REQUEST.c.state.in_([state.value for state in UNUSABLE]),
    )
    return connection.execute(asked).first() is not None


def _ordered() -> Select[Any]:
    return select(PRINT_JOB).order_by(PRINT_JOB.c.id)


def _one(connection: Connection, print_id: int) -> PrintRecord:
    row = connection.execute(select(PRINT_JOB).where(PRINT_JOB.c.id == print_id)).first()
    if row is None:
        raise BadInput(FaultKind.PRINT_UNKNOWN, str(print_id))
    return _record_of(row)


def _record_of(row: Row[Any]) -> PrintRecord:
    return PrintRecord(
        id=row.id,
        label_id=row.label_id,
        copy=row.copy,
        printer=row.printer,
        language=Language(row.language),
        state=PrintState(row.state),
        at=read_stamp(row.at),
        reason=row.reason,
        proof=row.proof,
        detail=row.detail,
        job=row.job,
        port=row.port,
        run_id=row.run_id,
        place=row.place,
        seen_at=read_stamp(row.seen_at) if row.seen_at else None,
        proof_facts=json.loads(row.proof_facts) if row.proof_facts else None,
        page_sha256=row.page_sha256,
    )
