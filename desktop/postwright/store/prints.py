"""Counts the copies of every label that went to a printer, before the first byte leaves. Prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.printing_profile import Language, PrintRecord, PrintState
from postwright.domain.void import UNUSABLE
from postwright.store.database import Database
from postwright.store.label_rows import ON_PAPER, load_row
from postwright.store.schema import PRINT_JOB, VOID_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp

# MAYBE ends by the operator's word alone.
_NOT_ENDED = (PrintState.SENDING.value, PrintState.MAYBE.value)


class Prints:
    """The prints of the shop."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(
        self, label_id: str, *, printer: str, language: Language, reason: str = "", proof: str = ""
    ) -> PrintRecord:
        """Count a copy; it is on the disk when this returns. A copy that failed is not counted again.

        Raises BadInput: REASON_NEEDED for a second copy without a reason, LABEL_UNKNOWN; and
        PaperFault(LABEL_VOIDED) for a label that is void or whose refund was, or may have been, asked for.
        """
        row = {"label_id": label_id, "printer": printer, "language": language.value, "reason": reason}
        told = {"proof": proof, "detail": "", "run": self._database.run, "at": stamp(self._now())}
        with self._database.write() as connection:
            if load_row(connection, label_id).voided or _given_back(connection, label_id):
                raise PaperFault(FaultKind.LABEL_VOIDED, label_id)
            copy = _copies(connection, label_id) + 1
            if copy > 1 and not reason.strip():
                raise BadInput(FaultKind.REASON_NEEDED, label_id)
            counted = insert(PRINT_JOB).returning(*PRINT_JOB.c)
            return _record_of(
                connection.execute(
                    counted.values(**row, **told, copy=copy, state=PrintState.SENDING.value)
                ).one()
            )

    def finish(self, print_id: int, state: PrintState, detail: str = "") -> PrintRecord:
        """Write down how it ended. Raises Conflict for a print that has ended already."""
        row = update(PRINT_JOB).where(PRINT_JOB.c.id == print_id, PRINT_JOB.c.state.in_(_NOT_ENDED))
        with self._database.write() as connection:
            changed = connection.execute(row.values(state=state.value, detail=detail))
            if changed.rowcount != 1:
                raise Conflict(f"print {print_id} is not under way")
            return _record_of(connection.execute(_one(print_id)).one())

    def of_label(self, label_id: str) -> tuple[PrintRecord, ...]:
        """Oldest first, failed ones too."""
        return self._records(_ordered().where(PRINT_JOB.c.label_id == label_id))

    def interrupted(self) -> tuple[PrintRecord, ...]:
        """Mark the prints that an earlier run of the program left unfinished as MAYBE, and give those."""
        cut_off = (PRINT_JOB.c.state == PrintState.SENDING.value, PRINT_JOB.c.run != self._database.run)
        marked = update(PRINT_JOB).where(*cut_off).values(state=PrintState.MAYBE.value)
        with self._database.write() as connection:
            ids = connection.execute(select(PRINT_JOB.c.id).where(*cut_off)).scalars().all()
            connection.execute(marked)
            return tuple(map(_record_of, connection.execute(_ordered().where(PRINT_JOB.c.id.in_(ids)))))

    def doubtful(self) -> tuple[PrintRecord, ...]:
        """Every print of which nobody has said yet whether it came out, oldest first."""
        return self._records(_ordered().where(PRINT_JOB.c.state == PrintState.MAYBE.value))

    def _records(self, statement: Select[Any]) -> tuple[PrintRecord, ...]:
        with self._database.read() as connection:
            return tuple(map(_record_of, connection.execute(statement)))


def _copies(connection: Connection, label_id: str) -> int:
    counted = select(func.count()).where(PRINT_JOB.c.label_id == label_id, PRINT_JOB.c.state.in_(ON_PAPER))
    return connection.execute(counted).scalar_one()


def _given_back(connection: Connection, label_id: str) -> bool:
    asked = select(VOID_REQUEST.c.label_id).where(
        VOID_REQUEST.c.label_id == label_id,
        VOID_REQUEST.c.state.in_([state.value for state in UNUSABLE]),
    )
    return connection.execute(asked).first() is not None


def _ordered() -> Select[Any]:
    return select(PRINT_JOB).order_by(PRINT_JOB.c.id)


def _one(print_id: int) -> Select[Any]:
    return select(PRINT_JOB).where(PRINT_JOB.c.id == print_id)


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
    )
