"""Decides which page of the settings is open and holds the banner; each page decides about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from postwright.domain.account import Account
from postwright.domain.advice import Action
from postwright.domain.catalogue import Catalogue
from postwright.domain.postal_rules import PostalRules
from postwright.domain.preferences import Mode, Preferences
from postwright.ui.notice import Notice
from postwright.ui.settings.mail.deeds import MailDeeds
from postwright.ui.settings.practice.presenter import PracticeDeeds
from postwright.ui.settings.printers.deeds import PrinterDeeds
from postwright.ui.settings.screen import Page, SettingsScreen


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the pages may ask for. Secrets are handed on and kept nowhere here."""

    preferences: Callable[[], Preferences]
    save: Callable[[Preferences], Preferences]
    catalogue: Callable[[], Catalogue]
    rules: PostalRules
    connect_key: Callable[[str, bool], tuple[Account, ...]]
    choose_account: Callable[[str], None]
    accounts: Callable[[], tuple[Account, ...]]
    connect_stamps: Callable[[str, str, str], str]
    disconnect: Callable[[str], None]
    printers: PrinterDeeds
    mail: MailDeeds
    set_mode: Callable[[Mode], None]
    practice: PracticeDeeds
    about: Callable[[], tuple[tuple[str, str], ...]]


class SettingsPresenter:
    """Holds the frame. `page_opened` is told when a page comes into view, so that it loads only then."""

    def __init__(
        self,
        render: Callable[[SettingsScreen], None],
        *,
        page_opened: Callable[[Page], None],
        retry: Callable[[Page], None],
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = SettingsScreen()
        self._render = render
        self._page_opened = page_opened
        self._retry = retry
        self._go = go

    def _show(self, screen: SettingsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def choose(self, page: Page) -> None:
        self._show(replace(self.screen, page=page, notice=None))
        self._page_opened(page)

    def tell(self, notice: Notice | None) -> None:
        """A page has something to say, or has nothing more to say."""
        self._show(replace(self.screen, notice=notice))

    def note_saving(self, loaded: bool, saving: bool) -> None:
        if (loaded, saving) != (self.screen.loaded, self.screen.saving):
            self._show(replace(self.screen, loaded=loaded, saving=saving))

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget it. What leads to the settings leads to a page."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self._retry(self.screen.page)
        elif action in (Action.PASTE_KEY, Action.OPEN_SETTINGS):
            self.choose(Page.MAIL if self.screen.page is Page.MAIL else Page.ACCOUNT)
        elif action == Action.MAIL_SETTINGS:
            self.choose(Page.MAIL)
        elif action == Action.CHOOSE_PRINTER:
            self.choose(Page.PRINTERS)
        elif action:
            self._go(Action(action))
