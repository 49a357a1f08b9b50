"""Buttons: one primary on a panel, plain and quiet ones beside it, dangerous ones apart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from postwright.ui.icons import icon
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.text import plain_tip, restyle

# kind -> the token that colours its icon
_ICON_COLOURS = {
    "primary": "on_accent",
    "danger-primary": "on_accent",
    "danger": "trouble",
    "quiet": "accent_text",
    "plain": "muted",
}
ICON = QSize(18, 18)
# What a button's frame takes beside its words, and an icon beside itself.
_AROUND, _AROUND_ICON = 28, 8
# The window or a menu took the focus and gives it back.
_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Button(QPushButton):
    """A button of one `kind`: primary, plain, quiet, danger, danger-primary.

    Switched off or hidden with the focus on it, it gives the focus to a safe place of its panel.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: str = "plain",
        icon_name: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAutoDefault(False)
        self._kind = kind
        self._icon_name = ""
        if icon_name:
            self.set_icon(icon_name)

    def set_kind(self, kind: str) -> None:
        """Change what it means among the others."""
        self._kind = kind
        restyle(self, "kind", kind)
        if self._icon_name:
            self.set_icon(self._icon_name)

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self.setIcon(icon(name, _ICON_COLOURS.get(self._kind, "text")))
        self.setIconSize(ICON)

    def setEnabled(self, enabled: bool) -> None:
        if not enabled and self.hasFocus():
            hand_over(self)
        super().setEnabled(enabled)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.hasFocus() and not event.spontaneous():
            hand_over(self)
        super().hideEvent(event)


class ElidedButton(Button):
    """A small button as wide as the room; a longer name ends in "…" and stands whole in the tool tip."""

    def __init__(self, text: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(_unmarked(text), small=True, parent=parent)
        self._whole = text
        self.setToolTip(plain_tip(spoken))
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            room = self.width() - 20
            self.setText(
                _unmarked(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
            )
        return done


def _unmarked(text: str) -> str:
    """A single ampersand would underline the letter behind it and make a key of it."""
    return text.replace("&", "&&")


class BusyButton(Button):
    """A button that becomes its own progress, and cannot be pressed meanwhile.

    While it is busy it keeps the focus, if it has it, so that no other button gets the next key press.
    A scanner ends what it reads with Enter, so Enter does nothing here even with the focus. Nor does the
    second half of a double click: by then the next question may stand under the pointer.
    """

    def __init__(
        self, text: str, *, kind: str = "primary", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind=kind, icon_name=icon_name, parent=parent)
        self.setProperty("busy", False)
        self._whole = text

    @property
    def busy(self) -> bool:
        return bool(self.property("busy"))

    def show_state(self, text: str, *, enabled: bool, busy: bool) -> None:
        """What it says, and whether it can be pressed; busy wins."""
        self._whole = text
        self._fit()
        self.setAccessibleName(text)
        restyle(self, "busy", busy)
        self.setEnabled(self.hasFocus() if busy else enabled)

    def hitButton(self, where: QPoint) -> bool:
        return not self.busy and super().hitButton(where)

    def click(self) -> None:
        if not self.busy:
            super().click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.busy and event.reason() not in _COMES_BACK:
            self.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Wide enough for one line, also while it stands in two: else it would never get the room back."""
        icon = 0 if self.icon().isNull() else self.iconSize().width() + _AROUND_ICON
        one_line = self.fontMetrics().horizontalAdvance(self._whole) + _AROUND + icon
        hint = super().sizeHint()
        return QSize(max(hint.width(), one_line), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """In two lines where one is too narrow, broken before the last part."""
        whole, room = self._whole, self.width() - _AROUND
        if self.property("large") and self.fontMetrics().horizontalAdvance(whole) > room:
            first, _, last = whole.rpartition(" · ")
            whole = f"{first}\n{last}" if first else whole
        self.setText(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.busy and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)
