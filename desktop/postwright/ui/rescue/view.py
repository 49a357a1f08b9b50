"""The page for a damaged shop: what happened, what it means, one thing to do. Draws the screen only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.ui.rescue.screen import RescueScreen
from postwright.ui.widgets.banner import Banner
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel

_WIDTH = 640


class RescueView(QWidget):
    """`acted` says that the button was pressed."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Panel")
        self.banner = Banner()
        self.title = PlainLabel(role="title", wrap=True)
        self.happened = PlainLabel(wrap=True)
        self.detail = PlainLabel(role="small", wrap=True)
        self.explained = PlainLabel(wrap=True)
        self.button = BusyButton("")
        self.button.setProperty("large", True)
        self.button.clicked.connect(self.acted)
        self._wrong = IconLabel("trouble", "trouble", 24)
        self._right = IconLabel("done", "done", 24)
        head = row(self._wrong, self._right, self.title, spacing=12)
        head.setStretch(2, 1)
        words = column(self.happened, self.detail, self.explained, row(self.button, None), spacing=12)
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        page.setLayout(column(head, self.banner, Section().add(words), None, spacing=16))
        middle = row(page)
        middle.setContentsMargins(24, 32, 24, 24)
        self.setLayout(column(ScrollColumn(middle)))
        self.setFocusProxy(self.button)

    def render_screen(self, screen: RescueScreen) -> None:
        self.title.setText(screen.title)
        self._wrong.setVisible(not screen.told)
        self._right.setVisible(bool(screen.told))
        self.happened.setText(screen.happened)
        self.happened.setVisible(not screen.told)
        self.detail.setText(screen.detail)
        self.detail.setVisible(bool(screen.detail) and not screen.told)
        self.explained.setText(screen.explained)
        self.button.setVisible(bool(screen.button))
        self.button.show_state(screen.button, enabled=screen.can_act, busy=screen.is_busy)
        if screen.can_act:
            self.button.setFocus()
        self.banner.show_notice(screen.notice)
