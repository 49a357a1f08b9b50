"""The whole program with two canaries in its keyring: at the terminal, or in its window. Judges nothing.

`canary_child.py SCENE FOLDER REPORT`: what its children could read of it is written into REPORT.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
from keyring.backend import KeyringBackend

from postwright.domain import draft_document

KEY = "TEST_c.a.n.a.r.y-7Qx/+=~"
PASSWORD = 'p@ss w0rd/+"c.a.n.a.r.y=9'


class Locker(KeyringBackend):
    """Stands where the system's own keyring would."""

    viable = False

    def get_password(self, service: str, username: str) -> str | None:
        return {"api-key": KEY, "mail-password": PASSWORD}[username]

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing new is kept here")


Locker.__module__, Locker.__qualname__ = "keyring.backends.SecretService", "Keyring"


def look_at_children(report: Path) -> None:
    """Arguments and environment of every process that was started from here, as any program of the user
    could read them.
    """
    seen = report.read_bytes() if report.exists() else b""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                seen += (place / "cmdline").read_bytes() + b"\n" + (place / "environ").read_bytes() + b"\n"
        except OSError:
            continue  # it has ended in the meantime
    report.write_bytes(seen)


def say(folder: Path, *command: str) -> Any:
    """What a command answers, which is also written as it was said."""
    from postwright.cli import main

    out = io.StringIO()
    with redirect_stdout(out):
        main(["--data-dir", str(folder), "--json", *command])
    sys.stdout.write(out.getvalue())
    return json.loads(out.getvalue()).get("result")


def kept_draft(folder: Path, report: Path, name: str, **more: str) -> str:
    """A parcel to somebody of that name at a place of their own; its id."""
    from tests.domain.samples import DRAFT

    file = report.with_suffix(".json")
    to = replace(DRAFT.to, name=name, line1=f"{sum(map(ord, name))} {name} St", email="")
    parcel = replace(DRAFT, to=to, order_reference=name, reference1=name, **more)
    file.write_text(json.dumps(draft_document.write(parcel)), "utf-8")
    return str(say(folder, "draft", "add", str(file))["draft"])


def buy(folder: Path, report: Path, name: str) -> None:
    say(folder, "buy", kept_draft(folder, report, name), "--service", "usps_ground_advantage")


def terminal(folder: Path, report: Path) -> None:
    """A day at the terminal: four purchases, of which three meet trouble, and a print."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            look_at_children(report)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for name in ("Ann Lee", "Bob Ray", "Cy Poe", "Di Foxes"):
        buy(folder, report, name)
    (label,) = say(folder, "labels")
    say(folder, "print", label["label"])
    for command in (["doctor"], ["settle"], ["queue", "list"]):
        say(folder, *command)
    ended.set()
    watcher.join()


def documents(folder: Path, report: Path) -> None:
    """Buy as many labels as REPORT says, and print each."""
    for number in range(int(report.read_text())):
        buy(folder, report, f"Ann {chr(65 + number) * 3}")
    for label in say(folder, "labels"):
        say(folder, "print", label["label"])


def mail(folder: Path, report: Path) -> None:
    """Mail a QR code to as many people as REPORT says, one after the other, and look at what became of it."""
    people = int(report.read_text())
    draft = kept_draft(folder, report, "Ann Lee", delivery="qr")
    label = say(folder, "buy", draft, "--service", "usps_ground_advantage")["label"]
    for number in range(people):
        say(folder, "mail", label, "--to", f"ann{number}@example.com", "--send")
    for command in (["outbox", "send"], ["outbox", "list"], ["doctor"]):
        say(folder, *command)


def quote(folder: Path, report: Path) -> None:
    say(folder, "quote", kept_draft(folder, report, "Ann Lee"))


def window(folder: Path, report: Path) -> None:
    """A parcel bought in the window, one that fails, a mail that does not leave, and two bugs."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from postwright.app.settings_deeds import settings_deeds
    from postwright.paths import DataFolder
    from tests.app.whole import compose, running, session_of, ship

    application = QApplication([])
    told: list[str] = []

    def drawing() -> bool:
        look_at_children(report)
        return b"render_child" in report.read_bytes()

    with running(DataFolder(folder), application) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        compose(person)
        for _ in range(2):
            person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
            person.keys(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            person.wait("it has ended", lambda: not program.lanes.money.busy)
            person.settle()
        person.wait("the label is being drawn, or was", drawing)
        session = session_of(program)
        deeds = settings_deeds(session.shop, program.keeper, program.secrets)

        def break_down() -> None:
            key, password = KEY, PASSWORD
            raise RuntimeError(f"headers: {{'api-key': {key!r}}} and {password}")

        def ended(number: int) -> bool:
            return len(told) == number

        def begin(*works: Callable[[], object]) -> None:
            for work in works:
                session.errands(work, told.append, lambda fault: told.append(repr(fault)))

        begin(lambda: deeds.mail.test())
        # It reads the password: a program cannot hide what it has never seen.
        person.wait("the test mail has ended", lambda: ended(1))
        begin(break_down, lambda: [][len(KEY)])
        person.wait("all three have ended", lambda: ended(3))
        dialog = program._hook.dialog  # noqa: SLF001 - the only way to the report that a person would copy
        assert dialog is not None
        told.append(dialog.report)
        dialog.accept()
        told.extend(map(repr, (session.shop, program.secrets, program.secrets.get)))
    sys.stdout.write("\n".join(told))


def main() -> None:
    scene, folder, report = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    keyring.set_keyring(Locker())  # type: ignore[no-untyped-call]
    scenes = {"terminal": terminal, "window": window, "documents": documents, "quote": quote, "mail": mail}
    scenes[scene](folder, report)


if __name__ == "__main__":
    main()
