"""Measure from the click to the last byte at a printer of ours, and 500 labels in a row. By hand:
python tests/bench/bench_print.py [LABELS]

Goals: under 100 ms for the carrier's ZPL passed on, under 250 ms drawn at 203 dpi, and memory that stays the
same from the 100th label to the last. The printer is a thread of this process, which slows both.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from postwright.domain.label import Document, DocumentKind  # noqa: E402
from postwright.domain.print_run import RunState  # noqa: E402
from postwright.domain.printing_profile import Language, PrinterProfile  # noqa: E402
from postwright.operations.hand_over import Press  # noqa: E402
from postwright.operations.print_label import print_label  # noqa: E402
from postwright.operations.print_run import begin_run, print_next  # noqa: E402
from postwright.printing.asking import Asking  # noqa: E402
from postwright.printing.renderer import Renderer  # noqa: E402
from tests.fakes.raw_printer import RawPrinter, raw_printer  # noqa: E402
from tests.operations.shops import Shop  # noqa: E402

ROUNDS = 15
LABELS = 500
RICH = 10_000_000
MEGABYTE = 1024 * 1024
PAGE = 4096


def resident() -> dict[str, float]:
    """Megabytes of memory that this process holds, and the child that draws (proc(5): statm, children)."""
    own = Path("/proc/self")
    child = next(iter((own / "task" / str(os.getpid()) / "children").read_text().split()), "")
    held = {"program": own, "drawing child": Path("/proc") / child} if child else {"program": own}
    return {name: round(_pages(place) * PAGE / MEGABYTE, 1) for name, place in held.items()}


def _pages(place: Path) -> int:
    return int((place / "statm").read_text().split()[1])


def clicks(press: Press, profile: PrinterProfile, label_ids: list[str], taken: Callable[[], float]) -> Any:
    """Milliseconds from the click to the last byte at the printer, for each label."""
    times = []
    for label_id in label_ids:
        begun = time.perf_counter()
        print_label(press, label_id, profile)
        times.append((taken() - begun) * 1000)
    return {"median_ms": round(statistics.median(times), 1), "worst_ms": round(max(times), 1)}


def batch(press: Press, profile: PrinterProfile, label_ids: list[str], printer: RawPrinter) -> Any:
    """A run of labels, with the memory at the 100th and at the end."""
    run = begin_run(press, label_ids, profile)
    memory, begun = {}, time.perf_counter()
    number = 0
    while run.state is RunState.RUNNING:
        run = print_next(press, None, run.id)
        number += 1
        printer.forget()  # what the printer keeps is no memory of the program's
        if number in (100, len(label_ids)):
            memory[number] = resident()
    seconds = time.perf_counter() - begun
    return {
        "labels": len(label_ids),
        "labels_a_minute": round(60 * len(label_ids) / seconds),
        "summary": run.summary,
        "resident_mb": memory,
    }


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else LABELS
    with TemporaryDirectory() as folder, Renderer() as renderer, raw_printer() as printer:
        shop = Shop(Path(folder))
        shop.practice.set_switches(rate_limit=0)
        shop.practice.adjust_balance(RICH)
        press = shop.press(renderer)
        zebra = PrinterProfile("Zebra", printer.port, Language.ZPL)
        drawn = replace(zebra, carrier_zpl=False)
        warm, *labels = [shop.bought().id for _ in range(1 + 4 * ROUNDS + wanted)]
        print_label(press, warm, drawn)
        for label_id in (*labels[:ROUNDS], *labels[-ROUNDS:]):
            link = shop.carrier.labels.read(label_id).link(DocumentKind.ZPL)
            assert link is not None
            content = shop.carrier.documents.download(link).content
            press.labels.keep_document(label_id, Document(DocumentKind.ZPL, content))
        unasked = replace(press, asking=Asking())
        unasked.asking.gave_none(printer.port.removeprefix("tcp:"))
        found = {
            "carrier's ZPL passed on": clicks(press, zebra, labels[:ROUNDS], printer.last_byte),
            "the same, the printer not asked first": clicks(
                unasked, zebra, labels[-ROUNDS:], printer.last_byte
            ),
            "drawn at 203 dpi": clicks(press, drawn, labels[ROUNDS : 2 * ROUNDS], printer.last_byte),
            "drawn at 300 dpi": clicks(
                press, replace(drawn, dpi=300), labels[2 * ROUNDS : 3 * ROUNDS], printer.last_byte
            ),
            "in a row, drawn at 203 dpi": batch(press, drawn, labels[3 * ROUNDS : -ROUNDS], printer),
        }
        shop.close()
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
