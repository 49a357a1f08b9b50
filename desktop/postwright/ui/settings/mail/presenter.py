"""Decides what the Mail page does. The password goes to the keyring and is never held or shown here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import MailSetup, Preferences
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.mail.screen import PORTS, MailScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds


class MailPresenter:
    """Holds the page."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        keeper: Keeper,
        render: Callable[[MailScreen], None],
        *,
        tell: Callable[[Notice | None], None],
    ) -> None:
        self.screen = MailScreen()
        self._submit = submit
        self._deeds = deeds
        self._keeper = keeper
        self._render = render
        self._tell = tell
        keeper.listen(self._preferences)

    def _show(self, screen: MailScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        form = self.screen.form if self.screen.loaded else self.screen.form + 1
        self._show(replace(self.screen, setup=preferences.mail, loaded=True, form=form))

    def write(self, setup: MailSetup) -> None:
        """What stands in the form now. Another protection brings its usual port along."""
        before = self.screen.setup
        if setup.security is not before.security and before.port == PORTS[before.security]:
            setup = replace(setup, port=PORTS[setup.security])
            self.screen = replace(self.screen, form=self.screen.form + 1)
        self._keeper.edit(lambda held: replace(held, mail=setup))

    def keep_password(self, password: str) -> None:
        """Hand the password to the keyring; the field is emptied when it is there."""
        if not password or self.screen.keeping:
            return
        self._show(replace(self.screen, keeping=True, password_problem="", password_note=""))
        self._submit(
            lambda: self._deeds.keep_mail_password(password),
            self._kept,
            self._not_kept,
            name="Keeping the password",
        )

    def _kept(self, _: None) -> None:
        note = "The password is in the system's keyring."
        self._show(replace(self.screen, keeping=False, password_note=note, cleared=self.screen.cleared + 1))

    def _not_kept(self, fault: Fault) -> None:
        self._show(replace(self.screen, keeping=False, password_problem=notice_of(fault).text))

    def test(self) -> None:
        """Send a test mail to the shop itself."""
        if self.screen.can_test:
            address = self.screen.setup.reply_to.strip() or self.screen.setup.sender.strip()
            self._show(replace(self.screen, testing=True))
            self._submit(
                lambda: self._deeds.test_mail(address),
                self._tested,
                self._not_tested,
                name="Sending a test mail",
            )

    def _tested(self, words: str) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(done(words))

    def _not_tested(self, fault: Fault) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(notice_of(fault))

    def close(self) -> None:
        """The panel goes away: a password that was typed and not kept vanishes."""
        self._show(replace(self.screen, cleared=self.screen.cleared + 1))
