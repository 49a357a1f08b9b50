"""Do what a person does at the window: type, press keys and buttons by their names, wait and look."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from postwright.domain.preferences import Theme
from postwright.ui.theme import look

PATIENCE = 60.0
# A look searches the whole window; without a pause between two it would take the computer from the lanes.
LOOK_EVERY_MS = 20
SETTLE_MS = 250
SIZE = (1280, 800)


class StepFailed(Exception):
    """The tour cannot go on; the text says what a person waited for or did not find."""


class Person:
    """Someone at a window. Every wait has an end."""

    def __init__(self, window: Callable[[], QWidget], out: Path) -> None:
        self._window = window
        self._out = out
        self.pictures: list[str] = []

    @property
    def window(self) -> QWidget:
        return self._window()

    # ------------------------------------------------------------ waiting and looking

    def wait(self, what: str, done: Callable[[], object]) -> None:
        """Let the program work until it is so. Raises StepFailed when it does not come to that."""
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                raise StepFailed(f"waited in vain until {what}")
            QTest.qWait(LOOK_EVERY_MS)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Let what was begun be drawn."""
        QTest.qWait(SETTLE_MS)

    def picture(self, name: str) -> None:
        """Keep what is seen now in light and in dark colours."""
        worn = look()
        for theme in (Theme.DARK, Theme.LIGHT):
            if worn is not None:
                worn.choose(theme)
            self.settle()
            file = self._out / f"{name}-{theme}.png"
            if not self.window.grab().save(str(file)):
                raise StepFailed(f"{file} cannot be written")
            self.pictures.append(file.name)

    # ------------------------------------------------------------ finding

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The widget in sight that is called so, by its accessible name or its text. Raises StepFailed."""
        for widget in self.window.findChildren(kind):
            if name in (widget.accessibleName(), _text(widget)) and widget.isVisible():
                return widget
        raise StepFailed(f"there is no {name!r} in sight")

    def sees(self, name: str) -> bool:
        try:
            self.find(name)
        except StepFailed:
            return False
        return True

    def sees_text(self, part: str) -> bool:
        """Whether some text in sight holds this part."""
        widgets = self.window.findChildren(QWidget)
        return any(part in _text(widget) for widget in widgets if widget.isVisible())

    # ------------------------------------------------------------ doing

    def type(self, name: str, text: str) -> None:
        """Type into an input, over what stands there."""
        editor = self.find(name, QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)

    def write_into(self, name: str, text: str) -> None:
        """Type at the beginning of a longer text."""
        editor = self.find(name, QPlainTextEdit)
        assert isinstance(editor, QPlainTextEdit)
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, line)

    def can_press(self, name: str) -> bool:
        """Whether there is such a button and it can be pressed."""
        return self.sees(name) and self.find(name, QAbstractButton).isEnabled()

    def paste(self, name: str, text: str) -> None:
        """Paste into an input, as from a web shop."""
        editor = self.find(name, QLineEdit)
        editor.setFocus()
        QGuiApplication.clipboard().setText(text, QClipboard.Mode.Clipboard)
        QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def press(self, name: str) -> None:
        """Press a button that can be pressed."""
        button = self.find(name, QAbstractButton)
        self.wait(f"{name!r} can be pressed", button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def keys(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press keys, wherever the focus is."""
        self.window.activateWindow()
        self.wait("the window is in front", self.window.isActiveWindow)
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.settle()


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
