"""The Settings panel: holds the frame, the keeper and the ten pages, and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.notice import UNDO
from postwright.ui.settings.about.presenter import AboutPresenter
from postwright.ui.settings.account.presenter import AccountPresenter
from postwright.ui.settings.buying.presenter import BuyingPresenter
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.look.presenter import LookPresenter
from postwright.ui.settings.mail.presenter import MailPresenter
from postwright.ui.settings.origins.presenter import OriginsPresenter
from postwright.ui.settings.parcels.presenter import ParcelsPresenter
from postwright.ui.settings.practice.presenter import PracticePresenter
from postwright.ui.settings.presenter import Deeds, SettingsPresenter
from postwright.ui.settings.printers.presenter import PrintersPresenter
from postwright.ui.settings.reminders.presenter import RemindersPresenter
from postwright.ui.settings.screen import Page
from postwright.ui.settings.view import SettingsView
from postwright.ui.settings.wiring import connect_pages

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

Announce = Callable[[Change, object], None]


class SettingsPanel:
    """`desk` must keep strict order, since settings are saved on it; `prints` prints the test page."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        desk: Submit | None = None,
        prints: Submit | None = None,
        announce: Announce = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        open_texts: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = view = SettingsView()
        self._announce = announce
        self.presenter = SettingsPresenter(
            view.render_screen, page_opened=self._opened, retry=self._retry, go=go
        )
        tell = self.presenter.tell
        self.keeper = keeper = Keeper(
            desk or submit, deeds, tell=tell, state=self.presenter.note_saving, announce=self._saved
        )
        self.account = AccountPresenter(
            submit, deeds, keeper, view.account.render_screen, tell=tell, announce=self._moved
        )
        self.origins = OriginsPresenter(keeper, view.origins.render_screen, tell=tell)
        self.printers = PrintersPresenter(
            submit, deeds.printers, keeper, view.printers.render_screen, tell=tell, prints=prints
        )
        self.parcels = ParcelsPresenter(submit, deeds, keeper, view.parcels.render_screen, tell=tell)
        self.buying = BuyingPresenter(keeper, view.buying.render_screen)
        self.mail = MailPresenter(
            submit, deeds.mail, keeper, view.mail.render_screen, tell=tell, announce=self._saved
        )
        self.reminders = RemindersPresenter(keeper, deeds.rules, view.reminders.render_screen)
        self.look = LookPresenter(keeper, view.look.render_screen)
        self.practice = PracticePresenter(
            submit, deeds.practice, keeper, view.practice.render_screen, tell=tell, announce=self._moved
        )
        self.about = AboutPresenter(submit, deeds, view.about.render_screen, tell=tell)
        view.page_chosen.connect(self.presenter.choose)
        view.banner.acted.connect(self._act)
        view.banner.closed.connect(lambda: self.presenter.act(""))
        connect_pages(self)
        view.mail.mails.texts_wanted.connect(view.flush)
        view.mail.mails.texts_wanted.connect(open_texts)

    def open(self, page: Page) -> None:
        """Come here from elsewhere, to one page."""
        self.presenter.choose(page)

    def shown(self) -> None:
        self.keeper.load()
        self._opened(self.presenter.screen.page)

    def closed(self) -> None:
        self.view.flush()
        for page in (self.account, self.printers, self.parcels, self.mail, self.practice, self.about):
            page.close()

    def changed(self, change: Change) -> None:
        if change.settings:
            self.keeper.load()
        if change.labels:
            self.practice.labels_changed()

    def _opened(self, page: Page) -> None:
        if page is Page.PRINTERS and self.printers.screen.looked:
            self.printers.finding.ask()
            return
        loads = {
            Page.ACCOUNT: self.account.load,
            Page.PRINTERS: self.printers.load,
            Page.PARCELS: self.parcels.load,
            Page.MAIL: self.mail.load,
            Page.PRACTICE: self.practice.load,
            Page.ABOUT: self.about.load,
        }
        if page in loads:
            loads[page]()

    def _retry(self, page: Page) -> None:
        if self.keeper.unsaved:
            self.keeper.save_again()
        elif page is Page.PRINTERS:
            self.printers.load()
        elif page is Page.MAIL:
            self.mail.test()
        else:
            self._opened(page)

    def _act(self, action: str) -> None:
        self.presenter.act(action if action != UNDO else "")
        if action == UNDO:
            page = self.origins if self.presenter.screen.page is Page.ORIGINS else self.printers
            page.undo()

    def _saved(self) -> None:
        self._announce(Change(settings=True), self)

    def _moved(self) -> None:
        everything = Change(
            drafts=True, forms=True, labels=True, money=True, pickups=True, settings=True, standing=True,
            tracking=True,
        )  # fmt: skip
        self._announce(everything, self)
