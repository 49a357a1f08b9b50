"""Figures under each other with what each counts beside it, money right-aligned. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from postwright.domain.cost_words import Figure, amount_words
from postwright.ui.widgets.text import PlainLabel

_TITLE, _COUNT, _AMOUNT = 176, 56, 96
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class _Line:
    """The labels of one line."""

    title: PlainLabel
    count: PlainLabel
    amount: PlainLabel
    meaning: PlainLabel

    @property
    def all(self) -> tuple[PlainLabel, ...]:
        return self.title, self.count, self.amount, self.meaning


class FigureTable(QWidget):
    """As many lines as there are figures. `lost` names those whose money is gone."""

    def __init__(self, lost: frozenset[str] = frozenset(), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lost = lost
        self.lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _TITLE)
        self._grid.setColumnMinimumWidth(1, _COUNT)
        self._grid.setColumnMinimumWidth(2, _AMOUNT)
        self._grid.setColumnStretch(3, 1)
        self.setLayout(self._grid)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these; lines that are not needed any more are hidden."""
        while len(self.lines) < len(figures):
            self._add()
        for place, line in enumerate(self.lines):
            shown = place < len(figures)
            for label in line.all:
                label.setVisible(shown)
            if shown:
                self._write(line, figures[place])

    def _add(self) -> None:
        line = _Line(PlainLabel(), PlainLabel(), PlainLabel(), PlainLabel(role="muted", wrap=True))
        place = len(self.lines)
        self._grid.addWidget(line.title, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(line.count, place, 1, _RIGHT)
        self._grid.addWidget(line.amount, place, 2, _RIGHT)
        self._grid.addWidget(line.meaning, place, 3)
        self.lines.append(line)

    def _write(self, line: _Line, figure: Figure) -> None:
        gone = figure.title in self._lost and figure.share.amount.minor > 0
        role = "trouble" if gone else "body" if figure.inner else "strong"
        line.title.setText(figure.title)
        line.count.setText(str(figure.share.count))
        line.amount.setText(amount_words(figure.share))
        line.meaning.setText(figure.meaning)
        for label in (line.title, line.count, line.amount):
            label.set_role(role)
