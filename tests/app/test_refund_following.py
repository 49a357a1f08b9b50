"""What the carrier says of refunds is asked a few times a day, and told where nobody here voided a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.refund_following import FIRST_MS, ROUND_MS, RefundFollowing
from postwright.app.reminder_deeds import look
from postwright.domain.faults import Fault
from postwright.domain.refund_watch import RefundState
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.practice.app import PracticeCarrier
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.lane import HeldLane

NOON = datetime(2026, 11, 22, 20, tzinfo=UTC)


@dataclass
class Follow:
    """A shop with one unused label in Refund Assist, followed on a lane that runs when it is told to."""

    shop: Shop
    following: RefundFollowing
    lane: HeldLane
    told: list[str]
    wire: list[bool] = field(default_factory=lambda: [True])

    @property
    def carrier(self) -> PracticeCarrier:
        assert self.shop.practice is not None
        return self.shop.practice

    @property
    def next_in(self) -> int:
        timer = self.following.findChild(QTimer)
        assert isinstance(timer, QTimer)
        return timer.interval() if timer.isActive() else 0

    def buy(self) -> None:
        self.carrier.set_switches(refund_assist=True, schema="2026")
        shop = self.shop
        found = quote(shop.errands, SHIPMENT, shop.paying.id(), shop.catalogue)
        draft = shop.drafts.new(DRAFT).id
        sell(shop.counter(), shop.archive(), draft, SHIPMENT, found, "usps_ground_advantage/package")

    def after(self, days: float) -> None:
        self.carrier.clock.advance(timedelta(days=days))
        self.following.look()
        self.lane.run_all()


@pytest.fixture
def follow(folder: DataFolder, qtbot: QtBot) -> Iterator[Follow]:
    shop = open_shop(folder, PreferencesKeeper(folder.settings_file).preferences, server=None)
    assert shop.practice is not None
    shop.practice.clock.freeze(NOON)
    owner, lane, told, wire = QObject(), HeldLane(Fault), list[str](), [True]
    following = RefundFollowing(
        shop, lane, lambda: wire[0], lambda: told.append("changed"), told.append, owner
    )
    yield Follow(shop, following, lane, told, wire)
    following.close()
    shop.close()


def test_it_begins_a_while_after_the_start_and_goes_on_by_itself(follow: Follow) -> None:
    follow.following.start()
    assert follow.next_in == FIRST_MS
    follow.after(0)
    assert (follow.next_in, follow.told) == (ROUND_MS, [])


def test_a_label_that_refund_assist_takes_is_told_before_and_after(follow: Follow) -> None:
    follow.buy()
    follow.after(21.1)
    assert follow.told == ["changed"]
    (said,) = [one for one in look(follow.shop).waking if one.key.startswith("assist-")]
    assert said.sentence.startswith("Refund Assist will void an unused label from Fri 18 Dec on and pay $")
    follow.after(5)
    assert follow.told[1].startswith("Refund Assist voided the unused label for")
    assert any(one.key.startswith("assisted-") for one in look(follow.shop).waking)
    (watch,) = follow.shop.refunds.watched()
    assert watch.state is RefundState.ASKED


def test_the_carrier_is_not_asked_before_it_is_time(follow: Follow) -> None:
    follow.after(0)
    follow.buy()
    follow.after(0.1)
    follow.after(22)
    assert follow.told == ["changed"]


def test_offline_nobody_is_asked_and_the_next_round_comes(follow: Follow) -> None:
    follow.wire[0] = False
    follow.following.look()
    assert (follow.lane.held, follow.next_in) == ([], ROUND_MS)


def test_a_carrier_in_trouble_is_asked_the_next_time(follow: Follow) -> None:
    follow.buy()
    follow.carrier.set_offline(True)
    follow.after(22)
    assert follow.told == []
    follow.carrier.set_offline(False)
    follow.after(0)
    assert follow.told == ["changed"]


def test_one_look_at_a_time_and_none_after_the_end(follow: Follow) -> None:
    follow.following.look()
    follow.following.look()
    assert len(follow.lane.held) == 1
    follow.following.close()
    follow.following.look()
    follow.lane.run_all()
    assert (follow.told, follow.next_in) == ([], 0)
