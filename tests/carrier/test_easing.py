"""Coming back after an outage: what piled up leaves bit by bit, money first, all lanes together."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable

import httpx
import pytest

from postwright.carrier import easing
from postwright.carrier.pace import Pacer
from postwright.domain.faults import FaultKind, NotSent
from tests.carrier.answers import Clock, Desk, carrier, ok


class Lanes:
    """Threads on one clock that moves only when all of them wait: hours pass in no time, and in order."""

    def __init__(self) -> None:
        self.at = 1000.0
        self._turn = threading.Condition()
        self._sleeping: list[tuple[float, int]] = []
        self._count = 0
        self._awake = 0

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        with self._turn:
            self._count += 1
            mine = (self.at + seconds, self._count)
            heapq.heappush(self._sleeping, mine)
            self._awake -= 1
            self._move()
            while mine in self._sleeping:
                self._turn.wait(10)

    def _move(self) -> None:
        """Wake the first sleeper when nobody is awake."""
        if self._awake == 0 and self._sleeping:
            self.at = max(self.at, heapq.heappop(self._sleeping)[0])
            self._awake += 1
            self._turn.notify_all()

    def run(self, *works: Callable[[], None]) -> None:
        def lane(work: Callable[[], None]) -> None:
            self.wait(0.001)  # begin in order
            try:
                work()
            finally:
                with self._turn:
                    self._awake -= 1
                    self._move()

        self._awake = len(works)
        threads = [threading.Thread(target=lane, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)


class Counting:
    """A carrier that counts calls in fixed minutes, as the documented one does (api.md 4)."""

    def __init__(self, lanes: Lanes, limit: int = 200) -> None:
        self._lanes = lanes
        self._limit = limit
        self._began = lanes.now()
        self._used = 0
        self.times: list[float] = []
        self.refused = 0

    def ask(self) -> tuple[int, dict[str, str]]:
        now = self._lanes.now()
        if now - self._began >= 60:
            self._began, self._used = now, 0
        self._used += 1
        self.times.append(now)
        reset = max(1, int(self._began + 60 - now))
        over = self._used > self._limit
        self.refused += over
        left = max(0, self._limit - self._used)
        shown = {"limit": self._limit, "remaining": left, "reset": reset}
        return 429 if over else 200, {f"ratelimit-{name}": str(value) for name, value in shown.items()}


def buy(pacer: Pacer, lanes: Lanes, counting: Counting, todo: list[int], seconds: float = 0.7) -> None:
    while todo:
        todo.pop()
        pacer.admit(money=True)
        status, headers = counting.ask()
        lanes.wait(seconds)
        pacer.landed()
        pacer.heard(headers)
        if status == 429:
            pacer.close_gate(float(headers["ratelimit-reset"]))
            todo.append(0)


@pytest.mark.row("N10")
def test_a_thousand_labels_use_the_whole_of_each_minute_and_are_never_told_to_slow_down() -> None:
    """Eight lanes, 0.7 s a call: the bound is 240 s and the last window's tail."""
    lanes = Lanes()
    pacer, counting, todo = (
        Pacer(now=lanes.now, wait=lanes.wait, lock=threading.Lock()),
        Counting(lanes),
        [0] * 1000,
    )
    lanes.run(*[lambda: buy(pacer, lanes, counting, todo)] * 8)
    assert counting.refused == 0
    assert len(counting.times) == 1000
    bound = 4 * 60 + 200 / 8 * 0.7
    assert lanes.at - 1000 <= 1.12 * bound


def came_back(lanes: Lanes) -> Pacer:
    pacer = Pacer(now=lanes.now, wait=lanes.wait, lock=threading.Lock(), jitter=lambda: 0.5)
    pacer.went_down()
    pacer.came_up()
    return pacer


def test_after_an_outage_calls_are_spread_and_stay_under_the_limit() -> None:
    lanes = Lanes()
    pacer, counting, todo = came_back(lanes), Counting(lanes), [0] * 60
    lanes.run(*[lambda: buy(pacer, lanes, counting, todo, seconds=0.01)] * 8)
    first = [time - 1000 for time in counting.times if time < 1000 + easing.LASTS]
    assert len([time for time in first if time < 1]) <= 6
    assert len([time for time in first if time < 5]) <= 25
    assert counting.refused == 0
    assert len(counting.times) == 60


def test_the_sandboxs_small_limit_is_not_overrun_either() -> None:
    lanes = Lanes()
    pacer, counting, todo = came_back(lanes), Counting(lanes, limit=20), [0] * 40
    lanes.run(*[lambda: buy(pacer, lanes, counting, todo, seconds=0.3)] * 8)
    assert counting.refused == 0
    assert len(counting.times) == 40


def test_money_goes_before_errands_after_an_outage() -> None:
    lanes = Lanes()
    pacer = came_back(lanes)
    order: list[str] = []

    def call(name: str) -> None:
        pacer.admit(money=name == "money")
        order.append(name)

    lanes.run(*[lambda: call("errand")] * 6, *[lambda: call("money")] * 6)
    assert order[-5:] == ["errand"] * 5
    assert sorted(order) == ["errand"] * 6 + ["money"] * 6


def test_two_desks_do_not_go_on_in_step() -> None:
    slots = [easing.taken(easing.begun(0.0), 0.0, 200, jitter).slot for jitter in (0.0, 0.5, 1.0)]
    assert slots == sorted(set(slots))
    assert slots[0] > 0


def test_it_is_over_after_a_while() -> None:
    begun = easing.taken(easing.begun(0.0), 0.0, 20, 1.0)
    assert begun.wait(1.0) > 0
    assert begun.wait(easing.LASTS) == 0
    clock = Clock()
    pacer = Pacer(now=clock.now, wait=clock.wait)
    pacer.went_down()
    pacer.came_up()
    clock.at += easing.LASTS
    for _ in range(50):
        pacer.admit(money=False)
    assert clock.at == 1000 + easing.LASTS


def test_where_there_was_no_outage_nothing_is_spread() -> None:
    clock = Clock()
    for pacer in (Pacer(now=clock.now, wait=clock.wait), Pacer(now=clock.now, wait=clock.wait, eases=False)):
        pacer.came_up()
        for _ in range(20):
            pacer.admit(money=False)
    pacer.went_down()
    pacer.came_up()
    for _ in range(20):
        pacer.admit(money=False)
    assert clock.at == 1000


def test_a_call_that_fails_to_connect_begins_an_outage_and_the_next_answer_ends_it() -> None:
    clock = Clock()
    pacer = Pacer(now=clock.now, wait=clock.wait, jitter=lambda: 0.5)
    desk = Desk(*[httpx.ConnectError("no")] * 2, ok({"carriers": []}))
    client = carrier(desk, pacer=pacer)
    with pytest.raises(NotSent):
        client.accounts.find()
    before = clock.at
    client.accounts.find()
    client.accounts.find()
    assert clock.at == before
    client.accounts.find()
    assert clock.at > before


# ---------------------------------------------------------------- being told, and calling it off


def test_how_long_the_wait_is_can_be_told() -> None:
    lanes = Lanes()
    pacer = Pacer(now=lanes.now, wait=lanes.wait, lock=threading.Lock())
    pacer.close_gate(12)
    told: list[float] = []

    def watch() -> None:
        for _ in range(3):
            lanes.wait(1)
            told.append(round(pacer.wait_ahead))

    assert pacer.wait_ahead == 0
    lanes.run(lambda: pacer.admit(money=True), watch)
    assert told == [11, 10, 9]
    assert pacer.wait_ahead == 0


@pytest.mark.row("N10")
def test_a_wait_that_is_called_off_says_that_nothing_was_sent() -> None:
    lanes = Lanes()
    pacer = Pacer(now=lanes.now, wait=lanes.wait, lock=threading.Lock())
    pacer.close_gate(30)
    faults: list[NotSent] = []

    def wait() -> None:
        try:
            pacer.admit(money=True)
        except NotSent as fault:
            faults.append(fault)

    def cancel() -> None:
        lanes.wait(3)
        pacer.call_off()

    lanes.run(wait, wait, cancel)
    assert [fault.kind for fault in faults] == [FaultKind.RATE_LIMITED] * 2
    assert lanes.at < 1004
    lanes.run(lambda: pacer.admit(money=True))
    assert lanes.at == pytest.approx(1030, abs=0.3)
