"""The cards under the Queue: the limit, the sum, and five seconds to think again. None of them decides."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from postwright.ui.queue.screen import QueueScreen, Summary
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import Part, column, row
from postwright.ui.widgets.text import PlainLabel

GRACE = 5000
_TICK = 50
_FIELD = 208


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


class LimitCard(StepCard):
    """How much each of the picked drafts may cost."""

    approved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(wrap=True)
        self.edit = line("10.00")
        self.field = Field(self.tr("At most, for each parcel"), self.edit)
        self.field.setFixedWidth(_FIELD)
        self.leave = Button(self.tr("Not now"))
        self.go = Button(self.tr("Queue"), kind="primary")
        self.leave.clicked.connect(self.left)
        self.go.clicked.connect(self._approve)
        self.edit.returnPressed.connect(self._approve)
        box = self._fill(self.words, self.field, self.leave, self.go)
        box.setStretch(0, 1)
        for button in (self.leave, self.go):
            box.setAlignment(button, Qt.AlignmentFlag.AlignBottom)

    def show_screen(self, screen: QueueScreen) -> None:
        count = len(screen.to_queue)
        self.words.setText(
            self.tr(
                "Buy the cheapest service for each. Queueing spends nothing; you press Buy when it is time."
            )
        )
        self.go.setText(self.tr("Queue %d") % count)
        self.field.show_problem(screen.limit_problem)

    def begin(self) -> None:
        """The card came up: write the amount."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _approve(self) -> None:
        self.approved.emit(self.edit.text())


class SummaryCard(StepCard):
    """What Buy would do. The focus stands on not doing it."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = PlainLabel(role="heading", wrap=True)
        self.lines = PlainLabel(role="muted", wrap=True)
        self.balance = PlainLabel(wrap=True)
        self.leave = Button(self.tr("Not now"))
        self.go = BusyButton("", icon_name="wallet")
        self.leave.clicked.connect(self.left)
        self.go.clicked.connect(self.confirmed)
        words = column(self.headline, self.lines, self.balance, spacing=4)
        self._fill(words, self.leave, self.go).setStretch(0, 1)

    def show_summary(self, summary: Summary, buy_text: str) -> None:
        *lines, balance = summary.lines if summary.balance_line else (*summary.lines, "")
        self.headline.setText(summary.headline)
        self.lines.setText(" ".join(lines))
        self.balance.setText(balance)
        self.balance.setVisible(bool(balance))
        self.balance.set_role("waiting" if summary.balance_short else "muted")
        self.go.show_state(buy_text, enabled=True, busy=False)

    def begin(self) -> None:
        self.leave.setFocus()


class CountdownCard(StepCard):
    """Counts down in sight, with Cancel under the finger. `over` is sent once, when the time has run out."""

    over = Signal()

    def __init__(self, grace: int = GRACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grace = grace
        self._text = ""
        self.words = PlainLabel(role="heading")
        self.bar = QProgressBar()
        self.bar.setRange(0, grace)
        self.bar.setTextVisible(False)
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
        self.words.setText(self.tr("%s in %d s") % (self._text, seconds))
        self.bar.setValue(left)
        self.bar.setAccessibleName(self.words.text())
