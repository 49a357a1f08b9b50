"""The field that takes a scan, and the card that says what it meant. Draws the screen; decides nothing.

A scanner types the number and presses Enter; Enter here looks the label up and does nothing else.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from postwright.ui import icons, keys
from postwright.ui.scan.screen import ScanScreen
from postwright.ui.theme import tokens
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel, restyle

_ICON = 18
_ICONS = {"done": "done", "waiting": "waiting", "trouble": "trouble", "plain": "info"}


class ScanField(QLineEdit):
    """`scanned` carries what stood there when Enter came; Esc says that the alarm was seen."""

    scanned = Signal(str)
    acknowledged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Scan the label on its parcel")
        self.setProperty("find", True)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(keys.tip("scan", words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text()
            self.clear()
            self.scanned.emit(text)
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.acknowledged.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _ICON) // 2
        icons.paint(painter, "scan", tokens().muted, QRect(10, top, _ICON, _ICON))
        painter.end()


class ScanCard(QFrame):
    """Green and large where the label is on its parcel; else red, and there until it is acknowledged."""

    acknowledged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ScanCard")
        self._scans = 0
        self._icon = IconLabel("", size=32)
        self.headline = PlainLabel(role="heading", wrap=True)
        self.sentence = PlainLabel(role="strong", wrap=True)
        self.what = PlainLabel(wrap=True)
        self.seen = BusyButton(self.tr("I have stopped this parcel"), kind="plain")
        self.seen.setToolTip(self.tr("Esc does the same. Enter does nothing here."))
        self.seen.clicked.connect(self.acknowledged)
        words = column(self.headline, self.sentence, self.what, spacing=2)
        box = row(self._icon, words, self.seen, spacing=12)
        box.setStretch(1, 1)
        box.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        box.setContentsMargins(16, 10, 16, 10)
        self.setLayout(box)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def render_screen(self, screen: ScanScreen) -> None:
        """Show what the last scan meant. Sends nothing."""
        tone = "alarm" if screen.alarms else screen.tone
        token = "on_accent" if screen.alarms else {"plain": "muted"}.get(tone, tone)
        self._icon.show_icon(_ICONS[screen.tone], token)
        self.headline.setText(screen.headline)
        self.sentence.setText(screen.sentence)
        self.sentence.setVisible(bool(screen.sentence))
        self.what.setText(screen.what)
        self.what.setVisible(bool(screen.what))
        self.seen.setVisible(screen.alarms)
        restyle(self, "tone", tone)
        for part in (self.headline, self.sentence, self.what):
            restyle(part, "tone", tone)
        self.setAccessibleName(" ".join(filter(None, (screen.headline, screen.sentence))))
        self.setVisible(bool(screen.headline))
        if screen.scans != self._scans:
            self._scans = screen.scans
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.acknowledged.emit()
            return
        super().keyPressEvent(event)
