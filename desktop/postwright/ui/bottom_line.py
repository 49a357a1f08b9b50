"""The line at the bottom: the printer, and the work that goes on beside the window, by name."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.text import ElidedLabel


class BottomLine(QFrame):
    """Says what goes on; pressing it lists everything when there is more than one thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("BottomLine")
        self._names: tuple[str, ...] = ()
        self.printer = ElidedLabel()
        self.work = Button("", kind="quiet", small=True)
        self.work.clicked.connect(self._list)
        self.work.hide()
        box = row(self.printer, self.work, spacing=16)
        box.setStretch(0, 1)
        box.setContentsMargins(16, 2, 12, 2)
        self.setLayout(box)
        self.setMinimumHeight(32)

    def show_printer(self, text: str) -> None:
        self.printer.setText(text)

    def show_work(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.work.setVisible(bool(names))
        if not names:
            return
        more = self.tr(" and %d more") % (len(names) - 1) if len(names) > 1 else ""
        self.work.setText(f"{names[0]}{more} …")
        self.work.setAccessibleName(self.tr("Going on: %s") % ", ".join(names))

    def _list(self) -> None:
        menu = QMenu(self)
        for name in self._names:
            menu.addAction(name).setEnabled(False)
        corner = self.work.mapToGlobal(self.work.rect().topLeft())
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))
