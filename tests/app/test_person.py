"""The person at the window waits without taking the computer from the program."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from postwright.app.tour.person import LOOK_EVERY_MS, Person


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    window = QWidget()
    qtbot.addWidget(window)
    return Person(lambda: window, tmp_path)


@pytest.mark.parametrize("interval", [0, 1000])
def test_a_wait_pauses_between_two_looks_however_much_or_little_goes_on(
    person: Person, interval: int
) -> None:
    busy = QTimer(interval=interval)
    busy.start()
    looks: list[float] = []

    def long_enough() -> bool:
        looks.append(time.monotonic())
        return looks[-1] - looks[0] > 10 * LOOK_EVERY_MS / 1000

    person.wait("a while has passed", long_enough)
    busy.stop()
    assert len(looks) <= 12
