"""A label with the sheets that come out behind it, one at a time. Redraws none."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pictures import LabelPreview
from postwright.ui.widgets.text import PlainLabel


class LabelPages(QWidget):
    """The buttons are there only where there is more than the label; behind the last page comes the first."""

    def __init__(self, size: QSize | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = LabelPreview()
        if size is not None:
            self.picture.setFixedSize(size)
        self.line = PlainLabel(role="small")
        self.before = Button("", kind="quiet", icon_name="chevron-left", small=True)
        self.before.setAccessibleName(self.tr("Page before"))
        self.after = Button("", kind="quiet", icon_name="chevron-right", small=True)
        self.after.setAccessibleName(self.tr("Next page"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._bar = QWidget()
        self._bar.setLayout(row(None, self.before, self.line, self.after, None, spacing=8))
        whole = column(self.picture, self._bar, spacing=4)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._pages: tuple[bytes, ...] = ()
        self._name = ""
        self._place = 0
        self.show_pages((), "")

    def show_pages(self, pages: tuple[bytes, ...], name: str) -> None:
        """The label first; plain paper for none. `name` is what is read aloud."""
        if pages != self._pages:
            self._pages, self._place = pages, 0
        self._name = name
        self._bar.setVisible(len(pages) > 1)
        self._show()

    def _turn(self, step: int) -> None:
        self._place = (self._place + step) % len(self._pages)
        self._show()

    def _show(self) -> None:
        where = self.tr("%d of %d") % (self._place + 1, len(self._pages))
        self.line.setText(where)
        name = f"{self._name}, {where}" if len(self._pages) > 1 else self._name
        self.picture.show_png(self._pages[self._place] if self._pages else b"", name)
