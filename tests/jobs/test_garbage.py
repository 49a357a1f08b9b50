"""What of Qt is garbage ends on the window's thread, whoever allocates at that moment."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postwright.jobs.garbage import Garbage
from postwright.jobs.lane import Lane

LITTER = 50_000


class Knot(QObject):
    """Refers to itself, so that only a collection ends it."""

    def __init__(self, ended_on: list[QThread]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(
            lambda: ended_on.append(QThread.currentThread()), Qt.ConnectionType.DirectConnection
        )


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    """Python collects by itself before, as in a program that was just started."""
    gc.enable()
    one = Garbage()
    one.begin()
    yield one
    one.end()
    gc.disable()


def litter(pieces: int = LITTER) -> None:
    """Allocate so much that Python would collect on this thread many times."""
    for _ in range(pieces):
        knot: list[object] = []
        knot.append(knot)


def test_garbage_of_qt_is_not_collected_on_a_lane(garbage: Garbage, qtbot: QtBot) -> None:
    ended_on: list[QThread] = []
    lane = Lane("litter", lambda error: error)
    Knot(ended_on)
    done: list[bool] = []
    lane.submit(litter, lambda _: done.append(not ended_on), lambda _: None)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [True]
    qtbot.waitUntil(lambda: bool(ended_on))
    assert ended_on == [QThread.currentThread()]
    lane.close()
    assert lane.wait()


def test_the_turn_of_the_old_comes_too(garbage: Garbage) -> None:
    ended_on: list[QThread] = []
    Knot(ended_on)
    limits = gc.get_threshold()
    for _ in range((limits[1] + 1) * (limits[2] + 2)):
        litter(limits[0] + 1)
        garbage.collect()
    assert len(ended_on) == 1
    assert gc.get_count()[2] <= limits[2]


def test_afterwards_python_collects_as_before(garbage: Garbage) -> None:
    assert not gc.isenabled()
    garbage.end()
    assert gc.isenabled()
    garbage.end()
    gc.disable()
    other = Garbage()
    other.begin()
    other.end()
    assert not gc.isenabled()
