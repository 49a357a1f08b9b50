"""A sentence with its icon that says what a check came to. Draws it only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.notice import Tone
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import ScrollColumn
from postwright.ui.widgets.text import PlainLabel, restyle

_ICONS = {Tone.PLAIN: "info", Tone.DONE: "done", Tone.WAITING: "waiting", Tone.TROUBLE: "trouble"}


class Verdict(QFrame):
    """Hidden while there is nothing to say; a new sentence is announced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self._icon = IconLabel("info", "accent_text", 18)
        self.text = PlainLabel(wrap=True)
        box = row(self._icon, self.text, spacing=12)
        box.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        box.setContentsMargins(12, 8, 12, 8)
        self.setLayout(box)
        self.hide()

    def show_words(self, words: str, tone: Tone) -> None:
        """Say it, or with no words nothing."""
        news = bool(words) and words != self.text.text()
        self.text.setText(words)
        self._icon.show_icon(_ICONS[tone], "accent_text" if tone is Tone.PLAIN else str(tone))
        restyle(self, "tone", str(tone))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if news:
            self._reveal()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _reveal(self) -> None:
        """Scroll to where it stands: what was asked for may be above what is seen."""
        ground = self.parentWidget()
        while ground is not None and not isinstance(ground, ScrollColumn):
            ground = ground.parentWidget()
        if isinstance(ground, ScrollColumn):
            ground.reveal(self)
