"""What the steps of the tour stand on: the program, the person at it, what is done with a parcel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from postwright.app.tour.parcels import TourParcel
from postwright.app.tour.person import Person, StepFailed
from postwright.domain.label_entry import LabelEntry
from postwright.shop import Shop
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.ship.screen import ShipScreen

if TYPE_CHECKING:
    from postwright.app.program import Program
    from postwright.app.session import Session
    from postwright.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Tour:
    """The program, the person at it, and where documents go."""

    program: Program
    person: Person
    out: Path

    @property
    def session(self) -> Session:
        if self.program.session is None:
            raise StepFailed("the shop is not open")
        return self.program.session

    @property
    def shop(self) -> Shop:
        return self.session.shop

    @property
    def window(self) -> MainWindow:
        if self.program.window is None:
            raise StepFailed("the window is gone")
        return self.program.window

    @property
    def ship(self) -> ShipScreen:
        panel = self.window.panel("ship")
        assert isinstance(panel, ShipPanel)
        return panel.presenter.screen

    def newest(self) -> LabelEntry:
        return self.shop.labels.recent(1)[0]

    def go(self, key: str) -> None:
        self.window.go(key)
        self.person.settle()
        self.person.wait("the work is done", lambda: not self.program.lanes.working())


def compose(tour: Tour, parcel: TourParcel) -> None:
    person = tour.person
    person.paste("To: Name", parcel.block)
    person.type("Weight, pounds", parcel.pounds)
    person.type("Weight, ounces", parcel.ounces)
    for side, inches in zip(("Length", "Width", "Height"), parcel.sides, strict=True):
        person.type(f"{side} in inches", inches)


def next_parcel(tour: Tour) -> None:
    tour.go("ship")
    tour.person.keys(Qt.Key.Key_N, CTRL)
    tour.person.wait("the form is empty", lambda: tour.ship.draft.to.is_blank and tour.ship.label is None)


def buy_parcel(tour: Tour) -> None:
    tour.person.wait("there are rates", lambda: tour.ship.fresh and tour.ship.chosen)
    tour.person.keys(Qt.Key.Key_Return, CTRL)


def confirm(tour: Tour, word: str, keeps: str = "Keep") -> None:
    """Press the confirming button beside the one that changes nothing."""
    beside = tour.person.find(keeps, QAbstractButton)
    buttons = tour.window.findChildren(QAbstractButton)
    button = next(one for one in buttons if one.parent() is beside.parent() and one.text() == word)
    button.click()
    tour.person.settle()
