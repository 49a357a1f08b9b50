"""Draws the End of day panel and says what the person did. Decides nothing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from postwright.domain.barcode import in_fours
from postwright.domain.label_entry import LabelEntry
from postwright.ui import keys
from postwright.ui.end_of_day.day_card import DayCard
from postwright.ui.end_of_day.form_cards import FormList
from postwright.ui.end_of_day.late_card import LateCard
from postwright.ui.end_of_day.screen import EndOfDayScreen
from postwright.ui.end_of_day.sheet_view import SheetView
from postwright.ui.labels.entry_words import place_words
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.focus import hand_over, show_part
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import PlainLabel, plain_tip
from postwright.ui.widgets.tone_list import ToneList
from postwright.ui.words import code_words

_COLUMNS = (
    Column("Goes on the form"),
    Column("Service", width=160),
    Column("Tracking number", width=248),
    Column("Paid", right=True, width=80),
)
_SERVICE, _TRACKING = 1, 2
_FEWEST_ROWS, _ABOVE_TABLE = 4, 400


class EndOfDayView(PanelPage):
    """The time and the button on top, then what comes first, what goes along and what not, and the forms."""

    day_chosen = Signal(str)
    ticked = Signal(frozenset)
    print_wanted = Signal()
    voids_wanted = Signal()
    pickups_wanted = Signal()
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name(self.tr("End of day"))
        self._quiet = False
        self._order: tuple[QWidget, ...] = ()
        self.tabs = steady(QTabBar())
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Days and places"))
        self.day = DayCard()
        self.table = DataTable(_COLUMNS, self.tr("Parcels for the SCAN form"), checkable=True)
        self.table.yield_columns(_SERVICE, _TRACKING)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.off = ToneList(self.tr("What does not go on the form, and why"))
        self.off_card = Section(self.tr("Not on the form")).add(self.off)
        self.forms = FormList(self.tr("SCAN forms of this day"))
        self.earlier = FormList(self.tr("Earlier SCAN forms"))
        self.late = LateCard()
        self._make_first()
        self._make_pickup()
        self.sheet = SheetView()
        self.empty = EmptyState(
            self.tr(
                "The parcels of the day stand here, with the SCAN form by which USPS takes them at once."
            ),
            self.tr("Begin a parcel"),
            "end-of-day",
        )
        self.whole = ScrollColumn(
            self.day, self.first_card, self.forms, self.table, self.off_card, self.pickup_card, self.late,
            self.earlier,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for part in (self.whole, self.sheet, self.empty):
            self.stack.addWidget(part)
        self.add(self.tabs, self.stack)
        self.body.setStretch(1, 1)
        self._connect()

    def _make_first(self) -> None:
        self.first = PlainLabel(wrap=True)
        self.voids = Button(self.tr("Go to Voids"), icon_name="voids", small=True)
        self.voids.clicked.connect(self.voids_wanted)
        line = row(IconLabel("waiting", "waiting", 18), self.first, self.voids, spacing=12)
        line.setStretch(1, 1)
        self.first_card = Section().add(line)

    def _make_pickup(self) -> None:
        self.pickup = PlainLabel(wrap=True)
        self.pickups = Button(self.tr("Go to Pickups"), icon_name="pickups", small=True)
        self.pickups.clicked.connect(self.pickups_wanted)
        line = row(self.pickup, self.pickups, spacing=16)
        line.setStretch(0, 1)
        self.pickup_card = Section(self.tr("Who fetches them")).add(line)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turned)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.day.print_wanted.connect(self.print_wanted)
        self.sheet.print_wanted.connect(self.print_wanted)
        self.empty.acted.connect(self.first_wanted)
        keys.bind("print", self, self.print_wanted.emit)
        keys.bind("leave", self, self.sheet.back_wanted.emit)

    # ------------------------------------------------------------ showing

    def render_screen(self, screen: EndOfDayScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.line)
        self.banner.show_notice(screen.notice)
        self._render_tabs(screen)
        self.stack.setCurrentWidget(self._front(screen))
        self.day.show_screen(screen)
        self.first.setText(screen.unused_line)
        self.first.setToolTip(plain_tip(screen.source))
        show_part(self.first_card, bool(screen.unused_line))
        self._render_table(screen)
        self.off.show_lines(screen.off)
        self.off_card.setVisible(bool(screen.off))
        self.forms.show_cards(screen.day_cards)
        self.earlier.show_cards(screen.earlier_cards)
        for forms in (self.forms, self.earlier):
            forms.show_state(screen.printer, screen.sending, screen.retrying)
        self.pickup.setText(screen.pickup_line)
        show_part(self.pickup_card, bool(screen.pickup_line))
        self.late.show_screen(screen)
        self.sheet.show_screen(screen)
        self._order_tab()

    def _order_tab(self) -> None:
        """Cards are made as they come; Tab goes to them where they stand."""
        order = (
            self.day.make, self.day.print, self.day.save, self.voids, *self.forms.buttons, self.table,
            self.pickups, *self.late.buttons, *self.earlier.buttons,
        )  # fmt: skip
        if order != self._order:
            self._order = order
            for before, after in pairwise(order):
                self.setTabOrder(before, after)

    def _front(self, screen: EndOfDayScreen) -> QWidget:
        if screen.sheet_card is not None:
            return self.sheet
        return self.empty if screen.is_empty else self.whole

    def _render_tabs(self, screen: EndOfDayScreen) -> None:
        self._quiet = True
        tabs = screen.tabs
        for place, (key, title) in enumerate(tabs):
            if place >= self.tabs.count():
                self.tabs.addTab(title)
            self.tabs.setTabText(place, title.replace("&", "&&"))
            self.tabs.setTabData(place, key)
            if key == screen.current:
                self.tabs.setCurrentIndex(place)
        while self.tabs.count() > len(tabs):
            self.tabs.removeTab(self.tabs.count() - 1)
        self._quiet = False
        show_part(self.tabs, bool(tabs))

    def _render_table(self, screen: EndOfDayScreen) -> None:
        self.table.set_rows(tuple(_row(entry) for entry in screen.on))
        self.table.set_ticks(screen.chosen)
        self._fit_table()
        show_part(self.table, bool(screen.on))

    def _fit_table(self) -> None:
        """As many rows as the window has room for; the rest scrolls."""
        room = max(_FEWEST_ROWS, (self.height() - _ABOVE_TABLE) // self.table.row_height)
        rows = min(len(self.table.rows_model.rows), room)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(rows * self.table.row_height + head + 4)

    def settle(self) -> None:
        """In front again: a focus that fell on a button goes to the ground of the panel."""
        focus = self.window().focusWidget()
        if focus is not None and self.late.isAncestorOf(focus):
            hand_over(self.late)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_table()

    def _turned(self, place: int) -> None:
        if not self._quiet and place >= 0:
            self.day_chosen.emit(str(self.tabs.tabData(place)))


def _row(entry: LabelEntry) -> Row:
    label = entry.label
    return Row(
        entry.id,
        (
            f"{entry.shipment.ship_to.who}, {place_words(entry)}",
            code_words(label.service_code),
            in_fours(label.tracking_number),
            str(label.cost),
        ),
        ("", "muted", "muted", ""),
    )
