"""Draws the Queue and says what the person did. Decides nothing; stops a countdown that cannot be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.steps import GRACE, CountdownCard, LimitCard, SummaryCard
from postwright.ui.queue.table import COLUMNS, PARCEL, STATE, table_rows
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.search_line import SearchLine
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.text import PlainLabel

_NARROW = 1000


class QueueView(PanelPage):
    """The list, its buttons, and one card at a time under it."""

    found = Signal(str)
    ticked = Signal(frozenset)
    pointed = Signal(str)
    edit_wanted = Signal()
    remove_wanted = Signal()
    queue_wanted = Signal()
    unqueue_wanted = Signal()
    approved = Signal(str)
    buy_wanted = Signal()
    confirmed = Signal()
    left = Signal()
    counted_down = Signal()
    first_wanted = Signal()

    def __init__(self, grace: int = GRACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(self.tr("Find a draft"))
        self.search.setFixedWidth(240)
        self.name(self.tr("Queue"), self.search)
        self._step = Step.LOOKING
        self.table = DataTable(COLUMNS, self.tr("Drafts and queued parcels"), checkable=True)
        self.table.setItemDelegateForColumn(STATE, StateCell(self.table))
        self.empty = EmptyState(
            self.tr("Parcels that you keep as drafts or queue for later stand here."),
            self.tr("Begin a parcel"),
            "queue",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._make_buttons()
        self.limit = LimitCard()
        self.summary = SummaryCard()
        self.countdown = CountdownCard(grace)
        self.add(self.stack, self.buttons, self.limit, self.summary, self.countdown)
        self.body.setStretch(0, 1)
        self._connect()

    def _make_buttons(self) -> None:
        self.edit = Button(self.tr("Edit"))
        self.queue = Button(self.tr("Queue…"))
        self.unqueue = Button(self.tr("Back to drafts"))
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        self.remove.setToolTip(self.tr("Remove (Del). It can be undone."))
        self.buy = BusyButton(self.tr("Buy"), icon_name="wallet")
        self.buy.setProperty("large", True)
        self.hint = PlainLabel(role="small", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.buttons = QWidget()
        box = row(self.edit, self.queue, self.unqueue, self.remove, self.hint, self.buy)
        box.setStretch(4, 1)
        self.buttons.setLayout(box)

    def _connect(self) -> None:
        self.search.wanted.connect(self.found)
        self.search.downward.connect(self.table.setFocus)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.table.chosen.connect(self.pointed)
        self.table.opened.connect(lambda _: self.edit_wanted.emit())
        self.empty.acted.connect(self.first_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.queue.clicked.connect(self.queue_wanted)
        self.unqueue.clicked.connect(self.unqueue_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.buy.clicked.connect(self.buy_wanted)
        self.limit.approved.connect(self.approved)
        self.summary.confirmed.connect(self.confirmed)
        self.countdown.over.connect(self.counted_down)
        for card in (self.limit, self.summary, self.countdown):
            card.left.connect(self.left)

    def render_screen(self, screen: QueueScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.count_line if screen.rows else "")
        self.banner.show_notice(screen.notice)
        self.search.write(screen.text)
        self.search.setVisible(bool(screen.rows))
        self.stack.setCurrentWidget(self.empty if screen.is_empty else self.table)
        self.table.set_rows(table_rows(screen.shown))
        self.table.set_ticks(screen.chosen)
        self.table.setEnabled(screen.settled)
        self._render_buttons(screen)
        self._render_step(screen)

    def _render_buttons(self, screen: QueueScreen) -> None:
        self.edit.setEnabled(screen.can_edit)
        self.queue.setEnabled(screen.can_queue)
        self.unqueue.setEnabled(screen.can_unqueue)
        self.remove.setEnabled(screen.can_remove)
        running = screen.step is Step.RUNNING
        self.buy.show_state(
            screen.running_text if running else screen.buy_text, enabled=screen.can_buy, busy=running
        )
        self.hint.setText(screen.buy_hint)
        self.buttons.setVisible(not screen.is_empty and screen.step in (Step.LOOKING, Step.RUNNING))

    def _render_step(self, screen: QueueScreen) -> None:
        before, self._step = self._step, screen.step
        self.limit.show_screen(screen)
        if screen.step is Step.SUMMARY:
            self.summary.show_summary(screen.summary, screen.buy_text)
        cards = {Step.APPROVING: self.limit, Step.SUMMARY: self.summary, Step.COUNTING: self.countdown}
        for step, card in cards.items():
            card.setVisible(step is screen.step)
        if before is screen.step:
            return
        self.countdown.stop()
        if screen.step is Step.COUNTING:
            self.countdown.start(screen.buy_text)
        elif screen.step is Step.APPROVING:
            self.limit.begin()
        elif screen.step is Step.SUMMARY:
            self.summary.begin()
        elif before is not Step.LOOKING:
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(PARCEL, event.size().width() < _NARROW)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.countdown.counting:
            self.left.emit()
