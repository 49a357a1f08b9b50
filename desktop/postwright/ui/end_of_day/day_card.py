"""The card on top of the End of day panel: the time that is left, and the one button. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from postwright.ui.end_of_day.form_cards import ask_place
from postwright.ui.end_of_day.screen import EndOfDayScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel, plain_tip, restyle

_TOKENS = {"plain": "accent_text"}
_BUTTON_WIDTH = 300


class DayCard(Section):
    """A countdown as words and as a calm bar. The button does nothing on Enter: a scanner sends one."""

    make_wanted = Signal()
    print_wanted = Signal()
    place_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.icon = IconLabel("waiting", "accent_text", 32)
        self.heading = PlainLabel(role="heading", wrap=True)
        self.hint = PlainLabel(role="muted", wrap=True)
        self.parts = PlainLabel(role="small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much of the day is over"))
        self.make = BusyButton("", icon_name="end-of-day")
        self.make.setProperty("large", True)
        self.make.setMinimumWidth(_BUTTON_WIDTH)
        self.make.clicked.connect(self.make_wanted)
        self.print = Button(self.tr("Print the form"), kind="primary", icon_name="print")
        self.save = Button(self.tr("Save the form as PDF…"), kind="primary")
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self._save)
        self._form = ""
        words = column(self.heading, self.hint, self.parts, spacing=2)
        both = row(self.icon, words, self.make, self.print, self.save, spacing=16)
        both.setStretch(1, 1)
        self.add(both, self.bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_screen(self, screen: EndOfDayScreen) -> None:
        """Show it all. Sends nothing."""
        told = screen.countdown
        closed = screen.is_closed
        token = "done" if closed else _TOKENS.get(told.tone, told.tone)
        self.icon.show_icon("done" if closed else "end-of-day" if told.tone == "plain" else "waiting", token)
        self.heading.setText(told.heading)
        self.heading.setToolTip(plain_tip(screen.source))
        self.hint.setText(told.hint)
        self.hint.setToolTip(plain_tip(screen.source))
        lines = " ".join(part for part in (screen.parts_line, screen.taken_off_line) if part)
        self.parts.setText(lines)
        self.parts.setVisible(bool(lines))
        self.bar.setVisible(told.share is not None and not closed)
        self.bar.setValue(told.share or 0)
        restyle(self.bar, "tone", told.tone)
        self.make.setVisible(bool(screen.on))
        self.make.set_kind("plain" if screen.is_over else "primary")
        self.make.show_state(screen.make_text, enabled=screen.can_make, busy=screen.making)
        self._form = screen.newest_form if closed else ""
        self.print.setVisible(bool(self._form and screen.printer))
        self.save.setVisible(bool(self._form and not screen.printer))
        for button in (self.print, self.save):
            button.setEnabled(not screen.sending)

    def _save(self) -> None:
        """Where no printer takes paper of its size, the form is saved."""
        path = ask_place(self, self._form)
        if path:
            self.place_chosen.emit(self._form, path)
