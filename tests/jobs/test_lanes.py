"""The pools: how much runs at once, in which order, what is listed as going on, and how they end."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from postwright.jobs.lanes import MONEY_LANES, Lanes, Pool


def stand_in(error: Exception) -> Exception | None:
    return error


def nothing(_: object) -> None:
    return None


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    lanes = Lanes(stand_in)
    yield lanes
    lanes.close()


def test_purchases_run_side_by_side_up_to_the_limit(lanes: Lanes, qtbot: QtBot) -> None:
    together = threading.Barrier(MONEY_LANES)
    told: list[int] = []
    for _ in range(MONEY_LANES):
        lanes.money.submit(lambda: together.wait(timeout=60), told.append, nothing)
    qtbot.waitUntil(lambda: len(told) == MONEY_LANES)
    assert sorted(told) == list(range(MONEY_LANES))


def test_what_is_typed_is_saved_in_the_order_it_was_typed(lanes: Lanes, qtbot: QtBot) -> None:
    saved: list[int] = []
    for number in range(50):
        lanes.desk.submit(lambda number=number: saved.append(number), nothing, nothing)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(saved) == 50)
    assert saved == list(range(50))


def test_what_goes_on_is_listed_by_name_and_without_what_nobody_wants(lanes: Lanes, qtbot: QtBot) -> None:
    gate = threading.Event()
    lanes.errands.submit(gate.wait, nothing, nothing, name="Asking for rates")
    lanes.errands.submit(gate.wait, nothing, nothing, name="Asking for old rates").drop()
    lanes.errands.submit(gate.wait, nothing, nothing)
    lanes.money.submit(gate.wait, nothing, nothing, name="Buying a label")
    assert lanes.working() == ("Buying a label", "Asking for rates")
    assert lanes.money.busy
    with qtbot.waitSignal(lanes.changed):
        gate.set()
    qtbot.waitUntil(lambda: lanes.working() == ())
    qtbot.waitUntil(lambda: not lanes.money.busy)


def test_a_question_that_was_withdrawn_while_it_waited_is_never_asked(qtbot: QtBot) -> None:
    pool = Pool("one", 1, stand_in)
    gate = threading.Event()
    asked: list[str] = []
    pool.submit(gate.wait, nothing, nothing)
    pool.submit(lambda: asked.append("old"), nothing, nothing).withdraw()
    pool.submit(lambda: asked.append("new"), nothing, nothing)
    gate.set()
    qtbot.waitUntil(lambda: asked == ["new"])
    pool.stop()
    assert pool.wait()


def test_closing_saves_what_was_typed_and_starts_no_purchase(qtbot: QtBot) -> None:
    lanes = Lanes(stand_in)
    gate, begun = threading.Event(), threading.Semaphore(0)
    done: list[str] = []

    def buy() -> None:
        begun.release()
        gate.wait()
        done.append("bought")

    for _ in range(MONEY_LANES + 4):
        lanes.money.submit(buy, nothing, nothing)
    for _ in range(MONEY_LANES):
        begun.acquire()
    lanes.desk.submit(lambda: done.append("typed"), nothing, nothing)
    lanes.desk.submit(lambda: done.append("typed more"), nothing, nothing)
    lanes.stop()
    assert not lanes.wait(0)
    gate.set()
    lanes.close()
    assert [word for word in done if word.startswith("typed")] == ["typed", "typed more"]
    assert done.count("bought") == MONEY_LANES
    with qtbot.waitSignal(lanes.changed):  # answers that arrive after the end are taken calmly
        pass


def test_a_mail_server_that_is_slow_holds_up_no_errand(lanes: Lanes, qtbot: QtBot) -> None:
    gate, asked = threading.Event(), []
    lanes.mail.submit(gate.wait, nothing, nothing, name="Sending 1 mail")
    lanes.mail.submit(gate.wait, nothing, nothing)
    lanes.errands.submit(lambda: None, asked.append, nothing)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert lanes.working() == ("Sending 1 mail",)
    gate.set()


def test_closing_ends_the_mail_in_flight_and_begins_no_other(qtbot: QtBot) -> None:
    lanes = Lanes(stand_in)
    gate, begun = threading.Event(), threading.Event()
    sent: list[str] = []

    def send() -> None:
        begun.set()
        gate.wait()
        sent.append("first")

    lanes.mail.submit(send, nothing, nothing)
    lanes.mail.submit(lambda: sent.append("second"), nothing, nothing)
    begun.wait()
    lanes.stop()
    try:
        qtbot.waitUntil(lambda: lanes.only_errands_left)  # an idle lane takes a moment to end
        assert not lanes.ended
    finally:
        gate.set()
    lanes.close()
    assert sent == ["first"]
    with qtbot.waitSignal(lanes.changed):
        pass


@pytest.mark.row("U")
def test_a_bug_on_any_lane_is_announced_once(lanes: Lanes, qtbot: QtBot) -> None:
    bugs: list[Exception] = []
    told: list[Exception] = []
    lanes.bug.connect(bugs.append)
    lanes.prints.submit(lambda: 1 // 0, nothing, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [type(error) for error in bugs] == [ZeroDivisionError]
