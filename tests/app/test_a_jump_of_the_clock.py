"""Days go by at the practice carrier, and the whole window follows at once: nobody starts it anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from postwright.domain.label_entry import LabelEntry
from postwright.domain.time_zone import zone_of
from postwright.paths import DataFolder
from postwright.practice.app import practice_app
from postwright.shop_clock import PRACTICE_FOLDER
from postwright.ui.change import Change
from postwright.ui.end_of_day.panel import EndOfDayPanel
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.voids.panel import VoidsPanel
from tests.app.test_packing_table import bought
from tests.app.whole import compose, running, session_of, window_of
from tests.domain.samples import SENDER

P = TypeVar("P")
# A Monday morning in Oregon, from where the sample parcel leaves.
MORNING = datetime(2026, 11, 23, 17, tzinfo=UTC)


class House:
    """The whole window over a shop with one label, bought this morning and never used."""

    def __init__(self, folder: DataFolder, application: QApplication) -> None:
        practice_app(folder.shop_folder("practice") / PRACTICE_FOLDER).clock.freeze(MORNING)
        self._running = running(folder, application)
        self.program, self.person = self._running.__enter__()
        self.person.wait("the shop is open", lambda: self.program.session is not None)
        self.session = session_of(self.program)
        self.window = window_of(self.program)
        self.label: LabelEntry = bought(self.session.shop, "Ann Lee")
        self.session.announce(Change(drafts=True, labels=True, money=True))

    def close(self) -> None:
        self._running.__exit__(None, None, None)

    def panel(self, key: str, kind: type[P]) -> P:
        found = self.window.panel(key)
        assert isinstance(found, kind)
        return found

    def press(self, name: str) -> None:
        """A button of the Practice page, and what follows from it."""
        settings = self.panel("settings", SettingsPanel)
        self.window.go("settings")
        settings.open(Page.PRACTICE)
        self.person.wait("the page is there", lambda: settings.practice.screen.can_play)
        before = settings.practice.screen.clock_line
        self.person.press(name)
        self.person.wait("the clock was moved", lambda: settings.practice.screen.clock_line != before)


@pytest.fixture
def house(folder: DataFolder, qapp: QApplication) -> Iterator[House]:
    opened = House(folder, qapp)
    yield opened
    opened.close()


def test_the_days_that_are_left_for_a_void_follow(house: House) -> None:
    house.window.go("voids")
    voids = house.panel("voids", VoidsPanel)
    house.person.wait("the label can be voided", lambda: voids.presenter.screen.rows)
    assert voids.presenter.screen.rows[0].window.days_left == 27
    house.press("In 28 days")
    house.window.go("voids")
    house.person.wait("its days are over", lambda: voids.presenter.screen.rows[0].window.days_left < 0)


def test_a_label_that_must_be_voided_soon_is_reminded_of(house: House) -> None:
    house.window.go("ship")
    for _ in range(3):
        house.press("In a week")
    for _ in range(5):
        house.press("Tomorrow")
    house.window.go("ship")
    strip = house.window.reminder
    house.person.wait("the strip says so", lambda: strip.said is not None and strip.said.place == "voids")


def test_the_countdown_of_the_day_follows(house: House) -> None:
    house.window.go("end-of-day")
    day = house.panel("end-of-day", EndOfDayPanel)
    house.person.wait("the day is there", lambda: day.presenter.screen.day is not None)
    house.press("Next 9 pm at the origin")
    there = house.session.shop.now().astimezone(zone_of(SENDER.state))
    assert (there.hour, there.minute) == (21, 0)
    house.window.go("end-of-day")
    house.person.wait(
        "it is too late", lambda: (screen := day.presenter.screen).now is not None
        and screen.countdown is not None and not screen.countdown.is_open,
    )  # fmt: skip


def test_ship_asks_whether_parcels_leave_today(house: House) -> None:
    house.window.go("ship")
    compose(house.person)
    ship = house.panel("ship", ShipPanel).presenter
    house.person.wait("the parcel is whole", lambda: ship.screen.complete)
    assert ship.screen.leaving is None
    house.press("Next 9 pm at the origin")
    house.window.go("ship")
    house.person.wait("it is asked", lambda: ship.screen.leaving is not None)
    house.person.press("Leaves today")
    house.person.wait("it is asked no more", lambda: ship.screen.leaving is None)
    assert "Ships Mon 23 Nov" in ship.screen.decision.when


def test_what_becomes_of_parcels_is_asked_for_by_itself(house: House) -> None:
    carrier = house.session.shop.practice
    assert carrier is not None
    carrier.mail(house.label.id)
    house.window.go("labels")
    house.press("In a week")
    house.window.go("labels")
    house.person.wait(
        "USPS was asked",
        lambda: (
            (status := house.session.shop.labels.get(house.label.id).status) is not None
            and status.status_code == "DE"
        ),
    )
