"""The Mail page: saved as typed, filled in for known providers, and a test that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, MailFault
from postwright.domain.letter import Language
from postwright.domain.preferences import MailSecurity, MailSetup, NoticeWhen
from postwright.ui.notice import Tone
from postwright.ui.settings.mail.presenter import MailPresenter
from postwright.ui.settings.mail.screen import MailScreen, mail_problems, website_problem
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from tests.ui.logo import logo
from tests.ui.settings.shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


class Desk:
    """The page without a window."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.shown: list[MailScreen] = []
        self.heard: list[str] = []
        keeper = shop.keeper()
        self.presenter = MailPresenter(
            shop.lane, shop.deeds().mail, keeper, self.shown.append,
            tell=shop.told.append, announce=lambda: self.heard.append("changed"),
        )  # fmt: skip
        keeper.load()
        self.presenter.load()
        shop.lane.run_all()

    @property
    def screen(self) -> MailScreen:
        return self.shown[-1]

    def write(self, **changes: object) -> None:
        self.presenter.write(replace(self.screen.setup, **changes))  # type: ignore[arg-type] # any field
        self.shop.lane.run_all()

    def test(self) -> tuple[str, Tone]:
        self.presenter.test()
        self.shop.lane.run_all()
        told = self.shop.told[-1]
        assert told is not None
        return told.text, told.tone


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


# ---------------------------------------------------------------- the server


def test_another_protection_brings_its_usual_port(desk: Desk) -> None:
    form = desk.screen.form
    desk.write(security=MailSecurity.TLS)
    assert desk.shop.held.mail.port == 465
    assert desk.screen.form == form + 1
    desk.write(port=2525)
    desk.write(security=MailSecurity.STARTTLS)
    assert desk.shop.held.mail.port == 2525


def test_an_unprotected_server_must_be_on_this_computer() -> None:
    setup = MailSetup(sender="shop@example.com", host="smtp.example.com", security=MailSecurity.NONE)
    assert [one.field for one in mail_problems(setup)] == ["security"]
    assert mail_problems(replace(setup, host="localhost")) == ()
    assert {one.field for one in mail_problems(MailSetup(user="june", reply_to="x"))} == {
        "host",
        "sender",
        "reply_to",
    }


def test_a_shop_that_mails_nothing_has_nothing_to_mend() -> None:
    assert mail_problems(MailSetup()) == ()
    assert mail_problems(MailSetup("Juniper", language=Language.SPANISH, watch_days=9)) == ()


def test_the_password_is_kept_once_and_wiped(desk: Desk) -> None:
    done = desk.shop.done
    done.clear()
    desk.presenter.keep_password("")
    assert not desk.shop.lane.held
    desk.presenter.keep_password("secret")
    desk.presenter.keep_password("secret")
    desk.shop.lane.run_all()
    assert done == [("password", "secret")]
    assert desk.heard == ["changed"]  # mails that an older password held up can go
    assert desk.screen.cleared == 1
    assert "secret" not in repr(desk.shown)
    desk.shop.faults["password"] = Environment(FaultKind.NO_KEYRING)
    desk.presenter.keep_password("other")
    desk.shop.lane.run_all()
    assert desk.heard == ["changed"]
    assert desk.screen.password_problem.startswith("This computer has no safe place")
    assert desk.screen.cleared == 1


def test_a_password_that_was_not_kept_vanishes_with_the_page(desk: Desk) -> None:
    desk.presenter.close()
    assert desk.screen.cleared == 1


# ---------------------------------------------------------------- known providers


def test_a_known_provider_is_offered_and_nothing_is_filled_in_by_itself(desk: Desk) -> None:
    desk.write(sender="juniper@gmail.com", host="", user="")
    assert desk.screen.offers_provider == "Gmail"
    assert "app password" in desk.screen.provider_words
    assert desk.shop.held.mail.host == ""


def test_a_known_provider_is_filled_in_when_asked_and_then_offered_no_more(desk: Desk) -> None:
    desk.write(sender="juniper@yahoo.com", host="", user="")
    form = desk.screen.form
    desk.presenter.fill_in()
    desk.shop.lane.run_all()
    held = desk.shop.held.mail
    assert (held.host, held.port, held.security) == ("smtp.mail.yahoo.com", 465, MailSecurity.TLS)
    assert held.user == "juniper@yahoo.com"
    assert desk.screen.form == form + 1
    assert desk.screen.offers_provider == ""
    assert desk.screen.provider_words


def test_nothing_is_filled_in_for_a_provider_that_takes_no_passwords(desk: Desk) -> None:
    desk.write(sender="juniper@outlook.com", host="smtp.example.com")
    assert desk.screen.offers_provider == ""
    desk.presenter.fill_in()
    assert not desk.shop.lane.held
    assert "no password" in desk.screen.provider_words


def test_nobody_is_offered_for_an_address_of_the_shops_own(desk: Desk) -> None:
    assert (desk.screen.provider, desk.screen.provider_words) == (None, "")
    assert MailScreen(setup=MailSetup(sender="a@gmail.com")).provider is None


# ---------------------------------------------------------------- what mails say of the shop


@pytest.mark.parametrize(
    "website", ["", "https://juniper.example", "https://juniper.example/books", "juniper.example"]
)
def test_a_website_may_be_one_https_address(website: str) -> None:
    assert website_problem(website) == ""


@pytest.mark.parametrize(
    "website", ["http://juniper.example", "https://a@juniper.example", "ftp://juniper.example", "my shop"]
)
def test_another_website_is_told_and_still_kept_as_typed(desk: Desk, website: str) -> None:
    desk.write(website=website)
    assert desk.shop.held.mail.website == website
    assert "begins with https" in desk.screen.problem("website")
    assert desk.screen.can_test


def test_the_days_of_a_qr_code_stand_beside_where_they_are_known_from(desk: Desk) -> None:
    assert desk.screen.known_days == 7
    assert desk.screen.validity_words == (
        "Taken to be valid for 7 days (Stamps.com, QR codes for returns, as of 22 Nov 2026; "
        "USPS itself confirms no number of days)."
    )
    desk.write(qr_days=12)
    assert desk.screen.validity_words.startswith("Taken to be valid for 12 days, as set in Settings.")


def test_before_the_facts_are_read_nothing_is_said_of_them() -> None:
    empty = MailScreen()
    assert (empty.known_days, empty.validity_words, empty.logo) == (0, "", b"")


# ---------------------------------------------------------------- the logo


def test_a_logo_is_chosen_and_removed(desk: Desk) -> None:
    desk.presenter.remove_logo()
    assert not desk.shop.lane.held
    desk.presenter.choose_logo("/home/june/logo.png")
    desk.presenter.choose_logo("/home/june/other.png")
    assert desk.screen.choosing_logo
    desk.shop.lane.run_all()
    assert desk.screen.logo == logo()
    desk.presenter.remove_logo()
    desk.shop.lane.run_all()
    assert desk.screen.logo == b""
    assert desk.shop.kinds()[-2:] == ["logo", "no logo"]
    assert desk.heard == ["changed", "changed"]


def test_a_file_that_is_no_picture_leaves_the_logo_and_says_why(desk: Desk) -> None:
    desk.presenter.choose_logo("/home/june/logo.png")
    desk.shop.lane.run_all()
    desk.shop.faults["logo"] = BadInput(FaultKind.LOGO_UNUSABLE, "It is no PNG, JPEG, GIF or WebP picture.")
    desk.presenter.choose_logo("/home/june/letter.doc")
    desk.shop.lane.run_all()
    assert desk.screen.logo == logo()
    assert not desk.screen.choosing_logo
    assert desk.screen.logo_problem == (
        "This file cannot be used as a logo. The logo was not changed. Choose a PNG or JPEG picture of your "
        "logo. It is no PNG, JPEG, GIF or WebP picture."
    )


# ---------------------------------------------------------------- the test mail


def test_a_test_mail_goes_out_once_for_one_press(desk: Desk) -> None:
    desk.presenter.test()
    assert desk.test() == ("A test mail was sent.", Tone.DONE)
    assert desk.shop.kinds().count("mail") == 1
    assert not desk.screen.testing


TROUBLES = {
    FaultKind.MAIL_UNREACHABLE: "The mail server cannot be reached.",
    FaultKind.MAIL_CERTIFICATE: "The mail server could not prove that it is the one in the settings.",
    FaultKind.MAIL_UNPROTECTED: "No protected connection to the mail server could be made.",
    FaultKind.MAIL_LOGIN: "The mail server did not accept the user name or the password.",
    FaultKind.MAIL_REFUSED: "The mail server let us in and did not take the test mail.",
    FaultKind.MAIL_IN_DOUBT: "The connection broke after the test mail was handed over.",
}


@pytest.mark.parametrize(("kind", "begins"), TROUBLES.items())
def test_each_thing_that_may_be_wrong_has_a_sentence_of_its_own(
    desk: Desk, kind: FaultKind, begins: str
) -> None:
    desk.shop.faults["mail"] = MailFault(kind, "550 5.7.1 Said the server")
    text, tone = desk.test()
    assert text.startswith(begins)
    assert tone is (Tone.WAITING if kind is FaultKind.MAIL_IN_DOUBT else Tone.TROUBLE)
    assert "customer" not in text
    assert "label" not in text
    assert "Nothing was sent" in text or kind is FaultKind.MAIL_IN_DOUBT
    told = desk.shop.told[-1]
    assert told is not None
    assert told.quotation == "550 5.7.1 Said the server"


def test_a_test_that_may_have_arrived_says_where_to_look(desk: Desk) -> None:
    desk.shop.faults["mail"] = MailFault(FaultKind.MAIL_IN_DOUBT)
    desk.write(reply_to="desk@example.com")
    assert "the mailbox of desk@example.com before you try again" in desk.test()[0]


def test_a_login_refused_by_a_known_provider_says_which_password_it_wants(desk: Desk) -> None:
    desk.write(sender="juniper@gmail.com")
    desk.shop.faults["mail"] = MailFault(FaultKind.MAIL_LOGIN)
    assert "Google gives one when 2-Step Verification is on." in desk.test()[0]


def test_a_keyring_that_is_locked_is_told_as_that(desk: Desk) -> None:
    desk.shop.faults["mail"] = Environment(FaultKind.KEYRING_LOCKED)
    assert "keyring" in desk.test()[0]


def test_facts_that_cannot_be_read_are_told(shop: Shop) -> None:
    shop.faults["mail facts"] = Environment(FaultKind.FILE_UNREADABLE)
    desk = Desk(shop)
    assert desk.screen.facts is None
    told = shop.told[-1]
    assert told is not None
    assert told.tone is Tone.TROUBLE


@pytest.mark.parametrize("chosen", [{"return_by_mail": True}, {"tracking_notice": NoticeWhen.AT_PURCHASE}])
def test_what_leaves_by_itself_is_said_and_that_it_needs_a_server(desk: Desk, chosen: dict[str, Any]) -> None:
    assert desk.screen.setup.can_send
    assert desk.screen.by_itself == "Nothing is mailed by itself unless you choose it here."
    desk.write(**chosen)
    assert desk.screen.by_itself.startswith("What you chose here leaves by itself.")
    desk.write(host="")
    assert desk.screen.by_itself == (
        "These mails leave through your mail server, and none is set up yet. "
        "When one is, the labels of the last 7 days get theirs."
    )


# ---------------------------------------------------------------- as it is drawn


class House:
    """The settings, open at the page."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.went: list[str] = []
        self.panel = SettingsPanel(
            self.shop.lane, self.shop.deeds(), open_texts=lambda: self.went.append("texts")
        )
        self.panel.view.resize(1096, 704)
        self.panel.view.show()
        self.panel.shown()
        self.panel.open(Page.MAIL)
        self.view = self.panel.view.mail
        self.settle()

    def settle(self) -> None:
        self.panel.view.flush()
        self.shop.lane.run_all()

    def held(self) -> MailSetup:
        self.settle()
        return self.shop.held.mail


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    made = House()
    qtbot.addWidget(made.panel.view)
    yield made
    made.panel.view.hide()


def test_every_field_is_saved_as_it_is_set(house: House, qtbot: QtBot) -> None:
    qtbot.keyClicks(house.view.shop.website.editor, "https://juniper.example")
    house.view.mails.qr_days.setValue(9)
    house.view.mails.watch_days.setValue(5)
    house.view.mails.returns.click()
    for box, words in (
        (house.view.shop.language, "Spanish (español)"),
        (house.view.mails.notice, "On the day the parcel leaves"),
    ):
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
    held = house.held()
    assert (held.website, held.qr_days, held.watch_days) == ("https://juniper.example", 9, 5)
    assert (held.language, held.tracking_notice) == (Language.SPANISH, NoticeWhen.SHIP_DATE)
    assert held.return_by_mail
    assert held.host == "smtp.example.com"


def test_what_leaves_by_itself_stands_beside_the_choice(house: House) -> None:
    assert house.view.mails.by_itself.text() == "Nothing is mailed by itself unless you choose it here."
    house.view.mails.returns.click()
    house.settle()
    assert house.view.mails.by_itself.text() == house.panel.mail.screen.by_itself
    assert house.held().return_by_mail


def test_no_days_of_the_shops_own_read_as_the_known_ones(house: House) -> None:
    assert house.view.mails.qr_days.text() == "7 days, as known"
    house.view.mails.qr_days.setValue(3)
    assert house.view.mails.qr_days.text() == "3 days"


def test_a_known_provider_is_filled_in_by_its_button(house: House, qtbot: QtBot) -> None:
    server = house.view.server
    assert not server.provider.isVisible()
    house.view.shop.sent_from.editor.clear()
    qtbot.keyClicks(house.view.shop.sent_from.editor, "juniper@icloud.com")
    house.settle()
    assert server.fill.text() == "Fill in iCloud Mail"
    qtbot.mouseClick(server.fill, Qt.MouseButton.LeftButton)
    assert house.held().host == "smtp.mail.me.com"
    assert server.host.editor.property("text") == "smtp.mail.me.com"
    assert not server.fill.isVisible()


def test_the_logo_is_seen_on_white_and_on_dark(house: House, qtbot: QtBot) -> None:
    card = house.view.logo
    assert not card.pictures.isVisible()
    card.chosen.emit("/home/june/logo.png")
    house.settle()
    assert card.pictures.isVisible()
    assert not card.light.is_empty
    grounds = [one.grab().toImage().pixelColor(4, 4) for one in (card.light, card.dark)]
    assert grounds[0] == QColor("#ffffff")
    assert grounds[1].lightness() < 64
    qtbot.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    house.settle()
    assert not card.pictures.isVisible()
    assert card.choose.text() == "Choose a picture…"


def test_the_texts_are_one_press_away(house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(house.view.mails.texts, Qt.MouseButton.LeftButton)
    assert house.went == ["texts"]


def test_what_is_wrong_with_a_logo_stands_at_the_logo(house: House) -> None:
    fault: Fault = BadInput(FaultKind.LOGO_UNUSABLE)
    house.shop.faults["logo"] = fault
    house.view.logo.chosen.emit("/home/june/letter.doc")
    house.settle()
    assert house.view.logo.problem.isVisible()
    assert any("cannot be used as a logo" in one.text() for one in house.view.findChildren(QLabel))
