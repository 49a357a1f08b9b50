"""Whether Qt gives back what it takes: PySide6 6.12 dropped references to None and True and then aborted."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

CALLS = 400


class Sender(QObject):
    """Emits."""

    happened = Signal()
    told = Signal(object)


def drift(of: object, work: Callable[[], object]) -> int:
    """How many references are lost or kept over many calls."""
    before = sys.getrefcount(of)
    for _ in range(CALLS):
        work()
    return sys.getrefcount(of) - before


def works(button: QPushButton, sender: Sender) -> dict[str, Callable[[], object]]:
    return {
        "setEnabled": lambda: button.setEnabled(True),
        "setText": lambda: button.setText("Buy"),
        "click": button.click,
        "emit": sender.happened.emit,
        "emit an object": lambda: sender.told.emit(None),
    }


@pytest.mark.parametrize("of", [None, True], ids=str)
@pytest.mark.parametrize("name", ["setEnabled", "setText", "click", "emit", "emit an object"])
def test_qt_calls_neither_lose_nor_keep_references(qtbot: QtBot, name: str, of: object) -> None:
    button, sender = QPushButton(), Sender()
    qtbot.addWidget(button)
    assert abs(drift(of, works(button, sender)[name])) < CALLS // 4
