"""Draws the Queue and says what the person did. Decides nothing; stops a countdown that cannot be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.ui import keys
from postwright.ui.queue.batch_view import BatchView
from postwright.ui.queue.cards import GRACE, AskingCard, CountdownCard
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.summary_view import ARMED_AFTER, SummaryView
from postwright.ui.queue.table import COLUMNS, DATE, PARCEL, SEEN, STATE, TableRows
from postwright.ui.queue.terms_card import TermsCard
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.search_line import SearchLine
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.text import PlainLabel

_SUM = (Step.SUMMARY,)
_BATCH = (Step.RUNNING, Step.RESULT)


class QueueView(PanelPage):
    """The list with its buttons and one card under it; in its place the sum, or the batch."""

    found = Signal(str)
    ticked = Signal(frozenset)
    pointed = Signal(str)
    edit_wanted = Signal()
    remove_wanted = Signal()
    terms_wanted = Signal()
    unqueue_wanted = Signal()
    buy_wanted = Signal()
    left = Signal()
    counted_down = Signal()
    first_wanted = Signal()

    def __init__(self, grace: int = GRACE, arm: int = ARMED_AFTER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(self.tr("Find a draft"))
        self.search.setFixedWidth(240)
        self.name(self.tr("Queue"), self.search)
        self._step = Step.LOOKING
        self._rows = TableRows()
        self.table = DataTable(COLUMNS, self.tr("Drafts and queued parcels"), checkable=True, lines=2)
        self.table.setItemDelegateForColumn(STATE, StateCell(self.table))
        self.table.yield_columns(PARCEL, SEEN, DATE)
        self.empty = EmptyState(
            self.tr("Parcels that you keep as drafts or queue for later stand here."),
            self.tr("Begin a parcel"),
            "queue",
        )
        self.summary = SummaryView(arm)
        self.batch = BatchView()
        self.stack = QStackedWidget()
        for page in (self.table, self.empty, self.summary, self.batch):
            self.stack.addWidget(page)
        self._make_buttons()
        self.terms = TermsCard()
        self.asking = AskingCard()
        self.countdown = CountdownCard(grace)
        self.add(self.stack, self.buttons, self.terms, self.asking, self.countdown)
        self.body.setStretch(0, 1)
        self._connect()

    def _make_buttons(self) -> None:
        self.edit = Button(self.tr("Edit"))
        self.edit.setToolTip(self.tr("Open the parcel in Ship"))
        self.approve = Button(self.tr("Queue…"))
        self.approve.setToolTip(keys.tip("edit", self.tr("What may be bought, and for how much")))
        self.unqueue = Button(self.tr("Back to drafts"))
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        self.remove.setToolTip(self.tr("Remove (Del). It can be undone."))
        self.buy = BusyButton(self.tr("Buy"), icon_name="wallet")
        self.buy.setProperty("large", True)
        self.hint = PlainLabel(role="small", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.buttons = QWidget()
        box = row(self.edit, self.approve, self.unqueue, self.remove, self.hint, self.buy)
        box.setStretch(4, 1)
        self.buttons.setLayout(box)

    def _connect(self) -> None:
        self.search.wanted.connect(self.found)
        self.search.downward.connect(self.table.setFocus)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.table.chosen.connect(self.pointed)
        self.table.opened.connect(lambda _: self.terms_wanted.emit())
        self.empty.acted.connect(self.first_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.approve.clicked.connect(self.terms_wanted)
        self.unqueue.clicked.connect(self.unqueue_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.buy.clicked.connect(self.buy_wanted)
        self.countdown.over.connect(self.counted_down)
        self.batch.closed.connect(self.left)
        for card in (self.terms, self.asking, self.summary, self.countdown):
            card.left.connect(self.left)

    def press(self) -> None:
        """Ctrl+Enter: keep the card, look at the sum, or confirm it, whichever is in front."""
        if self._step is Step.APPROVING:
            self.terms.saved.emit()
        elif self._step is Step.SUMMARY:
            self.summary.press()
        elif self._step is Step.LOOKING:
            self.buy_wanted.emit()

    def render_screen(self, screen: QueueScreen) -> None:
        """Show it all. Sends nothing."""
        self.banner.show_notice(screen.notice)
        if screen.step in _BATCH and screen.batch is not None:
            self.line.setText("")  # the count is of before
            self.batch.show_batch(screen.batch)  # what lies behind it is drawn when it comes to the front
        else:
            self._render_list(screen)
            self._render_buttons(screen)
        self._render_step(screen)

    def _render_list(self, screen: QueueScreen) -> None:
        self.line.setText(screen.count_line if screen.rows else "")
        self.search.write(screen.text)
        self.table.set_rows(self._rows.of(screen.shown))
        self.table.set_ticks(screen.chosen)
        self.table.setEnabled(screen.settled)
        if screen.step is Step.SUMMARY and screen.summary is not None:
            self.summary.show_summary(screen.summary)

    def _render_buttons(self, screen: QueueScreen) -> None:
        self.edit.setEnabled(screen.can_edit)
        self.approve.setEnabled(screen.can_approve)
        self.approve.setText(screen.approve_text)
        self.unqueue.setEnabled(screen.can_unqueue)
        self.remove.setEnabled(screen.can_remove)
        self.buy.show_state(screen.buy_text, enabled=screen.can_buy, busy=False)
        self.hint.setText(screen.buy_hint)

    def _render_step(self, screen: QueueScreen) -> None:
        before, self._step = self._step, screen.step
        if screen.step is Step.APPROVING:
            self.terms.show_screen(screen)
        elif screen.step is Step.ASKING:
            self.asking.show_screen(screen)
        if before is screen.step:
            self._place(screen)
            return
        self.countdown.stop()
        self._turn(screen)
        self._place(screen)
        self._begin(screen, before)

    def _place(self, screen: QueueScreen) -> None:
        """Which page stands in the middle."""
        page: QWidget = self.empty if screen.is_empty else self.table
        if screen.step in _SUM:
            page = self.summary
        elif screen.step in _BATCH:
            page = self.batch
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
        self.search.setVisible(bool(screen.rows) and page is self.table)
        self.buttons.setVisible(page is self.table and screen.step is Step.LOOKING)

    def _turn(self, screen: QueueScreen) -> None:
        cards = {Step.APPROVING: self.terms, Step.ASKING: self.asking, Step.COUNTING: self.countdown}
        for step, card in cards.items():
            card.setVisible(step is screen.step)

    def _begin(self, screen: QueueScreen, before: Step) -> None:
        """Where the focus stands in a step that has just begun."""
        if screen.step is Step.COUNTING and screen.summary is not None:
            self.countdown.start(screen.summary.button)
        elif screen.step is Step.APPROVING:
            self.terms.begin()
        elif screen.step is Step.ASKING:
            self.asking.begin()
        elif screen.step is Step.SUMMARY:
            self.summary.begin()
        elif screen.step in _BATCH:
            self.batch.begin()
        elif before is not Step.LOOKING:
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self._step is not Step.RUNNING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.countdown.counting:
            self.left.emit()
