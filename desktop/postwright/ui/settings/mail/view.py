"""Draws the Mail page and says what the person did: cards, saved as they are typed. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.domain.preferences import MailSetup
from postwright.ui.settings.mail.logo_card import LogoCard
from postwright.ui.settings.mail.mails_card import MailsCard
from postwright.ui.settings.mail.screen import MailScreen
from postwright.ui.settings.mail.server_card import ServerCard
from postwright.ui.settings.mail.shop_card import ShopCard
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.layout import column


class MailView(QWidget):
    """The shop, its server, what is mailed, and the logo."""

    written = Signal(MailSetup)
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = self._cleared = 0
        self._writing = False
        self._setup = MailSetup()
        self.shop, self.server = ShopCard(), ServerCard()
        self.mails, self.logo = MailsCard(), LogoCard()
        self._pause = Pause(self)
        self.setLayout(column(self.shop, self.server, self.mails, self.logo, spacing=16))
        self._listen()

    def _listen(self) -> None:
        for field in (*self.shop.fields, *self.server.fields, self.mails.notice_field):
            field.edited.connect(self._pause.start)
            field.left.connect(self._pause.flush)
        for number in (self.server.port, *self.mails.numbers):
            number.valueChanged.connect(self._spun)
            number.editingFinished.connect(self._pause.flush)
        self.mails.returns.clicked.connect(self._tell)
        self._pause.over.connect(self._tell)
        self.server.test.clicked.connect(self._test)

    def _tell(self) -> None:
        self.written.emit(self.setup())

    def _spun(self) -> None:
        if not self._writing:
            self._pause.start()

    def render_screen(self, screen: MailScreen) -> None:
        """Show it all; the fields only when they must be written anew. Sends nothing."""
        self._setup = screen.setup
        self.mails.show_screen(screen)
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen.setup)
        if screen.cleared != self._cleared:
            self._cleared = screen.cleared
            self.server.password.clear()
        self.shop.show_problems(screen)
        self.server.show_screen(screen)
        self.logo.show_screen(screen)

    def setup(self) -> MailSetup:
        """What the fields say."""
        return self.mails.filled(self.server.filled(self.shop.filled(self._setup)))

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def _write(self, setup: MailSetup) -> None:
        self._writing = True
        for part in (self.shop, self.server, self.mails):
            part.write(setup)
        self._writing = False

    def _test(self) -> None:
        self.flush()
        self.test_wanted.emit()
