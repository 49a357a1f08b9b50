"""Decides what the Mail page does. The password goes to the keyring and is never held or shown here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import MailSetup, Preferences
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.mail.deeds import MailDeeds, MailFacts
from postwright.ui.settings.mail.screen import PORTS, MailScreen
from postwright.ui.settings.mail.trial_words import trial_notice

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class MailPresenter:
    """Holds the page. `announce` is told of what no setting says: another logo, another password."""

    def __init__(
        self,
        submit: Submit,
        deeds: MailDeeds,
        keeper: Keeper,
        render: Callable[[MailScreen], None],
        *,
        tell: Callable[[Notice | None], None],
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen = MailScreen()
        self._submit = submit
        self._deeds = deeds
        self._keeper = keeper
        self._render = render
        self._tell = tell
        self._announce = announce
        keeper.listen(self._preferences)

    def _show(self, screen: MailScreen) -> None:
        self.screen = screen
        self._render(screen)

    def load(self) -> None:
        """The page came into view: what is known of providers and codes, and the logo."""
        self._submit(self._deeds.facts, self._loaded, self._failed, name="Reading the mail settings")

    def _loaded(self, facts: MailFacts) -> None:
        self._show(replace(self.screen, facts=facts))

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault))

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

    def fill_in(self) -> None:
        """Write the known provider's server into the form. Connects nowhere."""
        provider = self.screen.provider
        if provider is not None and self.screen.offers_provider:
            self.screen = replace(self.screen, form=self.screen.form + 1)
            self._keeper.edit(lambda held: replace(held, mail=provider.filled(held.mail)))

    # ------------------------------------------------------------ the logo

    def choose_logo(self, path: str) -> None:
        """Make the picture of this file the logo."""
        if path and not self.screen.choosing_logo:
            self._show(replace(self.screen, choosing_logo=True, logo_problem=""))
            self._submit(
                lambda: self._deeds.choose_logo(path), self._logo, self._no_logo, name="Reading the logo"
            )

    def remove_logo(self) -> None:
        if self.screen.logo and not self.screen.choosing_logo:
            self._show(replace(self.screen, choosing_logo=True, logo_problem=""))
            self._submit(
                self._deeds.remove_logo, lambda _: self._logo(b""), self._no_logo, name="Removing the logo"
            )

    def _logo(self, png: bytes) -> None:
        facts = replace(self.screen.facts, logo=png) if self.screen.facts else None
        self._show(replace(self.screen, choosing_logo=False, facts=facts))
        self._announce()

    def _no_logo(self, fault: Fault) -> None:
        notice = notice_of(fault)
        words = f"{notice.text} {notice.quotation}".strip()
        self._show(replace(self.screen, choosing_logo=False, logo_problem=words))

    # ------------------------------------------------------------ password and test

    def keep_password(self, password: str) -> None:
        """Hand the password to the keyring; the field is emptied when it is there."""
        if not password or self.screen.keeping:
            return
        self._show(replace(self.screen, keeping=True, password_problem="", password_note=""))
        self._submit(
            lambda: self._deeds.keep_password(password),
            self._kept,
            self._not_kept,
            name="Keeping the password",
        )

    def _kept(self, _: None) -> None:
        note = "The password is in the system's keyring."
        self._show(replace(self.screen, keeping=False, password_note=note, cleared=self.screen.cleared + 1))
        self._announce()

    def _not_kept(self, fault: Fault) -> None:
        self._show(replace(self.screen, keeping=False, password_problem=notice_of(fault).text))

    def test(self) -> None:
        """Send a test mail to the shop itself."""
        if self.screen.can_test:
            self._show(replace(self.screen, testing=True))
            self._submit(self._deeds.test, self._tested, self._not_tested, name="Sending a test mail")

    def _tested(self, words: str) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(done(words))

    def _not_tested(self, fault: Fault) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(trial_notice(fault, self.screen.setup, self.screen.provider))

    def close(self) -> None:
        """The panel goes away: a password that was typed and not kept vanishes."""
        self._show(replace(self.screen, cleared=self.screen.cleared + 1))
