"""Whether the carrier answers is known from calls that fail and succeed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from postwright.app.standing import StandingKeeper
from postwright.domain.account import Account
from postwright.domain.faults import FaultKind, NotSent, Refused
from postwright.domain.money import Money
from tests.fakes.lane import HeldLane

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACCOUNT = Account("se-1", "stamps_com", "Shop", "1", Money(8410), NOW)
GONE = NotSent(FaultKind.NO_CONNECTION, "refused")


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
