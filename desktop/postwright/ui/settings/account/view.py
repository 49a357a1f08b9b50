"""Draws the Account page and says what the person did. Secrets leave the fields once and are then wiped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from postwright.domain.preferences import Mode
from postwright.ui.settings.account.accounts import AccountList
from postwright.ui.settings.account.screen import AccountScreen
from postwright.ui.settings.cards import card, secret, small
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel


class AccountView(QWidget):
    """Mode, key, accounts, and the login of a Stamps.com account."""

    mode_chosen = Signal(Mode)
    key_given = Signal(str, bool)
    look_wanted = Signal()
    account_chosen = Signal(str)
    disconnect_wanted = Signal(str)
    disconnect_confirmed = Signal()
    kept = Signal()
    login_given = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cleared = 0
        self.question = ConfirmBar()
        self.setLayout(
            column(
                self._mode_card(),
                self._key_card(),
                self.question,
                self._account_card(),
                self._login_card(),
                spacing=16,
            )
        )
        self.question.confirmed.connect(self.disconnect_confirmed)
        self.question.kept.connect(self.kept)

    def _mode_card(self) -> QWidget:
        self.modes = {
            Mode.PRACTICE: QRadioButton(self.tr("Practice")),
            Mode.LIVE: QRadioButton(self.tr("Live")),
        }
        group = QButtonGroup(self)
        for mode, button in self.modes.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, mode=mode: self.mode_chosen.emit(mode))
        self.mode_line = PlainLabel(role="muted", wrap=True)
        return card(self.tr("Which carrier"), row(*self.modes.values(), None, spacing=16), self.mode_line)

    def _key_card(self) -> QWidget:
        self.key = secret(self.tr("Paste the key"))
        self.key_field = Field(self.tr("API key of your ShipStation account"), self.key)
        self.connect_key = BusyButton("")
        self.session = Button(self.tr("Use it until Postwright closes"))
        self.session.hide()
        self.key.returnPressed.connect(lambda: self.key_given.emit(self.key.text(), False))
        self.connect_key.clicked.connect(lambda: self.key_given.emit(self.key.text(), False))
        self.session.clicked.connect(lambda: self.key_given.emit(self.key.text(), True))
        hint = small(self.tr("It is kept in the system's keyring and never shown again."))
        beside = column(PlainLabel(" ", role="label"), self.connect_key, None, spacing=4)
        line_up = row(self.key_field, beside)
        line_up.setStretch(0, 1)
        return card(self.tr("API key"), line_up, row(self.session, None), hint)

    def _account_card(self) -> QWidget:
        self.accounts = AccountList()
        self.accounts.chosen.connect(self.account_chosen)
        self.accounts.disconnect_wanted.connect(self.disconnect_wanted)
        self.empty = PlainLabel(role="muted", wrap=True)
        self.look = BusyButton("", kind="plain", icon_name="refresh")
        self.look.clicked.connect(self.look_wanted)
        return card(self.tr("Postage account"), self.accounts, self.empty, row(self.look, None))

    def _login_card(self) -> QWidget:
        self.nickname = Field(self.tr("A name for it"), line())
        self.username = Field(self.tr("User name"), line())
        self.password = Field(self.tr("Password"), secret())
        self.login_problem = PlainLabel(role="problem", wrap=True)
        self.login = BusyButton("", kind="plain")
        self.login.clicked.connect(self._give_login)
        hint = small(
            self.tr("The password is sent to ShipStation once, to connect the account. It is not kept.")
        )
        return card(
            self.tr("Connect a Stamps.com account"),
            self.nickname,
            row(self.username, self.password),
            self.login_problem,
            row(self.login, None),
            hint,
        )

    def render_screen(self, screen: AccountScreen) -> None:
        """Show it all. Sends nothing."""
        for mode, button in self.modes.items():
            button.setChecked(mode is screen.mode)
        self.mode_line.setText(screen.mode_line)
        self.key_field.show_problem(screen.key_problem)
        self.session.setVisible(screen.offer_session)
        words = self.tr("Trying…") if screen.connecting else self.tr("Connect")
        self.connect_key.show_state(words, enabled=screen.can_connect, busy=screen.connecting)
        self.accounts.show_rows(screen.rows)
        self.empty.setText(screen.empty_line)
        self.empty.setVisible(bool(screen.empty_line))
        words = self.tr("Asking…") if screen.loading else self.tr("Ask for the balance")
        self.look.show_state(words, enabled=True, busy=screen.loading)
        self.login_problem.setText(screen.login_problem)
        self.login_problem.setVisible(bool(screen.login_problem))
        words = self.tr("Connecting…") if screen.connecting_login else self.tr("Connect the account")
        self.login.show_state(words, enabled=True, busy=screen.connecting_login)
        self._render_question(screen)
        if screen.cleared != self._cleared:
            self._cleared = screen.cleared
            self.wipe()

    def _render_question(self, screen: AccountScreen) -> None:
        if not screen.asking_disconnect:
            self.question.hide()
        elif self.question.isHidden():
            words = self.tr(
                "Labels bought with it stay here, but they can no longer be voided from Postwright."
            )
            question = f"{screen.disconnect_question}\n{words}"
            self.question.ask(question, self.tr("Disconnect"), self.tr("Keep"))

    def wipe(self) -> None:
        """Empty what is secret."""
        self.key.clear()
        password = self.password.editor
        if isinstance(password, QLineEdit):
            password.clear()

    def _give_login(self) -> None:
        texts = (str(one.editor.property("text")) for one in (self.nickname, self.username, self.password))
        self.login_given.emit(*texts)
