"""What the ledger costs a purchase, beside a raw append. Run by hand: python tests/bench/bench_durable.py

Ours: writing an intention down, Sending, and the receipt with its label and document, each on the disk before
the next. The floor: one append of 4 kB with fdatasync on the same file system. Both take turns in one run, so
that a busy machine slows them alike; medians and means over all purchases. Changes nothing.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from postwright.domain.label import Document, DocumentKind, Label  # noqa: E402
from postwright.domain.money import Money  # noqa: E402
from postwright.domain.purchase import Bought, Sending  # noqa: E402
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


def main() -> int:
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        folder = Path(name)
        database = open_database(folder / "shop.db")
        ledger, floor = Ledger(database, now), Floor(folder / "floor")
        purchase(ledger, 0)
        steps: dict[str, list[float]] = {"intend": [], "sending": [], "receipt": [], "append": []}
        for number in range(1, PURCHASES + 1):
            for key, took in purchase(ledger, number).items():
                steps[key].append(took)
            steps["append"].append(timed(floor.append)[0])
        orders = [
            replace(ORDER, id=f"{number:032x}", draft_id=f"batch-{number}")
            for number in range(10**6, 10**6 + BATCH)
        ]
        together, _ = timed(lambda: Intentions(database, now).write(orders))
        database.close()
    ours = [sum(parts) for parts in zip(steps["intend"], steps["sending"], steps["receipt"], strict=True)]
    found = {name: round(statistics.median(times), 3) for name, times in steps.items()}
    found["purchase"] = round(statistics.median(ours), 3)
    found["purchase_mean"] = round(statistics.mean(ours), 3)
    found["append_mean"] = round(statistics.mean(steps["append"]), 3)
    found["ratio_of_medians"] = round(statistics.median(ours) / statistics.median(steps["append"]), 2)
    found["ratio_of_means"] = round(statistics.mean(ours) / statistics.mean(steps["append"]), 2)
    found["per_cent_of_a_call"] = round(100 * statistics.median(ours) / CALL_MS, 2)
    found[f"{BATCH}_intentions_at_once"] = round(together, 1)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
