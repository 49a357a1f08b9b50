"""Tells when typing pauses, and at once when the field is left, so that edits are saved as they are made."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 500


class Pause(QObject):
    """`over` is sent once for each burst of typing."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.over)

    def start(self) -> None:
        """Something was typed."""
        self._timer.start()

    def flush(self) -> None:
        """The field was left, or the panel closes."""
        if self._timer.isActive():
            self._timer.stop()
            self.over.emit()
