"""The card on top of the Pickups panel: the day on which USPS comes, until when, and the one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel, plain_tip
from postwright.ui.widgets.tone_list import ToneList

_BUTTON_WIDTH = 264


class DayCard(Section):
    """The rule is told with its date and source in the tool tips. The button does nothing on Enter: a scanner
    sends one.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.day = PlainLabel(role="heading", wrap=True)
        self.why = PlainLabel(role="muted", wrap=True)
        self.until = PlainLabel(wrap=True)
        self.notes = ToneList(self.tr("What to know before asking"))
        self.go = BusyButton("", icon_name="pickups")
        self.go.setProperty("large", True)
        self.go.setMinimumWidth(_BUTTON_WIDTH)
        self.go.clicked.connect(self.asked)
        words = column(self.day, self.until, self.why, spacing=2)
        both = row(IconLabel("calendar", "accent_text", 32), words, self.go, spacing=16)
        both.setStretch(1, 1)
        self.add(both, self.notes)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_screen(self, screen: PickupsScreen) -> None:
        """Show it all. Sends nothing."""
        self.day.setText(screen.day_line)
        self.why.setText(screen.why_line)
        self.until.setText(screen.until_line)
        for part in (self.day, self.why, self.until):
            part.setToolTip(plain_tip(screen.source))
        self.until.setAccessibleDescription(screen.source)
        self.notes.show_lines(screen.warning_lines)
        self.go.setVisible(bool(screen.pieces))
        text = self.tr("Asking…") if screen.scheduling else screen.schedule_text
        self.go.show_state(text, enabled=screen.can_schedule, busy=screen.scheduling)
