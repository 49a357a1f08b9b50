"""Where the window stood and how its parts were divided, as plain JSON values. Reads and writes no file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QTableView, QWidget

_PLACE = "place"
_FULL = "full"


def place(window: QMainWindow) -> dict[str, Any]:
    """The window's place on the screen when it is not maximised, and whether it is."""
    where = window.normalGeometry()
    return {
        _PLACE: [where.x(), where.y(), where.width(), where.height()],
        _FULL: window.isMaximized(),
    }


def restore_place(window: QMainWindow, state: dict[str, Any], usual: tuple[int, int]) -> None:
    """Put it where it was, if a screen is there still; else give it its usual size."""
    window.resize(*usual)
    found = state.get(_PLACE)
    if isinstance(found, list) and len(found) == 4 and all(isinstance(one, int) for one in found):
        where = QRect(*found)
        if any(screen.availableGeometry().intersects(where) for screen in QGuiApplication.screens()):
            window.setGeometry(where)
    if state.get(_FULL) is True:
        window.showMaximized()


def parts(view: QWidget, key: str) -> dict[str, Any]:
    """How the splitters and columns of a panel are divided, by the names of the widgets."""
    return {name: bytes(part.saveState().toBase64().data()).decode() for name, part in _named(view, key)}


def restore_parts(view: QWidget, key: str, state: dict[str, Any]) -> None:
    """Divide them as they were. What does not fit any more is passed over by Qt."""
    for name, part in _named(view, key):
        found = state.get(name)
        if isinstance(found, str):
            part.restoreState(QByteArray.fromBase64(found.encode()))


def _named(view: QWidget, key: str) -> Iterator[tuple[str, QSplitter | QHeaderView]]:
    for splitter in view.findChildren(QSplitter):
        if splitter.objectName():
            yield f"{key}.{splitter.objectName()}", splitter
    for table in view.findChildren(QTableView):
        if table.objectName():
            yield f"{key}.{table.objectName()}", table.horizontalHeader()
