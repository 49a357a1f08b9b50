"""Draws the Reminders page and says what was switched or chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.reminders.screen import RemindersScreen
from postwright.ui.widgets.field import Field, choice, choose, chosen, offer
from postwright.ui.widgets.layout import column, row

_TIME = 176


class RemindersView(QWidget):
    """Three cards: the end of the day, labels that can soon not be given back any more, and parcels that have
    trouble on their way, with whether USPS is asked about parcels by itself.
    """

    day_switched = Signal(bool)
    voids_switched = Signal(bool)
    time_chosen = Signal(int)
    parcels_switched = Signal(bool)
    following_switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = QCheckBox(self.tr("Remind me that the day is not closed yet"))
        self.at = choice(())
        self.at.setFixedWidth(_TIME)
        self.at_field = Field(self.tr("From this time on"), self.at)
        self.day_words, self.day_source = small(""), small("")
        self.voids = QCheckBox(self.tr("Remind me before unused labels can no longer be given back"))
        self.void_words, self.void_source = small(""), small("")
        self.parcels = QCheckBox(self.tr("Remind me of parcels that have trouble on their way"))
        self.follow = QCheckBox(self.tr("Ask USPS where parcels are, without being told to"))
        self.parcels_words, self.follow_words = small(""), small("")
        later = small(
            self.tr("A reminder stands over every panel. “Later” hides it until tomorrow; the badge stays.")
        )
        self.setLayout(
            column(
                card(
                    self.tr("End of day"), self.day, row(self.at_field, None), self.day_words, self.day_source
                ),
                card(self.tr("Refunds"), self.voids, self.void_words, self.void_source),
                card(
                    self.tr("Parcels on their way"),
                    self.parcels,
                    self.parcels_words,
                    self.follow,
                    self.follow_words,
                ),
                later,
                spacing=16,
            )
        )
        self.day.clicked.connect(self.day_switched)
        self.voids.clicked.connect(self.voids_switched)
        self.parcels.clicked.connect(self.parcels_switched)
        self.follow.clicked.connect(self.following_switched)
        self.at.activated.connect(lambda _: self.time_chosen.emit(int(chosen(self.at))))

    def render_screen(self, screen: RemindersScreen) -> None:
        """Show it all. Sends nothing."""
        self.day.setChecked(screen.setup.day_end)
        offer(self.at, screen.times)
        choose(self.at, str(screen.minute))
        self.at_field.setEnabled(screen.setup.day_end)
        self.voids.setChecked(screen.setup.voids)
        self.parcels.setChecked(screen.setup.parcels)
        self.parcels_words.setText(screen.parcels_line)
        self.follow.setChecked(screen.follows)
        self.follow_words.setText(screen.follow_line)
        self.day_words.setText(screen.day_line)
        self.day_source.setText(screen.day_source)
        self.void_words.setText(screen.void_line)
        self.void_source.setText(screen.void_source)
