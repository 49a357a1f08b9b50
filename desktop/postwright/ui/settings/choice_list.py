"""A list of named settings, one of which is the usual one. Sends nothing when the program writes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_ROW = QSize(0, 52)


class ChoiceList(QListWidget):
    """`picked` carries the place of the row that a person went to."""

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quiet = False
        self._lines: tuple[str, ...] = ()
        self.currentRowChanged.connect(self._moved)

    def show_lines(self, lines: tuple[tuple[str, str], ...], current: int, usual: int) -> None:
        """Each as (name, detail); the usual one says so."""
        words = self.tr("usual")
        texts = tuple(
            f"{name}{f' · {words}' if place == usual else ''}\n{detail}"
            for place, (name, detail) in enumerate(lines)
        )
        self._quiet = True
        if len(texts) != self.count():
            self.clear()
            for _ in texts:
                item = QListWidgetItem(self)
                item.setSizeHint(_ROW)
        if texts != self._lines:
            for place, text in enumerate(texts):
                self.item(place).setText(text)
        self._lines = texts
        if self.currentRow() != current:
            self.setCurrentRow(current)
        self._quiet = False

    def _moved(self, place: int) -> None:
        if not self._quiet and place >= 0:
            self.picked.emit(place)
