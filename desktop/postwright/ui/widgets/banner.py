"""What a panel has to say: our words, foreign words as a quotation, one action. Also the inline question."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.icons import icon
from postwright.ui.notice import Notice, Tone
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.focus import can_hold, hand_over
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel, restyle

_ICONS = {Tone.PLAIN: "info", Tone.DONE: "done", Tone.WAITING: "waiting", Tone.TROUBLE: "trouble"}


class Banner(QFrame):
    """Hidden while there is nothing to say. `acted` carries the action; `closed` asks to forget it."""

    acted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self._notice: Notice | None = None
        self._icon = IconLabel("info", "accent_text", 18)
        self.text = PlainLabel(wrap=True)
        self.quotation = PlainLabel(role="small", wrap=True)
        self.button = Button("")
        self.close_button = Button("", kind="quiet", small=True)
        self.close_button.setIcon(icon("close", "muted"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.closed)
        words = column(self.text, self.quotation, spacing=4)
        box = row(self._icon, words, self.button, self.close_button, spacing=12)
        box.setStretch(1, 1)
        box.setContentsMargins(12, 8, 8, 8)
        self.setLayout(box)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Say it, or say nothing. The same notice twice changes nothing."""
        if notice == self._notice:
            return
        self._notice = notice
        if notice is None:
            self.hide()
            return
        self.text.setText(notice.text)
        self.quotation.setText(f"“{notice.quotation}”")
        self.quotation.setVisible(bool(notice.quotation))
        self.button.setText(notice.button)
        self.button.setVisible(bool(notice.button))
        token = "accent_text" if notice.tone is Tone.PLAIN else str(notice.tone)
        self._icon.show_icon(_ICONS[notice.tone], token)
        restyle(self, "tone", str(notice.tone))
        self.setAccessibleName(notice.text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act(self) -> None:
        if self._notice is not None:
            self.acted.emit(str(self._notice.action))


class ConfirmBar(QFrame):
    """A question in the panel itself. The focus stands on keeping; Esc keeps.

    When it goes, the focus goes to `home` if there is one, else back to what had it before.
    """

    confirmed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        restyle(self, "tone", "waiting")
        self.home: QWidget | None = None
        self._before: QWidget | None = None
        self.question = PlainLabel(wrap=True)
        self.keep = Button("")
        self.confirm = BusyButton("", kind="danger-primary")
        self.keep.clicked.connect(self._kept)
        self.confirm.clicked.connect(self._confirmed)
        box = row(self.question, self.keep, self.confirm, spacing=12)
        box.setStretch(0, 1)
        box.setContentsMargins(12, 8, 12, 8)
        self.setLayout(box)
        self.hide()

    def ask(self, question: str, yes: str, keep: str) -> None:
        """Show the question; `yes` and `keep` are the words on the buttons: "Void it", "Keep it"."""
        self.question.setText(question)
        self.confirm.show_state(yes, enabled=True, busy=False)
        self.keep.setText(keep)
        before = self.window().focusWidget()
        self._before = None if before is None or self.isAncestorOf(before) else before
        self.show()
        self.keep.setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._kept()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        focus = self.window().focusWidget()
        held = focus is not None and self.isAncestorOf(focus) and self.isHidden()
        super().hideEvent(event)
        if held and not event.spontaneous() and not self._go_back():
            hand_over(self)
            passing = self.window().focusWidget()
            # What had the focus may be hidden by the question and come back only after it.
            QTimer.singleShot(0, self, lambda: self._go_back_from(passing))

    def _go_back(self) -> bool:
        for place in (self.home, self._before):
            if place is not None and can_hold(place):
                place.setFocus()
                return True
        return False

    def _go_back_from(self, passing: QWidget | None) -> None:
        if self.isHidden() and self.window().focusWidget() is passing:
            self._go_back()

    def _kept(self) -> None:
        self.hide()
        self.kept.emit()

    def _confirmed(self) -> None:
        self.hide()
        self.confirmed.emit()
