"""The cards of the Attention panel: a doubt about money, a print that may have come out, and plain ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.attention.cards_told import Answer, DoubtCard, PlainCard, PrintCard
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel

_ICON = 24


class Card(QFrame):
    """An icon, a title, and lines of what is known."""

    def __init__(self, icon: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self.title = PlainLabel(role="strong", wrap=True)
        self.known = PlainLabel(wrap=True)
        self.body = column(self.title, self.known, spacing=8)
        mark = IconLabel(icon, token, _ICON)
        box = row(mark, self.body, spacing=16)
        box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        box.setContentsMargins(16, 14, 16, 14)
        self.setLayout(box)


class DoubtView(Card):
    """Money we do not know about, with its three answers; the third asks once more."""

    check_wanted = Signal(str)
    exists_said = Signal(str, str)
    deny_wanted = Signal(str)
    denied = Signal()
    kept = Signal()
    unfold_wanted = Signal(str)

    def __init__(self, purchase_id: str, parent: QWidget | None = None) -> None:
        super().__init__("waiting", "waiting", parent)
        self.purchase_id = purchase_id
        self.amount = PlainLabel(role="amount")
        self.since = PlainLabel(role="muted")
        self.check = BusyButton("", icon_name="refresh")
        self.number = line(self.tr("Tracking number or label id"))
        self.field = Field(self.tr("I found it: paste its number"), self.number)
        self.exists = BusyButton("", kind="plain")
        self.deny = BusyButton("", kind="plain")
        self.hint = PlainLabel(role="small", wrap=True)
        self.question = ConfirmBar()
        self.unfold = Button("", kind="plain")
        self.history = PlainLabel(role="small", wrap=True)
        self.unfold.clicked.connect(lambda: self.unfold_wanted.emit(purchase_id))
        self._arrange()
        self.check.clicked.connect(lambda: self.check_wanted.emit(purchase_id))
        self.exists.clicked.connect(lambda: self.exists_said.emit(purchase_id, self.number.text()))
        self.number.returnPressed.connect(lambda: self.exists_said.emit(purchase_id, self.number.text()))
        self.deny.clicked.connect(lambda: self.deny_wanted.emit(purchase_id))
        self.question.confirmed.connect(self.denied)
        self.question.kept.connect(self.kept)

    def _arrange(self) -> None:
        money = column(self.amount, self.since, None, spacing=0)
        for label in (self.amount, self.since):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = row(column(self.title, self.known, spacing=8), money, spacing=16)
        head.setStretch(0, 1)
        beside = column(PlainLabel(" ", role="label"), self.exists, None, spacing=4)
        found = row(self.field, beside)
        found.setStretch(0, 1)
        self.body.insertLayout(0, head)
        self.body.addLayout(found)
        last = row(self.check, self.deny, self.unfold, None, spacing=8)
        self.body.addLayout(last)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.question)
        self.body.addWidget(self.history)

    def show_card(self, card: DoubtCard) -> None:
        """Draw it. The number that was pasted stays."""
        self.title.setText(card.title)
        self.known.setText("\n".join(card.lines))
        self.amount.setText(card.amount)
        self.since.setText(self.tr("since %s") % card.since)
        self.field.show_problem(card.problem)
        busy = self.tr("Checking…") if card.busy else self.tr("Check again")
        self.check.show_state(busy, enabled=True, busy=card.busy)
        self.exists.show_state(self.tr("It exists"), enabled=not card.busy, busy=False)
        self.deny.show_state(
            self.tr("It does not exist…"), enabled=card.can_deny and not card.asking, busy=False
        )
        self.hint.setText(card.deny_hint)
        self.hint.setVisible(bool(card.deny_hint))
        self.unfold.setText(self.tr("Hide the history") if card.unfolded else self.tr("All that we know"))
        self.history.setText("\n".join(card.history))
        self.history.setVisible(card.unfolded)
        if not card.asking:
            self.question.hide()
        elif self.question.isHidden() or self.question.question.text() != card.question:
            self.question.ask(card.question, card.yes, self.tr("Keep it here"))


class PrintView(Card):
    """Whether a copy came out. Only a person at the printer knows."""

    said = Signal(int, bool)

    def __init__(self, print_id: int, parent: QWidget | None = None) -> None:
        super().__init__("print", "waiting", parent)
        self.print_id = print_id
        self.yes = BusyButton("", kind="plain")
        self.no = BusyButton("", kind="plain")
        self.yes.clicked.connect(lambda: self.said.emit(print_id, True))
        self.no.clicked.connect(lambda: self.said.emit(print_id, False))
        self.body.addLayout(row(self.yes, self.no, None))

    def show_card(self, card: PrintCard) -> None:
        self.title.setText(card.title)
        self.known.setText("\n".join(card.lines))
        self.yes.show_state(self.tr("It came out"), enabled=not card.busy, busy=False)
        self.no.show_state(self.tr("Nothing came out"), enabled=not card.busy, busy=False)


class PlainView(Card):
    """A void, a pickup or a strange label, with its answers and the way to its panel."""

    opened = Signal(str)
    answered = Signal(str, str)

    def __init__(
        self, key: str, panel: str, answers: tuple[Answer, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__("waiting", "waiting", parent)
        self.key = key
        self.amount = PlainLabel(role="amount")
        self.answers = {answer: BusyButton("", kind="plain") for answer in answers}
        for answer, button in self.answers.items():
            button.clicked.connect(lambda _=False, said=answer: self.answered.emit(key, said))
        self.open = Button(self.tr("Open %s") % panel, icon_name="arrow-right")
        self.open.setVisible(bool(panel))
        self.open.clicked.connect(lambda: self.opened.emit(panel))
        head = row(column(self.title, self.known, spacing=8), self.amount, spacing=16)
        head.setStretch(0, 1)
        head.setAlignment(self.amount, Qt.AlignmentFlag.AlignTop)
        self.body.insertLayout(0, head)
        self.body.addLayout(row(*self.answers.values(), self.open, None, spacing=8))

    def show_card(self, card: PlainCard) -> None:
        self.title.setText(card.title)
        self.known.setText("\n".join(card.lines))
        self.amount.setText(card.amount)
        for answer, words in card.answers:
            self.answers[answer].show_state(words, enabled=not card.busy, busy=False)
