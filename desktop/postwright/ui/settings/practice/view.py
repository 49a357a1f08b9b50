"""Draws the Practice page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.practice.screen import HABITS, HOURS, JUMPS, STORIES, TROUBLES, PracticeScreen
from postwright.ui.style import GRID
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.choice_box import ChoiceBox
from postwright.ui.widgets.facts import Facts
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel


class PracticeView(QWidget):
    """The clock, the connection, trouble, the post office, the balance, and the carrier's habits."""

    offline_chosen = Signal(bool)
    advance_wanted = Signal(int)
    hour_wanted = Signal(str)
    today_wanted = Signal()
    trouble_wanted = Signal(str)
    calm_wanted = Signal()
    parcel_chosen = Signal(str)
    scan_wanted = Signal(str)
    little_wanted = Signal()
    money_wanted = Signal()
    habit_chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self.hint = PlainLabel(role="muted", wrap=True)
        self.setLayout(
            column(
                self.hint,
                self._clock_card(),
                self._connection_card(),
                self._trouble_card(),
                self._scan_card(),
                self._balance_card(),
                self._habits_card(),
                spacing=16,
            )
        )

    def _clock_card(self) -> Section:
        self.clock = PlainLabel(role="heading")
        self.jumps = {days: Button(self.tr(words)) for days, words in JUMPS}
        for days, button in self.jumps.items():
            button.clicked.connect(lambda _=False, days=days: self.advance_wanted.emit(days))
        self.hours = {name: Button(self.tr(words)) for name, words in HOURS.items()}
        for name, button in self.hours.items():
            button.clicked.connect(lambda _=False, name=name: self.hour_wanted.emit(name))
        self.today = Button(self.tr("Back to today"), kind="quiet")
        self.today.clicked.connect(lambda: self.today_wanted.emit())
        return card(
            self.tr("Clock of the practice carrier"),
            self.clock,
            row(*self.jumps.values(), None),
            row(*self.hours.values(), self.today, None),
            small(
                self.tr(
                    "Let days pass, to see pickups come, QR codes end, void days run out and refunds arrive."
                    " At 9 pm SCAN forms close, at 2 am Central a pickup can no longer be changed."
                )
            ),
        )

    def _connection_card(self) -> Section:
        self.offline = QCheckBox(self.tr("The practice carrier does not answer"))
        self.offline.clicked.connect(self.offline_chosen)
        words = small(self.tr("Parcels can still be prepared and queued."))
        return card(self.tr("Connection"), self.offline, words)

    def _trouble_card(self) -> Section:
        self.trouble = _choices(TROUBLES, self.tr("What goes wrong with the next purchase"))
        self.trouble_line = PlainLabel(wrap=True)
        self.make_trouble = Button(self.tr("Let it happen"))
        self.make_trouble.clicked.connect(lambda: self.trouble_wanted.emit(self.trouble.currentData()))
        self.calm = Button(self.tr("Never mind"), kind="quiet")
        self.calm.clicked.connect(lambda: self.calm_wanted.emit())
        return card(
            self.tr("Trouble with the next purchase"),
            _line(self.trouble, self.make_trouble, self.calm),
            self.trouble_line,
            small(self.tr("Where it is not known whether a label was paid for, Attention finds it again.")),
        )

    def _scan_card(self) -> Section:
        self.parcel = ChoiceBox()
        self.parcel.setAccessibleName(self.tr("Parcel to scan"))
        self.parcel.activated.connect(lambda: self.parcel_chosen.emit(self.parcel.currentData()))
        self.story = _choices(STORIES, self.tr("What becomes of the parcel"))
        self.scan = Button(self.tr("Scan it now"))
        self.scan.clicked.connect(lambda: self.scan_wanted.emit(self.story.currentData()))
        self.no_parcel = small(self.tr("Buy a label first; then the post office can scan its parcel here."))
        return card(
            self.tr("At the post office"),
            self.parcel,
            _line(self.story, self.scan),
            self.no_parcel,
        )

    def _balance_card(self) -> Section:
        self.balance = PlainLabel(role="heading")
        self.little = Button(self.tr("Leave only $5.00"))
        self.little.clicked.connect(lambda: self.little_wanted.emit())
        self.more = Button(self.tr("Add $100.00"))
        self.more.clicked.connect(lambda: self.money_wanted.emit())
        self.books = Facts()
        return card(self.tr("Postage balance"), self.balance, row(self.little, self.more, None), self.books)

    def _habits_card(self) -> Section:
        self.habits = {name: QCheckBox(self.tr(words)) for name, words in HABITS.items()}
        for name, box in self.habits.items():
            box.clicked.connect(lambda on, name=name: self.habit_chosen.emit(name, on))
        return card(
            self.tr("What a carrier may do"),
            *self.habits.values(),
            small(self.tr("Accounts differ in these, or nobody has said for sure. Try how your day goes.")),
        )

    def render_screen(self, screen: PracticeScreen) -> None:
        """Show it all. Sends nothing."""
        self.hint.setText(screen.hint)
        self.clock.setText(screen.clock_line)
        self.offline.setChecked(screen.offline)
        self.trouble_line.setText(screen.trouble_line)
        self.balance.setText(screen.balance_line)
        self.books.show_facts(screen.entries)
        for name, box in self.habits.items():
            box.setChecked(bool(screen.state and name in screen.state.on))
        self._render_parcels(screen)
        self._enable(screen)

    def _render_parcels(self, screen: PracticeScreen) -> None:
        lines = tuple(parcel.line for parcel in screen.parcels)
        if lines != self._shown:
            self._shown = lines
            self.parcel.clear()
            for parcel in screen.parcels:
                self.parcel.addItem(parcel.line, parcel.label_id)
        self.parcel.setCurrentIndex(self.parcel.findData(screen.chosen))
        for widget in (self.parcel, self.story, self.scan):
            widget.setVisible(bool(lines))
        self.no_parcel.setVisible(not lines)

    def _enable(self, screen: PracticeScreen) -> None:
        playthings = (
            self.offline, self.today, *self.jumps.values(), *self.hours.values(), self.trouble,
            self.make_trouble, self.little, self.more, *self.habits.values(),
        )  # fmt: skip
        for widget in playthings:
            widget.setEnabled(screen.can_play)
        self.calm.setEnabled(screen.can_play and bool(screen.state and screen.state.trouble))
        for widget in (self.parcel, self.story, self.scan):
            widget.setEnabled(screen.can_scan)


def _choices(names: dict[str, str], spoken: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(spoken)
    for name, words in names.items():
        box.addItem(words, name)
    return box


def _line(box: ChoiceBox, *buttons: Button) -> QGridLayout:
    """A choice as wide as the room, and what to do with it beside it."""
    line = QGridLayout()
    line.setHorizontalSpacing(GRID)
    for place, widget in enumerate((box, *buttons)):
        line.addWidget(widget, 0, place)
    line.setColumnStretch(0, 1)
    return line
