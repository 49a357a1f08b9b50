"""What the ledger costs a purchase, beside a raw append. Run by hand: python tests/bench/bench_durable.py

Ours: writing an intention down, Sending, and the receipt with its label and document, each on the disk
before the next. The floor: one append of 4 kB with fdatasync on the same file system. Between them stands
SQLite alone: the very same statements and commits, given to Python's own module on a second file. All take
turns in one run, so that a busy machine slows them alike; medians and means over all purchases. The shares
say where a purchase's time goes: in SQLite, in SQLAlchemy, and in our own code (what SQLite leaves, divided
as a profiler counts it).
Changes nothing.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, event

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from postwright.domain.label import Document, DocumentKind, Label  # noqa: E402
from postwright.domain.money import Money  # noqa: E402
from postwright.domain.purchase import Bought, Sending  # noqa: E402
from postwright.store.copying import connect  # noqa: E402
from postwright.store.database import open_database  # noqa: E402
from postwright.store.intentions import Intentions  # noqa: E402
from postwright.store.ledger import Ledger  # noqa: E402
from tests.domain.samples import ORDER  # noqa: E402

T = TypeVar("T")
PURCHASES, BATCH = 300, 1000
# The median time of a purchase call (faults-and-figures.md 3.5).
CALL_MS = 700
_PAGE = os.urandom(4096)
# About what a 4x6 label in PDF weighs.
_DOCUMENT = Document(DocumentKind.PDF, os.urandom(9000))


def now() -> datetime:
    return datetime.now(UTC)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds, and what came of it."""
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


class Floor:
    """One append that is on the disk."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self) -> None:
        os.write(self._file, _PAGE)
        os.fdatasync(self._file)


class Alone:
    """SQLite without us: does again what the ledger did, statement for statement."""

    def __init__(self, path: Path) -> None:
        open_database(path).close()
        self._file = connect(path)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            self._file.execute(f"PRAGMA {pragma}")
        self._heard: list[tuple[str, Any, bool]] = []

    def hear(self) -> None:
        """Remember what the ledger asks from here on."""
        event.listen(Engine, "before_cursor_execute", self._note)
        event.listen(Engine, "commit", self._note_commit)

    def stop(self) -> None:
        event.remove(Engine, "before_cursor_execute", self._note)
        event.remove(Engine, "commit", self._note_commit)

    def repeat(self) -> None:
        for statement, values, many in self._heard:
            done = (self._file.executemany if many else self._file.execute)(statement, values)
            if not many:
                done.fetchall()
        self._heard.clear()

    def _note(self, _: object, __: object, statement: str, values: Any, ___: object, many: bool) -> None:
        self._heard.append((statement, values, many))

    def _note_commit(self, _: object) -> None:
        self._heard.append(("COMMIT", (), False))


def profiled(work: Callable[[], object]) -> dict[str, float]:
    """Seconds in SQLAlchemy and in the rest of the program; built-in functions count with their callers."""
    profile = cProfile.Profile()
    profile.runcall(work)
    spent = {"sqlalchemy": 0.0, "ours": 0.0}
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in its stub
    for (file, _, name), (_, _, own, _, callers) in stats.items():
        if "sqlite3" in name:
            continue
        parts = [(caller[0], told[2]) for caller, told in callers.items()] if file == "~" else [(file, own)]
        for place, seconds in parts:
            spent["sqlalchemy" if "sqlalchemy" in place else "ours"] += seconds
    return spent


def purchase(ledger: Ledger, number: int) -> dict[str, float]:
    """Milliseconds of each step of one purchase."""
    order = replace(ORDER, id=f"{number:032x}", draft_id=f"draft-{number}", created_at=now())
    label = Label(
        f"se-{number}", f"se-s{number}", f"94001{number:017d}", "completed", "se-1", order.service_code,
        "package", Money(761), now(), ship_to_name="Ann Lee", ship_to_postal_code="18702", raw="x" * 3000,
    )  # fmt: skip
    receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
    intend, intended = timed(lambda: ledger.intend(order))
    sending, sent = timed(lambda: ledger.record(intended, Sending()))
    kept, _ = timed(lambda: ledger.record(sent, receipt, (_DOCUMENT,), label))
    return {"intend": intend, "sending": sending, "receipt": kept}


def measure(folder: Path) -> tuple[dict[str, list[float]], dict[str, float], float]:
    """Milliseconds of every step and their processor time, what the profiler says, and a batch at once."""
    database = open_database(folder / "shop.db")
    ledger, floor, alone = Ledger(database, now), Floor(folder / "floor"), Alone(folder / "alone.db")
    alone.hear()
    purchase(ledger, 0)
    alone.repeat()
    names = ("intend", "sending", "receipt", "ours_cpu", "sqlite", "sqlite_cpu", "append")
    steps: dict[str, list[float]] = {name: [] for name in names}
    for number in range(1, PURCHASES + 1):
        began = time.process_time()
        for key, took in purchase(ledger, number).items():
            steps[key].append(took)
        between = time.process_time()
        steps["sqlite"].append(timed(alone.repeat)[0])
        steps["ours_cpu"].append((between - began) * 1000)
        steps["sqlite_cpu"].append((time.process_time() - between) * 1000)
        steps["append"].append(timed(floor.append)[0])
    alone.stop()
    further = range(PURCHASES + 1, PURCHASES + 101)
    spent = profiled(lambda: [purchase(ledger, number) for number in further])
    orders = [
        replace(ORDER, id=f"{number:032x}", draft_id=f"batch-{number}")
        for number in range(10**6, 10**6 + BATCH)
    ]
    together, _ = timed(lambda: Intentions(database, now).write(orders))
    database.close()
    return steps, spent, together


def main() -> int:
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        steps, spent, together = measure(Path(name))
    ours = [sum(parts) for parts in zip(steps["intend"], steps["sending"], steps["receipt"], strict=True)]
    middle = {name: statistics.median(times) for name, times in steps.items()}
    whole, append = statistics.median(ours), middle["append"]
    in_sqlite = min(1.0, middle["sqlite"] / whole)
    in_sqlalchemy = (1 - in_sqlite) * spent["sqlalchemy"] / (spent["sqlalchemy"] + spent["ours"])
    found = {name: round(value, 3) for name, value in middle.items()}
    found["purchase"] = round(whole, 3)
    found["ratio_of_medians"] = round(whole / append, 2)
    found["ratio_of_means"] = round(statistics.mean(ours) / statistics.mean(steps["append"]), 2)
    found["sqlite_to_append"] = round(middle["sqlite"] / append, 2)
    found["ours_to_sqlite"] = round(whole / middle["sqlite"], 2)
    found["ours_to_sqlite_cpu"] = round(middle["ours_cpu"] / middle["sqlite_cpu"], 2)
    found["share_sqlite"] = round(in_sqlite, 2)
    found["share_sqlalchemy"] = round(in_sqlalchemy, 2)
    found["share_ours"] = round(1 - in_sqlite - in_sqlalchemy, 2)
    found["per_cent_of_a_call"] = round(100 * whole / CALL_MS, 2)
    found[f"{BATCH}_intentions_at_once"] = round(together, 1)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
