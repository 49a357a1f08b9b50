"""The approval card: what may be bought for the picked parcels, how far its price may rise. Only draws."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from postwright.domain.approval import IN_TIME, WhenPast
from postwright.ui import keys
from postwright.ui.queue.cards import StepCard
from postwright.ui.queue.screen import QueueScreen
from postwright.ui.queue.terms import AS_THEY_ARE, TermsText
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import ElidedLabel, PlainLabel

_NARROW = 88


class TermsCard(StepCard):
    """`written` carries the whole card at every change, `saved` says to keep it. Enter only moves on."""

    written = Signal(TermsText)
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self.who = ElidedLabel(role="strong")
        self.service, self.arrive_by, self.ship_date = choice(()), choice(()), choice(())
        self.when_past = choice(())
        self.more, self.per_cent = line("$0.25", width=_NARROW), line("0", width=_NARROW, most=4)
        self.at_most = line(width=_NARROW + 16)
        self.fields = {
            "service": Field(self.tr("Buy"), self.service),
            "arrive_by": Field(self.tr("Arrive by"), self.arrive_by),
            "ship_date": Field(self.tr("Ship date"), self.ship_date),
            "when_past": Field(self.tr("When that day is past"), self.when_past),
            "more": Field(self.tr("May rise by"), self.more),
            "per_cent": Field(self.tr("or per cent"), self.per_cent),
            "at_most": Field(self.tr("Pay at most"), self.at_most),
        }
        self.limit = PlainLabel(role="muted", wrap=True)
        self.limit.setAccessibleName(self.tr("The limit that follows"))
        self.problem = PlainLabel(role="problem", wrap=True)
        for words in (self.limit, self.problem):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.problem.hide()
        self.leave = Button(self.tr("Not now"))
        self.save = Button("", kind="primary")
        self.save.setToolTip(keys.tip("buy", self.tr("Keep these terms. Queueing spends nothing now.")))
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for place, name in enumerate(("service", "arrive_by", "ship_date", "when_past")):
            grid.addWidget(self.fields[name], 0, place)
            grid.setColumnStretch(place, 3 if name == "service" else 2)
        numbers = row(self.fields["more"], self.fields["per_cent"], self.fields["at_most"], spacing=12)
        under = row(numbers, None, self.leave, self.save, spacing=16)
        for button in (self.leave, self.save):
            under.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        head = row(self.who, self.limit, self.problem, spacing=16)
        for place, share in enumerate((2, 3, 3)):
            head.setStretch(place, share)
        box = column(head, grid, under, spacing=8)
        box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(box)

    def _listen(self) -> None:
        for field in self.fields.values():
            field.report_to(self._collect)
            field.edited.connect(self._wrote)
        self.leave.clicked.connect(self.left)
        self.save.clicked.connect(self.saved)

    def _wrote(self) -> None:
        self.written.emit(self.text())

    def _collect(self) -> None:
        words = " ".join(dict.fromkeys(one.sentence for one in self.fields.values() if one.sentence))
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.limit.setVisible(not words)

    def text(self) -> TermsText:
        """What the card says."""
        return TermsText(
            chosen(self.service), chosen(self.arrive_by), self.more.text(), self.per_cent.text(),
            self.at_most.text(), chosen(self.ship_date), chosen(self.when_past),
        )  # fmt: skip

    def show_screen(self, screen: QueueScreen) -> None:
        """Show it; the inputs only when other terms belong into them. Sends nothing."""
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen)
        self.who.setText(screen.terms_line)
        self.limit.setText(screen.limit_line)
        self.save.setText(screen.save_text)
        self.fields["arrive_by"].setEnabled(screen.terms.service in (IN_TIME, AS_THEY_ARE))
        problems = screen.terms_problems
        for name, field in self.fields.items():
            if field.sentence != problems.get(name, ""):
                field.show_problem(problems.get(name, ""))

    def _write(self, screen: QueueScreen) -> None:
        terms, lists = screen.terms, screen.lists
        several = any(code == AS_THEY_ARE for code, _ in lists.services)
        same = ((AS_THEY_ARE, self.tr("As they are")),) if several else ()
        past = (
            (WhenPast.ROLL.value, self.tr("Next postal day")),
            (WhenPast.ASK.value, self.tr("Ask me")),
        )
        for box, items, code in (
            (self.service, lists.services, terms.service),
            (self.arrive_by, lists.arrivals, terms.arrive_by),
            (self.ship_date, lists.dates, terms.ship_date),
            (self.when_past, (*same, *past), terms.when_past),
        ):
            offer(box, items)
            choose(box, code)
        for edit, words in (
            (self.more, terms.more),
            (self.per_cent, terms.per_cent),
            (self.at_most, terms.at_most),
        ):
            edit.setText(words)
            edit.setPlaceholderText(self.tr("as they are") if several else "")

    def begin(self) -> None:
        """The card came up."""
        self.service.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner ends what it reads with Enter; here that only moves on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
            return
        super().keyPressEvent(event)
