"""The question whether parcels leave today all the same, with its two answers. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from postwright.domain.ship_day import LeavesToday
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.sentence_row import SentenceRow
from postwright.ui.widgets.text import plain_tip
from postwright.ui.words import day_words


class LeavingRow(SentenceRow):
    """`answered` carries the question, and whether they leave today."""

    answered = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.question: LeavesToday | None = None
        self.later, self.today = Button("", small=True), Button("", kind="quiet", small=True)
        super().__init__("waiting", "waiting", self.later, self.today, parent=parent)
        self.today.setText(self.tr("Leaves today"))
        self.later.clicked.connect(lambda: self._answer(False))
        self.today.clicked.connect(lambda: self._answer(True))
        self.hide()

    def show_question(self, question: LeavesToday | None, *, place: str = "", open: bool = True) -> None:
        """Ask it; none hides the row. It can be read, but not answered, while it is not `open`. `place` is
        said where there are several.
        """
        is_news = question is not None and question != self.question
        self.question = question
        if question is not None:
            self.write(place, question.sentence)
            self.later.setText(self.tr("Leaves %s") % day_words(question.instead))
            self.words.setToolTip(plain_tip(question.rule.dated.words))
            self.setAccessibleName(" ".join(filter(None, (place, question.sentence))))
        for button in (self.later, self.today):
            button.setEnabled(open)
            button.setAccessibleName(" ".join(filter(None, (place, button.text()))))
        show_part(self, question is not None)
        if is_news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _answer(self, today: bool) -> None:
        if self.question is not None:
            self.answered.emit(self.question, today)
