"""A table fed with tuples: aligned, calm, selected by keyboard, never sorted behind one's back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from postwright.ui.theme import tokens
from postwright.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

# As whole numbers: comparing Qt's enumerations costs more than the rest of `data` together.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CHECKED = int(Qt.CheckState.Checked.value)
_UNCHECKED = int(Qt.CheckState.Unchecked.value)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; numbers and money stand on the right. `width` in pixels, 0 to take what is left."""

    title: str
    right: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line by its key. `tones` colours it cell by cell with token names such as "trouble"."""

    key: str
    cells: tuple[str, ...]
    tones: tuple[str, ...] = ()
    tip: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(cell.replace("\n", ", ") for cell in self.cells if cell)


class TupleModel(QAbstractTableModel):
    """Rows as given. With `checkable` the first column has a box to tick."""

    ticked = Signal()

    def __init__(
        self, columns: Sequence[Column], *, checkable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self.ticks: set[str] = set()
        self._checkable = checkable

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Show these; tells whether the keys changed. Ticks of rows that are gone are forgotten.

        Rows that stay the same object cost nothing, and only those that changed are drawn again.
        """
        if rows == self.rows:
            return False
        if len(rows) == len(self.rows) and all(map(_same_key, rows, self.rows)):
            self._change(rows)
            return False
        self.beginResetModel()
        self.rows = rows
        self.ticks &= {row.key for row in rows}
        self.endResetModel()
        return True

    def _change(self, rows: tuple[Row, ...]) -> None:
        before, self.rows = self.rows, rows
        last = len(self.columns) - 1
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        place = index.column()
        row = self.rows[index.row()]
        if role == _DISPLAY:
            return row.cells[place]
        if role == _ALIGNMENT:
            return _RIGHT if self.columns[place].right else _LEFT
        if role == _COLOUR:
            tone = row.tones[place] if place < len(row.tones) else ""
            return QColor(getattr(tokens(), tone)) if tone else None
        if role == _TIP:
            return plain_tip(row.tip or row.cells[place])
        if role == _CHECK and self._checkable and place == 0:
            return _CHECKED if row.key in self.ticks else _UNCHECKED
        if role == _SPOKEN:
            return row.spoken if place == 0 else row.cells[place]
        return None

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:
        if role != _CHECK or not self._checkable:
            return False
        key = self.rows[index.row()].key
        if value in (_CHECKED, Qt.CheckState.Checked):
            self.ticks.add(key)
        else:
            self.ticks.discard(key)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGNMENT:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._checkable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


def _same_key(one: Row, other: Row) -> bool:
    return one is other or one.key == other.key
