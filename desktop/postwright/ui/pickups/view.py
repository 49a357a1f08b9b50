"""Draws the Pickups panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from postwright.ui.labels.entry_words import place_words
from postwright.ui.pickups.entries import EntryList
from postwright.ui.pickups.form import PickupForm
from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.focus import hand_over, show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.words import code_words

_COLUMNS = (Column("Goes along"), Column("Service", width=152), Column("Weight", right=True, width=104))
_SERVICE = 1
_TABLE_HEIGHT = 232
_NARROW = 900


class PickupsView(PanelPage):
    """The day, what goes along, the note, and below the pickups that were asked for.

    Where every label is on a pickup, the pickups stand alone.
    """

    ticked = Signal(frozenset)
    cancel_wanted = Signal(int)
    cancel_confirmed = Signal()
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)
    kept = Signal()
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name(self.tr("Pickups"))
        self.question = ConfirmBar()
        self.form = PickupForm()
        self.table = DataTable(_COLUMNS, self.tr("Labels for the pickup"), checkable=True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.labels_problem = PlainLabel(role="problem", wrap=True)
        self.entries_title = PlainLabel(self.tr("Asked for"), role="strong")
        self.entries = EntryList()
        self.empty = EmptyState(
            self.tr("Labels that wait for the carrier stand here, and the day on which USPS comes for them."),
            self.tr("Begin a parcel"),
            "pickups",
        )
        self.stack = QStackedWidget()
        self.nothing = PlainLabel(role="muted", wrap=True)
        self.card, self.columns = self._make_day(), self._make_columns()
        self.stack.addWidget(
            ScrollColumn(self.nothing, self.card, self.columns, self.entries_title, self.entries)
        )
        self.stack.addWidget(self.empty)
        self.add(self.question, self.stack)
        self.body.setStretch(1, 1)
        self._connect()

    def _make_day(self) -> QWidget:
        self.day = PlainLabel(role="heading")
        self.why = PlainLabel(role="muted", wrap=True)
        self.premium = PlainLabel(role="waiting", wrap=True)
        icon = IconLabel("calendar", "accent_text", 32)
        words = row(icon, column(self.day, self.why, self.premium, spacing=2), spacing=16)
        words.setStretch(1, 1)
        card = Section().add(words)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return card

    def _make_columns(self) -> QWidget:
        both = QWidget()
        left = column(self.labels_problem, self.table)
        left.setStretch(1, 1)
        box = row(left, self.form, spacing=16)
        box.setStretch(0, 11)
        box.setStretch(1, 9)
        both.setLayout(box)
        return both

    def _connect(self) -> None:
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.entries.cancel_wanted.connect(self.cancel_wanted)
        self.entries.list_wanted.connect(self.list_wanted)
        self.entries.list_place_chosen.connect(self.list_place_chosen)
        self.question.confirmed.connect(self.cancel_confirmed)
        self.question.kept.connect(self.kept)
        self.empty.acted.connect(self.first_wanted)

    def render_screen(self, screen: PickupsScreen) -> None:
        """Show it all. Sends nothing."""
        self.banner.show_notice(screen.notice)
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        self.day.setText(screen.day_line)
        self.why.setText(screen.day_hint if screen.loaded else "")
        self.premium.setText(screen.premium_hint)
        self.premium.setVisible(bool(screen.premium_hint))
        self.line.setText(screen.choice_line if screen.labels else "")
        self.nothing.setText(screen.nothing_line)
        self.nothing.setVisible(bool(screen.nothing_line))
        self.labels_problem.setText(screen.problem("labels"))
        self.labels_problem.setVisible(bool(screen.problem("labels")))
        self.table.set_rows(_rows(screen))
        self.table.set_ticks(screen.chosen)
        self.form.show_screen(screen)
        lines = screen.entry_lines
        self.entries_title.setVisible(bool(lines))
        self.entries.show_lines(lines)
        self.entries.show_papers(screen.papers)
        self._render_question(screen)
        for part in (self.card, self.columns):
            show_part(part, not screen.nothing_line)

    def settle(self) -> None:
        """In front again: a focus that fell on a button which cancels goes to the ground of the panel."""
        focus = self.window().focusWidget()
        if focus is not None and self.entries.isAncestorOf(focus):
            hand_over(self.entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_SERVICE, event.size().width() < _NARROW)

    def _render_question(self, screen: PickupsScreen) -> None:
        if not screen.asking_cancel:
            self.question.hide()
        elif self.question.isHidden():
            self.question.ask(screen.cancel_question, self.tr("Cancel the pickup"), self.tr("Keep"))


def _rows(screen: PickupsScreen) -> tuple[Row, ...]:
    return tuple(
        Row(
            entry.id,
            (
                f"{entry.shipment.ship_to.who}, {place_words(entry)}",
                code_words(entry.label.service_code),
                str(entry.shipment.parcel.weight),
            ),
            ("", "muted", ""),
        )
        for entry in screen.labels
    )
