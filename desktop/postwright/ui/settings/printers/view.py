"""Draws the Printers page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.domain.printing_profile import PrinterProfile
from postwright.ui.settings.cards import card
from postwright.ui.settings.choice_list import ChoiceList
from postwright.ui.settings.printers.calibrate_card import CalibrateCard
from postwright.ui.settings.printers.form import ProfileForm
from postwright.ui.settings.printers.found_card import FoundCard
from postwright.ui.settings.printers.head_card import HeadCard
from postwright.ui.settings.printers.screen import PrintersScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.text import PlainLabel

_ROW, _MOST_ROWS = 52, 4


class PrintersView(QWidget):
    """The printers, the way to another one, and everything about the chosen one."""

    picked = Signal(int)
    add_wanted = Signal()
    look_wanted = Signal()
    ask_wanted = Signal()
    written = Signal(PrinterProfile)
    default_wanted = Signal()
    remove_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self.list = ChoiceList(self.tr("Printers"))
        self.add = Button(self.tr("Add a printer"), icon_name="plus")
        self.form = ProfileForm()
        self.calibrate, self.head, self.found = CalibrateCard(), HeadCard(), FoundCard()
        self.empty = EmptyState(
            self.tr("The printers for your labels stand here. Use one that was found, or write its address."),
            icon_name="print",
        )
        self._own = QWidget()
        chosen = (self._state_card(), self.form, self.calibrate, self.head)
        self._own.setLayout(column(*chosen, spacing=16))
        self.setLayout(
            column(self.list, row(self.add, None), self.empty, self.found, self._own, None, spacing=16)
        )
        self._connect()

    def _state_card(self) -> QWidget:
        self.pill = StatusPill()
        self.state_words = PlainLabel(role="small", wrap=True)
        self.ask = Button(self.tr("Ask again"), small=True, icon_name="refresh")
        self.test = BusyButton("", icon_name="print")
        self.usual = Button(self.tr("Make it usual"))
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        state = row(self.pill, self.state_words, self.ask, spacing=12)
        state.setStretch(1, 1)
        return card("", state, row(self.test, self.usual, None, self.remove))

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.add.clicked.connect(self._add)
        self.found.look_wanted.connect(self.look_wanted)
        self.form.written.connect(self.written)
        self.ask.clicked.connect(self.ask_wanted)
        self.test.clicked.connect(self._test)
        self.usual.clicked.connect(self.default_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def render_screen(self, screen: PrintersScreen) -> None:
        """Show it all; the fields only when another profile was chosen. Sends nothing."""
        for part in (self.list, self._own):
            show_part(part, not screen.is_empty)
        self.add.setVisible(not screen.shows_finding)
        self.empty.setVisible(screen.is_empty)
        self.list.setFixedHeight(_ROW * min(len(screen.profiles), _MOST_ROWS) + 2)
        usual = next((place for place in range(len(screen.profiles)) if screen.is_default(place)), -1)
        self.list.show_lines(screen.lines, screen.chosen, usual)
        if screen.form != self._form and screen.profile is not None:
            self._form = screen.form
            self.form.write(screen.profile)
        self.form.name.show_problem(screen.name_problem)
        self.form.port.show_problem(screen.port_problem)
        self.form.paper_problem.setText(screen.paper_problem)
        self.form.paper_problem.setVisible(bool(screen.paper_problem))
        word, tone = screen.look_word
        self.pill.show_state(word, tone)
        self.state_words.setText(screen.look.words if screen.look else "")
        words = self.tr("Printing…") if screen.testing else self.tr("Print a test page")
        self.test.show_state(words, enabled=screen.can_test, busy=screen.testing)
        self.usual.setEnabled(screen.can_make_default)
        self.calibrate.render_screen(screen)
        self.head.render_screen(screen)
        self.found.render_screen(screen)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self.form.flush()
        self.head.flush()

    def _pick(self, place: int) -> None:
        self.flush()
        self.picked.emit(place)

    def _add(self) -> None:
        self.flush()
        self.add_wanted.emit()
        self.found.address.setFocus()

    def _test(self) -> None:
        self.flush()
        self.test_wanted.emit()
