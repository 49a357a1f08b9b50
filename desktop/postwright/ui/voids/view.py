"""Draws the Voids panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.ui import keys
from postwright.ui.voids.screen import VoidsScreen
from postwright.ui.voids.table import (
    ASKED,
    ASKED_COLUMNS,
    LEFT,
    OPEN_COLUMNS,
    TRACKING,
    USED,
    asked_rows,
    open_rows,
)
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.search_line import SearchLine
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.text import PlainLabel, plain_tip

_NARROW = 1000
_ASKED_ROWS = 4


class VoidsView(PanelPage):
    """What can be voided above, what was asked below, the question between them."""

    found = Signal(str)
    ticked = Signal(frozenset)
    pointed = Signal(str)
    track_wanted = Signal()
    void_wanted = Signal()
    confirmed = Signal()
    kept = Signal()
    labels_wanted = Signal()
    asked_pointed = Signal(str)
    correct_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(self.tr("Find a label"))
        self.search.setFixedWidth(240)
        self.name(self.tr("Voids"), self.search)
        self.table = DataTable(OPEN_COLUMNS, self.tr("Labels that can be voided"), checkable=True)
        self.table.setItemDelegateForColumn(LEFT, StateCell(self.table))
        self.asked = DataTable(ASKED_COLUMNS, self.tr("Refunds asked for"))
        self.asked.setItemDelegateForColumn(ASKED, StateCell(self.asked))
        self.asked_title = PlainLabel(self.tr("Asked for"), role="strong")
        self.question = ConfirmBar()
        self._make_buttons()
        self.calm = EmptyState(
            self.tr("Nothing can be voided now. What was bought stands here while it can be."), "", "voids"
        )
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.calm)
        self.full = QWidget()
        box = column(self.list, self.question, self.buttons, self.asked_head, self.asked, spacing=12)
        box.setStretch(0, 1)
        self.full.setLayout(box)
        self.empty = EmptyState(
            self.tr("Labels that can still be given back stand here, with the last day for each."),
            self.tr("Show all labels"),
            "voids",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.full)
        self.stack.addWidget(self.empty)
        self.add(self.stack)
        self.question.home = self.table
        self._connect()

    def _make_buttons(self) -> None:
        self.track = Button(self.tr("Was it scanned?"), icon_name="track")
        self.void = BusyButton(self.tr("Void"), kind="danger", icon_name="voids")
        self.void.setToolTip(keys.tip("void"))
        self.hint = PlainLabel(role="small", wrap=True)
        self.correct = Button(self.tr("Correct and buy again"), icon_name="ship", small=True)
        self.correct.setToolTip(self.tr("Open the parcel of this void label as it was typed"))
        self.buttons = QWidget()
        box = row(self.track, self.hint, self.void, spacing=12)
        box.setStretch(1, 1)
        self.buttons.setLayout(box)
        self.asked_head = QWidget()
        head = row(self.asked_title, self.correct, spacing=12)
        head.setStretch(0, 1)
        self.asked_head.setLayout(head)

    def _connect(self) -> None:
        self.search.wanted.connect(self.found)
        self.search.downward.connect(self.table.setFocus)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.table.chosen.connect(self.pointed)
        self.track.clicked.connect(self.track_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.asked.chosen.connect(self.asked_pointed)
        self.correct.clicked.connect(self.correct_wanted)
        self.question.confirmed.connect(self.confirmed)
        self.question.kept.connect(self.kept)
        self.empty.acted.connect(self.labels_wanted)
        keys.bind("void", self, self.void_wanted.emit)

    def render_screen(self, screen: VoidsScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.urgent_line if screen.rows else "")
        self.line.set_role("trouble" if screen.is_urgent else "muted")
        self.banner.show_notice(screen.notice)
        self.search.write(screen.text)
        self.search.setVisible(bool(screen.rows))
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
        self._render_asked(screen)

    def _render_asked(self, screen: VoidsScreen) -> None:
        rows = asked_rows(screen.asked_rows)
        self.asked.set_rows(rows)
        self.correct.setEnabled(bool(screen.correctable))
        for part in (self.asked, self.asked_head):
            part.setVisible(bool(rows))
        head = self.asked.horizontalHeader().sizeHint().height()
        self.asked.setFixedHeight(head + self.asked.row_height * min(len(rows), _ASKED_ROWS) + 4)

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
