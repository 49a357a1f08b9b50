"""The Buying page: what is kept of the rules, what is only typed, and what it all means to a purchase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.approval import Tolerance
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.ui.settings.buying.presenter import BuyingPresenter
from postwright.ui.settings.buying.screen import BuyingScreen, BuyingText, text_of
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from tests.ui import plausible
from tests.ui.settings.shop import Shop

RULES = BuyingRules(48, Money(100_000), "parcelguard", True)


class Desk:
    """The page without a window."""

    def __init__(self, held: Preferences | None = None) -> None:
        self.shop = Shop(held=held or plausible.preferences())
        self.shown: list[BuyingScreen] = []
        self.keeper = keeper = self.shop.keeper()
        self.presenter = BuyingPresenter(keeper, self.shown.append)
        keeper.load()
        self.shop.lane.run_all()

    def write(self, **changes: object) -> BuyingScreen:
        self.presenter.write(replace(self.shown[-1].text, **changes))  # type: ignore[arg-type]
        self.shop.lane.run_all()
        return self.shown[-1]


def test_the_rules_are_shown_as_they_are_kept() -> None:
    held = replace(plausible.preferences(), rules=RULES, tolerance=Money(50), display_scheme="qr_code")
    assert Desk(held).shown[-1].text == BuyingText(
        tolerance="$0.50",
        quote_hours=48,
        label_limit="$100.00",
        day_limit="$1,000.00",
        insure_at_most="$1,000.00",
        insurer="parcelguard",
        offer_restricted_delivery=True,
        display_scheme="qr_code",
    )


def test_what_asks_before_buying_is_kept_and_can_be_off() -> None:
    desk = Desk()
    desk.write(per_cent=5, similar_on=False, label_limit="$60", day_limit_on=False)
    rules = desk.shop.held.rules
    assert (rules.similar_hours, rules.label_limit, rules.day_limit) == (0, Money(6000), None)
    assert desk.shop.held.may_rise == Tolerance(Money(25), 5)
    desk.write(day_limit_on=True, similar_on=True, similar_hours=3)
    assert (desk.shop.held.rules.day_limit, desk.shop.held.rules.similar_hours) == (Money(100_000), 3)


def test_a_limit_that_is_off_keeps_its_amount_and_needs_none() -> None:
    desk = Desk()
    form = desk.shown[-1].form
    screen = desk.write(label_limit="60", label_limit_on=False, similar_on=False, similar_hours=9)
    assert (screen.text.label_limit, screen.text.similar_hours, screen.form) == ("60", 9, form)
    screen = desk.write(label_limit="")
    assert screen.problem("label_limit") == ""
    assert desk.write(label_limit_on=True).problem("label_limit") != ""
    assert desk.shop.held.rules.label_limit is None


def test_the_tolerance_is_told_as_an_example() -> None:
    desk = Desk()
    desk.write(tolerance="0.25", per_cent=5)
    assert desk.shown[-1].rise == "A label that was shown at $10.00 is bought for at most $10.50."
    assert desk.write(tolerance="a lot").rise == ""


def test_what_is_written_is_kept() -> None:
    desk = Desk()
    desk.write(
        tolerance="0.5",
        quote_hours=2,
        insure_at_most="$1,250",
        insurer="parcelguard",
        offer_restricted_delivery=True,
        display_scheme="qr_code",
    )
    assert desk.shop.held.rules == BuyingRules(2, Money(125_000), "parcelguard", True)
    assert (desk.shop.held.tolerance, desk.shop.held.display_scheme) == (Money(50), "qr_code")


def test_an_amount_stays_as_it_was_typed() -> None:
    desk = Desk()
    form = desk.shown[-1].form
    assert desk.write(tolerance="0.5").text.tolerance == "0.5"
    assert desk.shown[-1].form == form


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("tolerance", "a lot", "Write an amount in dollars, such as 25.00."),
        ("day_limit", "much", "Write an amount in dollars, such as 25.00."),
        ("insure_at_most", "", "Write an amount in dollars, such as 25.00."),
        ("insure_at_most", "5000.01", "USPS insures up to $5,000.00."),
    ],
)
def test_what_cannot_be_kept_says_why_and_changes_nothing(field: str, text: str, sentence: str) -> None:
    desk = Desk()
    before = desk.shop.held
    assert desk.write(**{field: text}).problem(field) == sentence
    assert desk.shop.held == before
    assert getattr(desk.shown[-1].text, field) == text


def test_another_insurer_may_insure_more() -> None:
    desk = Desk()
    assert desk.write(insurer="parcelguard", insure_at_most="10000").problem("insure_at_most") == ""
    assert desk.shop.held.rules.insured_limit == Money(1_000_000)


def test_half_an_amount_is_not_overwritten_by_a_change_elsewhere() -> None:
    desk = Desk()
    desk.write(tolerance="0.")
    desk.write(tolerance="x")
    desk.shop.held = replace(desk.shop.held, tolerance=Money(75))
    desk.keeper.load()
    desk.shop.lane.run_all()
    assert desk.shown[-1].text.tolerance == "x"


def test_a_change_elsewhere_is_shown() -> None:
    desk = Desk()
    form = desk.shown[-1].form
    desk.keeper.edit(lambda held: replace(held, tolerance=Money(75)))
    desk.shop.lane.run_all()
    assert (desk.shown[-1].text.tolerance, desk.shown[-1].form) == ("$0.75", form + 1)


def test_words_that_only_the_file_names_can_be_kept() -> None:
    held = replace(
        plausible.preferences(), rules=BuyingRules(insurer="x_cover"), display_scheme="paperless_2"
    )
    screen = Desk(held).shown[-1]
    assert ("x_cover", "x_cover") in screen.insurers
    assert ("paperless_2", "paperless_2") in screen.schemes
    assert text_of(held).insurer == "x_cover"


# ---------------------------------------------------------------- in the window


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[tuple[Shop, SettingsPanel]]:
    shop = Shop()
    panel = SettingsPanel(shop.lane, shop.deeds())
    qtbot.addWidget(panel.view)
    panel.view.resize(1096, 704)
    panel.view.show()
    panel.shown()
    shop.lane.run_all()
    panel.open(Page.BUYING)
    shop.lane.run_all()
    yield shop, panel
    panel.view.hide()


def test_the_fields_are_filled_and_written_by_hand(house: tuple[Shop, SettingsPanel], qtbot: QtBot) -> None:
    shop, panel = house
    view = panel.view.buying
    assert view.tolerance.text() == str(shop.held.tolerance)
    view.tolerance.clear()
    qtbot.keyClicks(view.tolerance, "1.10")
    view.hours.setValue(3)
    view.per_cent.setValue(4)
    view.restricted.click()
    view.limits["day_limit"].on.click()
    panel.view.flush()
    shop.lane.run_all()
    assert shop.held.tolerance == Money(110)
    assert shop.held.tolerance_per_cent == 4
    assert shop.held.rules == BuyingRules(quote_hours=3, offer_restricted_delivery=True, day_limit=None)
    assert not view.amounts["day_limit"].isEnabled()
    assert view.amounts["label_limit"].isEnabled()


def test_a_wrong_amount_is_said_at_its_field(house: tuple[Shop, SettingsPanel], qtbot: QtBot) -> None:
    shop, panel = house
    view = panel.view.buying
    view.insured.clear()
    qtbot.keyClicks(view.insured, "9999")
    qtbot.keyClick(view.insured, Qt.Key.Key_Return)
    shop.lane.run_all()
    assert view.insured_field.sentence == "USPS insures up to $5,000.00."
