"""The whole program in a test's hands: started on a folder, used by a person, and ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.session import Session
from postwright.app.tour.person import Person
from postwright.paths import DataFolder
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.window import MainWindow

PARCEL = "Ann Lee\n12 Main St\nScranton, PA 18702"


@contextmanager
def running(folder: DataFolder, application: QApplication) -> Iterator[tuple[Program, Person]]:
    program = Program(folder, application)
    program.open()
    person = Person(lambda: window_of(program), folder.root)
    try:
        yield program, person
    finally:
        if program.window is not None:
            program.window.close()
        program.close()


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def session_of(program: Program) -> Session:
    assert program.session is not None
    return program.session


def ship(program: Program) -> ShipScreen:
    panel = window_of(program).panel("ship")
    assert isinstance(panel, ShipPanel)
    return panel.presenter.screen


def compose(person: Person) -> None:
    person.wait("Ship is there", lambda: person.sees("To: Name"))
    person.paste("To: Name", PARCEL)
    person.type("Weight, pounds", "1")
    for side in ("Length", "Width", "Height"):
        person.type(f"{side} in inches", "6")
