"""Draws the Mail page and says what the person did. The password leaves its field once and is then wiped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.ui.settings.cards import card, padded, secret, small
from postwright.ui.settings.mail.screen import SECURITIES, MailScreen
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.field import Field, choice, choose, chosen, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import PlainLabel

_PORT = 96


class MailView(QWidget):
    """The shop's sender, the server, the password, and a test."""

    written = Signal(MailSetup)
    password_given = Signal(str)
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = self._cleared = 0
        self._writing = False
        self._setup = MailSetup()
        self.shop_name = Field(self.tr("Shop name, as customers read it"), line())
        self.sent_from = Field(self.tr("Sent from"), line("shop@example.com"))
        self.reply_to = Field(self.tr("Answers go to, if elsewhere"), line())
        self.host = Field(self.tr("Mail server"), line("smtp.example.com"))
        self.port = padded(QSpinBox())
        self.port.setRange(1, 65535)
        self.port.setFixedWidth(_PORT)
        self.port_field = Field(self.tr("Port"), self.port)
        self.security = choice(tuple((one.value, words) for one, words in SECURITIES.items()))
        self.security_field = Field(self.tr("Protection"), self.security)
        self.user = Field(self.tr("User name"), line())
        self.password = secret()
        self.password_field = Field(self.tr("Password"), self.password)
        self.password_note = PlainLabel(role="done", wrap=True)
        self.keep = BusyButton("", kind="plain")
        self.test = BusyButton("", icon_name="mail")
        self._pause = Pause(self)
        self._arrange()
        self._listen()
        steady(self)

    def _arrange(self) -> None:
        server = row(self.host, self.port_field)
        server.setStretch(0, 1)
        beside = column(PlainLabel(" ", role="label"), self.keep, None, spacing=4)
        password = row(self.password_field, beside)
        password.setStretch(0, 1)
        hint = small(
            self.tr("Only QR codes are mailed. Without a server you can save a mail and send it yourself.")
        )
        self.setLayout(
            column(
                card(self.tr("The shop"), self.shop_name, row(self.sent_from, self.reply_to)),
                card(
                    self.tr("The server"),
                    server,
                    self.security_field,
                    self.user,
                    password,
                    self.password_note,
                    row(self.test, None),
                    hint,
                ),
                spacing=16,
            )
        )

    def _listen(self) -> None:
        for field in (
            self.shop_name,
            self.sent_from,
            self.reply_to,
            self.host,
            self.user,
            self.security_field,
        ):
            field.edited.connect(self._pause.start)
            field.left.connect(self._pause.flush)
        self.port.valueChanged.connect(self._spun)
        self.port.editingFinished.connect(self._pause.flush)
        self._pause.over.connect(lambda: self.written.emit(self.setup()))
        self.keep.clicked.connect(lambda: self.password_given.emit(self.password.text()))
        self.password.returnPressed.connect(lambda: self.password_given.emit(self.password.text()))
        self.test.clicked.connect(self._test)

    def _spun(self) -> None:
        if not self._writing:
            self._pause.start()

    def render_screen(self, screen: MailScreen) -> None:
        """Show it all; the fields only when they must be written anew. Sends nothing."""
        self._setup = screen.setup
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen.setup)
        if screen.cleared != self._cleared:
            self._cleared = screen.cleared
            self.password.clear()
        for field, name in (
            (self.host, "host"),
            (self.sent_from, "sender"),
            (self.reply_to, "reply_to"),
            (self.security_field, "security"),
        ):
            field.show_problem(screen.problem(name))
        self.password_field.show_problem(screen.password_problem)
        self.password_note.setText(screen.password_note)
        self.password_note.setVisible(bool(screen.password_note))
        self.keep.show_state(self.tr("Keep"), enabled=not screen.keeping, busy=screen.keeping)
        words = self.tr("Sending…") if screen.testing else self.tr("Send me a test")
        self.test.show_state(words, enabled=screen.can_test, busy=screen.testing)

    def setup(self) -> MailSetup:
        """What the fields say."""
        fields = (self.shop_name, self.sent_from, self.reply_to, self.host)
        name, sender, reply_to, host = (str(one.editor.property("text")).strip() for one in fields)
        user = str(self.user.editor.property("text")).strip()
        security = MailSecurity(chosen(self.security))
        return replace(
            self._setup,
            shop_name=name,
            sender=sender,
            reply_to=reply_to,
            host=host,
            port=self.port.value(),
            security=security,
            user=user,
        )

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def _write(self, setup: MailSetup) -> None:
        self._writing = True
        for field, text in (
            (self.shop_name, setup.shop_name),
            (self.sent_from, setup.sender),
            (self.reply_to, setup.reply_to),
            (self.host, setup.host),
            (self.user, setup.user),
        ):
            if field.editor.property("text") != text:
                field.editor.setProperty("text", text)
        self.port.setValue(setup.port)
        choose(self.security, setup.security.value)
        self._writing = False

    def _test(self) -> None:
        self.flush()
        self.test_wanted.emit()
