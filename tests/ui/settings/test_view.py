"""The settings as they are drawn and pressed, page by page and as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.preferences import Mode, Preferences, Theme
from postwright.ui.change import Change
from postwright.ui.settings.account.screen import AccountScreen
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from tests.ui.settings.shop import Shop


class House:
    """The whole panel with its shop."""

    def __init__(self, held: Preferences | None = None) -> None:
        self.shop = Shop() if held is None else Shop(held=held)
        self.changes: list[tuple[Change, object]] = []
        self.panel = SettingsPanel(
            self.shop.lane,
            self.shop.deeds(),
            announce=lambda change, origin: self.changes.append((change, origin)),
        )
        self.panel.view.resize(1096, 704)
        self.panel.view.show()
        self.panel.shown()
        self.shop.lane.run_all()

    def open(self, page: Page) -> None:
        self.panel.open(page)
        self.shop.lane.run_all()

    def settle(self) -> None:
        self.panel.view.flush()
        self.shop.lane.run_all()


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    held = House()
    qtbot.addWidget(held.panel.view)
    yield held
    held.panel.view.hide()


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_pages_stand_in_their_order(house: House) -> None:
    titles = [house.panel.view.list.item(place).text() for place in range(house.panel.view.list.count())]
    assert titles == [page.value for page in Page]
    assert house.panel.view.line.text() == "Every change is saved as you make it."


def test_arrow_keys_go_from_page_to_page(house: House, qtbot: QtBot) -> None:
    house.panel.view.list.setFocus()
    qtbot.keyClick(house.panel.view.list, Qt.Key.Key_Down)
    assert house.panel.presenter.screen.page is Page.ORIGINS
    assert house.panel.view.stack.currentIndex() == 1


def test_the_key_shows_dots_and_is_wiped_when_it_works(house: House, qtbot: QtBot) -> None:
    view = house.panel.view.account
    qtbot.keyClicks(view.key, "live_abc")
    assert view.key.displayText() != "live_abc"
    press(qtbot, view.connect_key)
    house.shop.lane.run_all()
    assert ("key", "live_abc", False) in house.shop.done
    assert view.key.text() == ""


def test_the_session_is_offered_where_there_is_no_keyring(house: House, qtbot: QtBot) -> None:
    view = house.panel.view.account
    house.shop.faults["key"] = Environment(FaultKind.NO_KEYRING)
    qtbot.keyClicks(view.key, "live_abc")
    press(qtbot, view.connect_key)
    house.shop.lane.run_all()
    assert view.session.isVisible()
    house.shop.faults.clear()
    press(qtbot, view.session)
    house.shop.lane.run_all()
    assert ("key", "live_abc", True) in house.shop.done
    assert not view.session.isVisible()


def test_disconnecting_asks_with_the_focus_on_keep(house: House, qtbot: QtBot) -> None:
    view = house.panel.view.account
    view.render_screen(replace(house.panel.account.screen, asking_disconnect="se-1"))
    assert view.question.isVisible()
    assert house.panel.view.focusWidget() is view.question.keep
    with qtbot.assertNotEmitted(view.disconnect_confirmed):
        qtbot.keyClick(view.question.keep, Qt.Key.Key_Return)
    press(qtbot, view.question.confirm)
    assert not view.question.isVisible()


def test_the_mode_is_chosen_with_a_radio_button(house: House, qtbot: QtBot) -> None:
    view = house.panel.view.account
    with qtbot.waitSignal(view.mode_chosen) as told:
        view.modes[Mode.PRACTICE].click()
    assert told.args == [Mode.PRACTICE]
    with qtbot.assertNotEmitted(view.mode_chosen):
        view.render_screen(AccountScreen(mode=Mode.LIVE))
    assert view.modes[Mode.LIVE].isChecked()


def test_an_address_is_saved_as_it_is_typed(house: House, qtbot: QtBot) -> None:
    house.open(Page.ORIGINS)
    city = house.panel.view.origins.address.editor("city")
    city.selectAll()
    qtbot.keyClicks(city, "Tacoma")
    house.settle()
    assert house.shop.held.origins[0].address.city == "Tacoma"
    assert house.changes == [(Change(settings=True), house.panel)]


def test_what_was_typed_is_kept_when_another_place_is_picked(house: House, qtbot: QtBot) -> None:
    house.open(Page.ORIGINS)
    view = house.panel.view.origins
    qtbot.keyClicks(view.name, "!")
    view.list.setCurrentRow(1)
    house.settle()
    assert [one.name for one in house.shop.held.origins] == ["Shop!", "Book fair"]
    assert view.name.text() == "Book fair"


def test_a_removed_place_is_brought_back_from_the_banner(house: House, qtbot: QtBot) -> None:
    house.open(Page.ORIGINS)
    press(qtbot, house.panel.view.origins.remove)
    house.settle()
    assert house.panel.view.origins.list.count() == 1
    press(qtbot, house.panel.view.banner.button)
    house.settle()
    assert house.panel.view.origins.list.count() == 2
    assert house.panel.view.origins.name.text() == "Shop"


def test_a_preset_is_written_in_its_row(house: House, qtbot: QtBot) -> None:
    house.open(Page.PARCELS)
    row = house.panel.view.parcels.rows[4]
    qtbot.keyClicks(row.name, "Tube")
    qtbot.keyClicks(row.numbers["length"], "36")
    house.settle()
    preset = next(one for one in house.shop.held.presets if one.digit == 4)
    assert (preset.name, preset.length, preset.package_code) == ("Tube", "36", "package")
    assert row.problem.text() == "Write all three sides, or none."
    # A package type that this catalogue does not offer is left as it was.
    assert next(one for one in house.shop.held.presets if one.digit == 3).package_code == "thick_envelope"


def test_the_mail_server_is_saved_and_tested(house: House, qtbot: QtBot) -> None:
    house.open(Page.MAIL)
    view = house.panel.view.mail.server
    view.port.setValue(2525)
    qtbot.keyClicks(view.password, "secret")
    press(qtbot, view.keep)
    press(qtbot, view.test)
    house.settle()
    assert house.shop.held.mail.port == 2525
    assert ("password", "secret") in house.shop.done
    assert ("mail",) in house.shop.done
    assert view.password.text() == ""


def test_the_theme_is_chosen(house: House, qtbot: QtBot) -> None:
    house.open(Page.LOOK)
    house.panel.view.look.buttons[Theme.DARK].click()
    house.settle()
    assert house.shop.held.theme is Theme.DARK


def test_reminders_are_switched_and_their_time_is_chosen(house: House) -> None:
    house.open(Page.REMINDERS)
    view = house.panel.view.reminders
    assert (view.day.isChecked(), view.at.currentText(), view.voids.isChecked()) == (True, "5:00 pm", True)
    assert (view.parcels.isChecked(), view.follow.isChecked()) == (True, True)
    view.voids.click()
    view.parcels.click()
    view.follow.click()
    view.at.setCurrentIndex(view.at.findText("7:30 pm"))
    view.at.activated.emit(view.at.currentIndex())
    view.day.click()
    house.settle()
    held = house.shop.held.reminders
    assert (held.day_end, held.day_end_minute, held.voids) == (False, 1170, False)
    assert (held.parcels, house.shop.held.follow_parcels) == (False, False)
    assert not view.at.isEnabled()


def test_about_is_shown_and_copied(house: House, qtbot: QtBot) -> None:
    house.open(Page.ABOUT)
    assert house.panel.view.about.facts.texts == (("Version", "0.1.0"), ("Licence", "MIT"))
    press(qtbot, house.panel.view.about.copy)
    assert QGuiApplication.clipboard().text() == "Version: 0.1.0\nLicence: MIT"


def test_a_save_that_failed_is_tried_again_from_the_banner(house: House, qtbot: QtBot) -> None:
    house.shop.faults["save"] = Environment(FaultKind.DISK_FULL)
    house.open(Page.LOOK)
    house.panel.view.look.buttons[Theme.DARK].click()
    house.settle()
    assert house.panel.view.banner.text.text().startswith("The disk of this computer is full.")
    house.shop.faults.clear()
    press(qtbot, house.panel.view.banner.button)
    house.settle()
    assert house.shop.held.theme is Theme.DARK


def test_closing_saves_what_was_typed_last(house: House, qtbot: QtBot) -> None:
    house.open(Page.MAIL)
    qtbot.keyClicks(house.panel.view.mail.shop.shop_name.editor, "!")
    house.panel.closed()
    house.shop.lane.run_all()
    assert house.shop.held.mail.shop_name == "Juniper Books!"
