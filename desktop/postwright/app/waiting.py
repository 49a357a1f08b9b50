"""Show in the bottom line how long the carrier makes us wait, and let the person call that off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from postwright.carrier.pace import Pacer
    from postwright.ui.bottom_line import BottomLine

_LOOK_EVERY_MS = 1000
# Nobody needs to read of what is over at once.
_WORTH_TELLING = 2.0


class Waiting(QObject):
    """Looks once a second; the lanes themselves wait in slices shorter than that."""

    def __init__(self, pacer: Pacer, line: BottomLine, parent: QObject) -> None:
        super().__init__(parent)
        self._pacer = pacer
        self._line = line
        line.called_off.connect(self._call_off)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Show the wait as it is now."""
        ahead = self._pacer.wait_ahead
        self._line.show_wait(ahead if ahead >= _WORTH_TELLING else 0.0)

    def close(self) -> None:
        self._timer.stop()
        self._line.show_wait(0.0)

    def _call_off(self) -> None:
        self._pacer.call_off()
        self._line.show_wait(0.0)
