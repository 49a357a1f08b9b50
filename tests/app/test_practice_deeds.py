"""What the Practice page does reaches the practice carrier, and what it shows is how that carrier is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postwright.app.practice_deeds import HABITS as PLAYED
from postwright.app.practice_deeds import TROUBLES as PLANNED
from postwright.app.practice_deeds import practice_deeds
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, Refused
from postwright.domain.label import BoughtLabel
from postwright.domain.money import Money
from postwright.domain.preferences import Mode, Preferences
from postwright.paths import DataFolder
from postwright.server import Server
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.settings.practice.presenter import PracticeDeeds
from postwright.ui.settings.practice.screen import HABITS, STORIES, TROUBLES
from tests.domain.samples import ORDER


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = open_shop(DataFolder(tmp_path), lambda: Preferences(mode=Mode.PRACTICE), server=None)
    yield opened
    opened.close()


@pytest.fixture
def deeds(shop: Shop) -> PracticeDeeds:
    return practice_deeds(shop)


def bought(shop: Shop) -> BoughtLabel:
    return shop.money.labels.buy(replace(ORDER, carrier_id=shop.paying.id()))


def test_every_line_of_the_page_has_a_deed_behind_it() -> None:
    assert PLANNED.keys() == TROUBLES.keys()
    assert PLAYED.keys() == HABITS.keys()


def test_days_go_by_and_come_back(deeds: PracticeDeeds) -> None:
    today = deeds.look().now
    deeds.advance(28)
    assert (deeds.look().now - today).days == 28
    deeds.back_to_today()
    assert (deeds.look().now - today).days == 0


@pytest.mark.parametrize(("hour", "zone", "shows"), [("form", "", 21), ("pickup", "America/Chicago", 2)])
def test_the_clock_goes_on_to_the_hours_that_a_day_hangs_on(
    shop: Shop, deeds: PracticeDeeds, hour: str, zone: str, shows: int
) -> None:
    before = deeds.look().now
    deeds.until(hour)
    then = shop.now()
    there = then.astimezone(ZoneInfo(zone) if zone else shop.zone())
    assert (there.hour, there.minute) == (shows, 0)
    assert timedelta(0) < then - before <= timedelta(days=1, hours=1)


def test_the_network_of_the_practice_carrier_can_be_unplugged(shop: Shop, deeds: PracticeDeeds) -> None:
    deeds.offline(True)
    assert deeds.look().offline
    with pytest.raises(Fault) as caught:
        bought(shop)
    assert caught.value.kind is FaultKind.NO_CONNECTION
    deeds.offline(False)
    assert bought(shop).label.label_id


@pytest.mark.parametrize("trouble", sorted(set(TROUBLES) - {"slow"}))
def test_planned_trouble_comes_with_the_next_purchase_and_with_no_other(
    shop: Shop, deeds: PracticeDeeds, trouble: str
) -> None:
    deeds.trouble("slow")
    deeds.trouble(trouble)
    assert deeds.look().trouble == trouble
    with pytest.raises(Refused if trouble == "pause" else Lost):
        bought(shop)
    assert deeds.look().trouble == ""
    taken = [one for one in deeds.look().entries if one.words.startswith("Label")]
    assert len(taken) == (1 if trouble in ("lost", "unreadable") else 0)


def test_trouble_can_be_called_off(shop: Shop, deeds: PracticeDeeds) -> None:
    deeds.trouble("slow")
    assert deeds.look().trouble == "slow"
    deeds.calm()
    assert deeds.look().trouble == ""


@pytest.mark.parametrize("story", STORIES)
def test_a_scanned_parcel_is_on_its_way(shop: Shop, deeds: PracticeDeeds, story: str) -> None:
    label = bought(shop).label
    (before,) = deeds.look().parcels
    assert (before.label_id, before.tracking_number, before.scan) == (
        label.label_id,
        label.tracking_number,
        "",
    )
    deeds.scan(label.label_id, story)
    (after,) = deeds.look().parcels
    assert after.scan
    assert not shop.errands.tracking.of_label(label.label_id).unscanned


def test_a_voided_label_is_no_parcel_any_more(shop: Shop, deeds: PracticeDeeds) -> None:
    shop.money.labels.void(bought(shop).label.label_id)
    assert deeds.look().parcels == ()


def test_the_balance_runs_low_and_is_filled_again(shop: Shop, deeds: PracticeDeeds) -> None:
    deeds.leave(Money(500))
    assert deeds.look().balance == Money(500)
    with pytest.raises(Refused) as caught:
        bought(shop)
    assert caught.value.kind is FaultKind.INSUFFICIENT_FUNDS
    deeds.add(Money(10_000))
    cost = bought(shop).label.cost
    assert deeds.look().balance == Money(10_500) - cost
    assert deeds.look().entries[0].amount == Money(-cost.minor)


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_is_taken_on_and_dropped(deeds: PracticeDeeds, habit: str) -> None:
    assert habit not in deeds.look().on
    deeds.behave(habit, True)
    assert deeds.look().on == {habit}
    deeds.behave(habit, False)
    assert deeds.look().on == frozenset()


def test_no_other_carrier_can_be_played_with(tmp_path: Path) -> None:
    server = Server("https://api.example.com", "abc")
    shop = open_shop(DataFolder(tmp_path), lambda: Preferences(mode=Mode.LIVE), server=server)
    try:
        with pytest.raises(BadInput):
            practice_deeds(shop).look()
        with pytest.raises(BadInput):
            practice_deeds(shop).until("form")
    finally:
        shop.close()


def test_the_page_plays_with_the_account_that_pays(shop: Shop, deeds: PracticeDeeds) -> None:
    accounts = shop.money.accounts
    accounts.disconnect(accounts.find()[0].carrier_id)
    with pytest.raises(BadInput) as caught:
        deeds.add(Money(10_000))
    assert (caught.value.kind, deeds.look().balance) == (FaultKind.NO_ACCOUNT, Money(0))
    second = accounts.connect_stamps(nickname="Second", username="ana", password="secret")
    deeds.leave(Money(500))
    assert deeds.look().balance == Money(500)
    assert [one.balance for one in accounts.find() if one.carrier_id == second] == [Money(500)]


def test_taking_nearly_all_never_adds_money(deeds: PracticeDeeds) -> None:
    deeds.leave(Money(300))
    deeds.leave(Money(500))
    assert deeds.look().balance == Money(300)
