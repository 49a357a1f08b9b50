"""Compare the start of the program, up to its first paint, with that of a bare window of the same Qt.

Run by hand: python tests/bench/bench_start.py. Goal: at most 1.9 times the bare window. Changes nothing.
With a display (or under xvfb-run) the X11 platform is measured beside the offscreen one.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from postwright.domain.preferences import Mode, Preferences  # noqa: E402
from postwright.paths import DataFolder  # noqa: E402
from postwright.settings_file import save  # noqa: E402

ROUNDS = 11
GOAL = 1.9
CHILD = Path(__file__).with_name("start_child.py")
DEAREST = 25


def run(who: str, folder: Path, platform: str, *options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
        "QT_QPA_PLATFORM": platform,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        # As installed: compiled once, by the round that only warms up.
        "PYTHONPYCACHEPREFIX": str(folder.with_name("compiled")),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, *options, str(CHILD), who, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)


def timed(who: str, folder: Path, platform: str) -> dict[str, float]:
    """Milliseconds from before the process was made."""
    asked = time.monotonic()
    told = json.loads(run(who, folder, platform).stdout)
    return {name: (moment - asked) * 1000 for name, moment in told.items()}


def compare(folder: Path, platform: str) -> dict[str, Any]:
    """Both in turn, so that a busy machine slows both alike; the first round only warms the disk."""
    taken: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    for number in range(ROUNDS + 1):
        for who, found in taken.items():
            one = timed(who, folder, platform)
            if number:
                found.append(one)

    def median(who: str, what: str) -> float:
        return statistics.median(one[what] for one in taken[who])

    ratios = [
        ours["first_paint"] / bare["first_paint"]
        for ours, bare in zip(taken["ours"], taken["bare"], strict=True)
    ]
    return {
        "platform": platform,
        "rounds": ROUNDS,
        "bare_ms": round(median("bare", "first_paint")),
        "ours_ms": round(median("ours", "first_paint")),
        "first_panel_ms": round(median("ours", "first_panel")),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_spread": [round(min(ratios), 2), round(max(ratios), 2)],
        "goal": GOAL,
    }


def dearest(folder: Path) -> list[tuple[str, float, float]]:
    """What costs most of what is loaded before the first paint: name, own and whole milliseconds."""
    lines = run("window", folder, "offscreen", "-X", "importtime").stderr.splitlines()
    found = []
    for line in lines:
        own, _, rest = line.removeprefix("import time:").partition("|")
        whole, _, name = rest.partition("|")
        if own.strip().isdigit():
            found.append((name.strip(), int(own) / 1000, int(whole) / 1000))
    return sorted(found, key=lambda one: -one[2])[:DEAREST]


def platforms(folder: Path) -> list[str]:
    """Where windows can be opened here."""
    found = ["offscreen"]
    if os.environ.get("DISPLAY"):
        try:
            run("bare", folder, "xcb")
        except subprocess.SubprocessError as error:
            sys.stdout.write(f"NOT MEASURED: the X11 platform does not start here ({error}).\n")
        else:
            found.append("xcb")
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place) / "data")
        folder.root.mkdir()
        save(folder.settings_file, Preferences(mode=Mode.PRACTICE))
        runs = [compare(folder.root, platform) for platform in platforms(folder.root)]
        modules = dearest(folder.root)
    say = sys.stdout.write
    say(json.dumps({"runs": runs, "modules": modules}) + "\n\n")
    say("platform    bare ms   ours ms   ratio   spread        first panel ms\n")
    for one in runs:
        low, high = one["ratio_spread"]
        say(f"{one['platform']:<10} {one['bare_ms']:>8} {one['ours_ms']:>9} {one['ratio']:>7.2f}   ")
        say(f"{low:.2f}-{high:.2f} {one['first_panel_ms']:>16}\n")
    say("\nown ms   whole ms   module (loaded before the first paint)\n")
    for name, own, whole in modules:
        say(f"{own:>6.1f} {whole:>10.1f}   {name}\n")


if __name__ == "__main__":
    main()
