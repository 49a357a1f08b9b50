"""Draws the Practice page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from postwright.ui.settings.cards import card
from postwright.ui.settings.practice.screen import JUMPS, PracticeScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel


class PracticeView(QWidget):
    """The clock, the connection, and a reply that gets lost."""

    offline_chosen = Signal(bool)
    advance_wanted = Signal(int)
    lose_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = PlainLabel(role="muted", wrap=True)
        self.clock = PlainLabel(role="heading")
        self.jumps = {days: Button(words) for days, words in JUMPS}
        for days, button in self.jumps.items():
            button.clicked.connect(lambda _=False, days=days: self.advance_wanted.emit(days))
        self.offline = QCheckBox(self.tr("The practice carrier does not answer"))
        self.offline.clicked.connect(self.offline_chosen)
        self.lose = Button(self.tr("Lose the next reply"))
        self.lose.clicked.connect(self.lose_wanted)
        self.setLayout(
            column(
                self.hint,
                card(
                    self.tr("Clock of the practice carrier"),
                    self.clock,
                    row(*self.jumps.values(), None),
                    self._words(self.tr("Let days pass, to see pickups come and void days run out.")),
                ),
                card(
                    self.tr("Connection"),
                    self.offline,
                    self._words(self.tr("Parcels can still be prepared and queued.")),
                ),
                card(
                    self.tr("A purchase whose end is not known"),
                    row(self.lose, None),
                    self._words(
                        self.tr("The next label is paid for, but no answer comes. Attention finds it again.")
                    ),
                ),
                spacing=16,
            )
        )

    def _words(self, text: str) -> PlainLabel:
        return PlainLabel(text, role="small", wrap=True)

    def render_screen(self, screen: PracticeScreen) -> None:
        """Show it all. Sends nothing."""
        self.hint.setText(screen.hint)
        self.clock.setText(screen.clock_line)
        self.offline.setChecked(screen.offline)
        for widget in (self.offline, *self.jumps.values()):
            widget.setEnabled(screen.can_play)
        self.lose.setEnabled(screen.can_play and not screen.losing)
        self.lose.setText(
            self.tr("The next reply will be lost") if screen.losing else self.tr("Lose the next reply")
        )
