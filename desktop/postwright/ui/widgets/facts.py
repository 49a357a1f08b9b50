"""Names and values in two columns; the values can be marked and copied. Shows them as given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from postwright.ui.widgets.text import PlainLabel


class Facts(QWidget):
    """Rows come and go without flicker: labels are kept and reused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[PlainLabel, PlainLabel]] = []
        self.setLayout(self._grid)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show exactly these."""
        while len(self._pairs) < len(facts):
            self._append()
        for place, (name, value) in enumerate(self._pairs):
            known = place < len(facts)
            name.setVisible(known)
            value.setVisible(known)
            if known:
                name.setText(facts[place][0])
                value.setText(facts[place][1])
                value.setAccessibleName(f"{facts[place][0]}: {facts[place][1]}")

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What stands there now."""
        return tuple((name.text(), value.text()) for name, value in self._pairs if not name.isHidden())

    def _append(self) -> None:
        name, value = PlainLabel(role="muted"), PlainLabel(wrap=True).selectable()
        place = len(self._pairs)
        self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
        self._pairs.append((name, value))
