"""The question whether parcels leave today all the same, with its two answers. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from postwright.domain.ship_day import LeavesToday
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel, plain_tip
from postwright.ui.words import day_words


class LeavingRow(QFrame):
    """`answered` carries the question, and whether they leave today."""

    answered = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: LeavesToday | None = None
        self.sentence = PlainLabel(role="waiting", wrap=True)
        self.later = Button("", small=True)
        self.today = Button(self.tr("It leaves today"), kind="quiet", small=True)
        self.later.clicked.connect(lambda: self._answer(False))
        self.today.clicked.connect(lambda: self._answer(True))
        box = column(self.sentence, row(self.later, self.today, None), spacing=4)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        self.hide()

    def show_question(self, question: LeavesToday | None, *, open: bool = True) -> None:
        """Ask it; none hides the row. It can be read, but not answered, while it is not `open`."""
        is_news = question is not None and question != self.question
        self.question = question
        if question is not None:
            self.sentence.setText(question.sentence)
            self.later.setText(self.tr("It leaves %s") % day_words(question.instead))
            self.sentence.setToolTip(plain_tip(question.rule.dated.words))
            self.setAccessibleName(question.sentence)
        for button in (self.later, self.today):
            button.setEnabled(open)
        show_part(self, question is not None)
        if is_news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _answer(self, today: bool) -> None:
        if self.question is not None:
            self.answered.emit(self.question, today)
