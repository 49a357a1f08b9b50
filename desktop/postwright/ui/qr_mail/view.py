"""Draws the QR page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QSizePolicy, QStackedWidget, QTabWidget, QWidget

from postwright.domain.advice import Action
from postwright.domain.papers import PaperKind
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.mail_preview import MailPreview
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.papers_button import PapersButton
from postwright.ui.widgets.pictures import QrView
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.text import ElidedLabel, PlainLabel

_LEFT = 344
_QR = 184


class QrMailView(PanelPage):
    """The code and the sending at the left, the mail at the right."""

    recipient_written = Signal(str)
    id_written = Signal(str)
    id_kept = Signal()
    send_wanted = Signal()
    place_chosen = Signal(str)
    copy_wanted = Signal()
    card_wanted = Signal()
    card_place_chosen = Signal(str)
    left = Signal()
    labels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self.tr("Back"), icon_name="return")
        self.name(self.tr("QR code for the customer"), self.back)
        self._form = 0
        self._make_code()
        self._make_sending()
        self._make_mail()
        left = ScrollColumn(self.code, self.sending)
        left.setFixedWidth(_LEFT)
        full = QWidget()
        box = row(left, self.mail, spacing=16)
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
        self.add(self.stack)
        self._connect()

    def _make_code(self) -> None:
        self.qr = QrView()
        self.qr.setFixedSize(_QR, _QR)
        self.spelled = PlainLabel(role="heading").selectable()
        self.hint = PlainLabel(role="small", wrap=True)
        self.id_field = Field(self.tr("Label ID"), line("XXXXXXXX", most=12))
        self.id_keep = BusyButton("", kind="plain")
        beside = column(PlainLabel(" ", role="label"), self.id_keep, None, spacing=4)
        self.typed_id = QWidget()
        self.typed_id.setLayout(row(self.id_field, beside))
        self.code = Section().add(
            row(None, self.qr, None), row(None, self.spelled, None), self.hint, self.typed_id
        )

    def _make_sending(self) -> None:
        self.to = Field(self.tr("Send to"), line("name@example.com"))
        self.send = BusyButton("", icon_name="mail")
        self.save = Button(self.tr("Save as .eml…"), icon_name="folder")
        self.copy = Button(self.tr("Copy text"), icon_name="copy")
        self.card = PapersButton(self.tr("Card for the counter…"), (PaperKind.QR_CARD,))
        self.sending = Section().add(self.to, self.send, row(self.save, self.copy), self.card)
        for card in (self.code, self.sending):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _make_mail(self) -> None:
        self.subject = ElidedLabel(role="strong")
        self.preview = MailPreview()
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setTabChangesFocus(True)
        self.plain.setAccessibleName(self.tr("The mail as plain text"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.preview, self.tr("As the customer sees it"))
        self.tabs.addTab(self.plain, self.tr("Plain text"))
        self.tabs.setDocumentMode(True)
        self.link = ElidedLabel(role="small")
        self.mail = QWidget()
        box = column(self.subject, self.tabs, self.link)
        box.setStretch(1, 1)
        self.mail.setLayout(box)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.to.edited.connect(lambda: self.recipient_written.emit(_text(self.to)))
        self.id_field.edited.connect(lambda: self.id_written.emit(_text(self.id_field)))
        self.id_keep.clicked.connect(self.id_kept)
        self.send.clicked.connect(self.send_wanted)
        self.save.clicked.connect(self.ask_place)
        self.copy.clicked.connect(self.copy_wanted)
        self.card.send_wanted.connect(lambda kind: self.card_wanted.emit())
        self.card.place_chosen.connect(lambda kind, path: self.card_place_chosen.emit(path))
        self.preview.pointed.connect(self._show_link)
        self.empty.acted.connect(self.labels_wanted)

    def render_screen(self, screen: QrMailScreen) -> None:
        """Show it all. Sends nothing."""
        self.banner.show_notice(screen.notice)
        self.line.setText(screen.id_line)
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        if screen.form != self._form:
            self._form = screen.form
            self.to.editor.setProperty("text", screen.recipient)
            self.id_field.editor.setProperty("text", screen.broker_id)
        sheet = screen.sheet
        self.qr.show_png(sheet.qr_png if sheet else b"", self.tr("QR code"))
        self.spelled.setText(screen.id_spelled)
        self.spelled.setAccessibleName(self.tr("Label ID %s") % screen.id_spelled)
        self.spelled.setVisible(bool(screen.id_spelled))
        self.hint.setText(screen.id_hint)
        self.hint.setVisible(bool(screen.id_hint))
        self.typed_id.setVisible(bool(screen.id_hint))
        self.id_keep.show_state(self.tr("Keep"), enabled=screen.can_save_id, busy=screen.saving_id)
        self.to.show_problem(screen.recipient_problem)
        text = self.tr("Sending…") if screen.sending else screen.send_text
        self.send.show_state(text, enabled=screen.can_send, busy=screen.sending)
        self.save.setEnabled(screen.can_save)
        self.copy.setEnabled(screen.can_save)
        self.card.show_papers(screen.papers, screen.label_id)
        self.card.setEnabled(screen.can_save and not screen.papers.making)
        self.subject.setText(sheet.subject if sheet else "")
        self.preview.show_mail(sheet.html if sheet else "", (sheet.qr_png,) if sheet else ())
        text = sheet.text if sheet else ""
        if self.plain.toPlainText() != text:
            self.plain.setPlainText(text)

    def ask_place(self) -> None:
        """Where to write the mail; the only dialog here, since the place is the system's to choose."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the mail"), "qr-code.eml")
        if path:
            self.place_chosen.emit(path)

    def acted(self, action: str) -> bool:
        """Whether the banner's action was one that the view itself carries out."""
        if action != Action.SAVE_MAIL:
            return False
        self.ask_place()
        return True

    def _show_link(self, address: str) -> None:
        self.link.setText(self.tr("Leads to %s") % address if address else "")


def _text(field: Field) -> str:
    return str(field.editor.property("text"))
