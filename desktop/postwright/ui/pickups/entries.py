"""The pickups that were asked for, one card each, with what the carrier made of them. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.domain.papers import PaperKind
from postwright.ui.papers import PaperChoice
from postwright.ui.pickups.told import PickupCard
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.papers_button import PapersButton
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.text import PlainLabel, plain_tip


class EntryCard(QFrame):
    """One pickup. What it says amber stands above what it says grey."""

    cancel_wanted = Signal(int)
    check_wanted = Signal(int)
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)

    def __init__(self, card: PickupCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.number = str(card.id)
        self.day = card.day
        self.when = PlainLabel(card.when, role="strong", wrap=True)
        self.what = PlainLabel(card.what, role="muted", wrap=True)
        self.notes = [PlainLabel(words, role="waiting", wrap=True) for words in card.notes]
        grey = (*card.told, card.too_late) if card.too_late else card.told
        self.told = [PlainLabel(words, role="small", wrap=True) for words in grey]
        self.state = StatusPill(card.state, card.tone)
        self._make_buttons(card)
        words = column(self.when, self.what, *self.notes, *self.told, spacing=2)
        buttons = row(self.state, self.check, self.list, self.cancel, spacing=8)
        box = row(words, column(buttons, None, spacing=0), spacing=16)
        box.setStretch(0, 1)
        box.setContentsMargins(16, 10, 12, 10)
        self.setLayout(box)

    def _make_buttons(self, card: PickupCard) -> None:
        self.cancel = Button(self.tr("Cancel…"), kind="danger", small=True)
        self.cancel.setAccessibleName(self.tr("Cancel the pickup on %s") % card.when)
        self.cancel.setVisible(card.can_cancel)
        self.cancel.clicked.connect(lambda: self.cancel_wanted.emit(card.id))
        self.check = BusyButton(self.tr("Check again"), kind="plain")
        self.check.setProperty("small", True)
        self.check.setToolTip(plain_tip(self.tr("Reads the carrier's list. Asks for nothing a second time.")))
        self.check.setVisible(card.can_check)
        self.check.clicked.connect(lambda: self.check_wanted.emit(card.id))
        self.list = PapersButton(self.tr("List…"), (PaperKind.PICKUP_LIST,), small=True)
        self.list.setAccessibleName(self.tr("List of the parcels of the pickup on %s") % card.when)
        self.list.setVisible(card.has_list)
        self.list.send_wanted.connect(lambda kind: self.list_wanted.emit(card.id))
        self.list.place_chosen.connect(lambda kind, path: self.list_place_chosen.emit(card.id, path))

    def show_checking(self, checking: int) -> None:
        """Whether this one, or another, is being looked at."""
        busy = checking == int(self.number)
        text = self.tr("Checking…") if busy else self.tr("Check again")
        self.check.show_state(text, enabled=not checking, busy=busy)


class EntryList(QWidget):
    """Built anew only when the pickups changed, so that the focus stays."""

    cancel_wanted = Signal(int)
    check_wanted = Signal(int)
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[EntryCard] = []
        self._shown: tuple[PickupCard, ...] = ()
        self._box = column(spacing=8)
        self.setLayout(self._box)

    def show_cards(self, shown: tuple[PickupCard, ...]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            hand_over(self)
        for card in self.cards:
            self._box.removeWidget(card)
            card.deleteLater()
        self.cards = [EntryCard(card) for card in shown]
        for card in self.cards:
            card.cancel_wanted.connect(self.cancel_wanted)
            card.check_wanted.connect(self.check_wanted)
            card.list_wanted.connect(self.list_wanted)
            card.list_place_chosen.connect(self.list_place_chosen)
            self._box.addWidget(card)

    def show_state(self, choice: PaperChoice, checking: int) -> None:
        """Which printer takes a list, whether one is being made, and which pickup is being looked at."""
        for card in self.cards:
            card.list.show_papers(choice, card.number)
            card.show_checking(checking)
