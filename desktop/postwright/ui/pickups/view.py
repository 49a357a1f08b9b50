"""Draws the Pickups panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from postwright.ui.pickups.day_card import DayCard
from postwright.ui.pickups.entries import EntryList
from postwright.ui.pickups.form import PickupForm
from postwright.ui.pickups.pieces import PieceList
from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.pickups.week_strip import WeekStrip
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.focus import hand_over, show_part
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.section import EmptyState, ScrollColumn
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import PlainLabel


class PickupsView(PanelPage):
    """The week, the day, what goes along and the note; below the pickups that stand, and the earlier ones."""

    place_chosen = Signal(str)
    cancel_wanted = Signal(int)
    cancel_confirmed = Signal()
    check_wanted = Signal(int)
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)
    kept = Signal()
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name(self.tr("Pickups"))
        self._quiet = False
        self.tabs = steady(QTabBar())
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Places that parcels leave from"))
        self.question = ConfirmBar()
        self.week = WeekStrip()
        self.day = DayCard()
        self.pieces = PieceList()
        self.form = PickupForm()
        self.nothing = PlainLabel(role="muted", wrap=True)
        self.coming_title = PlainLabel(self.tr("Asked for"), role="strong")
        self.coming, self.earlier = EntryList(), EntryList()
        self.earlier_title = PlainLabel(self.tr("Earlier"), role="strong")
        self.looked = PlainLabel(role="small", wrap=True)
        self.empty = EmptyState(
            self.tr("Labels that wait for the carrier stand here, and the day on which USPS comes for them."),
            self.tr("Begin a parcel"),
            "pickups",
        )
        self.columns = self._make_columns()
        self.whole = ScrollColumn(
            self.week, self.day, self.nothing, self.columns, self.coming_title, self.coming,
            self.earlier_title, self.earlier, self.looked,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.stack.addWidget(self.empty)
        self.add(self.question, self.tabs, self.stack)
        self.body.setStretch(2, 1)
        self._connect()

    def _make_columns(self) -> QWidget:
        both = QWidget()
        box = row(self.pieces, self.form, spacing=16)
        box.setStretch(0, 13)
        box.setStretch(1, 9)
        both.setLayout(box)
        return both

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turned)
        self.week.day_pressed.connect(self._show_day)
        for entries in (self.coming, self.earlier):
            entries.cancel_wanted.connect(self.cancel_wanted)
            entries.check_wanted.connect(self.check_wanted)
            entries.list_wanted.connect(self.list_wanted)
            entries.list_place_chosen.connect(self.list_place_chosen)
        self.question.confirmed.connect(self.cancel_confirmed)
        self.question.kept.connect(self.kept)
        self.empty.acted.connect(self.first_wanted)

    # ------------------------------------------------------------ showing

    def render_screen(self, screen: PickupsScreen) -> None:
        """Show it all. Sends nothing."""
        self.banner.show_notice(screen.notice)
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        self.line.setText(screen.choice_line)
        self._render_tabs(screen)
        self.week.show_cells(screen.cells, screen.day_words, screen.day)
        self.day.show_screen(screen)
        self.nothing.setText(screen.nothing_line)
        self.nothing.setVisible(bool(screen.nothing_line))
        self.pieces.show_screen(screen)
        self.form.show_screen(screen)
        for part in (self.day, self.columns):
            show_part(part, not screen.nothing_line)
        self._render_entries(screen)
        self._render_question(screen)

    def _render_tabs(self, screen: PickupsScreen) -> None:
        self._quiet = True
        current = screen.place.key if screen.place else ""
        for place, (key, title) in enumerate(screen.tabs):
            if place >= self.tabs.count():
                self.tabs.addTab(title)
            self.tabs.setTabText(place, title.replace("&", "&&"))
            self.tabs.setTabData(place, key)
            if key == current:
                self.tabs.setCurrentIndex(place)
        while self.tabs.count() > len(screen.tabs):
            self.tabs.removeTab(self.tabs.count() - 1)
        self._quiet = False
        show_part(self.tabs, bool(screen.tabs))

    def _render_entries(self, screen: PickupsScreen) -> None:
        for title, entries, cards in (
            (self.coming_title, self.coming, screen.coming_cards),
            (self.earlier_title, self.earlier, screen.earlier_cards),
        ):
            title.setVisible(bool(cards))
            entries.show_cards(cards)
            entries.show_state(screen.papers, screen.checking)
        self.looked.setText(screen.looked_line)
        self.looked.setVisible(bool(screen.looked_line))

    def _render_question(self, screen: PickupsScreen) -> None:
        if not screen.asking_cancel:
            self.question.hide()
        elif self.question.isHidden():
            self.question.ask(screen.cancel_question, self.tr("Cancel the pickup"), self.tr("Keep"))

    def settle(self) -> None:
        """In front again: a focus that fell on a button which cancels goes to the ground of the panel."""
        focus = self.window().focusWidget()
        for entries in (self.coming, self.earlier):
            if focus is not None and entries.isAncestorOf(focus):
                hand_over(entries)

    def _show_day(self, day: str) -> None:
        """The pickups of that day, the first of several on top."""
        for card in reversed(self.coming.cards):
            if card.day == day:
                self.whole.reveal(card)

    def _turned(self, place: int) -> None:
        if not self._quiet and place >= 0:
            self.place_chosen.emit(str(self.tabs.tabData(place)))
