"""Draws the Voids panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from postwright.ui import keys
from postwright.ui.voids.refunds.screen import RefundsScreen
from postwright.ui.voids.refunds.view import RefundsView
from postwright.ui.voids.screen import VoidsScreen
from postwright.ui.voids.table import LEFT, OPEN_COLUMNS, TRACKING, USED, open_rows
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.search_line import SearchLine
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import PlainLabel, plain_tip

_NARROW = 1000


class VoidsView(PanelPage):
    """What can be voided with the question about it, and behind the other tab what came of the refunds."""

    found = Signal(str)
    ticked = Signal(frozenset)
    pointed = Signal(str)
    track_wanted = Signal()
    void_wanted = Signal()
    confirmed = Signal()
    kept = Signal()
    labels_wanted = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(self.tr("Find a label"))
        self.search.setFixedWidth(240)
        self.name(self.tr("Voids"), self.search)
        self.table = DataTable(OPEN_COLUMNS, self.tr("Labels that can be voided"), checkable=True)
        self.table.setItemDelegateForColumn(LEFT, StateCell(self.table))
        self.question = ConfirmBar()
        self._make_buttons()
        self.calm = EmptyState(
            self.tr("Nothing can be voided now. What was bought stands here while it can be."), "", "voids"
        )
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.calm)
        self.full = QWidget()
        box = column(self.list, self.question, self.buttons, spacing=12)
        box.setStretch(0, 1)
        box.setContentsMargins(0, 12, 0, 0)
        self.full.setLayout(box)
        self.empty = EmptyState(
            self.tr("Labels that can still be given back stand here, with the last day for each."),
            self.tr("Show all labels"),
            "voids",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.full)
        self.stack.addWidget(self.empty)
        self.refunds = RefundsView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.stack, self.tr("Can be voided"))
        self.tabs.addTab(self.refunds, self.tr("Refunds"))
        steady(self.tabs.tabBar()).setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the panel"))
        self._lines = {0: ("", "muted"), 1: ("", "muted")}
        self.add(self.tabs)
        self.question.home = self.table
        self._connect()

    def _make_buttons(self) -> None:
        self.track = Button(self.tr("Was it scanned?"), icon_name="track")
        self.void = BusyButton(self.tr("Void"), kind="danger", icon_name="voids")
        self.void.setToolTip(keys.tip("void"))
        self.hint = PlainLabel(role="small", wrap=True)
        self.buttons = QWidget()
        box = row(self.track, self.hint, self.void, spacing=12)
        box.setStretch(1, 1)
        self.buttons.setLayout(box)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turned)
        self.search.wanted.connect(self.found)
        self.search.downward.connect(self.table.setFocus)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.table.chosen.connect(self.pointed)
        self.track.clicked.connect(self.track_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.question.confirmed.connect(self.confirmed)
        self.question.kept.connect(self.kept)
        self.empty.acted.connect(self.labels_wanted)
        keys.bind("void", self, self.void_wanted.emit)

    def render_screen(self, screen: VoidsScreen) -> None:
        """Show it all. Sends nothing."""
        count = f" ({len(screen.open_rows)})" if screen.open_rows else ""
        self.tabs.setTabText(0, self.tr("Can be voided") + count)
        self._say(0, screen.urgent_line if screen.rows else "", "trouble" if screen.is_urgent else "muted")
        self.banner.show_notice(screen.notice)
        self.search.write(screen.text)
        self.search.setVisible(bool(screen.rows) and self.tabs.currentIndex() == 0)
        self.stack.setCurrentWidget(self.empty if screen.is_empty else self.full)
        rows = screen.open_rows
        if not rows and self.table.hasFocus():
            self.search.setFocus()  # the table hides, and the next widget would be a button
        self.list.setCurrentWidget(self.table if rows else self.calm)
        self.table.set_rows(open_rows(rows))
        self.table.set_ticks(screen.chosen)
        self._render_question(screen)
        self.track.setEnabled(screen.can_track)
        text = self.tr("Asking…") if screen.voiding else screen.void_text
        self.void.show_state(text, enabled=screen.can_void, busy=screen.voiding)
        self.buttons.setVisible(not screen.asking)
        self.hint.setText(screen.rule_line)
        self.hint.setToolTip(plain_tip(screen.rule_source))

    def render_refunds(self, screen: RefundsScreen) -> None:
        """The other part."""
        self.refunds.render_screen(screen)
        self.tabs.setTabText(1, screen.title)
        self._say(1, screen.line if screen.watches else "", "muted")

    def show_part(self, place: int) -> None:
        """0 is what can be voided, 1 the refunds."""
        self.tabs.setCurrentIndex(place)

    def _say(self, place: int, words: str, role: str) -> None:
        """Each part has a line of its own under the title."""
        self._lines[place] = (words, role)
        text, tone = self._lines[self.tabs.currentIndex()]
        self.line.setText(text)
        self.line.set_role(tone)

    def _turned(self, place: int) -> None:
        self._say(place, *self._lines[place])
        self.search.setVisible(place == 0)
        self.turned.emit()

    def _render_question(self, screen: VoidsScreen) -> None:
        """The table takes no focus while the question stands, and has it again when the question goes."""
        if not screen.asking:
            self.table.setEnabled(True)
            self.question.hide()
            return
        if self.question.isHidden():
            words = "\n".join((screen.question, *screen.consequences))
            self.question.ask(words, self.tr("Void"), self.tr("Keep"))
        self.table.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.table.setColumnHidden(TRACKING, narrow)
        self.table.setColumnHidden(USED, narrow)
