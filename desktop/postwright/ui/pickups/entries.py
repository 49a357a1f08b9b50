"""The pickups that were asked for, one card each, with what the carrier made of them. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.domain.papers import PaperKind
from postwright.ui.papers import PaperChoice
from postwright.ui.pickups.screen import EntryLine
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.papers_button import PapersButton
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.text import PlainLabel


class EntryCard(QFrame):
    """One pickup."""

    cancel_wanted = Signal(int)
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)

    def __init__(self, entry: EntryLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.when = PlainLabel(entry.when, role="strong")
        self.what = PlainLabel(entry.what, role="muted")
        self.difference = PlainLabel(entry.difference, role="waiting", wrap=True)
        self.difference.setVisible(bool(entry.difference))
        self.state = StatusPill(entry.state, entry.tone)
        self.cancel = Button(self.tr("Cancel…"), kind="danger", small=True)
        self.cancel.setAccessibleName(self.tr("Cancel the pickup on %s") % entry.when)
        self.cancel.setVisible(entry.can_cancel)
        self.cancel.clicked.connect(lambda: self.cancel_wanted.emit(entry.id))
        self.list = PapersButton(self.tr("List…"), (PaperKind.PICKUP_LIST,), small=True)
        self.list.setAccessibleName(self.tr("List of the parcels of the pickup on %s") % entry.when)
        self.list.setVisible(entry.has_list)
        self.list.send_wanted.connect(lambda kind: self.list_wanted.emit(entry.id))
        self.list.place_chosen.connect(lambda kind, path: self.list_place_chosen.emit(entry.id, path))
        self.number = str(entry.id)
        words = column(self.when, self.what, self.difference, spacing=2)
        box = row(words, self.state, self.list, self.cancel, spacing=16)
        box.setStretch(0, 1)
        box.setContentsMargins(16, 10, 12, 10)
        self.setLayout(box)


class EntryList(QWidget):
    """Built anew only when the pickups changed, so that the focus stays."""

    cancel_wanted = Signal(int)
    list_wanted = Signal(int)
    list_place_chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[EntryCard] = []
        self._lines: tuple[EntryLine, ...] = ()
        self._box = column(spacing=8)
        self.setLayout(self._box)

    def show_lines(self, lines: tuple[EntryLine, ...]) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            hand_over(self)
        for card in self.cards:
            self._box.removeWidget(card)
            card.deleteLater()
        self.cards = [EntryCard(line) for line in lines]
        for card in self.cards:
            card.cancel_wanted.connect(self.cancel_wanted)
            card.list_wanted.connect(self.list_wanted)
            card.list_place_chosen.connect(self.list_place_chosen)
            self._box.addWidget(card)

    def show_papers(self, choice: PaperChoice) -> None:
        """Which printer takes a list, and whether one is being made."""
        for card in self.cards:
            card.list.show_papers(choice, card.number)
