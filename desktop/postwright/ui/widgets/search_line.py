"""A line to find rows by: asks 150 ms after the last key, Esc empties it, Down leads into the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postwright.ui import icons
from postwright.ui.theme import tokens

WAIT = 150
_ICON = 18


class SearchLine(QLineEdit):
    """`wanted` carries the text after the pause; `downward` asks to go into the list."""

    wanted = Signal(str)
    downward = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("find", True)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        self._quiet = False
        self.textChanged.connect(self._changed)

    def write(self, text: str) -> None:
        """Put a text there without asking."""
        if text != self.text():
            self._quiet = True
            self.setText(text)
            self._quiet = False

    def ask_now(self) -> None:
        """Do not wait for the pause."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()

    def _changed(self) -> None:
        if not self._quiet:
            self._timer.start()

    def _ask(self) -> None:
        self.wanted.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.ask_now()
            self.downward.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = self.rect()
        where.setSize(QSize(_ICON, _ICON))
        where.moveTo(10, (self.height() - _ICON) // 2)
        icons.paint(painter, "search", tokens().muted, where)
        painter.end()
