"""Open one window, say when it was first painted, and end. Started by bench_start.py; decides nothing.

The program is started by its own entrance; only the stopwatch is put in where the window is opened.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

# Before anything else is loaded: what a module costs is part of the start.
BEGUN = time.monotonic()


def bare() -> None:
    """The peer: the least that Qt can show."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    at_first_paint(window, lambda: done(first_paint=time.monotonic()))
    application.exec()


def ours(folder: str, *, only_the_window: bool) -> None:
    """`postwright --data-dir FOLDER`, up to the first paint, or on to the first panel."""
    from postwright import cli
    from postwright.app import start
    from postwright.app.program import Program

    class Timed(Program):
        def open(self) -> None:
            super().open()
            assert self.window is not None
            at_first_paint(self.window.centralWidget(), self.painted)

        def painted(self) -> None:
            assert self.window is not None
            first_paint, stack = time.monotonic(), self.window.stack
            if only_the_window:
                done(first_paint=first_paint)

            def end() -> None:
                done(first_paint=first_paint, first_panel=time.monotonic())

            stack.currentChanged.connect(lambda place: at_first_paint(stack.widget(place), end))

    start.__dict__["Program"] = Timed
    cli.main(["--data-dir", folder])


def at_first_paint(widget: QWidget | None, then: Callable[[], None]) -> None:
    """Call when the widget is painted. A filter on the whole application would cost 30 ms by itself, since
    Qt for Python then makes classes for whatever passes by.
    """
    from PySide6.QtCore import QEvent, QObject

    class Stopwatch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                then()
            return False

    assert widget is not None
    widget.installEventFilter(Stopwatch(widget))


def done(**moments: float) -> NoReturn:
    sys.stdout.write(json.dumps({"begun": BEGUN, **moments}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(sys.argv[2], only_the_window=sys.argv[1] == "window")
