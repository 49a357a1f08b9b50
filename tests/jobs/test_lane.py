"""The lane with real threads: who runs where, in which order, and what closing leaves undone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from postwright.jobs.lane import Lane, Ticket, Worker


class Trouble(Exception):
    """What a caller expects to go wrong."""


def stand_in(error: Exception) -> Exception | None:
    return None if isinstance(error, Trouble) else Trouble("the program has a fault")


def raises(error: Exception) -> Any:
    raise error


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test", stand_in)
    yield lane
    lane.close()


def test_work_runs_beside_the_window_and_answers_on_its_thread(lane: Lane, qtbot: QtBot) -> None:
    here = threading.get_ident()
    told: list[tuple[int, int]] = []
    lane.submit(threading.get_ident, lambda there: told.append((there, threading.get_ident())), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != here
    assert told[0][1] == here


def test_calls_run_one_after_the_other_in_the_order_they_came(lane: Lane, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(20):
        lane.submit(lambda number=number: number, told.append, told.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))


def test_an_expected_failure_is_told_to_the_caller(lane: Lane, qtbot: QtBot) -> None:
    told: list[Exception] = []
    bugs: list[Exception] = []
    lane.bug.connect(bugs.append)
    lane.submit(lambda: raises(Trouble("no paper")), told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [str(error) for error in told] == ["no paper"]
    assert not bugs


@pytest.mark.row("U")
def test_a_bug_is_announced_and_the_caller_does_not_wait_for_ever(lane: Lane, qtbot: QtBot) -> None:
    told: list[Exception] = []
    bugs: list[Exception] = []
    lane.bug.connect(bugs.append)
    lane.submit(lambda: raises(ZeroDivisionError("bug")), told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [type(error) for error in bugs] == [ZeroDivisionError]
    assert [type(error) for error in told] == [Trouble]


def test_a_dropped_ticket_runs_but_tells_nobody(lane: Lane, qtbot: QtBot) -> None:
    ran: list[str] = []
    told: list[Any] = []
    for work in (lambda: ran.append("good"), lambda: raises(Trouble())):
        lane.submit(work, told.append, told.append).drop()
    with qtbot.waitSignal(lane.answered):
        lane.submit(lambda: None, lambda _: None, told.append)
    qtbot.waitUntil(lambda: ran == ["good"])
    assert told == []


def test_a_withdrawn_ticket_is_not_even_begun(lane: Lane, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[str] = []
    lane.submit(gate.wait, lambda _: None, ran.append)
    lane.submit(lambda: ran.append("withdrawn"), lambda _: None, lambda _: None).withdraw()
    lane.submit(lambda: ran.append("last"), lambda _: None, lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: ran == ["last"])


def test_closing_lets_the_call_in_flight_finish_and_starts_none_of_the_others(lane: Lane) -> None:
    begun, gate = threading.Event(), threading.Event()
    ran: list[int] = []

    def first() -> None:
        begun.set()
        gate.wait()
        ran.append(0)

    lane.submit(first, lambda _: None, lambda _: None)
    for number in range(1, 10):
        lane.submit(lambda number=number: ran.append(number), lambda _: None, lambda _: None)  # type: ignore[misc]
    begun.wait()
    lane.stop()
    assert not lane.wait(0)
    gate.set()
    lane.close()
    assert ran == [0]


def test_draining_runs_everything_that_was_handed_in(lane: Lane) -> None:
    ran: list[int] = []
    for number in range(10):
        lane.submit(lambda number=number: ran.append(number), lambda _: None, lambda _: None)  # type: ignore[misc]
    lane.drain()
    lane.wait()
    assert ran == list(range(10))


def test_the_thread_ends_with_the_lane_and_leaves_nothing(qtbot: QtBot) -> None:
    for _ in range(3):
        one = Lane("short", stand_in)
        one.close()
        assert one.wait(0)
        del one
        gc.collect()


def test_a_worker_runs_a_ticket_and_says_so() -> None:
    finished: list[Ticket] = []
    worker = Worker()
    worker.finished.connect(finished.append)
    good = Ticket(lambda: 7, print, print, "")
    bad = Ticket(lambda: raises(Trouble()), print, print, "")
    gone = Ticket(lambda: 8, print, print, "")
    gone.withdraw()
    for ticket in (good, bad, gone):
        worker.run(ticket)
    assert finished == [good, bad, gone]
    assert (good.result, good.error) == (7, None)
    assert isinstance(bad.error, Trouble)
    assert gone.result is None


def test_a_closing_worker_begins_nothing() -> None:
    worker = Worker()
    worker.closing = True
    ticket = Ticket(lambda: 7, print, print, "")
    worker.run(ticket)
    assert ticket.result is None


def test_a_worker_ends_the_thread_it_lives_on_and_no_other(qtbot: QtBot) -> None:
    thread = QThread()
    worker = Worker()
    worker.moveToThread(thread)
    thread.start()
    worker.leave()
    assert thread.wait()
    assert QThread.currentThread().isRunning()
