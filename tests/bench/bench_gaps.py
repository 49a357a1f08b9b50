"""Measure how long the window stands still while labels are bought in practice, and printed to files.

Run by hand: python tests/bench/bench_gaps.py [LABELS]. Goals: no gap of 50 ms or more in the event loop, and
99 of 100 gaps at most twice as long as at rest. Three ways: `lanes` is the work on the lanes alone, `window`
with the whole program around it, `batch` a queue bought by the Queue panel in front. Needs no display.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from postwright.domain.buying_rules import BuyingRules  # noqa: E402
from postwright.domain.preferences import Mode, Preferences  # noqa: E402
from postwright.domain.printing_profile import Language, PrinterProfile  # noqa: E402
from postwright.paths import DataFolder  # noqa: E402
from postwright.settings_file import save  # noqa: E402

LABELS = 100
ROUNDS = 3
GOAL_MS = 50
WAYS = ("lanes", "window", "batch")
# Every label goes to the same place; nobody is there to answer.
UNASKED = BuyingRules(similar_hours=0, label_limit=None, day_limit=None)
CHILD = Path(__file__).with_name("gaps_child.py")


def measure(what: str, labels: int) -> dict[str, Any]:
    """The gaps of one process that buys and prints so many labels, on the lanes alone or in the window."""
    with tempfile.TemporaryDirectory() as place:
        folder, sheets = DataFolder(Path(place) / "data"), Path(place) / "sheets"
        folder.root.mkdir()
        sheets.mkdir()
        printer = PrinterProfile("Files", f"folder:{sheets}", language=Language.ZPL)
        save(folder.settings_file, Preferences(mode=Mode.PRACTICE, printers=(printer,), rules=UNASKED))
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        command = [sys.executable, str(CHILD), what, str(folder.root), str(labels)]
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=600
        )
        printed = len(list(sheets.iterdir()))
    told = json.loads(done.stdout)
    return {
        "what": what,
        "labels": labels,
        "printed": max(printed - 1, 0),  # one more was to warm up
        "seconds": round(told["seconds"], 1),
        **_row("idle", told["idle"]),
        **_row("busy", told["busy"]),
        "over_goal": sum(gap >= GOAL_MS for gap in told["busy"]),
        "longest_collection": round(told["collection"]),
    }


def _row(name: str, gaps: list[float]) -> dict[str, float]:
    ordered = sorted(gaps)
    at_99 = ordered[int(len(ordered) * 0.99)]
    return {f"{name}_p99": round(at_99, 1), f"{name}_max": round(ordered[-1], 1)}


def main() -> None:
    labels = int(sys.argv[1]) if len(sys.argv) > 1 else LABELS
    runs = [measure(what, labels) for _ in range(ROUNDS) for what in WAYS]
    say = sys.stdout.write
    say(json.dumps({"goal_ms": GOAL_MS, "runs": runs}) + "\n\n")
    say("          idle p99   idle max   busy p99   busy max   over goal   collection   s/label   (ms)\n")
    for one in runs:
        say(f"{one['what']:<8}{one['idle_p99']:>10.1f} {one['idle_max']:>10.1f} {one['busy_p99']:>10.1f} ")
        say(f"{one['busy_max']:>10.1f} {one['over_goal']:>11} {one['longest_collection']:>12} ")
        say(f"{one['seconds'] / one['labels']:>9.2f}\n")


if __name__ == "__main__":
    main()
