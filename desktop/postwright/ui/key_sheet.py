"""The sheet of keys that F1 opens, printed from the table that binds them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from postwright.ui import keys
from postwright.ui.rail import Rail
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel


class KeySheet(QDialog):
    """Two columns of groups; Esc or Enter closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first, *others = [_group(title, lines) for title, lines in keys.sheet(_places(parent))]
        close = Button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        groups = row(column(first, None), column(*others, None, spacing=12), spacing=12)
        note = PlainLabel(self.tr("Enter alone never buys, voids or cancels anything."), role="muted")
        scroll = ScrollColumn(groups)
        self.setLayout(column(scroll, row(note, None, close), spacing=16, margin=16))
        self.resize(760, 560)
        close.setFocus()


def _places(window: QWidget | None) -> dict[str, str]:
    """What stands on the rail of the window, by the commands that lead there."""
    rail = window.findChild(Rail) if window is not None else None
    return rail.places if rail is not None else {}


def _group(title: str, lines: tuple[tuple[str, str], ...]) -> Section:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for place, (key, words) in enumerate(lines):
        grid.addWidget(PlainLabel(key, role="strong"), place, 0)
        grid.addWidget(PlainLabel(words, wrap=True), place, 1)
    grid.setColumnMinimumWidth(0, 112)
    grid.setColumnStretch(1, 1)
    return Section(title).add(grid)
