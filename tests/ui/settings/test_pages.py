"""The other pages of the settings without a window."""

from __future__ import annotations

import pytest

from postwright.domain.draft import AddressText
from postwright.domain.preferences import ParcelPreset, ReminderSetup, Theme
from postwright.ui.notice import UNDO
from postwright.ui.settings.about.presenter import AboutPresenter
from postwright.ui.settings.about.screen import AboutScreen
from postwright.ui.settings.look.presenter import LookPresenter
from postwright.ui.settings.look.screen import LookScreen
from postwright.ui.settings.names import free_name
from postwright.ui.settings.origins.presenter import OriginsPresenter
from postwright.ui.settings.origins.screen import OriginsScreen
from postwright.ui.settings.parcels.presenter import ParcelsPresenter
from postwright.ui.settings.parcels.screen import ParcelsScreen, preset_problem
from postwright.ui.settings.reminders.presenter import RemindersPresenter
from postwright.ui.settings.reminders.screen import RemindersScreen
from tests.rules import RULES
from tests.ui.settings.shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


# ---------------------------------------------------------------- origins


def origins(shop: Shop) -> tuple[OriginsPresenter, list[OriginsScreen]]:
    keeper, shown = shop.keeper(), []
    presenter = OriginsPresenter(keeper, shown.append, tell=shop.told.append)
    keeper.load()
    shop.lane.run_all()
    return presenter, shown


def test_an_address_is_saved_even_when_it_is_not_complete(shop: Shop) -> None:
    presenter, shown = origins(shop)
    presenter.choose(1)
    presenter.write(AddressText(name="Juniper Books", city="Tacoma"))
    shop.lane.run_all()
    assert shop.held.origins[1].address.city == "Tacoma"
    assert {one.field for one in shown[-1].problems} >= {"origin.line1", "origin.postal_code"}


def test_the_form_is_written_anew_only_for_another_place(shop: Shop) -> None:
    presenter, shown = origins(shop)
    form = shown[-1].form
    presenter.write(AddressText(name="Juniper"))
    shop.lane.run_all()
    assert shown[-1].form == form
    presenter.choose(1)
    assert shown[-1].form == form + 1


def test_a_new_place_gets_a_free_name_and_is_opened(shop: Shop) -> None:
    presenter, shown = origins(shop)
    presenter.add()
    presenter.add()
    shop.lane.run_all()
    assert [one.name for one in shop.held.origins][2:] == ["New origin", "New origin 2"]
    assert shown[-1].chosen == 3
    assert shown[-1].problems == ()


def test_a_renamed_place_stays_the_usual_one(shop: Shop) -> None:
    presenter, shown = origins(shop)
    presenter.rename("Book fair")
    assert shown[-1].name_problem == "Another origin has this name."
    presenter.rename(" ")
    assert shown[-1].name_problem == "Write a name for this place."
    presenter.rename("Bookshop")
    shop.lane.run_all()
    assert shown[-1].name_problem == ""
    assert shop.held.default_origin == "Bookshop"
    assert shown[-1].is_default(0)


def test_a_removed_place_comes_back_where_it_was(shop: Shop) -> None:
    before = shop.held
    presenter, shown = origins(shop)
    presenter.remove()
    shop.lane.run_all()
    assert [one.name for one in shop.held.origins] == ["Book fair"]
    assert shop.told[-1]
    assert shop.told[-1].action == UNDO
    presenter.undo()
    presenter.undo()
    shop.lane.run_all()
    assert shop.held == before
    assert shown[-1].chosen == 0


def test_another_place_becomes_the_usual_one(shop: Shop) -> None:
    presenter, shown = origins(shop)
    presenter.choose(1)
    assert shown[-1].can_make_default
    presenter.make_default()
    shop.lane.run_all()
    assert shop.held.default_origin == "Book fair"
    assert not shown[-1].can_make_default


# ---------------------------------------------------------------- parcels


def test_a_preset_is_kept_by_its_digit_and_an_emptied_one_is_gone(shop: Shop) -> None:
    keeper, shown = shop.keeper(), []
    presenter = ParcelsPresenter(
        shop.lane, shop.deeds(), keeper, lambda screen: shown.append(screen), tell=shop.told.append
    )
    keeper.load()
    presenter.load()
    shop.lane.run_all()
    screen: ParcelsScreen = shown[-1]
    assert screen.packages == (("package", "Package"),)
    presenter.write(ParcelPreset(9, "Poster tube", length="36", width="4", height="4"))
    presenter.write(ParcelPreset(2, ""))
    shop.lane.run_all()
    assert [one.digit for one in shop.held.presets] == [1, 3, 9]
    assert shown[-1].preset(2).name == ""
    presenter.close()


@pytest.mark.parametrize(
    ("preset", "problem"),
    [
        (ParcelPreset(1, "Book", ounces="12"), ""),
        (ParcelPreset(1, "Book", ounces="twelve"), "Write the ounces as a number, or leave it blank."),
        (ParcelPreset(1, "Book", pounds="-1"), "The pounds cannot be below zero."),
        (ParcelPreset(1, "Book", length="9", width="6"), "Write all three sides, or none."),
    ],
)
def test_a_wrong_number_is_said(preset: ParcelPreset, problem: str) -> None:
    assert preset_problem(preset) == problem


# ---------------------------------------------------------------- look, about


def test_the_theme_is_kept(shop: Shop) -> None:
    keeper, shown = shop.keeper(), []
    presenter = LookPresenter(keeper, lambda screen: shown.append(screen))
    keeper.load()
    shop.lane.run_all()
    presenter.choose(Theme.DARK)
    shop.lane.run_all()
    assert shop.held.theme is Theme.DARK
    assert shown[-1] == LookScreen(Theme.DARK)


def test_reminders_are_kept_as_they_are_switched(shop: Shop) -> None:
    keeper, shown = shop.keeper(), list[RemindersScreen]()
    presenter = RemindersPresenter(keeper, RULES, shown.append)
    keeper.load()
    shop.lane.run_all()
    presenter.remind_of_day(False)
    presenter.remind_of_voids(False)
    presenter.remind_of_parcels(False)
    presenter.follow_parcels(False)
    presenter.choose_time(18 * 60 + 30)
    shop.lane.run_all()
    assert shop.held.reminders == ReminderSetup(
        day_end=False, day_end_minute=1110, voids=False, parcels=False
    )
    assert (shop.held.follow_parcels, shown[-1].follows) == (False, False)
    assert shown[-1].setup == shop.held.reminders


def test_a_reminder_can_begin_at_any_half_hour_before_the_form_closes() -> None:
    times = dict(RemindersScreen(RULES, ReminderSetup(day_end_minute=1035)).times)
    assert (times["480"], times["1230"], times["1035"]) == ("8:00 am", "8:30 pm", "5:15 pm")
    assert "1260" not in times
    assert list(times) == sorted(times, key=int)


@pytest.mark.parametrize(("minute", "at"), [(-1, "12:00 am"), (99_999, "11:59 pm")])
def test_a_time_that_is_none_counts_as_the_nearest(minute: int, at: str) -> None:
    screen = RemindersScreen(RULES, ReminderSetup(day_end_minute=minute))
    assert dict(screen.times)[str(screen.minute)] == at


def test_the_rules_behind_reminders_name_their_source() -> None:
    screen = RemindersScreen(RULES)
    assert "until 9:00 pm" in screen.day_line
    assert "28 days" in screen.void_line
    assert screen.day_source.startswith("As of ")
    assert screen.void_source.startswith("As of ")
    assert "As of " in screen.follow_line


def test_who_has_usps_asked_less_reads_what_is_not_known_then() -> None:
    told = RemindersScreen(RULES, follows=False).follow_line
    assert "no report can say that its refund was missed" in told
    assert "a void asks once all the same" in told


def test_about_can_be_copied_as_lines(shop: Shop) -> None:
    shown: list[AboutScreen] = []
    presenter = AboutPresenter(shop.lane, shop.deeds(), shown.append, tell=shop.told.append)
    presenter.load()
    shop.lane.run_all()
    assert shown[-1].text == "Version: 0.1.0\nLicence: MIT"
    presenter.close()


def test_a_name_is_free_or_gets_a_number() -> None:
    assert free_name("Zebra", []) == "Zebra"
    assert free_name("Zebra", ["Zebra", "Zebra 2"]) == "Zebra 3"
