"""Draws the Labels panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from postwright.domain.label import DocumentKind
from postwright.domain.letter import LetterKind
from postwright.ui import keys
from postwright.ui.labels.detail import LabelDetail
from postwright.ui.labels.run_view import RunView, TickedBar
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.labels.table import BOUGHT, COLUMNS, PAID, STATE, table_rows
from postwright.ui.labels.way_bar import WayBar
from postwright.ui.labels.way_words import NO_WORDS
from postwright.ui.scan.view import ScanCard, ScanField
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.search_line import SearchLine
from postwright.ui.widgets.section import EmptyState, ScrollColumn
from postwright.ui.widgets.state_cell import StateCell

_DETAIL = 424
_NARROW = 520


class LabelsView(PanelPage):
    """The list at the left, the chosen label at the right; above them the last scan and the run of prints."""

    found = Signal(str)
    way_wanted = Signal(bool)
    chosen = Signal(str)
    ticked = Signal(frozenset)
    tick_all_wanted = Signal()
    left = Signal()
    print_wanted = Signal()
    reprint_wanted = Signal(str)
    compared = Signal()
    reason_left = Signal()
    mail_wanted = Signal(str)
    track_wanted = Signal()
    save_chosen = Signal(DocumentKind, str)
    void_wanted = Signal()
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = LabelsScreen()
        self.search = SearchLine(self.tr("Name, tracking number, order or ZIP"))
        self.search.setFixedWidth(276)
        self.scan_field = ScanField()
        self.scan_field.setFixedWidth(244)
        self.all = Button(self.tr("Show all labels"), kind="quiet")
        self.name(self.tr("Labels"), self.all, self.search, self.scan_field)
        self.scan_card = ScanCard()
        self.run = RunView()
        self.ticked_bar = TickedBar()
        self.table = DataTable(COLUMNS, self.tr("Labels"), checkable=True)
        self.table.setItemDelegateForColumn(STATE, StateCell(self.table))
        self.nothing = EmptyState(self.tr(NO_WORDS), self.tr("Show all labels"), "search")
        self.narrow = WayBar()
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.nothing)
        self.detail = LabelDetail()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setObjectName("LabelsSplit")
        self.split.setChildrenCollapsible(False)
        left = QWidget()
        left.setLayout(column(self.narrow, self.list, self.ticked_bar, spacing=8))
        self.split.addWidget(left)
        self.split.addWidget(ScrollColumn(self.detail))
        self.split.setHandleWidth(16)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([10 * _DETAIL, _DETAIL])
        self.empty = EmptyState(
            self.tr("Every label that you buy stands here, to print again, track or void."),
            self.tr("Buy the first label"),
            "labels",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        self.add(self.scan_card, self.run, self.stack)
        self.body.setStretch(2, 1)
        self._connect()

    def _connect(self) -> None:
        self.search.wanted.connect(self.found)
        self.split.splitterMoved.connect(lambda: self._fit())
        self.search.downward.connect(self.table.setFocus)
        self.nothing.acted.connect(self._show_all)
        self.empty.acted.connect(self.first_wanted)
        self.narrow.wanted.connect(self.way_wanted)
        self.all.clicked.connect(self._show_all)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.ticked_bar.cleared.connect(lambda: self.ticked.emit(frozenset()))
        self.table.chosen.connect(self.chosen)
        detail = self.detail
        detail.print_wanted.connect(self.print_wanted)
        detail.mail_wanted.connect(self.mail_wanted)
        detail.track_wanted.connect(self.track_wanted)
        detail.save_wanted.connect(self._ask_place)
        detail.void_wanted.connect(self.void_wanted)
        detail.reason.given.connect(self.reprint_wanted)
        detail.reason.left.connect(self.reason_left)
        detail.question.confirmed.connect(self.compared)
        detail.question.kept.connect(self.reason_left)
        for command, signal in (
            ("print", self.print_wanted),
            ("reprint", self.print_wanted),
            ("void", self.void_wanted),
            ("refresh", self.track_wanted),
            ("pick", self.tick_all_wanted),
            ("pause", self.run.toggled),
        ):
            keys.bind(command, self, signal.emit)
        keys.bind("mail", self, lambda: self.mail_wanted.emit(LetterKind.QR.value))
        keys.bind("scan", self, self.scan_field.setFocus)

    def render_screen(self, screen: LabelsScreen) -> None:
        """Show it all. Sends nothing."""
        self._screen = screen
        self.line.setText(screen.count_line if not screen.is_empty else "")
        self.banner.show_notice(screen.notice)
        self.search.write(screen.text)
        self.search.setVisible(not screen.is_empty)
        self.scan_field.setVisible(not screen.is_empty)
        self.all.setVisible(bool(screen.only))
        self.scan_card.render_screen(screen.scan)
        self.run.show_strip(screen.strip, asking_again=screen.asking_again)
        self.ticked_bar.show_screen(screen)
        self.stack.setCurrentWidget(self.empty if screen.is_empty else self.split)
        self.list.setCurrentWidget(self.nothing if screen.finds_nothing else self.table)
        self.nothing.sentence.setText(self.tr(screen.nothing_words))
        self.narrow.show_screen(screen)
        self.table.set_rows(table_rows(screen.entries, screen.news), screen.chosen)
        self.table.set_ticks(screen.ticked)
        self.detail.show_screen(screen)

    def _fit(self) -> None:
        narrow = self.list.width() < _NARROW
        for place in (BOUGHT, PAID):
            self.table.setColumnHidden(place, narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _show_all(self) -> None:
        self.search.write("")
        self.found.emit("")

    def _ask_place(self, kind: str) -> None:
        """Where to write the file; the only dialog here, since the place is the system's to choose."""
        document = DocumentKind(kind)
        name = self._screen.file_name(document)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the label"), name)
        if path:
            self.save_chosen.emit(document, path)
