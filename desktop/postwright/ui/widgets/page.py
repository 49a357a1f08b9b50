"""What a panel begins with: a title, a quiet line under it, tools at the right, the banner, then the body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from postwright.ui.widgets.banner import Banner
from postwright.ui.widgets.layout import Part, column, fill, row
from postwright.ui.widgets.text import PlainLabel

MARGIN = 24


class PanelPage(QWidget):
    """The ground of a panel. Fill `body`; `line` is the quiet line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel(role="title")
        self.line = PlainLabel(role="muted")
        self.banner = Banner()
        self.body = column(spacing=12)
        self._head = row(column(self.title, self.line, spacing=0), None, spacing=12)
        whole = column(self._head, self.banner, self.body, spacing=12)
        whole.setContentsMargins(MARGIN, 16, MARGIN, 16)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def name(self, title: str, *tools: QWidget) -> None:
        """Give the panel its title, and the tools that stand at the right of it."""
        self.title.setText(title)
        self.setAccessibleName(title)
        for tool in tools:
            self._head.addWidget(tool, 0, Qt.AlignmentFlag.AlignBottom)

    def add(self, *parts: Part) -> None:
        """Put parts into the body, one under the other."""
        fill(self.body, parts)
