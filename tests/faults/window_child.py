"""The whole program with its window in a process of its own: buys one parcel as a person does, or only looks.

Says as one line of JSON what the person sees at the end.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.app.tour.person import Person
from postwright.domain.preferences import Preferences
from postwright.paths import DataFolder
from postwright.settings_file import save
from tests.app.whole import compose, running, session_of, ship

CTRL = Qt.KeyboardModifier.ControlModifier


def buy(program: Program, person: Person) -> None:
    """Compose a parcel, buy it with the keys, and wait until the window has an answer."""
    compose(person)
    person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
    person.keys(Qt.Key.Key_Return, CTRL)
    person.wait("it is being bought, or was", lambda: ship(program).busy or seen(program)["said"])
    person.wait("there is an answer", lambda: not ship(program).busy and seen(program)["said"])


def look(program: Program, person: Person) -> None:
    """Open the window and let it find out by itself what became of what was in doubt."""
    person.wait("the shop is open", lambda: program.session is not None)
    person.wait("nothing is in doubt", lambda: not session_of(program).shop.ledger.unsettled())


def seen(program: Program) -> dict[str, object]:
    """What a person can read, and what the shop holds."""
    shop, screen = session_of(program).shop, ship(program)
    notice = screen.notice
    return {
        "said": notice.text if notice else "bought" if screen.label else "",
        "labels": [entry.id for entry in shop.labels.recent()],
        "in_doubt": len(shop.ledger.unsettled()),
        "wrong": list(shop.ledger.verify()),
    }


def main(folder: Path, deed: str) -> int:
    application = QApplication(sys.argv[:1])
    folder.mkdir(exist_ok=True)
    data = DataFolder(folder)
    if not data.settings_file.exists():
        save(data.settings_file, for_practice(Preferences(), SAMPLE_ORIGIN, folder))
    with running(data, application) as (program, person):
        {"buy": buy, "look": look}[deed](program, person)
        sys.stdout.write(json.dumps(seen(program)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    code = main(Path(sys.argv[1]), sys.argv[2])
    os._exit(code)  # a library counts what it has left behind, loudly
