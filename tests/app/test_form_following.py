"""A SCAN form that the carrier makes in its own time appears by itself, and nobody is asked in vain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from postwright.app.archive_deeds import look_around
from postwright.app.form_following import SELDOM_MS, SOON_MS, FormFollowing
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.domain.faults import Fault
from postwright.domain.form_request import FormState
from postwright.operations.close_day import close_day, days_open
from postwright.operations.make_scan_form import settle_forms
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.practice.app import PracticeCarrier
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.lane import HeldLane

GROUND = "usps_ground_advantage/package"
# Noon in Portland, on the day that the sample parcel leaves.
MONDAY_NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)


@dataclass
class Follow:
    """A shop whose form takes the carrier some questions, followed on a lane that runs when it is told to."""

    shop: Shop
    following: FormFollowing
    lane: HeldLane
    told: list[str]
    wire: list[bool] = field(default_factory=lambda: [True])

    @property
    def carrier(self) -> PracticeCarrier:
        assert self.shop.practice is not None
        return self.shop.practice

    @property
    def timer(self) -> QTimer:
        timer = self.following.findChild(QTimer)
        assert isinstance(timer, QTimer)
        return timer

    @property
    def next_in(self) -> int:
        return self.timer.interval() if self.timer.isActive() else 0

    @property
    def state(self) -> FormState:
        (entry,) = self.shop.forms.all()
        return entry.state

    def ask_for_form(self, polls: int) -> None:
        shop = self.shop
        self.carrier.set_switches(manifest_polls=polls)
        shipment = replace(SHIPMENT, ship_date=MONDAY_NOON.date())
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        sell(shop.counter(), shop.archive(), shop.drafts.new(DRAFT).id, shipment, found, GROUND)
        (day,) = days_open(shop.tray(), shop.catalogue, now=shop.now())
        close_day(shop.tray(), day, [entry.id for entry in day.on])

    def look(self) -> int:
        """One look; gives when the next one comes."""
        self.following.look()
        self.lane.run()
        return self.next_in


@pytest.fixture
def follow(folder: DataFolder, qtbot: QtBot) -> Iterator[Follow]:
    shop = open_shop(folder, PreferencesKeeper(folder.settings_file).preferences, server=None)
    assert shop.practice is not None
    shop.practice.clock.freeze(MONDAY_NOON)
    owner, lane, told, wire = QObject(), HeldLane(Fault), list[str](), [True]
    following = FormFollowing(shop, lane, lambda: wire[0], lambda: told.append("changed"), owner)
    yield Follow(shop, following, lane, told, wire)
    following.close()
    shop.close()


def test_a_form_that_is_being_made_appears_by_itself(follow: Follow) -> None:
    follow.ask_for_form(polls=3)
    assert follow.state is FormState.IN_DOUBT
    follow.following.wake()
    assert follow.next_in == SOON_MS
    assert [follow.look(), follow.look()] == [SOON_MS, 2 * SOON_MS]
    assert follow.told == []
    assert follow.look() == 0
    assert (follow.told, follow.state) == (["changed"], FormState.MADE)


def test_a_form_that_is_being_made_needs_nobody(follow: Follow) -> None:
    follow.ask_for_form(polls=3)
    assert look_around(follow.shop).count == 0


def test_one_that_takes_long_is_asked_about_once_a_minute(follow: Follow) -> None:
    follow.ask_for_form(polls=9)
    pauses = [follow.look() for _ in range(6)]
    assert pauses == [SOON_MS, 2 * SOON_MS, 4 * SOON_MS, 8 * SOON_MS, SELDOM_MS, SELDOM_MS]


def test_nobody_is_asked_again_where_nothing_is_being_made(follow: Follow) -> None:
    follow.following.wake()
    assert follow.look() == 0
    assert follow.told == []


def test_offline_it_waits(follow: Follow) -> None:
    follow.wire[0] = False
    follow.following.look()
    assert (follow.lane.held, follow.next_in) == ([], SELDOM_MS)


def test_a_carrier_in_trouble_is_asked_later(follow: Follow) -> None:
    follow.ask_for_form(polls=2)
    follow.carrier.set_offline(True)
    assert follow.look() == SELDOM_MS
    assert follow.told == []


def test_a_second_look_waits_for_the_answer_to_the_first(follow: Follow) -> None:
    follow.following.look()
    follow.following.look()
    follow.following.wake()
    assert (len(follow.lane.held), follow.next_in) == (1, 0)


def test_what_another_look_found_out_is_no_trouble(follow: Follow) -> None:
    follow.ask_for_form(polls=1)
    settle_forms(follow.shop.tray(), now=follow.shop.now(), stale_before=follow.shop.now())
    assert (follow.look(), follow.told) == (0, [])


def test_after_the_end_nobody_is_asked_and_nothing_is_told(follow: Follow) -> None:
    follow.ask_for_form(polls=1)
    follow.following.look()
    follow.following.close()
    follow.following.wake()
    follow.following.look()
    follow.lane.run_all()
    assert (follow.told, follow.next_in) == ([], 0)
