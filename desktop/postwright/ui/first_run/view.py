"""The first page: where parcels leave from, and two ways in. Draws the screen; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postwright.domain.draft import AddressText
from postwright.ui.first_run.screen import Doing, FirstRunScreen
from postwright.ui.icons import icon
from postwright.ui.widgets.address_form import AddressForm
from postwright.ui.widgets.banner import Banner
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel

_WIDTH = 920


class FirstRunView(QWidget):
    """`practise(origin)` and `connect(key, origin)` carry what stands in the inputs."""

    practise = Signal(object)
    connect_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Panel")
        self._origin: AddressText | None = None
        self._tries = 0
        self.banner = Banner()
        self.form = AddressForm(self.tr("Your shop"))
        self.practise_button = BusyButton("", icon_name="practice")
        self.practise_button.setProperty("large", True)
        self.practise_button.clicked.connect(lambda: self.practise.emit(self.form.values()))
        self.key = line(self.tr("Paste the key here"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self._reveal = self.key.addAction(icon("key", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._reveal.setToolTip(self.tr("Show the key"))
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._show_key)
        self._key = Field(self.tr("API key"), self.key)
        self.connect_button = BusyButton("", kind="plain", icon_name="key")
        self.connect_button.clicked.connect(self._connect)
        self._arrange()
        self.setFocusProxy(self.practise_button)

    def _arrange(self) -> None:
        head = column(
            PlainLabel(self.tr("Welcome to Postwright"), role="title"),
            PlainLabel(
                self.tr("Compare USPS prices, buy labels, print them, find them again."), role="muted"
            ),
            spacing=4,
        )
        shop = Section(self.tr("Where do your parcels leave from?")).add(
            PlainLabel(
                self.tr("A sample shop stands here for practice. You can write your own address over it."),
                role="muted",
                wrap=True,
            ),
            self.form,
        )
        body = row(shop, column(self._practice_card(), self._account_card(), None, spacing=12), spacing=12)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        page.setLayout(column(head, self.banner, body, None, spacing=16))
        middle = row(page)
        middle.setContentsMargins(24, 24, 24, 24)
        self.setLayout(column(ScrollColumn(middle)))
        self.setTabOrder(self.practise_button, self.key)

    def _practice_card(self) -> Section:
        words = self.tr(
            "The whole program with a pretend USPS. Nothing is bought and no label is valid. "
            "No account and no network are needed."
        )
        return Section(self.tr("Try it first")).add(
            PlainLabel(words, role="muted", wrap=True), self.practise_button
        )

    def _account_card(self) -> Section:
        where = self.tr(
            "You find the key in ShipStation under Settings, Account, API settings. "
            "It is kept in this computer's keyring, never in a file."
        )
        return Section(self.tr("Or connect your account")).add(
            PlainLabel(where, role="muted", wrap=True), self._key, self.connect_button
        )

    def render_screen(self, screen: FirstRunScreen) -> None:
        if self._origin is None:
            self._origin = screen.origin
            self.form.set_values(screen.origin)
        self.form.setEnabled(screen.can_act)
        self.form.show_problems(screen.problems)
        self.key.setEnabled(screen.can_act)
        self._key.show_problem(screen.key_problem)
        self.practise_button.show_state(
            screen.practise_words, enabled=screen.can_act, busy=screen.doing is Doing.PRACTISING
        )
        self.connect_button.show_state(
            screen.connect_words, enabled=screen.can_act, busy=screen.doing is Doing.CONNECTING
        )
        self.banner.show_notice(screen.notice)
        if screen.tries != self._tries:
            self._tries = screen.tries
            wrong = next(iter(screen.problems), "")
            (self.form.fields[wrong].editor if wrong else self.key).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; in the key's field it connects, which costs nothing."""
        # Of this page, not of the program: without a window manager no window counts as active.
        focus = self.window().focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif focus is self.key:
            self._connect()
        elif focus is self.practise_button:
            self.practise_button.click()
        elif focus is self.connect_button:
            self.connect_button.click()
        else:
            self.focusNextChild()

    def _connect(self) -> None:
        self.connect_wanted.emit(self.key.text(), self.form.values())

    def _show_key(self, show: bool) -> None:
        self.key.setEchoMode(QLineEdit.EchoMode.Normal if show else QLineEdit.EchoMode.Password)
        self._reveal.setToolTip(self.tr("Hide the key") if show else self.tr("Show the key"))
