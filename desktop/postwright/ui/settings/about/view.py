"""Draws the About page."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from postwright.ui.settings.about.screen import AboutScreen
from postwright.ui.settings.cards import card
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.facts import Facts
from postwright.ui.widgets.layout import column, row


class AboutView(QWidget):
    """Names and values, to be read out to support or copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = Facts()
        self.copy = Button(self.tr("Copy all"), icon_name="copy")
        self.copy.clicked.connect(self._copy)
        self._text = ""
        self.setLayout(column(card(self.tr("Postwright"), self.facts, row(self.copy, None))))

    def render_screen(self, screen: AboutScreen) -> None:
        self._text = screen.text
        self.facts.show_facts(screen.rows)
        self.copy.setEnabled(bool(screen.rows))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
