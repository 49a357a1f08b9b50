"""Numbered cells to mark, such as the blocks of the ladder. A mark is a cross as well as a colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from postwright.ui.theme import tokens

_ROW = 24
# The frame that the style sheet draws around every table.
_EDGE = 1
_MARKED = int(Qt.ItemDataRole.UserRole)
_CHOSEN = _MARKED + 1


class _Cell(QStyledItemDelegate):
    """A number on a ground of its own, with a cross where it is marked and a ring where the focus is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = str(index.data() or "")
        if not text:
            return
        colours = tokens()
        area: QRect = option.rect.adjusted(1, 1, -1, -1)
        marked, chosen = bool(index.data(_MARKED)), bool(index.data(_CHOSEN))
        ground = colours.waiting_soft if marked else colours.accent_soft if chosen else colours.window
        painter.save()
        painter.fillRect(area, QColor(ground))
        painter.setPen(QColor(colours.waiting if marked else colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"{text} ×" if marked else text)
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or chosen:
            painter.setPen(QPen(QColor(colours.focus if focused else colours.accent), 2 if focused else 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()


class BlockGrid(QTableWidget):
    """`reached` when a person goes to a cell, `pressed_on` when they press it: a click, or the space bar.

    Cells count from 1. Sends nothing when the program writes it.
    """

    reached = Signal(int)
    pressed_on = Signal(int)

    def __init__(self, name: str, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._quiet = False
        self._shown: tuple[int, frozenset[int], int, str] = (0, frozenset(), 0, "")
        self.setColumnCount(columns)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(16)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.currentCellChanged.connect(self._moved)
        self.cellClicked.connect(lambda row, column: self._press(row, column))

    def show_cells(self, count: int, marked: frozenset[int], chosen: int, word: str) -> None:
        """So many cells, each read aloud as the word and its number."""
        if (count, marked, chosen, word) == self._shown:
            return
        self._shown = (count, marked, chosen, word)
        self._quiet = True
        columns = self.columnCount()
        rows = -(-count // columns)
        if self.rowCount() != rows:
            self.setRowCount(rows)
            self.setFixedHeight(rows * _ROW + 2 * _EDGE)
        for place in range(rows * columns):
            self._write(place, place + 1 if place < count else 0)
        if 0 < chosen <= count and self._number(self.currentRow(), self.currentColumn()) != chosen:
            self.setCurrentCell((chosen - 1) // columns, (chosen - 1) % columns)
        self._quiet = False

    def _write(self, place: int, number: int) -> None:
        row, column = divmod(place, self.columnCount())
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        _, marked, chosen, word = self._shown
        item.setText(str(number) if number else "")
        item.setFlags(Qt.ItemFlag.ItemIsEnabled if number else Qt.ItemFlag.NoItemFlags)
        item.setData(_MARKED, number in marked)
        item.setData(_CHOSEN, number == chosen)
        state = self.tr(", marked as a gap") if number in marked else ""
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word} {number}{state}" if number else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            self._press(self.currentRow(), self.currentColumn())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # a scanner sends one
            return
        super().keyPressEvent(event)

    def _press(self, row: int, column: int) -> None:
        if number := self._number(row, column):
            self.pressed_on.emit(number)

    def _moved(self, row: int, column: int) -> None:
        number = self._number(row, column)
        if number and not self._quiet:
            self.reached.emit(number)

    def _number(self, row: int, column: int) -> int:
        """The number of a cell; 0 outside."""
        number = row * self.columnCount() + column + 1
        return number if row >= 0 and column >= 0 and number <= self._shown[0] else 0
