"""What must be answered before a parcel is bought in Ship: shown, pointed at, answered, never missed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from postwright.domain.approval import CHEAPEST, IN_TIME, Tolerance
from postwright.domain.faults import BadInput, FaultKind, NotSent
from postwright.domain.guards import Guard
from postwright.domain.money import Money
from postwright.ui.change import Change
from postwright.ui.theme import Look
from tests.ui import plausible, walking
from tests.ui.ship.desk import Desk, parcel
from tests.ui.ship.test_panel import Shop
from tests.ui.ship.test_presenter import Ship

SIMILAR = plausible.similar_guard()
DAY = plausible.day_limit_guard()


def asked(*guards: Guard) -> Ship:
    """A parcel that was tried to be bought and is held."""
    ship = Ship(Desk()).priced()
    ship.desk.guards = guards
    ship.presenter.purchasing.press()
    ship.desk.run()
    return ship


def bought(ship: Ship) -> list[tuple[str, ...]]:
    return [one for one in ship.desk.asked if one[0] == "buy"]


def test_a_held_parcel_is_not_bought_and_says_why() -> None:
    ship = asked(SIMILAR, DAY)
    assert [(one.sentence, one.yes, one.label_id) for one in ship.screen.guards] == [
        (SIMILAR.sentence, "Buy another", "se-12"),
        (DAY.sentence, "Buy anyway", ""),
    ]
    assert (ship.screen.label, ship.screen.notice, ship.screen.busy) == (None, None, "")
    assert ship.screen.button == "Answer first"


def test_pressing_again_only_points_at_what_is_asked() -> None:
    ship = asked(SIMILAR)
    before = ship.screen.pointed
    for _ in range(12):
        ship.presenter.purchasing.press()
    ship.desk.run()
    assert len(bought(ship)) == 1
    assert ship.screen.pointed == before + 12


def test_the_answer_buys_and_goes_along() -> None:
    ship = asked(SIMILAR)
    for _ in range(12):
        ship.presenter.purchasing.answer(SIMILAR.key)
    ship.desk.run()
    assert bought(ship)[-1][-1] == SIMILAR.key
    assert len(bought(ship)) == 2
    assert ship.screen.label is not None


def test_every_question_must_be_answered_and_an_answer_can_be_taken_back() -> None:
    ship = asked(SIMILAR, DAY)
    purchasing = ship.presenter.purchasing
    purchasing.answer(SIMILAR.key)
    purchasing.answer(SIMILAR.key)
    purchasing.answer(DAY.key)
    ship.desk.run()
    assert len(bought(ship)) == 1
    purchasing.answer(SIMILAR.key)
    ship.desk.run()
    assert ship.screen.label is not None


def test_what_is_asked_anew_is_asked_beside_what_was_answered() -> None:
    ship = asked(SIMILAR)
    ship.desk.guards = (SIMILAR, DAY)
    ship.presenter.purchasing.answer(SIMILAR.key)
    ship.desk.run()
    assert [(one.key, one.answered) for one in ship.screen.guards] == [(SIMILAR.key, True), (DAY.key, False)]
    ship.presenter.purchasing.answer(DAY.key)
    ship.desk.run()
    assert ship.screen.label is not None


def test_an_answer_about_one_parcel_says_nothing_about_another() -> None:
    ship = asked(SIMILAR, DAY)
    ship.presenter.purchasing.answer(SIMILAR.key)
    ship.type(parcel(ounces="9"))
    ship.desk.run()
    assert ship.screen.guards == ()
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert [one.answered for one in ship.screen.guards] == [False, False]


def test_another_rate_is_asked_about_anew() -> None:
    ship = asked(SIMILAR)
    ship.presenter.choose("usps_priority_mail/package")
    assert ship.screen.guards == ()


def test_a_failure_after_the_answer_keeps_the_answer_for_the_next_press() -> None:
    ship = asked(SIMILAR)
    ship.presenter.purchasing.answer(SIMILAR.key)
    ship.desk.desk.run_all()
    ship.desk.fault = NotSent(FaultKind.NO_CONNECTION)
    ship.desk.run()
    assert ship.screen.button == "Buy · $7.61 · Ground Advantage"
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.screen.label is not None


def test_the_old_label_can_be_printed_again_or_voided_instead() -> None:
    ship = asked(SIMILAR)
    ship.presenter.purchasing.reprint("se-12")
    ship.presenter.purchasing.void_old("se-12")
    assert ship.desk.asked[-2:] == [("show", "se-12"), ("void", "se-12")]
    assert ship.screen.unanswered


def test_when_labels_changed_the_next_press_looks_again(qtbot: QtBot, look: Look) -> None:
    shop = Shop(qtbot, Desk()).lay(parcel())
    shop.desk.guards = (SIMILAR,)
    shop.key("Ctrl+Return")
    shop.desk.run()
    assert shop.panel.presenter.screen.guards
    shop.desk.guards = ()
    shop.panel.changed(Change(labels=True))
    assert shop.panel.presenter.screen.guards == ()
    shop.key("Ctrl+Return")
    shop.desk.run()
    assert shop.panel.presenter.screen.label is not None


# ------------------------------------------------------------ a price that rose


def test_a_price_that_rose_is_said_with_its_difference_and_bought_by_a_new_press() -> None:
    ship = Ship(Desk()).priced()
    ship.desk.fault = None
    ship.presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.fault = BadInput(FaultKind.STALE_QUOTE)
    ship.desk.rise = 49
    ship.desk.run()
    assert len(bought(ship)) == 1
    assert ship.screen.risen == "It was $7.61 when it was shown. It costs 49¢ more now."
    assert ship.screen.button == "Buy · $8.10 · Ground Advantage"
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.screen.label is not None


def test_another_rate_did_not_rise() -> None:
    ship = Ship(Desk()).priced()
    ship.desk.rise = 49
    ship.presenter.ask(again=True)
    ship.desk.run()
    assert ship.screen.risen
    ship.presenter.choose("usps_priority_mail/package")
    assert ship.screen.risen == ""


def test_another_parcel_did_not_rise() -> None:
    ship = Ship(Desk()).priced()
    ship.desk.rise = 49
    ship.type(parcel(ounces="9"))
    ship.desk.run()
    assert ship.screen.risen == ""


# ------------------------------------------------------------ queueing for later


def later(ship: Ship, **changes: str) -> Ship:
    """The card for queueing, with something written into it."""
    postponing = ship.presenter.purchasing.postponing
    postponing.ask()
    assert ship.screen.later is not None
    postponing.write(replace(ship.screen.later, **changes))
    return ship


def queued(ship: Ship) -> object:
    ship.presenter.purchasing.postponing.ask()
    ship.desk.run()
    return next(iter(ship.desk.approvals.values()), None)


def test_online_a_parcel_can_be_queued_as_it_was_chosen() -> None:
    ship = later(Ship(Desk()).priced())
    assert ship.screen.later_limit == "Bought later for at most $7.86. Nothing is bought now."
    approval = queued(ship)
    assert not bought(ship)
    assert getattr(approval, "service_code", "") == "usps_ground_advantage"
    assert getattr(approval, "basis", None) is not None
    assert ship.screen.notice
    assert ship.screen.notice.text == "Queued. You buy it from Queue, for at most $7.86."
    assert not ship.desk.approvals["d1"].when_online


def test_with_the_card_for_later_open_nothing_is_bought_now() -> None:
    ship = later(Ship(Desk()).priced())
    assert ship.screen.button == "Queue · buy it later · up to $7.86"
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert not bought(ship)
    assert not ship.desk.approvals["d1"].when_online
    later(ship := Ship(Desk()).priced(), per_cent="x")
    assert not ship.screen.can_press


def test_the_cheapest_then_and_a_tolerance_of_its_own_can_be_chosen() -> None:
    ship = later(Ship(Desk()).priced(), rule=CHEAPEST, more="0.10", per_cent="5 %")
    assert ship.screen.later_limit.startswith("Bought later for at most $7.99.")
    approval = queued(ship)
    assert getattr(approval, "service_code", "") == CHEAPEST
    assert getattr(approval, "tolerance", None) == Tolerance(Money(10), 5)


def test_the_cheapest_in_time_is_offered_once_a_day_is_chosen() -> None:
    ship = Ship(Desk()).priced()
    assert IN_TIME not in [code for code, _ in later(ship).screen.later_rules]
    ship.presenter.arrive_by("2026-11-26")
    assert (IN_TIME, "The cheapest that arrives by Thu 26 Nov") in ship.screen.later_rules
    later_card = ship.screen.later
    assert later_card is not None
    ship.presenter.purchasing.postponing.leave()
    approval = queued(later(ship, rule=IN_TIME))
    assert getattr(approval, "seen", None) == Money(985)


def test_a_day_by_which_nothing_arrives_queues_nothing() -> None:
    ship = Ship(Desk()).priced()
    ship.presenter.arrive_by("2026-11-24")
    later(ship, rule=IN_TIME)
    assert ship.screen.later_problem == "No service is expected by then."
    assert queued(ship) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"more": "much"}, "Write an amount in dollars, such as 25.00."),
        ({"per_cent": "200"}, "Write whole per cent, from 0 to 100."),
    ],
)
def test_what_cannot_be_read_queues_nothing(changes: dict[str, str], sentence: str) -> None:
    ship = later(Ship(Desk()).priced(), **changes)
    assert ship.screen.later_problem == sentence
    assert queued(ship) is None


def test_the_card_goes_with_the_parcel_it_is_about() -> None:
    ship = later(Ship(Desk()).priced())
    ship.type(parcel(ounces="9"))
    assert ship.screen.later is None


def test_offline_the_card_decides_what_the_button_queues() -> None:
    ship = Ship(Desk()).priced()
    ship.desk.online = False
    ship.presenter.refresh()
    assert ship.screen.button == "Queue · buy when online · up to $7.61 + 25¢"
    later(ship, more="1")
    assert ship.screen.button == "Queue · buy when online · up to $8.61"
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert [one.limit for one in ship.desk.approvals.values()] == [Money(861)]
    assert ship.screen.notice
    assert ship.screen.notice.text.startswith("Queued. It is bought when the shop is online,")


# ------------------------------------------------------------ in the window


@pytest.fixture
def shop(qtbot: QtBot, look: Look) -> Shop:
    shop = Shop(qtbot, Desk())
    shop.desk.guards = (SIMILAR,)
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.run()
    return shop.settle()


def test_the_guard_stands_above_the_button_and_has_the_focus(shop: Shop) -> None:
    decision = shop.panel.view.decision
    (row,) = decision.guards.rows
    assert decision.guards.y() < decision.button.y()
    assert shop.window.focusWidget() is row.reprint
    shop.key("Ctrl+Return")
    assert shop.window.focusWidget() is row.reprint
    assert shop.desk.did("buy") == 1


def test_each_answer_can_be_pressed(shop: Shop, qtbot: QtBot) -> None:
    (row,) = shop.panel.view.decision.guards.rows
    for button in (row.reprint, row.void):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shop.desk.asked[-2:] == [("show", "se-12"), ("void", "se-12")]
    qtbot.mouseClick(row.buy, Qt.MouseButton.LeftButton)
    shop.desk.run()
    assert shop.panel.presenter.screen.label is not None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_scanners_enter_answers_nothing(shop: Shop, key: Qt.Key) -> None:
    (row,) = shop.panel.view.decision.guards.rows
    before = list(shop.desk.asked)
    for button in (row.reprint, row.void, row.buy, shop.panel.view.decision.button):
        button.setFocus()
        QTest.keyClick(button, key)
    shop.desk.run()
    assert shop.desk.asked == before


def test_the_card_for_later_is_opened_and_kept_by_keys(qtbot: QtBot, look: Look) -> None:
    shop = Shop(qtbot, Desk()).lay(parcel())
    shop.key("Ctrl+Shift+Return")
    card = shop.panel.view.decision.later
    assert shop.window.focusWidget() is card.rule
    card.more.setFocus()
    card.more.selectAll()
    shop.type("1")
    QTest.keyClick(card.more, Qt.Key.Key_Return)
    assert shop.window.focusWidget() is card.per_cent
    assert not shop.desk.approvals
    shop.key("Esc")
    assert card.isHidden()
    shop.key("Ctrl+Shift+Return")
    shop.key("Ctrl+Shift+Return")
    shop.desk.run()
    assert len(shop.desk.approvals) == 1
    assert not shop.desk.did("buy")


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)], ids=str)
def test_guards_and_card_can_be_read_reached_and_named(
    qtbot: QtBot, look: Look, size: tuple[int, int]
) -> None:
    shop = Shop(qtbot, Desk(), size)
    shop.desk.guards = (SIMILAR, DAY, plausible.balance_guard())
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.run()
    shop.settle()
    assert walking.unnamed(shop.window) == []
    assert walking.formatted(shop.window) == []
    assert walking.clipped(shop.window) == []
    shop.desk.guards = ()
    shop.panel.changed(Change(labels=True))
    shop.panel.presenter.purchasing.postponing.ask()
    shop.settle()
    assert walking.unnamed(shop.window) == []
    assert walking.clipped(shop.window) == []


def test_more_questions_than_fit_scroll_and_the_button_stays_in_sight(qtbot: QtBot, look: Look) -> None:
    shop = Shop(qtbot, Desk(), (1024, 640))
    many = tuple(plausible.similar_guard(f"se-{number}", "Jane Doe") for number in range(8))
    shop.desk.guards = many
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.run()
    shop.settle()
    decision = shop.panel.view.decision
    assert decision.guards.verticalScrollBar().maximum() > 0
    assert walking.clipped(shop.window) == []
    bottom = decision.button.mapTo(shop.window, decision.button.rect().bottomLeft()).y()
    assert bottom < shop.window.height()
