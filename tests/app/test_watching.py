"""While the program runs, USPS is asked now and then where parcels are, and whether QR codes were used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.watching import BETWEEN_MS, FIRST_MS, ROUND_MS, TELL_EVERY, Watching
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.shipment import Delivery
from postwright.operations.follow_parcels import ask_about
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.operations.watch_codes import watch_codes
from postwright.paths import DataFolder
from postwright.practice.app import PracticeCarrier
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.lane import HeldLane

GROUND = "usps_ground_advantage/package"


@dataclass
class Watch:
    """The watch over one shop, on a lane that runs when it is told to."""

    shop: Shop
    watching: Watching
    lane: HeldLane
    told: list[str]
    keeper: PreferencesKeeper
    wire: list[bool] = field(default_factory=lambda: [True])

    @property
    def carrier(self) -> PracticeCarrier:
        assert self.shop.practice is not None
        return self.shop.practice

    @property
    def timer(self) -> QTimer:
        timer = self.watching.findChild(QTimer)
        assert isinstance(timer, QTimer)
        return timer

    @property
    def next_in(self) -> int:
        """Milliseconds until it looks by itself; 0 when it does not."""
        return self.timer.interval() if self.timer.isActive() else 0

    def bought(self, name: str, delivery: Delivery = Delivery.QR) -> LabelEntry:
        """A label for a recipient of that name."""
        shop = self.shop
        recipient = replace(SHIPMENT.ship_to, name=name, line1=f"{len(name)} {name} St")
        day = postal_day_on_or_after(shop.now().date())
        shipment = replace(SHIPMENT, ship_to=recipient, delivery=delivery, ship_date=day)
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        draft = shop.drafts.new(DRAFT).id
        entry = sell(shop.counter(), shop.archive(), draft, shipment, found, GROUND).entry
        assert entry is not None
        return entry

    def later(self, days: int) -> None:
        self.carrier.clock.advance(timedelta(days=days))
        self.shop.now()


@pytest.fixture
def watch(folder: DataFolder, qtbot: QtBot) -> Iterator[Watch]:
    keeper = PreferencesKeeper(folder.settings_file)
    shop = open_shop(folder, keeper.preferences, server=None)
    owner, lane, told, wire = QObject(), HeldLane(Fault), [], [True]
    watching = Watching(shop, lane, lambda: wire[0], lambda: told.append("changed"), owner)
    yield Watch(shop, watching, lane, told, keeper, wire)
    watching.close()
    shop.close()


def test_the_first_look_comes_soon_after_the_start_and_then_one_each_hour(watch: Watch) -> None:
    watch.watching.start()
    assert watch.next_in == FIRST_MS
    watch.timer.timeout.emit()
    watch.lane.run()
    assert (watch.next_in, watch.told) == (ROUND_MS, ["changed"])


def test_labels_are_asked_about_a_few_seconds_apart_and_the_list_is_shown_once(watch: Watch) -> None:
    for name in ("Ann", "Bert", "Carla"):
        watch.bought(name)
    watch.later(days=3)
    pauses = []
    for _ in range(3):
        watch.watching.look()
        watch.lane.run()
        pauses.append(watch.next_in)
    assert pauses == [BETWEEN_MS, BETWEEN_MS, ROUND_MS]
    assert watch.told == ["changed"]
    assert all(code.asked_at for code in watch_codes(watch.shop.lookout()))


def test_what_a_long_round_brings_is_shown_before_its_end(watch: Watch) -> None:
    for number in range(TELL_EVERY + 1):
        watch.bought("A" * (number + 3))
    watch.later(days=3)
    told = []
    for _ in range(TELL_EVERY + 1):
        watch.watching.look()
        watch.lane.run()
        told.append(len(watch.told))
    assert told == [0] * (TELL_EVERY - 1) + [1, 2]


def test_parcels_and_codes_are_asked_about_by_the_same_watch(watch: Watch) -> None:
    code, parcel = watch.bought("Ann"), watch.bought("Bert", Delivery.LABEL)
    watch.later(days=3)
    for _ in range(2):
        watch.watching.look()
        watch.lane.run()
    assert all(watch.shop.labels.get(one.id).status for one in (code, parcel))


def test_who_pays_for_questions_has_usps_asked_by_hand_only(watch: Watch) -> None:
    parcel = watch.bought("Ann", Delivery.LABEL)
    watch.later(days=3)
    watch.keeper.save(replace(watch.keeper.preferences(), follow_parcels=False))
    watch.watching.look()
    watch.lane.run()
    assert (watch.shop.labels.get(parcel.id).status, watch.next_in) == (None, ROUND_MS)
    ask_about(watch.shop.tracker(), parcel.id)
    assert watch.shop.labels.get(parcel.id).status is not None


def test_a_second_look_waits_for_the_answer_to_the_first(watch: Watch) -> None:
    watch.watching.look()
    watch.watching.look()
    assert len(watch.lane.held) == 1


def test_offline_nobody_is_asked_until_the_next_round(watch: Watch) -> None:
    watch.wire[0] = False
    watch.watching.look()
    assert (watch.lane.held, watch.next_in) == ([], ROUND_MS)
    watch.wire[0] = True
    watch.watching.look()
    assert len(watch.lane.held) == 1


def test_a_carrier_that_cannot_be_reached_ends_the_round(watch: Watch) -> None:
    entry = watch.bought("Ann")
    watch.bought("Bert")
    watch.later(days=3)
    watch.carrier.set_offline(True)
    watch.watching.look()
    watch.lane.run()
    assert (watch.next_in, watch.told) == (ROUND_MS, ["changed"])
    assert watch_codes(watch.shop.lookout())[0].entry.id == entry.id


def test_after_the_end_nothing_is_asked_and_nothing_is_told(watch: Watch) -> None:
    watch.watching.start()
    watch.watching.look()
    watch.watching.close()
    watch.lane.run()
    watch.watching.look()
    assert (watch.lane.held, watch.next_in, watch.told) == ([], 0, [])
