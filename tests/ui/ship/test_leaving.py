"""Whether the parcel leaves today: asked in Ship beside the decision, answered once, never in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Environment, FaultKind
from postwright.ui.change import Change
from postwright.ui.ship.view import ShipView
from postwright.ui.theme import Look
from tests.ui import plausible
from tests.ui.ship.desk import Desk, parcel
from tests.ui.ship.test_panel import Shop
from tests.ui.ship.test_presenter import Ship

ASKED = plausible.leaving()


def evening() -> Ship:
    return Ship(Desk(leaving=ASKED)).priced()


def test_a_whole_parcel_is_asked_about_and_can_be_bought_without_an_answer() -> None:
    ship = evening()
    assert ship.screen.leaving == ASKED
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.did("buy") == 1
    assert ship.desk.did("leaves") == 0


def test_half_a_parcel_is_not_asked_about() -> None:
    ship = Ship(Desk(leaving=ASKED))
    ship.presenter.edited(replace(parcel(), pounds="", ounces=""))
    assert ship.screen.leaving is None


@pytest.mark.parametrize("today", [True, False])
def test_an_answer_is_kept_told_and_asked_no_more(today: bool) -> None:
    ship = evening()
    ship.presenter.leaving.answer(ASKED, today)
    ship.desk.run()
    assert ("leaves", ASKED.place, str(today)) in ship.desk.asked
    assert Change(forms=True) in ship.desk.changes
    assert ship.screen.leaving is None


def test_an_answer_that_cannot_be_kept_is_told() -> None:
    ship = evening()
    ship.desk.fault = Environment(FaultKind.DISK_FULL)
    ship.presenter.leaving.answer(ASKED, True)
    ship.desk.run()
    assert ship.screen.notice is not None
    assert ship.screen.leaving == ASKED


def test_while_it_is_bought_nothing_is_answered() -> None:
    ship = evening()
    ship.presenter.purchasing.press()
    ship.presenter.leaving.answer(ASKED, True)
    ship.desk.run()
    assert ship.desk.did("leaves") == 0


def test_a_form_that_was_made_elsewhere_is_looked_at() -> None:
    ship = Ship(Desk()).priced()
    ship.desk.leaving = ASKED
    ship.presenter.leaving.look_again()
    ship.desk.run()
    assert ship.desk.did("days") == 1
    assert ship.screen.leaving == ASKED


def test_a_panel_that_was_never_opened_only_learns_the_days() -> None:
    ship = Ship(Desk(leaving=ASKED))
    before = len(ship.desk.asked)
    ship.presenter.leaving.look_again()
    ship.desk.run()
    assert ship.desk.asked[before:] == [("days",)]


def test_the_question_stands_with_two_buttons_and_enter_presses_none(qtbot: QtBot, look: Look) -> None:
    shop = Shop(qtbot, Desk(leaving=ASKED)).lay(parcel())
    assert isinstance(shop.view, ShipView)
    row = shop.view.decision.leaving
    assert row.isVisible()
    assert row.words.text() == ASKED.sentence
    assert row.later.text() == "Leaves Wed 25 Nov"
    assert "As of 1 Nov 2026" in row.words.toolTip()
    row.today.setFocus()
    QTest.keyClick(row.today, Qt.Key.Key_Return)
    shop.desk.run()
    assert shop.desk.did("leaves") == 0
    qtbot.mouseClick(row.today, Qt.MouseButton.LeftButton)
    shop.desk.run()
    shop.settle()
    assert shop.desk.did("leaves") == 1
    assert not row.isVisible()


def test_the_panel_hears_of_forms(qtbot: QtBot, look: Look) -> None:
    shop = Shop(qtbot, Desk()).lay(parcel())
    shop.panel.changed(Change(forms=True))
    shop.desk.run()
    assert shop.desk.did("days") == 1
