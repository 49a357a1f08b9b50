"""The field that a text is written in: plain text, each step can be undone, Tab leaves. Judges nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from postwright.ui.theme import tokens

_PARAGRAPH, _LINE = "\u2029", "\u2028"


class TextField(QPlainTextEdit):
    """Lines are counted from 1."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: tuple[tuple[int, bool], ...] = ()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def text(self) -> str:
        """What was typed, letter for letter; `toPlainText` would turn fixed spaces into others."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def put(self, text: str, *, undoable: bool) -> None:
        """Write another text. `undoable` keeps the way back to the one before."""
        if text == self.text():
            return
        if not undoable:
            self.setPlainText(text)
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def insert(self, before: str, chosen: str, after: str) -> None:
        """Put it in at the cursor around what is marked there, else around `chosen`, which is then marked."""
        cursor = self.textCursor()
        marked = cursor.selectedText().replace(_PARAGRAPH, "\n")
        inner = (marked or chosen) if after else ""
        cursor.insertText(f"{before}{inner}{after}")
        if after and not marked:
            end = cursor.position() - len(after)
            cursor.setPosition(end - len(inner))
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.setFocus()

    def go_to_line(self, line: int) -> None:
        """Stand at the beginning of the line, or of the last one there is."""
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def mark_lines(self, lines: tuple[tuple[int, bool], ...]) -> None:
        """Put a ground under these lines; each with whether it is only a warning."""
        if lines != self._marked:
            self._marked = lines
            self._mark()

    def _mark(self) -> None:
        found = []
        for line, warning in self._marked:
            block = self.document().findBlockByNumber(line - 1)
            if line < 1 or not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            ground = tokens().waiting_soft if warning else tokens().trouble_soft
            mark.format.setBackground(QColor(ground))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            found.append(mark)
        self.setExtraSelections(found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._mark()
