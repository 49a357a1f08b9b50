"""Decides what the Account page does. A key or password passes through once and is kept nowhere here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.account import Account
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.preferences import Mode, Preferences
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.settings.account.screen import AccountScreen
from postwright.ui.settings.keeper import Keeper
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds

_NO_PLACE = frozenset({FaultKind.NO_KEYRING, FaultKind.KEYRING_LOCKED, FaultKind.KEYRING_SILENT})
_KEY_FAULTS = frozenset({FaultKind.KEY_MISSING, FaultKind.KEY_REFUSED})


class AccountPresenter:
    """Holds the page. `announce` tells the window that it speaks to another carrier or account now."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        keeper: Keeper,
        render: Callable[[AccountScreen], None],
        *,
        tell: Callable[[Notice | None], None],
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen = AccountScreen()
        self._submit = submit
        self._deeds = deeds
        self._keeper = keeper
        self._render = render
        self._tell = tell
        self._announce = announce
        self._listing = Asking(submit)
        keeper.listen(self._preferences)

    def _show(self, screen: AccountScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        self._show(replace(self.screen, mode=preferences.mode, chosen=preferences.carrier_id))

    def load(self) -> None:
        """Ask for the accounts with their balances."""
        self._show(replace(self.screen, loading=True))
        self._listing.ask(self._deeds.accounts, self._listed, self._not_listed, name="Asking for the balance")

    def _listed(self, accounts: tuple[Account, ...]) -> None:
        self._show(replace(self.screen, accounts=accounts, loading=False))

    def _not_listed(self, fault: Fault) -> None:
        words = notice_of(fault)
        if fault.kind in _KEY_FAULTS:
            self._show(replace(self.screen, accounts=(), loading=False, key_problem=words.text))
            return
        self._show(replace(self.screen, loading=False))
        self._tell(words)

    def choose_mode(self, mode: Mode) -> None:
        if mode is not self.screen.mode:
            self._show(replace(self.screen, accounts=(), key_problem="", offer_session=False))
            self._submit(lambda: self._deeds.set_mode(mode), lambda _: self._changed(None), self._failed)

    def connect(self, key: str, *, session_only: bool = False) -> None:
        """Try the key; it is kept in the keyring, or with `session_only` in memory until the program ends."""
        if not key.strip():
            self._show(replace(self.screen, key_problem="Paste the API key of your ShipStation account."))
            return
        if self.screen.connecting:
            return
        self._show(replace(self.screen, connecting=True, key_problem=""))
        self._submit(
            lambda: self._deeds.connect_key(key.strip(), session_only),
            self._connected,
            self._not_connected,
            name="Trying the key",
        )

    def _connected(self, accounts: tuple[Account, ...]) -> None:
        # In practice the list holds the practice account; those of the key are listed once live.
        shown = accounts if self.screen.is_live else self.screen.accounts
        cleared = self.screen.cleared + 1
        self._show(
            replace(self.screen, accounts=shown, connecting=False, offer_session=False, cleared=cleared)
        )
        words = f"The key works. {count_words(len(accounts), 'postage account')} found."
        live = "" if self.screen.is_live else " Choose Live above when you are ready."
        self._changed(done(words + live), again=False)

    def _not_connected(self, fault: Fault) -> None:
        words = notice_of(fault)
        offer = fault.kind in _NO_PLACE
        self._show(replace(self.screen, connecting=False, offer_session=offer, key_problem=words.text))

    def choose_account(self, carrier_id: str) -> None:
        if carrier_id != self.screen.chosen:
            self._submit(
                lambda: self._deeds.choose_account(carrier_id),
                lambda _: self._changed(done("This account pays from now on."), again=False),
                self._failed,
            )

    def connect_login(self, nickname: str, username: str, password: str) -> None:
        """Send a Stamps.com login to the carrier, once. It is not kept."""
        if not (nickname.strip() and username.strip() and password):
            problem = "Write a name for it, the user name and the password."
            self._show(replace(self.screen, login_problem=problem))
            return
        if self.screen.connecting_login:
            return
        self._show(replace(self.screen, connecting_login=True, login_problem=""))
        self._submit(
            lambda: self._deeds.connect_stamps(nickname.strip(), username.strip(), password),
            lambda _: self._login_connected(nickname.strip()),
            self._login_failed,
            name="Connecting the Stamps.com account",
        )

    def _login_connected(self, nickname: str) -> None:
        self._show(replace(self.screen, connecting_login=False, cleared=self.screen.cleared + 1))
        self._changed(done(f"{nickname} is connected. The password was sent once and is not kept here."))

    def _login_failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, connecting_login=False, login_problem=notice_of(fault).text))

    def ask_disconnect(self, carrier_id: str) -> None:
        """Put the question. Nothing is sent."""
        self._show(replace(self.screen, asking_disconnect=carrier_id))

    def keep(self) -> None:
        self._show(replace(self.screen, asking_disconnect=""))

    def disconnect(self) -> None:
        carrier_id = self.screen.asking_disconnect
        self._show(replace(self.screen, asking_disconnect=""))
        if carrier_id:
            words = done("Disconnected. If it is connected again, it counts as a new account.")
            self._submit(
                lambda: self._deeds.disconnect(carrier_id), lambda _: self._changed(words), self._failed
            )

    def close(self) -> None:
        self._listing.drop()
        self._show(replace(self.screen, cleared=self.screen.cleared + 1, asking_disconnect="", loading=False))

    def _changed(self, notice: Notice | None, *, again: bool = True) -> None:
        self._tell(notice)
        self._keeper.load()
        self._announce()
        if again:
            self.load()

    def _failed(self, fault: Fault) -> None:
        self._render(self.screen)
        self._tell(notice_of(fault))
