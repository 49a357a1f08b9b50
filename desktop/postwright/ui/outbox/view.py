"""Draws the Mail panel and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from postwright.ui.outbox import codes_told, mails_told
from postwright.ui.outbox.codes_told import CodeDeed
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.screen import OutboxScreen, Part
from postwright.ui.outbox.tables import (
    CODE_COLUMNS,
    ENDS,
    KIND,
    MAIL_COLUMNS,
    STATE,
    VOID_BY,
    WHEN,
    code_rows,
    mail_rows,
)
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.deed_card import DeedCard
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.steady import steady

_PARTS = (Part.OUTBOX, Part.CODES)
_MAIL_ICONS: dict[str, str] = {
    MailDeed.SEND_NOW: "mail",
    MailDeed.SEND_AGAIN: "refresh",
    MailDeed.ARRIVED: "check",
    MailDeed.CORRECT: "addresses",
    MailDeed.OPEN_LABEL: "arrow-right",
}
_CODE_ICONS: dict[str, str] = {
    CodeDeed.MAIL: "mail",
    CodeDeed.MAIL_AGAIN: "mail",
    CodeDeed.NEW_CODE: "qr",
    CodeDeed.VOID: "voids",
    CodeDeed.OPEN_LABEL: "arrow-right",
}


class OutboxView(PanelPage):
    """Two lists behind two tabs, each with a card for the row that one stands on."""

    look_wanted = Signal()
    part_chosen = Signal(str)
    pointed = Signal(int)
    code_pointed = Signal(str)
    done_with = Signal(int, str)
    code_done_with = Signal(str, str)
    labels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Button(self.tr("Look again"), icon_name="refresh")
        self.name(self.tr("Mail"), self.look)
        self.mails = DataTable(MAIL_COLUMNS, self.tr("Mails"))
        self.mails.setItemDelegateForColumn(STATE, StateCell(self.mails))
        self.mails.yield_columns(WHEN, KIND)
        self.codes = DataTable(CODE_COLUMNS, self.tr("QR codes that nobody used"))
        for place in (ENDS, VOID_BY):
            self.codes.setItemDelegateForColumn(place, StateCell(self.codes))
        self.mail = DeedCard(
            {str(one): self.tr(words) for one, words in mails_told.WORDS.items()},
            _MAIL_ICONS, frozenset({MailDeed.CANCEL, MailDeed.PUT_ASIDE}), "mail",
        )  # fmt: skip
        self.code = DeedCard(
            {str(one): self.tr(words) for one, words in codes_told.WORDS.items()},
            _CODE_ICONS, frozenset({CodeDeed.VOID}), "qr",
        )  # fmt: skip
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.empty = EmptyState(
            self.tr(
                "Mails to customers stand here: what waits, what is in doubt, and what was sent of late."
            ),
            self.tr("Choose a label to mail"),
            "mail",
        )
        self.codes_empty = EmptyState(
            self.tr("QR codes that were mailed and not used within some days stand here, before they end."),
            "",
            "qr",
        )
        self.outbox_part = _part(self.mails, self.mail, self.empty)
        self.codes_part = _part(self.codes, self.code, self.codes_empty)
        self.tabs = QTabWidget()
        steady(self.tabs.tabBar())
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.outbox_part, self.tr("Outbox"))
        self.tabs.addTab(self.codes_part, self.tr("Unused QR codes"))
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the panel"))
        self._quiet = False
        self.add(self.tabs)

    def _connect(self) -> None:
        self.look.clicked.connect(self.look_wanted)
        self.tabs.currentChanged.connect(self._turned)
        self.mails.chosen.connect(lambda key: self.pointed.emit(int(key or 0)))
        self.codes.chosen.connect(self.code_pointed)
        self.mail.wanted.connect(lambda key, deed: self.done_with.emit(int(key), deed))
        self.code.wanted.connect(self.code_done_with)
        self.mails.opened.connect(lambda key: self.done_with.emit(int(key), MailDeed.OPEN_LABEL))
        self.codes.opened.connect(lambda key: self.code_done_with.emit(key, CodeDeed.OPEN_LABEL))
        self.empty.acted.connect(self.labels_wanted)

    def render_screen(self, screen: OutboxScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.line)
        self.banner.show_notice(screen.banner)
        self._quiet = True
        self.tabs.setTabText(0, screen.outbox_title)
        self.tabs.setTabText(1, screen.codes_title)
        self.tabs.setCurrentIndex(_PARTS.index(screen.part))
        self._quiet = False
        self._render_mails(screen)
        self._render_codes(screen)

    def _render_mails(self, screen: OutboxScreen) -> None:
        self.outbox_part.setCurrentIndex(1 if screen.is_empty else 0)
        if screen.given is not None:
            chosen = str(screen.current) if screen.current else ""
            self.mails.set_rows(mail_rows(screen.rows, screen.given), chosen)
        card = screen.card
        self.mail.setVisible(card is not None)
        if card is not None:
            key = str(card.mail_id)
            self.mail.show_words(key, card.title, card.to, card.text, card.detail, card.tone)
            self.mail.show_deeds(card.deeds, busy=card.busy)

    def _render_codes(self, screen: OutboxScreen) -> None:
        self.codes_part.setCurrentIndex(1 if screen.codes_empty else 0)
        self.codes.set_rows(code_rows(screen.code_rows), screen.current_code)
        card = screen.code
        self.code.setVisible(card is not None)
        if card is not None:
            self.code.show_words(card.label_id, card.title, card.known, card.text, card.validity, card.tone)
            self.code.show_deeds(card.deeds, busy=card.busy)

    def _turned(self, place: int) -> None:
        if not self._quiet and place >= 0:
            self.part_chosen.emit(_PARTS[place])


def _part(table: DataTable, card: DeedCard, empty: EmptyState) -> QStackedWidget:
    """A list with its card, or the page that says what will stand here."""
    full = QWidget()
    box = column(table, card, spacing=12)
    box.setContentsMargins(0, 12, 0, 0)
    box.setStretch(0, 1)
    full.setLayout(box)
    part = QStackedWidget()
    part.addWidget(full)
    part.addWidget(empty)
    return part
