"""Printers are asked what became of a label while one is on its way, and nobody while nothing moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from postwright.app.following import Following
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import stand_in
from postwright.domain.faults import FaultKind
from postwright.domain.print_record import PrintEvent
from postwright.jobs.lanes import Lanes
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.shop_opening import open_shop


@pytest.fixture
def shop(folder: DataFolder) -> Iterator[Shop]:
    shop = open_shop(folder, PreferencesKeeper(folder.settings_file).preferences, server=None)
    yield shop
    shop.close()


@pytest.fixture
def lanes(qtbot: QtBot, shop: Shop) -> Iterator[Lanes]:
    lanes = Lanes(stand_in)
    yield lanes
    lanes.close()


def test_nobody_is_asked_again_where_nothing_is_on_its_way(qtbot: QtBot, shop: Shop, lanes: Lanes) -> None:
    told: list[str] = []
    following = Following(shop, lanes.prints, lambda: told.append("changed"), lanes)
    following.wake()
    assert following.awake
    following.look()
    qtbot.waitUntil(lambda: not following.awake)
    assert told == []
    following.wake()
    assert following.awake
    following.close()
    assert not following.awake


def test_what_finds_no_room_in_the_book_is_tried_again(qtbot: QtBot, shop: Shop, lanes: Lanes) -> None:
    begun = 7
    shop.unwritten.ends[begun] = (PrintEvent.DOUBTED, "")
    shop.database.closed_for = FaultKind.DISK_FULL
    following = Following(shop, lanes.prints, lambda: None, lanes)
    following.wake()
    following.look()
    qtbot.waitUntil(lambda: not lanes.prints.busy)
    assert following.awake
    assert list(shop.unwritten.ends) == [begun]
    following.close()


def test_a_sheet_that_is_being_printed_goes_first(qtbot: QtBot, shop: Shop, lanes: Lanes) -> None:
    following = Following(shop, lanes.prints, lambda: None, lanes)
    following.wake()
    ended: list[object] = []
    lanes.prints.submit(lambda: None, ended.append, ended.append, name="Printing labels")
    following.look()
    assert lanes.prints.working() == ("Printing labels",)
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert following.awake
    following.close()
