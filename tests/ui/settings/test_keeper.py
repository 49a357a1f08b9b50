"""The one holder of the preferences: edits show at once, are saved in order, never lost to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.preferences import Preferences, Theme
from postwright.ui.settings.keeper import Keeper
from tests.ui.settings.shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def keeper(shop: Shop) -> Keeper:
    held = shop.keeper()
    held.load()
    shop.lane.run_all()
    return held


def dark(held: Preferences) -> Preferences:
    return replace(held, theme=Theme.DARK)


def test_an_edit_is_shown_before_it_is_saved(shop: Shop, keeper: Keeper) -> None:
    shown: list[Preferences] = []
    keeper.listen(shown.append)
    keeper.edit(dark)
    assert shown[-1].theme is Theme.DARK
    assert shop.done == []
    shop.lane.run_all()
    assert shop.held.theme is Theme.DARK
    assert shop.announced == ["settings"]


def test_two_edits_are_both_kept(shop: Shop, keeper: Keeper) -> None:
    keeper.edit(dark)
    keeper.edit(lambda held: replace(held, contact_name="Noor"))
    shop.lane.run_all()
    assert (shop.held.theme, shop.held.contact_name) == (Theme.DARK, "Noor")
    assert shop.announced == ["settings"]


def test_an_edit_that_changes_nothing_saves_nothing(shop: Shop, keeper: Keeper) -> None:
    keeper.edit(lambda held: held)
    assert not shop.lane.held


def test_nothing_is_edited_before_the_settings_were_read() -> None:
    shop = Shop()
    keeper = shop.keeper()
    keeper.edit(dark)
    assert not shop.lane.held


def test_a_reading_does_not_undo_an_edit_made_since(shop: Shop, keeper: Keeper) -> None:
    keeper.load()
    keeper.edit(dark)
    shop.lane.run_all()
    assert keeper.preferences.theme is Theme.DARK


def test_what_could_not_be_saved_stays_shown_and_can_be_saved_again(shop: Shop, keeper: Keeper) -> None:
    shop.faults["save"] = Environment(FaultKind.DISK_FULL)
    keeper.edit(dark)
    shop.lane.run_all()
    assert keeper.preferences.theme is Theme.DARK
    assert keeper.unsaved
    notice = shop.told[-1]
    assert notice
    assert notice.button == "Try again"
    keeper.load()
    shop.lane.run_all()
    assert keeper.preferences.theme is Theme.DARK
    shop.faults.clear()
    keeper.save_again()
    shop.lane.run_all()
    assert shop.held.theme is Theme.DARK
    assert not keeper.unsaved
