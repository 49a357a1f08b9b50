"""Draws the page of a mail and says what the person did. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QStackedWidget, QWidget

from postwright.domain.advice import Action
from postwright.domain.papers import PaperKind
from postwright.ui.papers import NAMES
from postwright.ui.qr_mail.code_card import CodeCard
from postwright.ui.qr_mail.mail_side import MailSide
from postwright.ui.qr_mail.recipient_card import RecipientCard
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.widgets.tone_list import ToneList

_LEFT = 360


class QrMailView(PanelPage):
    """The code, who gets it and what was sent at the left; the mail at the right; the sending at the top."""

    send_wanted = Signal()
    give_wanted = Signal()
    place_chosen = Signal(str)
    picture_place_chosen = Signal(str)
    copy_wanted = Signal()
    text_wanted = Signal()
    card_wanted = Signal()
    card_place_chosen = Signal(str)
    left = Signal()
    labels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("", "", "")
        self._make_head()
        self.code = CodeCard()
        self.recipient = RecipientCard()
        self.hint = PlainLabel(role="small", wrap=True)
        self.closed = PlainLabel(role="trouble", wrap=True)
        self.lines = ToneList(self.tr("Mails about this label"))
        self.history = Section(self.tr("Mails about this label")).add(self.lines)
        self.history.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.mail = MailSide()
        column = ScrollColumn(self.closed, self.recipient, self.code, self.history)
        column.setFixedWidth(_LEFT)
        full = QWidget()
        box = row(column, self.mail, spacing=16)
        box.setStretch(1, 1)
        full.setLayout(box)
        self.empty = EmptyState(
            self.tr("The QR code of a label stands here, with the mail that brings it to the customer."),
            self.tr("Choose a label"),
            "qr",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.add(self.hint, self.stack)
        self.body.setStretch(1, 1)
        self._connect()

    def _make_head(self) -> None:
        self.back = Button(self.tr("Back"), icon_name="return")
        self.more = Button(self.tr("More"))
        self.give = BusyButton("", kind="plain")
        self.send = BusyButton("", icon_name="mail")
        menu = QMenu(self.more)
        self.save = self._offer(menu, self.tr("Save as .eml…"), self.ask_place)
        self.picture = self._offer(menu, self.tr("Save the picture…"), self.ask_picture_place)
        menu.addSeparator()
        self.copy = self._offer(menu, self.tr("Copy the mail"), self.copy_wanted.emit)
        self.copy_text = self._offer(menu, self.tr("Copy the text"), self.text_wanted.emit)
        menu.addSeparator()
        self.card = self._offer(menu, "", self.card_wanted.emit)
        card = NAMES[PaperKind.QR_CARD]
        self.card_save = self._offer(menu, self.tr("Save the %s as PDF…") % card, self.ask_card_place)
        self.more.setMenu(menu)
        self.name(self.tr("QR code for the customer"), self.back, self.more, self.give, self.send)

    def _offer(self, menu: QMenu, words: str, deed: Callable[[], object]) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(lambda: deed())
        menu.addAction(action)
        return action

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.send.clicked.connect(self.send_wanted)
        self.give.clicked.connect(self.give_wanted)
        self.empty.acted.connect(self.labels_wanted)

    def render_screen(self, screen: QrMailScreen) -> None:
        """Show it all. Sends nothing."""
        self.banner.show_notice(screen.notice)
        self.title.setText(screen.title)
        self.setAccessibleName(screen.title)
        self.line.setText(screen.id_line)
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        self.code.show_screen(screen)
        self.recipient.show_screen(screen)
        self.mail.show_screen(screen)
        self.lines.show_lines(screen.history)
        self.history.setVisible(bool(screen.history))
        for label, text in ((self.closed, screen.closed), (self.hint, screen.send_hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self._show_deeds(screen)

    def _show_deeds(self, screen: QrMailScreen) -> None:
        for button in (self.more, self.give, self.send):
            button.setVisible(not screen.is_empty and not screen.closed)
        text = self.tr("Into the outbox…") if screen.sending else screen.send_text
        self.send.show_state(text, enabled=screen.can_send, busy=screen.sending)
        text = self.tr("Opening…") if screen.giving else self.tr("Open in my mail program")
        self.give.show_state(text, enabled=screen.can_give, busy=screen.giving)
        for action in (self.save, self.copy, self.copy_text):
            action.setEnabled(screen.can_save)
        self.picture.setEnabled(bool(screen.picture))
        printer = screen.papers.printers.get(PaperKind.QR_CARD, "")
        words = {"card": NAMES[PaperKind.QR_CARD], "printer": printer}
        self.card.setText(self.tr("Print the %(card)s on %(printer)s") % words)
        self.card.setVisible(bool(printer) and screen.is_code)
        self.card_save.setVisible(screen.is_code)
        for action in (self.card, self.card_save):
            action.setEnabled(screen.can_save and not screen.papers.making)
        self._names = (screen.file_name("eml"), screen.file_name("png"), screen.file_name("pdf"))

    # ------------------------------------------------------------ places, which are the system's to choose

    def ask_place(self) -> None:
        self._ask(self.tr("Save the mail"), self._names[0], self.place_chosen.emit)

    def ask_picture_place(self) -> None:
        self._ask(self.tr("Save the picture"), self._names[1], self.picture_place_chosen.emit)

    def ask_card_place(self) -> None:
        self._ask(self.tr("Save the card"), self._names[2], self.card_place_chosen.emit)

    def _ask(self, title: str, name: str, tell: Callable[[str], object]) -> None:
        path, _ = QFileDialog.getSaveFileName(self, title, name)
        if path:
            tell(path)

    def acted(self, action: str) -> bool:
        """Whether the banner's action was one that the view itself carries out."""
        if action != Action.SAVE_MAIL:
            return False
        self.ask_place()
        return True
