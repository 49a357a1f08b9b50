"""However often the keys for buying come, one label is paid; the Enters of a scanner buy none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.tour.person import Person
from postwright.paths import DataFolder
from tests.app.whole import compose, running, session_of, ship

CTRL = Qt.KeyboardModifier.ControlModifier


def nervous(person: Person) -> None:
    """Twelve presses of the keys for buying in one go."""
    for _ in range(12):
        person.keys(Qt.Key.Key_Return, CTRL)


def stuck(person: Person) -> None:
    """A key that repeats itself."""
    focus = person.window.focusWidget() or person.window
    for _ in range(12):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, CTRL, "\r", autorep=True)
        QApplication.sendEvent(focus, press)


@pytest.mark.row("I6")
@pytest.mark.parametrize("way", [nervous, stuck])
def test_keys_that_come_many_times_buy_one_label(
    folder: DataFolder, qapp: QApplication, way: Callable[[Person], None]
) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
        way(person)
        nervous(person)
        person.wait("the label is there", lambda: ship(program).label)
        nervous(person)
        person.settle()
        assert charges(program) == 1
        assert len(session_of(program).shop.labels.recent()) == 1


@pytest.mark.row("I6")
def test_a_scanner_that_fires_twice_buys_nothing(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
        focus = person.window.focusWidget()
        assert focus is not None
        for _ in range(2):
            QTest.keyClicks(focus, "9400111899560000000000")
            QTest.keyClick(focus, Qt.Key.Key_Return)
        person.settle()
        assert not ship(program).busy
        assert charges(program) == 0


def charges(program: Program) -> int:
    practice = session_of(program).shop.practice
    assert practice is not None
    return sum(one.kind == "purchase" for one in practice.ledger())
