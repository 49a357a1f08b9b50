"""The small cards under the Queue: prices being asked, and five seconds to think again. None decides."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from postwright.ui.queue.screen import QueueScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import Part, column, row
from postwright.ui.widgets.text import PlainLabel

GRACE = 5000
_TICK = 50


class StepCard(QFrame):
    """A card that Esc leaves. `left` says so."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def _fill(self, *parts: Part) -> QHBoxLayout:
        box = row(*parts, spacing=16)
        box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(box)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class AskingCard(StepCard):
    """Prices are being asked; nothing is bought by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(role="heading")
        self.bar = _bar()
        self.stop = Button(self.tr("Stop"))
        self.stop.clicked.connect(self.left)
        self._fill(column(self.words, self.bar, spacing=8), self.stop).setStretch(0, 1)

    def show_screen(self, screen: QueueScreen) -> None:
        self.words.setText(screen.asking_text)
        self.bar.setRange(0, max(screen.to_ask, 1))
        self.bar.setValue(screen.asked)
        self.bar.setAccessibleName(screen.asking_text)

    def begin(self) -> None:
        self.stop.setFocus()


class CountdownCard(StepCard):
    """Counts down in sight, with Cancel under the finger. `over` is sent once, when the time has run out."""

    over = Signal()

    def __init__(self, grace: int = GRACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grace = grace
        self._text = ""
        self.words = PlainLabel(role="heading")
        self.bar = _bar()
        self.bar.setRange(0, grace)
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.left)
        self._fill(column(self.words, self.bar, spacing=8), self.cancel).setStretch(0, 1)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def counting(self) -> bool:
        return self._timer.isActive()

    def start(self, text: str) -> None:
        """Begin to count; `text` is what Buy said."""
        self._text = text
        self._clock.start()
        self._timer.start()
        self.cancel.setFocus()
        self._draw(self._grace)

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        left = self._grace - self._clock.elapsed()
        self._draw(max(left, 0))
        if left <= 0:
            self._timer.stop()
            self.over.emit()

    def _draw(self, left: int) -> None:
        seconds = -(-left // 1000)
        words = self.tr("%s in %d s") % (self._text, seconds)
        self.bar.setValue(left)
        if words != self.words.text():
            self.words.setText(words)
            self.bar.setAccessibleName(words)


def _bar() -> QProgressBar:
    made = QProgressBar()
    made.setTextVisible(False)
    return made
