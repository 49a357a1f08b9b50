"""A labelled input with room for what is wrong with it. The words about a problem come from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QWidget

from postwright.ui.widgets.choice_box import ChoiceBox
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel, restyle

# The window or a menu took the focus and gives it back.
_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
# What border and padding take of a line's width.
_EDGES = 20


class Field(QWidget):
    """Label above, editor, problem below. The label's access key leads into the editor.

    `edited` is sent while a person types or chooses, `left` when the field was left or its value was chosen;
    neither when the program writes into it.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.sentence = ""
        self._collect: Callable[[], None] | None = None
        self.label = PlainLabel(label, role="label")
        self.label.setBuddy(editor)
        self.problem = PlainLabel(role="problem", wrap=True)
        self.problem.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        self.setLayout(column(self.label, editor, self.problem, None, spacing=4))
        self.setFocusProxy(editor)
        self._listen(editor)

    def _listen(self, editor: QWidget) -> None:
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.edited)
            editor.editingFinished.connect(self.left)
        elif isinstance(editor, QComboBox):
            editor.activated.connect(self.edited)
            editor.activated.connect(self.left)
        elif isinstance(editor, QDateEdit):
            editor.dateChanged.connect(self.edited)
            editor.editingFinished.connect(self.left)

    def report_to(self, collect: Callable[[], None]) -> None:
        """Leave the words to somebody with more room, who looks into `sentence` when called."""
        self._collect = collect

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or with an empty text that nothing is."""
        self.sentence = sentence
        if self._collect is not None:
            self._collect()
        else:
            self.problem.setText(sentence)
            self.problem.setVisible(bool(sentence))
        restyle(self.editor, "wrong", bool(sentence))
        self.editor.setAccessibleDescription(sentence)


class FieldRow(QWidget):
    """Fields side by side, with one full line below for what is wrong with them. `shares` divide the room."""

    def __init__(self, fields: Sequence[Field], shares: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self.problem = PlainLabel(role="problem", wrap=True)
        self.problem.hide()
        abreast = row(*self._fields)
        for place, share in enumerate(shares):
            abreast.setStretch(place, share)
        for field in self._fields:
            field.report_to(self._collect)
        self.setLayout(column(abreast, self.problem, spacing=4))

    def _collect(self) -> None:
        words = " ".join(dict.fromkeys(field.sentence for field in self._fields if field.sentence))
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


class TextLine(QLineEdit):
    """A line of text. One longer than the room shows its beginning while nobody writes in it."""

    def setText(self, text: str | None) -> None:
        super().setText(text)
        if not self.hasFocus():
            self.show_start()

    def show_start(self) -> None:
        """Back to the beginning, where the text is longer than the room."""
        if self.fontMetrics().horizontalAdvance(self.text()) > self.width() - _EDGES:
            self.setCursorPosition(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.hasFocus():
            self.show_start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.show_start()


def line(placeholder: str = "", *, width: int = 0, most: int = 0) -> QLineEdit:
    """A line of text; `width` in pixels fixes it, `most` is how many characters fit."""
    made = TextLine()
    made.setPlaceholderText(placeholder)
    if width:
        made.setFixedWidth(width)
    if most:
        made.setMaxLength(most)
    return made


def choice(items: tuple[tuple[str, str], ...], current: str = "") -> QComboBox:
    """A list to choose from, as (code, words)."""
    made = ChoiceBox()
    for code, words in items:
        made.addItem(words, code)
    choose(made, current)
    return made


def choose(box: QComboBox, code: str) -> None:
    """Select the entry of that code, if there is one. Sends no signal of a person's choice."""
    place = box.findData(code)
    if place >= 0:
        box.setCurrentIndex(place)


def chosen(box: QComboBox) -> str:
    """The code of the entry that is selected; empty for none."""
    return str(box.currentData() or "")


def offer(box: QComboBox, items: tuple[tuple[str, str], ...]) -> None:
    """Let these be chosen from, as (code, words); keeps the chosen one. Nothing happens if they are there."""
    if items == tuple((box.itemData(place), box.itemText(place)) for place in range(box.count())):
        return
    before = chosen(box)
    box.clear()
    for code, words in items:
        box.addItem(words, code)
    choose(box, before)
