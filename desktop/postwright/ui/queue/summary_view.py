"""The sum before anything is bought: what, how much, and each odd thing with its answers. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from postwright.domain.ship_day import LeavesToday
from postwright.ui import keys
from postwright.ui.queue.summary import LeftOut, Question, Summary
from postwright.ui.queue.summary_rows import OfferRow, QuestionRow
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.leaving_row import LeavingRow
from postwright.ui.widgets.section import ScrollColumn
from postwright.ui.widgets.sentence_row import SentenceRow
from postwright.ui.widgets.text import Line, PlainLabel

# More would be read by nobody, and building them would hold up the window.
MOST_ROWS = 40
_MOST_LINES = 8
# A second click of a double click is no second decision.
ARMED_AFTER = 400


class SummaryView(QFrame):
    """The focus stands on not buying. Ctrl+Enter presses Buy; with a question open it only points at it."""

    confirmed = Signal()
    left = Signal()
    answered = Signal(str)
    left_out = Signal(str)
    reprinted = Signal(str)
    voided = Signal(str)
    taken = Signal(str)
    day_answered = Signal(object, bool)

    def __init__(self, arm: int = ARMED_AFTER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self.arm = arm
        self._clock = QElapsedTimer()
        self.questions: list[QuestionRow] = []
        self.offers: list[OfferRow] = []
        self.leaving: list[LeavingRow] = []
        self.headline = PlainLabel(role="heading", wrap=True)
        self.facts = PlainLabel(wrap=True)
        self.balance = PlainLabel(wrap=True)
        self._list, self._offers, self._days = column(spacing=0), column(spacing=0), column(spacing=8)
        self.more = PlainLabel(role="muted", wrap=True)
        self.lines = PlainLabel(wrap=True)
        self.notes = PlainLabel(role="muted", wrap=True)
        self.out = PlainLabel(role="muted", wrap=True)
        self.leave = Button(self.tr("Not now"))
        self.leave.clicked.connect(self.left)
        self.go = BusyButton(self.tr("Buy"), icon_name="wallet")
        self.go.setProperty("large", True)
        self.go.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.go.setToolTip(keys.tip("buy", self.tr("Buy these labels")))
        self.go.clicked.connect(self.press)
        self.hint = PlainLabel(role="waiting", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()

    def _arrange(self) -> None:
        self._scroll = ScrollColumn(
            self._days, self._list, self.more, self._offers, self.lines, self.notes, self.out, spacing=8
        )
        end = row(self.leave, self.hint, self.go, spacing=12)
        end.setStretch(1, 1)
        head = column(self.headline, self.facts, self.balance, spacing=2)
        box = column(head, Line(), self._scroll, end, spacing=8)
        box.setStretch(2, 1)
        box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(box)

    def show_summary(self, summary: Summary) -> None:
        """Show it all. Sends nothing."""
        self.headline.setText(summary.headline)
        self.facts.setText(summary.facts)
        self.facts.setVisible(bool(summary.facts))
        self.balance.setText(summary.balance_line)
        self.balance.set_role("waiting" if summary.balance_short else "muted")
        self._show_days(summary.plan.leaving, open=not summary.checking)
        self._show_questions(summary.questions)
        self._show_offers(tuple(one for one in summary.left if one.take))
        plain = tuple(f"{one.who}: {one.why}" for one in summary.left if not one.take)
        for label, words in (
            (self.lines, _lines(summary.lines)),
            (self.notes, _lines(summary.notes)),
            (self.out, _lines(plain, self.tr("Left out:"))),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.hint.setText(summary.hint)
        self.go.show_state(summary.button, enabled=summary.can_confirm, busy=False)

    def _show_questions(self, questions: tuple[Question, ...]) -> None:
        """Rows stay where they are while the questions do, so that the focus does."""
        shown = questions[:MOST_ROWS]
        if [one.key for one in self.questions] != [one.key for one in shown]:
            self._clear(self.questions)
            answers = (self.answered.emit, self.left_out.emit, self.reprinted.emit, self.voided.emit)
            self.questions = [QuestionRow(question, *answers) for question in shown]
            for made in self.questions:
                self._list.addWidget(made)
        for held, question in zip(self.questions, shown, strict=True):
            held.show_question(question)
        rest = len(questions) - len(shown)
        self.more.setText(self.tr("%d more questions follow once some of these are answered.") % rest)
        self.more.setVisible(bool(rest))

    def _show_days(self, asked: tuple[LeavesToday, ...], *, open: bool) -> None:
        """One row for each place that parcels leave from."""
        while len(self.leaving) < len(asked):
            made = LeavingRow()
            made.answered.connect(self.day_answered)
            self.leaving.append(made)
            self._days.addWidget(made)
        held = self.window().focusWidget()
        if any(one.isAncestorOf(held) for one in self.leaving[len(asked) :] if held is not None):
            self.leave.setFocus()
        for number, one in enumerate(self.leaving):
            question = asked[number] if number < len(asked) else None
            place = self.tr("From %s") % question.place if question and len(asked) > 1 else ""
            one.show_question(question, place=place, open=open)

    def _show_offers(self, left: tuple[LeftOut, ...]) -> None:
        shown = left[:MOST_ROWS]
        if [one.left for one in self.offers] == list(shown):
            return
        self._clear(self.offers)
        self.offers = [OfferRow(one, self.taken.emit) for one in shown]
        for made in self.offers:
            self._offers.addWidget(made)

    def _clear(self, rows: Sequence[SentenceRow]) -> None:
        """Take rows away; a focus within them goes to not buying."""
        held = self.window().focusWidget()
        if held is not None and any(one.isAncestorOf(held) for one in rows):
            self.leave.setFocus()
        for one in rows:
            one.hide()
            one.deleteLater()

    def begin(self) -> None:
        """It came up: it is said, and the focus stands on not buying."""
        self._clock.start()
        self.leave.setFocus()
        said = (self.headline.text(), self.facts.text(), self.balance.text(), self.hint.text())
        self.setAccessibleName(" ".join(one for one in said if one))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def press(self) -> None:
        """Buy, if every question is answered; else point at the first that is not."""
        if self._clock.isValid() and self._clock.elapsed() < self.arm:
            return
        first = next((one for one in self.questions if not one.question.answered), None)
        if first is not None:
            self._scroll.ensureWidgetVisible(first)
            first.point()
        elif self.go.isEnabled():
            self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _lines(said: tuple[str, ...], title: str = "") -> str:
    if not said:
        return ""
    rest = [f"and {len(said) - _MOST_LINES} more"] if len(said) > _MOST_LINES else []
    return "\n".join([*([title] if title else []), *said[:_MOST_LINES], *rest])
