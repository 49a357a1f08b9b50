"""The forms that were asked for, one card each, with what became of them. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from postwright.domain.file_name import file_name
from postwright.ui.end_of_day.told import FormCard
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.text import PlainLabel, plain_tip


class FormCardView(QFrame):
    """One form, or one request that has none yet."""

    show_wanted = Signal(str)
    print_wanted = Signal(str)
    place_chosen = Signal(str, str)
    again_wanted = Signal(int)
    attention_wanted = Signal()

    def __init__(self, card: FormCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.card = card
        self.title = PlainLabel(card.title, role="strong", wrap=True)
        self.about = PlainLabel(card.about, role="muted", wrap=True)
        self.detail = PlainLabel(card.detail, role="small", wrap=True)
        self.detail.setVisible(bool(card.detail))
        self.state = StatusPill(card.state, card.tone)
        self._make_buttons(card)
        words = column(self.title, self.about, self.detail, spacing=2)
        self.buttons = (self.show_it, self.print, self.save, self.again, self.attention)
        box = row(words, self.state, row(*self.buttons), spacing=16)
        box.setStretch(0, 1)
        box.setContentsMargins(16, 10, 12, 10)
        self.setLayout(box)

    def _make_buttons(self, card: FormCard) -> None:
        is_made = bool(card.form_id)
        self.show_it = Button(self.tr("Show"), small=True)
        self.print = Button(self.tr("Print"), small=True)
        self.save = Button(self.tr("Save as PDF…"), small=True)
        self.again = BusyButton(self.tr("Try again"), kind="plain")
        self.again.setProperty("small", True)
        self.attention = Button(self.tr("Open Attention"), small=True)
        for button in (self.show_it, self.print, self.save):
            button.setVisible(is_made)
            button.setAccessibleName(f"{button.text()}: {card.title}")
        self.again.setVisible(card.can_retry)
        self.attention.setVisible(card.in_doubt)
        self.show_it.clicked.connect(lambda: self.show_wanted.emit(card.form_id))
        self.print.clicked.connect(lambda: self.print_wanted.emit(card.form_id))
        self.save.clicked.connect(self._ask_place)
        self.again.clicked.connect(lambda: self.again_wanted.emit(card.number))
        self.attention.clicked.connect(self.attention_wanted)

    def show_state(self, printer: str, sending: str, retrying: int) -> None:
        """Which printer takes it, and whether something is being done with it."""
        busy = bool(sending)
        self.print.setEnabled(bool(printer) and not busy)
        tip = self.tr("Print on %s") % printer if printer else self.tr("No printer takes this paper")
        self.print.setToolTip(plain_tip(tip))
        self.save.setEnabled(not busy)
        text = self.tr("Asking…") if retrying == self.card.number else self.tr("Try again")
        self.again.show_state(text, enabled=not retrying, busy=retrying == self.card.number)

    def _ask_place(self) -> None:
        path = ask_place(self, self.card.form_id)
        if path:
            self.place_chosen.emit(self.card.form_id, path)


def ask_place(owner: QWidget, form_id: str) -> str:
    """Where to write it, or nothing; a dialog of the system, whose place it is."""
    name = file_name("scan-form", form_id, suffix="pdf")
    path, _ = QFileDialog.getSaveFileName(owner, owner.tr("Save the SCAN form"), name, "PDF (*.pdf)")
    return path


class FormList(QWidget):
    """Built anew only when the forms changed, so that the focus stays."""

    show_wanted = Signal(str)
    print_wanted = Signal(str)
    place_chosen = Signal(str, str)
    again_wanted = Signal(int)
    attention_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, role="strong")
        self.views: list[FormCardView] = []
        self._cards: tuple[FormCard, ...] = ()
        self._box = column(self.title, spacing=8)
        self.setLayout(self._box)
        self.hide()

    def show_cards(self, cards: tuple[FormCard, ...]) -> None:
        self.setVisible(bool(cards))
        if cards == self._cards:
            return
        self._cards = cards
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            hand_over(self)
        for view in self.views:
            self._box.removeWidget(view)
            view.deleteLater()
        self.views = [FormCardView(card) for card in cards]
        for view in self.views:
            view.show_wanted.connect(self.show_wanted)
            view.print_wanted.connect(self.print_wanted)
            view.place_chosen.connect(self.place_chosen)
            view.again_wanted.connect(self.again_wanted)
            view.attention_wanted.connect(self.attention_wanted)
            self._box.addWidget(view)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """All that Tab reaches, from the first card to the last."""
        return tuple(button for view in self.views for button in view.buttons)

    def show_state(self, printer: str, sending: str, retrying: int) -> None:
        for view in self.views:
            view.show_state(printer, sending, retrying)
