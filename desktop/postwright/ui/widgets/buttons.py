"""Buttons: one primary on a panel, plain and quiet ones beside it, dangerous ones apart."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from postwright.ui.icons import icon
from postwright.ui.widgets.text import restyle

# kind -> the token that colours its icon
_ICON_COLOURS = {
    "primary": "on_accent",
    "danger-primary": "on_accent",
    "danger": "trouble",
    "quiet": "accent_text",
    "plain": "muted",
}
ICON = QSize(18, 18)


class Button(QPushButton):
    """A button of one `kind`: primary, plain, quiet, danger, danger-primary."""

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
        if icon_name:
            self.set_icon(icon_name)

    def set_icon(self, name: str) -> None:
        self.setIcon(icon(name, _ICON_COLOURS.get(self._kind, "text")))
        self.setIconSize(ICON)


class BusyButton(Button):
    """A button that becomes its own progress, and cannot be pressed meanwhile.

    A scanner ends what it reads with Enter, so Enter does nothing here even with the focus.
    """

    def __init__(
        self, text: str, *, kind: str = "primary", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind=kind, icon_name=icon_name, parent=parent)
        self.setProperty("busy", False)
        self._allowed = True

    @property
    def busy(self) -> bool:
        return bool(self.property("busy"))

    def show_state(self, text: str, *, enabled: bool, busy: bool) -> None:
        """What it says, and whether it can be pressed; busy wins."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setEnabled(enabled and not busy)
        restyle(self, "busy", busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)
