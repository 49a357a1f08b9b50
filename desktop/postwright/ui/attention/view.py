"""Draws the Attention panel and says what the person did. A card stays the same widget while it is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.ui.attention.cards import DoubtView, PlainView, PrintView
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.section import EmptyState, ScrollColumn


class AttentionView(PanelPage):
    """Money first, then prints, then the rest."""

    look_wanted = Signal()
    check_wanted = Signal(str)
    exists_said = Signal(str, str)
    deny_wanted = Signal(str)
    denied = Signal()
    kept = Signal()
    print_said = Signal(int, bool)
    panel_wanted = Signal(str)
    unfold_wanted = Signal(str)
    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = BusyButton(self.tr("Look again"), kind="plain", icon_name="refresh")
        self.look.clicked.connect(self.look_wanted)
        self.name(self.tr("Attention"), self.look)
        self.doubts: dict[str, DoubtView] = {}
        self.prints: dict[int, PrintView] = {}
        self.others: dict[str, PlainView] = {}
        self._money = column(spacing=12)
        self._papers = column(spacing=12)
        self._rest = column(spacing=12)
        self.empty = EmptyState(
            self.tr(
                "All is settled. Money, prints, pickups and mails in doubt stand here until they are settled."
            ),
            self.tr("Look again"),
            "done",
        )
        self.empty.acted.connect(self.look_wanted)
        self.stack = QStackedWidget()
        self.stack.addWidget(ScrollColumn(self._money, self._papers, self._rest))
        self.stack.addWidget(self.empty)
        self.add(self.stack)

    def render_screen(self, screen: AttentionScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.count_line)
        self.banner.show_notice(screen.banner)
        words = self.tr("Looking…") if screen.looking else self.tr("Look again")
        self.look.show_state(words, enabled=True, busy=screen.looking)
        self.look.setVisible(not screen.is_empty)
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        self._render_doubts(screen)
        self._render_prints(screen)
        self._render_others(screen)

    def _render_doubts(self, screen: AttentionScreen) -> None:
        wanted = {card.purchase_id: card for card in screen.doubts}
        for purchase_id in [one for one in self.doubts if one not in wanted]:
            self.doubts.pop(purchase_id).deleteLater()
        for purchase_id, card in wanted.items():
            if purchase_id not in self.doubts:
                view = self.doubts[purchase_id] = DoubtView(purchase_id)
                view.check_wanted.connect(self.check_wanted)
                view.exists_said.connect(self.exists_said)
                view.deny_wanted.connect(self.deny_wanted)
                view.denied.connect(self.denied)
                view.kept.connect(self.kept)
                view.unfold_wanted.connect(self.unfold_wanted)
                self._money.addWidget(view)
            self.doubts[purchase_id].show_card(card)

    def _render_prints(self, screen: AttentionScreen) -> None:
        wanted = {card.print_id: card for card in screen.prints}
        for print_id in [one for one in self.prints if one not in wanted]:
            self.prints.pop(print_id).deleteLater()
        for print_id, card in wanted.items():
            if print_id not in self.prints:
                view = self.prints[print_id] = PrintView(print_id)
                view.said.connect(self.print_said)
                self._papers.addWidget(view)
            self.prints[print_id].show_card(card)

    def _render_others(self, screen: AttentionScreen) -> None:
        wanted = {card.key: card for card in screen.others}
        for key in [one for one in self.others if one not in wanted]:
            self.others.pop(key).deleteLater()
        for key, card in wanted.items():
            if key not in self.others:
                view = PlainView(key, card.panel, tuple(answer for answer, _ in card.answers))
                view.opened.connect(self.panel_wanted)
                view.answered.connect(self.answered)
                self.others[key] = view
                self._rest.addWidget(view)
            self.others[key].show_card(card)
