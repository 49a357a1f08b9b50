"""Draws the Look page and says which theme was chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from postwright.domain.preferences import Theme
from postwright.ui.settings.cards import card
from postwright.ui.settings.look.screen import THEMES, LookScreen
from postwright.ui.widgets.layout import Part, column
from postwright.ui.widgets.text import PlainLabel

_INDENT = 28


class LookView(QWidget):
    """Three choices; the window changes at once."""

    chosen = Signal(Theme)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Theme, QRadioButton] = {}
        group = QButtonGroup(self)
        parts: list[Part] = []
        for theme, (name, words) in THEMES.items():
            button = QRadioButton(name)
            button.clicked.connect(lambda _=False, theme=theme: self.chosen.emit(theme))
            group.addButton(button)
            self.buttons[theme] = button
            hint = PlainLabel(words, role="small")
            hint.setIndent(_INDENT)
            parts.append(column(button, hint, spacing=0))
        size = PlainLabel(
            self.tr(
                "Text is as large as the system's font. Enlarge it there; Postwright follows when it starts."
            ),
            role="muted",
            wrap=True,
        )
        self.setLayout(column(card(self.tr("Theme"), *parts), card(self.tr("Text size"), size), spacing=16))

    def render_screen(self, screen: LookScreen) -> None:
        """Show which one is chosen. Sends nothing."""
        for theme, button in self.buttons.items():
            button.setChecked(theme is screen.theme)
