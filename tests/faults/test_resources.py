"""Little memory, endless names, windows of any size, thousands of calls: nothing is lost or bought twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from postwright.domain import draft_document
from postwright.paths import DataFolder
from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE
from tests.app.whole import compose, running, ship, window_of
from tests.domain.samples import DRAFT
from tests.faults.buyer import SERVICE
from tests.faults.outside import USAGE, Terminal, assert_paid_once_and_known
from tests.faults.sampling import ALL
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("U")]
ROOT = Path(__file__).parents[2]
PATH = {"PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}", "QT_QPA_PLATFORM": "offscreen"}
# A threaded matrix library takes all there is before the program begins.
FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
LEAST, MOST = 60, 420
NAMES = {
    "endless": "Wolfeschlegelsteinhausen " * 400,
    "one word": "W" * 10_000,
    "right to left": "שלום עולם \u202eABC\u202c عبد الرحمن",
    "pictures": "👩🏽\u200d🚀 Zoë 🎁🎁🎁",
}

LIMITED = """
import resource, sys
size = int(sys.argv.pop(1)) * 1_000_000
from postwright.commands.parsing import parsed
resource.setrlimit(resource.RLIMIT_AS, (size, size))
from postwright.cli import main
sys.exit(main(sys.argv[1:]))
"""


def buy_with(megabytes: int, world: World) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LIMITED, str(megabytes), "--data-dir", str(world.folder), "--json"]
    environment = os.environ | PATH | FEW_THREADS
    environment |= {URL_VARIABLE: world.carrier.url, KEY_VARIABLE: PRACTICE_KEY}
    buy = ["buy", world.draft, "--service", SERVICE]
    return subprocess.run(
        [*command, *buy], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_with_too_little_memory_a_purchase_ends_and_nothing_is_lost(world: World) -> None:
    """From far too little to enough: somewhere between it fails in the middle."""
    ends = []
    for megabytes in range(LEAST, MOST, 15 if ALL else 90):
        ended = buy_with(megabytes, world)
        ends.append(ended.returncode)
        assert len(world.carrier.charges()) <= 1, megabytes
    assert ends[0] != 0
    assert_paid_once_and_known(Terminal(world), charged=len(world.carrier.charges()))


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_that_no_label_can_hold_is_told_and_kept_as_it_was_typed(world: World, kind: str) -> None:
    terminal = Terminal(world)
    file = world.folder / "parcel.json"
    draft = replace(DRAFT, to=replace(DRAFT.to, name=NAMES[kind]))
    file.write_text(json.dumps(draft_document.write(draft)), "utf-8")
    kept = terminal.run("draft", "add", str(file)).result["draft"]
    bought = terminal.run("buy", kept, "--service", SERVICE)
    assert bought.code in (0, USAGE)
    assert len(terminal.charges()) == (bought.code == 0)
    with world.restarted() as shop:
        assert shop.drafts.get(kept).draft.to.name == NAMES[kind]


def test_the_window_keeps_its_size_whatever_is_typed_and_whatever_the_screen_does(
    tmp_path: Path, qapp: QApplication
) -> None:
    with running(DataFolder(tmp_path / "shop"), qapp) as (program, person):
        person.wait("the first page is there", lambda: person.sees("Practise now"))
        person.press("Practise now")
        person.wait("the shop is open", lambda: program.session is not None)
        compose(person)
        window = window_of(program)
        for name in NAMES.values():
            person.paste("To: Name", name)
            person.settle()
            assert name.strip()[:10] in ship(program).draft.to.name
            for size in (QSize(1024, 640), QSize(1920, 1080), QSize(1024, 640)):
                window.resize(size)
                person.settle()
                assert window.size() == size
            for key in ("queue", "labels", "attention", "ship"):
                window.go(key)
                person.settle()
                assert window.size() == QSize(1024, 640), (key, name[:20])


DRIFT = """
import gc, sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPushButton
application = QApplication([])
class Sender(QObject):
    told = Signal(object)
button, sender = QPushButton(), Sender()
calls = [lambda: button.setText("Buy"), lambda: button.setEnabled(True), button.click]
calls.append(lambda: sender.told.emit(None))
gc.disable()
worst = 0
for call in calls:
    for number in range(100):
        call()
    before = sys.getrefcount(None)
    for number in range(10_000):
        call()
    worst = max(worst, abs(sys.getrefcount(None) - before))
print(worst)
"""


def test_ten_thousand_calls_of_qt_neither_lose_nor_keep_a_reference() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", DRIFT], env=os.environ | PATH, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) <= 1  # the number itself, between two looks at it
