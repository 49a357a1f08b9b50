"""The Account page without a window: secrets pass once, and nothing is disconnected unasked."""

from __future__ import annotations

import pytest

from postwright.domain.faults import Environment, FaultKind, NotSent, Refused
from postwright.domain.preferences import Mode
from postwright.ui.settings.account.presenter import AccountPresenter
from postwright.ui.settings.account.screen import AccountScreen
from tests.ui import plausible
from tests.ui.settings.shop import Shop


class Page:
    """The presenter with its shop and all that it ever showed."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.shown: list[AccountScreen] = []
        self.announced: list[str] = []
        self.keeper = self.shop.keeper()
        self.presenter = AccountPresenter(
            self.shop.lane,
            self.shop.deeds(),
            self.keeper,
            self.shown.append,
            tell=self.shop.told.append,
            announce=lambda: self.announced.append("carrier"),
        )
        self.keeper.load()
        self.presenter.load()
        self.shop.lane.run_all()
        self.shop.done.clear()

    @property
    def screen(self) -> AccountScreen:
        return self.shown[-1]


@pytest.fixture
def page() -> Page:
    return Page()


def test_the_accounts_stand_with_their_balance(page: Page) -> None:
    (row,) = page.screen.rows
    assert (row.name, row.balance, row.chosen) == ("Juniper Books", "$84.10", True)
    assert page.screen.mode_line.startswith("Live.")


def test_a_key_is_tried_once_and_wiped(page: Page) -> None:
    page.presenter.connect(" live_abc ")
    page.presenter.connect("live_abc")
    page.shop.lane.run_all()
    assert page.shop.done == [("key", "live_abc", False)]
    assert page.screen.cleared == 1
    assert page.announced == ["carrier"]
    assert "live_abc" not in repr(page.shown)


def test_an_empty_key_is_not_tried(page: Page) -> None:
    page.presenter.connect("  ")
    assert page.screen.key_problem == "Paste the API key of your ShipStation account."
    assert not page.shop.lane.held


def test_without_a_keyring_the_session_is_offered(page: Page) -> None:
    page.shop.faults["key"] = Environment(FaultKind.NO_KEYRING)
    page.presenter.connect("live_abc")
    page.shop.lane.run_all()
    assert page.screen.offer_session
    assert page.screen.cleared == 0
    page.shop.faults.clear()
    page.presenter.connect("live_abc", session_only=True)
    page.shop.lane.run_all()
    assert page.shop.done[-1] == ("key", "live_abc", True)
    assert not page.screen.offer_session


def test_a_key_that_is_refused_says_so_at_the_field(page: Page) -> None:
    page.shop.faults["key"] = Refused(FaultKind.KEY_REFUSED)
    page.presenter.connect("live_abc")
    page.shop.lane.run_all()
    assert page.screen.key_problem.startswith("The carrier does not accept the API key.")
    assert not page.screen.offer_session


def test_a_missing_key_is_said_at_the_field_and_another_trouble_in_the_banner(page: Page) -> None:
    page.shop.faults["accounts"] = NotSent(FaultKind.KEY_MISSING)
    page.presenter.load()
    page.shop.lane.run_all()
    assert page.screen.key_problem.startswith("There is no API key yet.")
    assert page.screen.empty_line
    page.shop.faults["accounts"] = NotSent(FaultKind.NO_CONNECTION)
    page.presenter.load()
    page.shop.lane.run_all()
    notice = page.shop.told[-1]
    assert notice
    assert notice.button == "Try again"


def test_a_login_is_sent_once_and_wiped(page: Page) -> None:
    page.presenter.connect_login("Second shop", "", "secret")
    assert page.screen.login_problem
    page.presenter.connect_login("Second shop", "june", "secret")
    page.presenter.connect_login("Second shop", "june", "secret")
    page.shop.lane.run_all()
    assert page.shop.done[0] == ("stamps", "Second shop", "june", "secret")
    assert page.shop.kinds().count("stamps") == 1
    assert page.screen.cleared == 1
    assert "secret" not in repr(page.shown)


def test_a_login_that_fails_keeps_what_was_typed(page: Page) -> None:
    page.shop.faults["stamps"] = Refused(FaultKind.STAMPS_LOGIN)
    page.presenter.connect_login("Second shop", "june", "secret")
    page.shop.lane.run_all()
    assert page.screen.cleared == 0
    assert page.screen.login_problem.startswith("Stamps.com did not accept")


def test_nothing_is_disconnected_without_the_question(page: Page) -> None:
    page.presenter.disconnect()
    page.presenter.ask_disconnect("se-1")
    assert page.screen.disconnect_question == "Disconnect Juniper Books?"
    page.presenter.keep()
    page.presenter.disconnect()
    assert not page.shop.lane.held
    page.presenter.ask_disconnect("se-1")
    page.presenter.disconnect()
    page.shop.lane.run_all()
    assert ("disconnect", "se-1") in page.shop.done


def test_the_mode_is_changed_and_told_to_everyone(page: Page) -> None:
    page.presenter.choose_mode(Mode.LIVE)
    assert not page.shop.lane.held
    page.presenter.choose_mode(Mode.PRACTICE)
    page.shop.lane.run_all()
    assert page.shop.kinds() == ["mode", "accounts"]
    assert page.announced == ["carrier"]


def test_another_account_is_chosen(page: Page) -> None:
    page.presenter.choose_account("se-1")
    assert not page.shop.lane.held
    page.presenter.choose_account("se-2")
    page.shop.lane.run_all()
    assert page.shop.done == [("choose", "se-2")]


def test_a_closed_page_wipes_what_is_secret(page: Page) -> None:
    page.presenter.close()
    assert page.screen.cleared == 1


def test_a_key_tried_in_practice_says_how_to_go_live(page: Page) -> None:
    page.shop.held = plausible.preferences(Mode.PRACTICE)
    page.keeper.load()
    page.shop.lane.run_all()
    before = page.screen.accounts
    page.presenter.connect("live_abc")
    page.shop.lane.run_all()
    notice = page.shop.told[-1]
    assert notice
    assert notice.text == "The key works. 1 postage account found. Choose Live above when you are ready."
    assert page.screen.accounts is before
