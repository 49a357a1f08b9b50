"""Draws the Reports panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from postwright.domain.cost_report import Cause
from postwright.domain.cost_words import CAUSE_TITLES, FATE_TITLES, PART_TITLES
from postwright.domain.file_name import file_name
from postwright.domain.label_fate import Fate, Part
from postwright.domain.papers import PaperKind
from postwright.ui.reports.chart import LossChart, Swatch
from postwright.ui.reports.figure_table import FigureTable
from postwright.ui.reports.screen import ReportsScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.papers_button import PapersButton
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel, plain_tip

_MONTH_WIDTH = 136
_LOST = frozenset({FATE_TITLES[Fate.MISSED], PART_TITLES[Part.DENIED], PART_TITLES[Part.KEPT]})


class ReportsView(PanelPage):
    """The month on top, what was lost beside the months before, then the figures with what they count."""

    stepped = Signal(int)
    chosen = Signal(str)
    place_chosen = Signal(str)
    print_wanted = Signal()
    paper_place_chosen = Signal(str)
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = ""
        self._make_tools()
        self.name(self.tr("Reports"), self.tools)
        self.chart = LossChart()
        self.legend = QWidget()
        self._make_legend()
        self.chart_card = Section(self.tr("Lost, month by month"))
        self.chart_card.add(self.chart, self.legend)
        self._make_lost_card()
        self.postage, self.refunds, self.others = FigureTable(_LOST), FigureTable(_LOST), FigureTable()
        self.notes = PlainLabel(role="small", wrap=True)
        self.top = QWidget()
        top = row(self.chart_card, self.lost_card, spacing=12)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        self.top.setLayout(top)
        self.whole = ScrollColumn(
            self.top,
            Section(self.tr("Postage of the month")).add(self.postage),
            Section(self.tr("Refunds of these labels")).add(self.refunds),
            Section(self.tr("Beside them")).add(self.others),
            Section(self.tr("How this is counted")).add(self.notes),
        )
        self.empty = EmptyState(
            self.tr("What a month's labels cost stands here, and what was lost of it."),
            self.tr("Buy the first label"),
            "reports",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.stack.addWidget(self.empty)
        self.add(self.stack)
        self._connect()

    def _make_tools(self) -> None:
        self.back = Button("", icon_name="chevron-left")
        self.on = Button("", icon_name="chevron-right")
        for button, name in ((self.back, self.tr("The month before")), (self.on, self.tr("The month after"))):
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name))
        self.month = PlainLabel(role="strong")
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.month.setMinimumWidth(_MONTH_WIDTH)
        self.papers = PapersButton(self.tr("Print"), (PaperKind.MONTH_REPORT,))
        self.csv = Button(self.tr("Save as CSV…"), icon_name="folder")
        self.csv.setToolTip(self.tr("A line for each label of the month, for spreadsheets"))
        self.tools = QWidget()
        box = row(self.back, self.month, self.on, self.papers, self.csv, spacing=8)
        self.tools.setLayout(box)

    def _make_legend(self) -> None:
        self.causes: dict[Cause, QWidget] = {}
        box = row(spacing=16)
        for cause in Cause:
            part = self.causes[cause] = QWidget()
            part.setLayout(row(Swatch(cause), PlainLabel(CAUSE_TITLES[cause], role="small"), spacing=6))
            box.addWidget(part)
        box.addStretch(1)
        self.legend.setLayout(box)

    def _make_lost_card(self) -> None:
        self.lost = PlainLabel(role="amount")
        self.lost_icon = IconLabel("done", "done", 20)
        self.lost_line = PlainLabel(wrap=True)
        self.advice = PlainLabel(role="muted", wrap=True)
        self.lost_card = Section(self.tr("Lost"))
        self.lost_card.add(
            row(self.lost_icon, self.lost, None, spacing=8), self.lost_line, self.advice, column(None)
        )

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.chart.chosen.connect(self.chosen)
        self.csv.clicked.connect(self._ask_place)
        self.papers.send_wanted.connect(lambda kind: self.print_wanted.emit())
        self.papers.place_chosen.connect(lambda kind, path: self.paper_place_chosen.emit(path))
        self.empty.acted.connect(self.first_wanted)

    def render_screen(self, screen: ReportsScreen) -> None:
        """Show it all. Sends nothing."""
        self._month = screen.month
        self.line.setText(screen.line)
        self.banner.show_notice(screen.notice)
        self.stack.setCurrentWidget(self.empty if screen.is_empty else self.whole)
        self.tools.setVisible(not screen.is_empty)
        self.month.setText(screen.month_words)
        self.back.setEnabled(screen.can_go_back)
        self.on.setEnabled(screen.can_go_on)
        self.papers.show_papers(screen.papers, screen.month)
        self.csv.setEnabled(screen.report is not None and not screen.saving)
        self._render_loss(screen)
        for table, figures in zip((self.postage, self.refunds, self.others), screen.tables, strict=True):
            table.show_figures(figures)
        self.notes.setText("\n".join(screen.notes))

    def _render_loss(self, screen: ReportsScreen) -> None:
        self.chart.show_columns(screen.columns)
        for cause, part in self.causes.items():
            part.setVisible(cause in screen.legend)
        self.legend.setVisible(bool(screen.legend))
        tone = "trouble" if screen.is_loss else "done"
        self.lost_icon.show_icon(tone, tone)
        self.lost.setText(screen.lost)
        self.lost_card.title.setText(screen.lost_title)
        self.lost_line.setText("\n".join(screen.lost_lines))
        self.advice.setText(screen.advice)
        self.advice.setVisible(bool(screen.advice))

    def _ask_place(self) -> None:
        """Where to write it; a dialog of the system, whose place it is."""
        name = file_name("labels", self._month, suffix="csv")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save as CSV"), name, "CSV (*.csv)")
        if path:
            self.place_chosen.emit(path)
