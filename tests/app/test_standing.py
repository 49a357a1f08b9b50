"""Whether the carrier answers is known from calls that fail and succeed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from postwright.app.network_hint import NetworkHint, hint_of
from postwright.app.standing import LONGEST_PAUSE_MS, Hint, StandingKeeper, pause_ms
from postwright.domain.account import Account
from postwright.domain.faults import Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.money import Money
from tests.fakes.lane import HeldLane

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACCOUNT = Account("se-1", "stamps_com", "Shop", "1", Money(8410), NOW)
GONE = NotSent(FaultKind.NO_CONNECTION, "refused")


pytestmark = pytest.mark.usefixtures("qapp")  # a timer needs the application, in whatever order tests come


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def keeper(lane: HeldLane, qtbot: QtBot) -> StandingKeeper:
    return StandingKeeper(lambda: ACCOUNT, lane, lambda: NOW)


def test_an_answer_brings_the_balance(keeper: StandingKeeper, lane: HeldLane) -> None:
    keeper.refresh()
    lane.run()
    assert keeper.standing().account == ACCOUNT
    assert keeper.standing().online


def test_a_refused_connection_means_offline_and_the_next_answer_online_again(lane: HeldLane) -> None:
    answers = [GONE, ACCOUNT]

    def ask() -> Account:
        answer = answers.pop(0)
        if isinstance(answer, Account):
            return answer
        raise answer

    keeper = StandingKeeper(ask, lane, lambda: NOW)
    back = QSignalSpy(keeper.came_back)
    keeper.refresh()
    lane.run()
    assert not keeper.standing().online
    assert "cannot be reached" in keeper.standing().problem
    keeper.refresh()
    lane.run()
    assert keeper.standing().online
    assert back.count() == 1
    keeper.close()


def test_any_call_that_fails_to_connect_is_news(keeper: StandingKeeper, lane: HeldLane) -> None:
    def work() -> None:
        raise GONE

    heard: list[object] = []
    keeper.watching(lane)(work, heard.append, heard.append)
    lane.run()
    assert heard == [GONE]
    assert not keeper.standing().online
    keeper.close()


def test_a_refusal_is_an_answer_and_no_outage(keeper: StandingKeeper, lane: HeldLane) -> None:
    def work() -> None:
        raise Refused(FaultKind.CARRIER_REFUSED, "no")

    keeper.watching(lane)(work, lambda _: None, lambda _: None)
    lane.run()
    assert keeper.standing().online


def test_a_key_that_is_refused_is_told_while_online(lane: HeldLane) -> None:
    def ask() -> Account:
        raise Refused(FaultKind.KEY_REFUSED)

    keeper = StandingKeeper(ask, lane, lambda: NOW)
    keeper.refresh()
    lane.run()
    assert keeper.standing().online
    assert keeper.standing().problem


# ---------------------------------------------------------------- asked again, each time later


def failing(lane: HeldLane, fault: Fault = GONE) -> StandingKeeper:
    def ask() -> Account:
        raise fault

    return StandingKeeper(ask, lane, lambda: NOW, jitter=lambda: 1.0)


def pass_the_pause(keeper: StandingKeeper) -> None:
    """As if the while had passed."""
    timer = keeper.findChild(QTimer)
    assert timer is not None
    timer.stop()
    timer.timeout.emit()


def test_a_carrier_that_is_away_is_asked_again_after_a_longer_while_each_time(lane: HeldLane) -> None:
    keeper = failing(lane)
    pauses = []
    for _ in range(7):
        pass_the_pause(keeper)
        lane.run()
        pauses.append(keeper.pause)
    assert pauses == [10_000, 20_000, 40_000, 80_000, 160_000, LONGEST_PAUSE_MS, LONGEST_PAUSE_MS]
    keeper.close()
    assert keeper.pause == -1


def test_two_desks_do_not_ask_in_step() -> None:
    assert [pause_ms(1, jitter) for jitter in (0.0, 0.5, 1.0)] == [10_000, 15_000, 20_000]
    assert pause_ms(5000, 1.0) == LONGEST_PAUSE_MS


def test_an_answer_makes_the_next_pause_short_again(lane: HeldLane) -> None:
    answers: list[Account | Fault] = [GONE, GONE, GONE, ACCOUNT, GONE]

    def ask() -> Account:
        answer = answers.pop(0)
        if isinstance(answer, Account):
            return answer
        raise answer

    keeper = StandingKeeper(ask, lane, lambda: NOW, jitter=lambda: 1.0)
    for _ in range(5):
        pass_the_pause(keeper)
        lane.run()
    assert keeper.pause == 10_000
    keeper.close()


def test_questions_do_not_pile_up_behind_one_that_waits(lane: HeldLane) -> None:
    keeper = failing(lane)
    for _ in range(5):
        keeper.refresh()
    assert len([ticket for ticket in lane.held if not ticket.withdrawn]) == 1
    keeper.close()


# ---------------------------------------------------------------- the system's word


def test_the_systems_word_makes_us_say_offline_and_ask_no_more_than_now_and_then(
    keeper: StandingKeeper, lane: HeldLane
) -> None:
    keeper.hinted(Hint.OFFLINE)
    assert not keeper.standing().online
    assert "no network" in keeper.standing().problem
    assert keeper.pause > 0
    for _ in range(5):
        keeper.refresh()
    assert lane.held == []
    keeper.close()


def test_a_call_that_succeeds_overrules_the_systems_word(keeper: StandingKeeper, lane: HeldLane) -> None:
    keeper.hinted(Hint.OFFLINE)
    back = QSignalSpy(keeper.came_back)
    keeper.watching(lane)(lambda: None, lambda _: None, lambda _: None)
    lane.run_all()
    assert keeper.standing().online
    assert (back.count(), keeper.pause) == (1, -1)
    keeper.hinted(Hint.OFFLINE)  # nothing new
    assert keeper.standing().online
    keeper.refresh()
    assert len(lane.held) == 1


def test_when_the_network_is_back_the_carrier_is_asked_once(keeper: StandingKeeper, lane: HeldLane) -> None:
    keeper.hinted(Hint.OFFLINE)
    for _ in range(3):
        keeper.hinted(Hint.ONLINE)
    assert len(lane.held) == 1
    assert not keeper.standing().online
    lane.run()
    assert keeper.standing().online


def test_the_systems_word_alone_never_says_online(lane: HeldLane) -> None:
    keeper = failing(lane)
    keeper.hinted(Hint.OFFLINE)
    keeper.hinted(Hint.ONLINE)
    lane.run_all()
    assert not keeper.standing().online
    keeper.close()


def test_a_network_that_wants_one_to_sign_in_is_told_in_words(lane: HeldLane, keeper: StandingKeeper) -> None:
    keeper.hinted(Hint.SIGN_IN)
    assert not keeper.standing().online
    assert "sign in" in keeper.standing().problem
    keeper.close()
    keeper.hinted(Hint.ONLINE)
    assert lane.held == []


@pytest.mark.parametrize("fault", [Lost(FaultKind.SIGN_IN_PAGE, "<html>"), Lost(FaultKind.REDIRECTED)])
def test_an_answer_of_somebody_else_means_offline(lane: HeldLane, fault: Fault) -> None:
    keeper = failing(lane, fault)
    keeper.refresh()
    lane.run()
    assert not keeper.standing().online
    assert "sign in" in keeper.standing().problem
    keeper.close()


def test_a_clock_that_is_wrong_is_told_while_online(lane: HeldLane) -> None:
    keeper = StandingKeeper(lambda: ACCOUNT, lane, lambda: NOW, clock=lambda: "10 minutes ahead")
    keeper.refresh()
    lane.run()
    assert keeper.standing().online
    assert keeper.standing().problem.startswith("The clock of this computer is 10 minutes ahead.")


_Reach = QNetworkInformation.Reachability


@pytest.mark.parametrize(
    ("reach", "portal", "hint"),
    [
        (_Reach.Disconnected, False, Hint.OFFLINE),
        (_Reach.Disconnected, True, Hint.OFFLINE),
        (_Reach.Online, True, Hint.SIGN_IN),
        (_Reach.Online, False, Hint.ONLINE),
        (_Reach.Local, False, Hint.UNKNOWN),
        (_Reach.Site, False, Hint.UNKNOWN),
        (_Reach.Unknown, False, Hint.UNKNOWN),
    ],
)
def test_only_what_is_said_without_a_doubt_is_a_hint(reach: _Reach, portal: bool, hint: Hint) -> None:
    assert hint_of(reach, portal=portal) is hint


def test_the_systems_own_word_is_told_as_it_is_now(keeper: StandingKeeper, qtbot: QtBot) -> None:
    source = NetworkHint()
    source.tell(keeper)
    assert source.hint() in Hint
    assert keeper.standing().online is (source.hint() not in (Hint.OFFLINE, Hint.SIGN_IN))
    keeper.close()
