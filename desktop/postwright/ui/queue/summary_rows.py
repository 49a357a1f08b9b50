"""The rows of the sum: a question with its answers, a parcel left out that could be taken in. Only draws."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.guards import GuardKind
from postwright.ui.queue.summary import LeftOut, Question
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.sentence_row import SentenceRow

# What pressing a button of the row does, with the row's key.
Press = Callable[[str], None]


class QuestionRow(SentenceRow):
    """One odd thing that wants an answer. What is answered can be taken back."""

    def __init__(self, question: Question, buy: Press, leave: Press, reprint: Press, void: Press) -> None:
        self.question = question
        self.buy = Button(question.yes, small=True)
        self.buy.setCheckable(True)
        self.leave = Button(question.no, small=True)
        self.reprint, self.void = Button("", small=True), Button("", small=True)
        super().__init__("waiting", "waiting", self.reprint, self.void, self.buy, self.leave)
        self.reprint.setText(self.tr("Reprint it"))
        self.void.setText(self.tr("Void the old"))
        for button, deed in (
            (self.buy, buy),
            (self.leave, leave),
            (self.reprint, reprint),
            (self.void, void),
        ):
            button.clicked.connect(lambda _=False, deed=deed: deed(self.question.key))
        bought_before = question.kind is GuardKind.SIMILAR and bool(question.label_id)
        self.reprint.setVisible(bought_before)
        self.void.setVisible(bought_before)
        self.leave.setVisible(bool(question.no))
        self.show_question(question)

    @property
    def key(self) -> str:
        return self.question.key

    def show_question(self, question: Question) -> None:
        self.question = question
        self.write(question.who, question.sentence)
        self.buy.setChecked(question.answered)
        for button in (self.buy, self.leave, self.reprint, self.void):
            button.setAccessibleName(f"{question.who}: {button.text()}")
        token = "done" if question.answered else "waiting"
        self.icon.show_icon(token, token)

    def point(self) -> None:
        """This one still wants an answer."""
        self.buy.setFocus()


class OfferRow(SentenceRow):
    """A parcel that came back with another price."""

    def __init__(self, left: LeftOut, take: Press) -> None:
        self.left = left
        self.take = Button(left.take, small=True)
        super().__init__("trouble", "trouble", self.take)
        self.take.clicked.connect(lambda: take(self.left.draft_id))
        self.take.setAccessibleName(f"{left.who}: {left.take}")
        self.write(left.who, left.why)
