"""The view for a table of tuples. Keeps the selection by key when rows change; sorts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from postwright.ui.widgets.table import Column, Row, TupleModel

ROW_HEIGHT = 40
# The height of a line of the usual type; columns widen with larger type.
_USUAL_LINE = 17
_ROW_PADDING = 14
# What a column that takes the rest needs at least.
_LEAST = 140


class DataTable(QTableView):
    """Shows rows. `chosen` carries the key a person moved to, `opened` the one a person pressed Enter on or
    double-clicked, `ticked` says that boxes were ticked. Changes by the program send nothing."""

    chosen = Signal(str)
    opened = Signal(str)
    ticked = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        checkable: bool = False,
        many: bool = False,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._yielding: tuple[int, ...] = ()
        self.rows_model = TupleModel(columns, checkable=checkable, parent=self)
        self._quiet = False
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self._dress(columns)
        self.rows_model.ticked.connect(self.ticked)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(self._open)

    def _dress(self, columns: Sequence[Column]) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setSortingEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(self._lines > 1)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self._lines * line + _ROW_PADDING))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(48)
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, mode)
            if column.width:
                self.setColumnWidth(place, round(column.width * max(line / _USUAL_LINE, 1.0)))

    def yield_columns(self, *places: int) -> None:
        """These may hide, in this order, where the columns that take what is left had too little of it."""
        self._yielding = places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        growth = max(self.fontMetrics().height() / _USUAL_LINE, 1.0)
        columns = self.rows_model.columns
        room = self.viewport().width() - growth * sum(one.width or _LEAST for one in columns)
        for place in self._yielding:
            self.setColumnHidden(place, room < 0)
            room += growth * columns[place].width if room < 0 else 0

    def set_rows(self, rows: tuple[Row, ...], chosen: str | None = None) -> None:
        """Show these rows; keep the current one, or go to the one named. Sends nothing."""
        wanted = self.current if chosen is None else chosen
        self._quiet = True
        self.rows_model.set_rows(rows)
        if wanted != self.current:
            self._select(wanted)
        self._quiet = False

    def _select(self, key: str) -> None:
        for place, row in enumerate(self.rows_model.rows):
            if row.key == key:
                self.selectRow(place)
                return
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    @property
    def current(self) -> str:
        """The key of the current row; empty for none."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].key if index.isValid() else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The keys of all selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.rows_model.rows[place].key for place in places)

    @property
    def ticks(self) -> tuple[str, ...]:
        """The keys of the rows whose box is ticked, from top to bottom."""
        return tuple(row.key for row in self.rows_model.rows if row.key in self.rows_model.ticks)

    def set_ticks(self, keys: frozenset[str]) -> None:
        """Tick exactly these. Sends nothing."""
        if self.rows_model.ticks != set(keys):
            self.rows_model.ticks = set(keys)
            self.viewport().update()

    @property
    def row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def sizeHint(self) -> QSize:
        rows = min(max(self.rows_model.rowCount(), 3), 12)
        return QSize(480, self.row_height * rows + self.horizontalHeader().sizeHint().height() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows_model.rows[index.row()].key)

    def _moved(self, current: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit(self.rows_model.rows[current.row()].key if current.isValid() else "")
