"""The first page: into practice with one key, or to an account with the shop's own address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from postwright.domain.account import Account
from postwright.domain.draft import AddressText
from postwright.domain.faults import Fault, FaultKind, NotSent, Refused
from postwright.ui.change import Change
from postwright.ui.first_run.panel import FirstRunPanel
from postwright.ui.first_run.presenter import FirstRunDeeds
from postwright.ui.first_run.screen import Doing
from postwright.ui.theme import Look
from postwright.ui.widgets.text import PlainLabel
from tests.fakes.lane import HeldLane
from tests.ui import walking
from tests.ui.plausible import account

SAMPLE = AddressText(
    "Juniper Goods", "", "500 SW Alder St", "", "Portland", "OR", "97204", phone="503-555-0100"
)
OWN = replace(SAMPLE, name="Ann's Books", line1="1 Main St")


class First:
    """The page, what it was asked to do, and where that ended."""

    def __init__(self, qtbot: QtBot, fault: Fault | None = None) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.entered = 0
        self.fails: Fault | None = None
        self.lane = HeldLane(Fault)
        deeds = FirstRunDeeds(SAMPLE, self._practise, self._connect, self._entered)
        self.panel = FirstRunPanel(self.lane, deeds, fault)
        self.view = self.panel.view
        self.presenter = self.panel.presenter
        qtbot.addWidget(self.view)
        self.view.resize(840, 560)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()
        self.panel.shown()

    def _note(self, *what: object) -> None:
        self.asked.append(what)
        if self.fails is not None:
            raise self.fails

    def _practise(self, origin: AddressText) -> None:
        self._note("practise", origin)

    def _connect(self, key: str, origin: AddressText) -> Account:
        self._note("connect", key, origin)
        return account()

    def _entered(self) -> None:
        self.entered += 1

    def press(self, key: Qt.Key) -> First:
        QTest.keyClick(self.view.focusWidget(), key)
        return self


@pytest.fixture
def first(qtbot: QtBot, look: Look) -> First:
    return First(qtbot)


def test_one_key_leads_into_practice_with_the_sample_shop(first: First) -> None:
    first.press(Qt.Key.Key_Return)
    assert first.presenter.screen.doing is Doing.PRACTISING
    first.lane.run_all()
    assert first.asked == [("practise", SAMPLE)]
    assert first.entered == 1


def test_an_address_that_was_wiped_out_is_the_samples_again(first: First) -> None:
    first.presenter.practise(AddressText())
    first.lane.run_all()
    assert first.asked == [("practise", SAMPLE)]


def test_practice_from_half_an_address_says_what_is_missing(first: First) -> None:
    first.view.form.editor("city").clear()
    first.press(Qt.Key.Key_Space)
    assert list(first.presenter.screen.problems) == ["city"]
    assert first.view.focusWidget() is first.view.form.editor("city")
    assert first.lane.held == []


def test_an_account_needs_a_key(first: First) -> None:
    first.presenter.connect("  ", OWN)
    assert first.presenter.screen.key_problem != ""
    assert first.view.focusWidget() is first.view.key
    assert first.lane.held == []


def test_nobody_ships_for_real_from_the_sample_shop(first: First) -> None:
    first.presenter.connect("live_key", SAMPLE)
    assert "sample" in first.presenter.screen.problems["name"]
    assert first.lane.held == []


def test_a_key_and_an_own_address_connect_the_account(first: First) -> None:
    first.view.form.set_values(OWN)
    first.view.key.setFocus()
    QTest.keyClicks(first.view.key, " live_key ")
    first.press(Qt.Key.Key_Return)
    assert first.presenter.screen.doing is Doing.CONNECTING
    first.presenter.connect("again", OWN)
    first.presenter.practise(OWN)
    first.lane.run_all()
    assert first.asked == [("connect", "live_key", OWN)]
    assert first.entered == 1


def test_a_refused_key_is_marked_where_it_was_typed(first: First) -> None:
    first.fails = Refused(FaultKind.KEY_REFUSED)
    first.presenter.connect("old_key", OWN)
    first.lane.run_all()
    assert first.presenter.screen.key_problem != ""
    assert first.presenter.screen.notice is None
    assert first.presenter.screen.can_act


def test_without_a_network_it_says_so_and_can_be_tried_again(first: First) -> None:
    first.fails = NotSent(FaultKind.NO_CONNECTION)
    first.presenter.connect("live_key", OWN)
    first.lane.run_all()
    assert first.presenter.screen.notice is not None
    assert first.view.banner.isVisible()
    first.presenter.dismiss()
    assert first.view.banner.isHidden()


def test_the_page_says_why_it_is_shown_again(qtbot: QtBot, look: Look) -> None:
    first = First(qtbot, Fault(FaultKind.KEYRING_LOCKED))
    assert first.view.banner.isVisible()
    assert not first.view.banner.button.isVisible()


def test_the_key_is_hidden_until_it_is_asked_for(first: First) -> None:
    assert first.view.key.echoMode() is QLineEdit.EchoMode.Password
    reveal = first.view.key.actions()[0]
    reveal.trigger()
    assert first.view.key.echoMode() is QLineEdit.EchoMode.Normal
    reveal.trigger()
    assert first.view.key.echoMode() is QLineEdit.EchoMode.Password


def test_the_page_is_whole_and_every_part_has_a_name(first: First) -> None:
    first.presenter.connect("", SAMPLE)
    first.panel.changed(Change(settings=True))
    first.panel.closed()
    for _ in range(10):
        QApplication.processEvents()
    assert walking.unnamed(first.view) == []
    assert walking.formatted(first.view) == []
    assert walking.clipped(first.view) == []
    assert any(label.text() == "Welcome to Postwright" for label in first.view.findChildren(PlainLabel))
