"""The Practice page: a person plays with the practice carrier's world and sees what it is like now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.faults import FaultKind, NotSent
from postwright.domain.money import Money
from postwright.domain.preferences import Mode
from postwright.ui.change import Change
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.practice.presenter import PracticePresenter
from postwright.ui.settings.practice.screen import (
    HABITS,
    HOURS,
    JUMPS,
    STORIES,
    TROUBLES,
    Entry,
    PracticeScreen,
    PracticeState,
    SeenParcel,
)
from postwright.ui.settings.screen import Page
from postwright.ui.words import moment_words
from tests.ui import plausible
from tests.ui.settings.shop import Shop

ANN = SeenParcel("se-1", "Ann Example", "9400111899563821705427")
BOB = SeenParcel("se-2", "Bob Example", "9400111899563821705434", "Out for delivery")
WORLD = PracticeState(plausible.NOW, balance=Money(405_631), parcels=(BOB, ANN))


class Desk:
    """The page without a window."""

    def __init__(self, mode: Mode = Mode.PRACTICE, world: PracticeState = WORLD) -> None:
        self.shop = Shop(world=world, held=plausible.preferences(mode))
        self.shown: list[PracticeScreen] = []
        self.announced: list[str] = []
        keeper = self.shop.keeper()
        self.presenter = PracticePresenter(
            self.shop.lane,
            self.shop.practice_deeds(),
            keeper,
            self.shown.append,
            tell=self.shop.told.append,
            announce=lambda: self.announced.append("moved"),
        )
        keeper.load()
        self.settle()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        self.shop.lane.run_all()

    @property
    def screen(self) -> PracticeScreen:
        return self.shown[-1]

    @property
    def told(self) -> str:
        notice = self.shop.told[-1]
        return notice.text if notice else ""


def test_the_clock_the_balance_and_the_parcels_are_told_in_words() -> None:
    screen = Desk().screen
    assert screen.clock_line == moment_words(plausible.NOW)
    assert screen.balance_line == "$4,056.31"
    assert [parcel.line for parcel in screen.parcels] == [
        "Bob Example · 21705434 · Out for delivery",
        "Ann Example · 21705427 · not scanned yet",
    ]


def test_what_the_next_purchase_will_meet_is_told() -> None:
    assert Desk().screen.trouble_line == "The next label will be bought without trouble."
    desk = Desk(world=replace(WORLD, trouble="lost"))
    assert desk.screen.trouble_line == "The next purchase: its reply gets lost."


def test_the_books_say_what_was_taken_and_what_came_back() -> None:
    entries = (Entry(plausible.NOW, "Label se-1", Money(-761)), Entry(plausible.NOW, "Refund", Money(761)))
    shown = Desk(world=replace(WORLD, entries=entries)).screen.entries
    assert [what for _, what in shown] == ["Label se-1: −$7.61", "Refund: +$7.61"]


@pytest.mark.parametrize(
    ("play", "deed", "told"),
    [
        (lambda it: it.go_offline(True), ("offline", True), "The practice carrier no longer answers."),
        (lambda it: it.go_offline(False), ("offline", False), "It answers again."),
        (lambda it: it.advance(28), ("advance", 28), "28 days went by at the practice carrier."),
        (lambda it: it.until("form"), ("until", "form"), "It is the next 9 pm at the origin now."),
        (
            lambda it: it.back_to_today(),
            ("today",),
            "The practice carrier's clock shows the present again.",
        ),
        (
            lambda it: it.plan_trouble("lost"),
            ("trouble", "lost"),
            "Something will go wrong with the next purchase. Buy a label and see.",
        ),
        (lambda it: it.calm(), ("calm",), "The next label will be bought without trouble."),
        (
            lambda it: it.scan("delivered"),
            ("scan", "se-2", "delivered"),
            "The parcel was scanned. Follow it in Labels; its label can no longer be voided.",
        ),
        (
            lambda it: it.leave_little(),
            ("leave", "$5.00"),
            "No more than $5.00 are left on the postage account.",
        ),
        (lambda it: it.add_money(), ("add", "$100.00"), "$100.00 were added to the postage account."),
        (lambda it: it.behave("no_label_id", True), ("behave", "no_label_id", True), ""),
    ],
)
def test_each_play_is_done_told_and_announced(play: object, deed: tuple[object, ...], told: str) -> None:
    desk = Desk()
    play(desk.presenter)  # type: ignore[operator]
    assert desk.screen.busy
    desk.settle()
    assert desk.shop.done == [deed]
    assert desk.told == told
    assert desk.announced == ["moved"]
    assert not desk.screen.busy


def test_the_chosen_parcel_is_the_one_that_is_scanned() -> None:
    desk = Desk()
    desk.presenter.choose("se-1")
    desk.presenter.scan("lost")
    desk.settle()
    assert desk.shop.done == [("scan", "se-1", "lost")]


def test_a_parcel_that_was_voided_meanwhile_is_no_longer_chosen() -> None:
    desk = Desk()
    desk.presenter.choose("se-1")
    desk.shop.world = replace(WORLD, parcels=(BOB,))
    desk.presenter.labels_changed()
    desk.settle()
    assert desk.screen.chosen == "se-2"


def test_without_a_label_nothing_can_be_scanned() -> None:
    desk = Desk(world=replace(WORLD, parcels=()))
    desk.presenter.scan("delivered")
    assert not desk.shop.lane.held
    assert not desk.screen.can_scan


def test_one_play_ends_before_the_next_begins() -> None:
    desk = Desk()
    desk.presenter.advance(1)
    desk.presenter.advance(1)
    desk.settle()
    assert desk.shop.done == [("advance", 1)]


def test_a_play_that_fails_is_told_and_changes_nothing() -> None:
    desk = Desk()
    desk.shop.faults["offline"] = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.go_offline(True)
    desk.settle()
    assert not desk.screen.offline
    assert not desk.screen.busy
    assert desk.announced == []
    assert desk.told


def test_a_live_account_has_nothing_to_play_with() -> None:
    desk = Desk(Mode.LIVE)
    desk.presenter.go_offline(True)
    desk.presenter.advance(1)
    desk.presenter.scan("delivered")
    desk.presenter.labels_changed()
    assert not desk.shop.lane.held
    assert not desk.screen.can_play
    assert "You are live" in desk.screen.hint


# ---------------------------------------------------------------- in the window


class House:
    """The whole settings panel, open at the page."""

    def __init__(self, world: PracticeState) -> None:
        self.shop = Shop(world=world, held=plausible.preferences(Mode.PRACTICE))
        self.panel = SettingsPanel(self.shop.lane, self.shop.deeds())
        self.panel.view.resize(1096, 704)
        self.panel.view.show()
        self.panel.shown()
        self.shop.lane.run_all()
        self.panel.open(Page.PRACTICE)
        self.shop.lane.run_all()
        self.view = self.panel.view.practice


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    held = House(WORLD)
    qtbot.addWidget(held.panel.view)
    yield held
    held.panel.view.hide()


def test_every_play_has_its_own_control(house: House, qtbot: QtBot) -> None:
    view = house.view
    boxes = [view.offline, *view.habits.values()]
    clock = [*view.jumps.values(), *view.hours.values(), view.today]
    buttons = [*clock, view.make_trouble, view.scan, view.little, view.more]
    for box in boxes:
        box.click()
        house.shop.lane.run_all()
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        house.shop.lane.run_all()
    assert [kind for kind in house.shop.kinds() if kind != "accounts"] == [
        "offline",
        *["behave"] * len(HABITS),
        *["advance"] * len(JUMPS),
        *["until"] * len(HOURS),
        "today",
        "trouble",
        "scan",
        "leave",
        "add",
    ]
    assert ("trouble", next(iter(TROUBLES))) in house.shop.done
    assert ("scan", "se-2", next(iter(STORIES))) in house.shop.done


def test_trouble_can_be_called_off_while_it_is_planned(house: House, qtbot: QtBot) -> None:
    assert not house.view.calm.isEnabled()
    house.shop.world = replace(WORLD, trouble="slow")
    house.panel.changed(Change(labels=True))
    house.shop.lane.run_all()
    assert house.view.trouble_line.text() == "The next purchase: it takes 20 seconds."
    qtbot.mouseClick(house.view.calm, Qt.MouseButton.LeftButton)
    house.shop.lane.run_all()
    assert house.shop.kinds()[-1] == "calm"


def test_another_parcel_is_chosen_from_the_list(house: House) -> None:
    house.view.parcel.setCurrentIndex(1)
    house.view.parcel.activated.emit(1)
    assert house.panel.practice.screen.chosen == "se-1"


def test_the_post_office_says_what_it_lacks_when_there_is_no_label(house: House) -> None:
    assert not house.view.no_parcel.isVisible()
    house.shop.world = replace(WORLD, parcels=())
    house.panel.changed(Change(labels=True))
    house.shop.lane.run_all()
    assert house.view.no_parcel.isVisible()
    assert not house.view.scan.isVisible()
