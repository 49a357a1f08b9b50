"""Draws the refunds part and says what the person did. Decides nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QLineEdit, QStackedWidget, QWidget

from postwright.ui.voids.refunds.screen import RefundsScreen
from postwright.ui.voids.refunds.told import ICONS, WORDS, RefundDeed, state_words, tone
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.deed_card import DeedCard
from postwright.ui.widgets.field import Field
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.domain.refund_watch import RefundWatch

COLUMNS = (
    Column("To"),
    Column("Paid", right=True, width=80),
    Column("Asked", width=112),
    Column("What came of it", width=320),
)
_PAID, _ASKED, STATE = 1, 2, 3
_PICTURE = "ddd d MMM yyyy"


class EntryBar(QFrame):
    """Where a person writes what came of a refund. The focus begins in its first field."""

    typed = Signal(str, object, str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self._deed: RefundDeed | None = None
        self.amount = Field(self.tr("Amount that came back"), QLineEdit())
        self.day = steady(QDateEdit())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(_PICTURE)
        self.day_field = Field(self.tr("Seen on"), self.day)
        self.why = Field(self.tr("What was said, if you want to keep it"), QLineEdit())
        self.problem = PlainLabel(role="problem", wrap=True)
        self.enter = Button(self.tr("Note it"), icon_name="check")
        self.leave = Button(self.tr("Leave it"), kind="quiet")
        line = row(self.amount, self.day_field, self.why, None, self.leave, self.enter, spacing=12)
        line.setStretch(2, 1)
        box = column(line, self.problem, spacing=4)
        box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(box)
        for field in (self.amount, self.day_field, self.why):
            field.edited.connect(self._typed)
        self.enter.clicked.connect(self.entered)
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_screen(self, screen: RefundsScreen) -> None:
        """The fields of what is entered, filled in when it begins."""
        deed, self._deed = self._deed, screen.entering
        self.setVisible(screen.entering is not None)
        if screen.entering is None:
            return
        came = screen.entering is RefundDeed.CAME
        self.amount.setVisible(came)
        self.day_field.setVisible(came)
        self.why.setVisible(not came)
        self.problem.setText(screen.problem)
        self.problem.setVisible(bool(screen.problem))
        self.enter.setEnabled(not screen.busy)
        if deed is not screen.entering:
            self._line(self.amount).setText(screen.amount)
            self.day.setDate(QDate(screen.day.year, screen.day.month, screen.day.day))
            self.day.setMaximumDate(QDate(screen.today.year, screen.today.month, screen.today.day))
            self._line(self.why).setText(screen.why)
            (self.amount if came else self.why).setFocus()

    def _typed(self) -> None:
        day = self.day.date()
        seen = date(day.year(), day.month(), day.day())
        self.typed.emit(self._line(self.amount).text(), seen, self._line(self.why).text())

    def _line(self, field: Field) -> QLineEdit:
        assert isinstance(field.editor, QLineEdit)
        return field.editor


class RefundsView(QWidget):
    """The list, the card of the row that one stands on, and below both what Refund Assist is."""

    pointed = Signal(str)
    done_with = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DataTable(COLUMNS, self.tr("Refunds"))
        self.table.setItemDelegateForColumn(STATE, StateCell(self.table))
        self.table.yield_columns(_ASKED)
        words = {str(deed): self.tr(text) for deed, text in WORDS.items()}
        icons = {str(deed): name for deed, name in ICONS.items()}
        self.card = DeedCard(words, icons, frozenset({str(RefundDeed.VOID_NOW)}), "wallet")
        self.entry = EntryBar()
        self.assist = PlainLabel(role="small", wrap=True)
        self.empty = EmptyState(
            self.tr("When you void a label, its refund stands here until the money is seen."), "", "wallet"
        )
        self.full = QWidget()
        box = column(self.table, self.card, self.entry, self.assist, spacing=12)
        box.setStretch(0, 1)
        self.full.setLayout(box)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.full)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))
        self.table.chosen.connect(self.pointed)
        self.card.wanted.connect(self.done_with)

    def render_screen(self, screen: RefundsScreen) -> None:
        """Show it all. Notes nothing."""
        self.stack.setCurrentWidget(self.empty if screen.is_empty else self.full)
        self.table.set_rows(tuple(_row(one, screen) for one in screen.rows), screen.current)
        card = screen.card
        if card is not None:
            self.card.show_words(card.label_id, card.title, card.known, card.text, card.source, card.tone)
            self.card.show_deeds(tuple(map(str, card.deeds)), busy=screen.busy)
        self.card.setVisible(card is not None and screen.entering is None)
        self.entry.show_screen(screen)
        self.assist.setText(screen.assist_line)


def _row(watch: RefundWatch, screen: RefundsScreen) -> Row:
    entry = watch.entry
    asked = day_words(watch.asked_at.astimezone(entry.zone).date())
    cells = (
        entry.shipment.ship_to.who,
        str(entry.label.cost),
        asked,
        state_words(watch, screen.today, screen.rules),
    )
    return Row(watch.id, cells, ("", "", "muted", tone(watch, screen.today)))
