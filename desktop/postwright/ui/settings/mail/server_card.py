"""The card of the Mail page about the mail server. The password leaves its field once and is then wiped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.ui.settings.cards import card, padded, secret, small
from postwright.ui.settings.mail.screen import SECURITIES, MailScreen
from postwright.ui.settings.mail.shop_card import put, text_of
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, choice, choose, chosen, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel

_PORT = 96


class ServerCard(QWidget):
    """Where mails are handed over, what the provider is known to take, and the test."""

    password_given = Signal(str)
    fill_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = PlainLabel(role="small", wrap=True)
        self.fill = Button("")
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
        self.fields = (self.host, self.security_field, self.user)
        self._arrange()
        self.keep.clicked.connect(lambda: self.password_given.emit(self.password.text()))
        self.password.returnPressed.connect(lambda: self.password_given.emit(self.password.text()))
        self.fill.clicked.connect(self.fill_wanted)

    def _arrange(self) -> None:
        server = row(self.host, self.port_field)
        server.setStretch(0, 1)
        beside = column(PlainLabel(" ", role="label"), self.keep, None, spacing=4)
        password = row(self.password_field, beside)
        password.setStretch(0, 1)
        self.provider = QWidget()
        told = row(IconLabel("info", "muted", 16), self.known, self.fill, spacing=12)
        told.setStretch(1, 1)
        self.provider.setLayout(told)
        hint = small(
            self.tr(
                "The test is a real mail to yourself, in practice too, about a parcel that is made up. "
                "Without a server you can save a mail and send it with your mail program."
            )
        )
        self.setLayout(
            column(
                card(
                    self.tr("The server"),
                    self.provider,
                    server,
                    self.security_field,
                    self.user,
                    password,
                    self.password_note,
                    row(self.test, None),
                    hint,
                )
            )
        )

    def show_screen(self, screen: MailScreen) -> None:
        """Everything but what is typed. Sends nothing."""
        self.host.show_problem(screen.problem("host"))
        self.security_field.show_problem(screen.problem("security"))
        self.password_field.show_problem(screen.password_problem)
        self.password_note.setText(screen.password_note)
        self.password_note.setVisible(bool(screen.password_note))
        self.known.setText(screen.provider_words)
        self.provider.setVisible(bool(screen.provider_words))
        self.fill.setText(self.tr("Fill in %s") % screen.offers_provider)
        self.fill.setVisible(bool(screen.offers_provider))
        self.keep.show_state(self.tr("Keep"), enabled=not screen.keeping, busy=screen.keeping)
        words = self.tr("Sending…") if screen.testing else self.tr("Send me a test")
        self.test.show_state(words, enabled=screen.can_test, busy=screen.testing)

    def filled(self, setup: MailSetup) -> MailSetup:
        """The setup with what the fields say."""
        return replace(
            setup,
            host=text_of(self.host),
            port=self.port.value(),
            security=MailSecurity(chosen(self.security)),
            user=text_of(self.user),
        )

    def write(self, setup: MailSetup) -> None:
        """Put the setup into the fields."""
        put(self.host, setup.host)
        put(self.user, setup.user)
        self.port.setValue(setup.port)
        choose(self.security, setup.security.value)
