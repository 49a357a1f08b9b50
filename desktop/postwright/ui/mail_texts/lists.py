"""The lists under the editor: the fields that may be put in, and what is wrong. Picked by hand or Enter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from postwright.domain.letter import TemplateProblem
from postwright.domain.letter_fields import LetterField
from postwright.ui.icons import icon
from postwright.ui.widgets.text import plain_tip

# Icon and padding beside the words, and the air above and below them.
_ROUND, _AIR = 52, 12


class _Wrapped(QStyledItemDelegate):
    """Rows as tall as their words need beside the icon; Qt forgets the icon and cuts words off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        shown = option.widget
        assert isinstance(shown, QListView)
        room = QRect(0, 0, shown.viewport().width() - _ROUND, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        words = shown.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, text)
        return QSize(0, words.height() + _AIR)


class PickList(QListWidget):
    """A list whose row is picked by a click or by Enter. `picked` carries its place."""

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.itemClicked.connect(lambda item: self.picked.emit(self.row(item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.picked.emit(self.currentRow())
            return
        super().keyPressEvent(event)

    def _put(self, texts: tuple[str, ...], icons: tuple[tuple[str, str], ...] = ()) -> None:
        """Show these rows, and stay on the row that one is on."""
        place = self.currentRow()
        self.clear()
        for number, text in enumerate(texts):
            item = QListWidgetItem(text, self)
            item.setToolTip(plain_tip(text))
            if icons:
                item.setIcon(icon(*icons[number]))
        if texts:
            self.setCurrentRow(min(max(place, 0), len(texts) - 1))


class FieldList(PickList):
    """`field_picked` carries the LetterField."""

    field_picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._fields: tuple[LetterField, ...] = ()
        self.picked.connect(lambda place: self.field_picked.emit(self._fields[place]))

    def show_fields(self, fields: tuple[LetterField, ...]) -> None:
        if fields != self._fields:
            self._fields = fields
            self._put(tuple(f"{one.name} · {one.meaning}" for one in fields))


class ProblemList(PickList):
    """`line_picked` carries the line of the problem; 0 is the subject."""

    line_picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._problems: tuple[TemplateProblem, ...] = ()
        self.picked.connect(lambda place: self.line_picked.emit(self._problems[place].line))

    def show_problems(self, problems: tuple[TemplateProblem, ...]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        tones = tuple(("waiting", "waiting") if one.warning else ("trouble", "trouble") for one in problems)
        self._put(tuple(_words(one) for one in problems), tones)


def _words(problem: TemplateProblem) -> str:
    where = f"Line {problem.line}: " if problem.line else ""
    return f"{where}{problem.sentence}"
