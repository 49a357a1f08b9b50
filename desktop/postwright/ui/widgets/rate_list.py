"""The list of rates: two lines a row, price on the right, marks as words. Chooses nothing by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from postwright.ui.rate_line import RateLine
from postwright.ui.widgets.rate_row import RateRow
from postwright.ui.widgets.table import Index
from postwright.ui.widgets.text import plain_tip

_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
LINE = int(Qt.ItemDataRole.UserRole)


class _Rates(QAbstractListModel):
    """The rows as they come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[RateLine, ...] = ()

    def replace(self, lines: tuple[RateLine, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (_DISPLAY, _SPOKEN):
            return line.spoken
        if role == _TIP:
            return plain_tip("\n".join(part for part in (line.made_of, line.note, line.reason) if part))
        return None


class RateList(QListView):
    """`chosen` carries the key of the rate that a person went to."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates = _Rates(self)
        self._row = RateRow(self)
        self._quiet = False
        self.setModel(self._rates)
        self.setItemDelegate(self._row)
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rates(self, lines: tuple[RateLine, ...], chosen: str, *, stale: bool) -> None:
        """Show the rows; stale ones are faded and cannot be chosen, but keep the focus. Sends nothing."""
        self._quiet = True
        if lines != self._rates.lines:
            self._rates.replace(lines)
        self._row.faded = stale
        self.setEnabled(not stale or self.hasFocus())
        place = next((place for place, line in enumerate(lines) if line.key == chosen), -1)
        self.setCurrentIndex(self._rates.index(place) if place >= 0 else _NOWHERE)
        self._quiet = False
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 64)

    def sizeHint(self) -> QSize:
        """Little: in a layout with wrapped text Qt makes every hint a minimum. The list takes the rest."""
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._row.faded:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._row.faded:
            super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setEnabled(not self._row.faded)

    def _moved(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self._rates.lines[current.row()].key)
