"""Collect garbage on the window's thread only. Decides nothing about what is garbage.

Python collects on whichever thread allocates, so also on a lane. What of Qt is caught in a cycle is destroyed
there then: PySide6 sends a bare QWidget home first, but none of our own classes, no timer, model or action
(measured). Their timers cannot be stopped from there, and events on their way to them crash later.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 500


class Garbage(QObject):
    """From `begin` to `end` nobody collects by the way. A timer does, when Python's own counts say so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._was_on = False

    def begin(self) -> None:
        """Call it before the first lane starts."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, as it was. Twice does no harm."""
        if self._timer.isActive():
            self._timer.stop()
            if self._was_on:
                gc.enable()

    @Slot()
    def collect(self) -> None:
        """The oldest generation whose turn has come, with all younger ones."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
