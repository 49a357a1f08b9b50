"""All lanes keep to the carrier's limit together, money first, and only free questions are repeated."""

from __future__ import annotations

import pytest

from postwright.carrier import retry
from postwright.carrier.pace import Pacer
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from tests.carrier.answers import Clock


def limits(left: int, reset: int, limit: int = 200) -> dict[str, str]:
    return {
        "ratelimit-limit": str(limit),
        "ratelimit-remaining": str(left),
        "ratelimit-reset": str(reset),
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pacer(clock: Clock) -> Pacer:
    return Pacer(now=clock.now, wait=clock.wait)


def test_nobody_waits_while_the_limit_is_not_known(pacer: Pacer, clock: Clock) -> None:
    for _ in range(500):
        pacer.admit(money=False)
    assert clock.at == 1000


def test_errands_wait_for_the_next_window_while_money_goes_on(pacer: Pacer, clock: Clock) -> None:
    pacer.heard(limits(20, 30))
    pacer.admit(money=True)
    assert clock.at == 1000
    pacer.admit(money=False)
    assert clock.at == pytest.approx(1030)


def test_money_waits_too_when_nothing_is_left(pacer: Pacer, clock: Clock) -> None:
    pacer.heard(limits(1, 28))
    pacer.admit(money=True)
    assert clock.at == 1000
    pacer.admit(money=True)
    assert clock.at == pytest.approx(1029)


def test_requests_on_their_way_are_counted_before_their_replies(pacer: Pacer, clock: Clock) -> None:
    pacer.heard(limits(3, 10, limit=20))
    pacer.admit(money=False)
    pacer.heard(limits(3, 10, limit=20))  # an older reply that comes late
    pacer.admit(money=False)
    assert clock.at == pytest.approx(1010)


def test_a_new_window_gives_new_room(pacer: Pacer, clock: Clock) -> None:
    pacer.heard(limits(0, 5))
    clock.at += 30
    pacer.heard(limits(150, 55))
    pacer.admit(money=False)
    assert clock.at == 1030


def test_a_closed_gate_holds_everyone(pacer: Pacer, clock: Clock) -> None:
    pacer.close_gate(40)
    pacer.close_gate(3)
    pacer.admit(money=True)
    assert clock.at == pytest.approx(1040)


def test_nobody_sits_through_a_long_wait(pacer: Pacer, clock: Clock) -> None:
    pacer.close_gate(300)
    with pytest.raises(NotSent) as caught:
        pacer.admit(money=True)
    assert (caught.value.kind, caught.value.retry_after, clock.at) == (FaultKind.RATE_LIMITED, 300, 1000)


def test_what_is_only_nice_to_have_does_not_wait_at_all(pacer: Pacer, clock: Clock) -> None:
    pacer.admit(money=False, at_once=True)
    pacer.close_gate(3)
    with pytest.raises(NotSent) as caught:
        pacer.admit(money=False, at_once=True)
    assert (caught.value.kind, caught.value.retry_after, clock.at) == (FaultKind.RATE_LIMITED, 3, 1000)


def test_closing_the_program_ends_every_wait(clock: Clock) -> None:
    def wait(seconds: float) -> None:
        clock.wait(seconds)
        if clock.at > 1002:
            closing.stop()

    closing = Pacer(now=clock.now, wait=wait)
    closing.close_gate(50)
    assert not closing.stopped
    with pytest.raises(NotSent):
        closing.admit(money=False)
    assert closing.stopped
    assert clock.at < 1003
    closing.pause(60)
    assert clock.at < 1003


def test_a_pause_lasts_as_long_as_it_should(pacer: Pacer, clock: Clock) -> None:
    pacer.pause(1.2)
    assert clock.at == pytest.approx(1001.2)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ratelimit-remaining": "0"},
        {"ratelimit-remaining": "-1", "ratelimit-reset": "10"},
        {"ratelimit-remaining": "0", "ratelimit-reset": "9" * 40},
        {"ratelimit-remaining": "²", "ratelimit-reset": "10"},
    ],
)
def test_headers_that_say_nothing_are_passed_over(
    pacer: Pacer, clock: Clock, headers: dict[str, str]
) -> None:
    pacer.heard(headers)
    pacer.admit(money=False)
    assert clock.at == 1000


@pytest.mark.parametrize("left", [199, 196, 192])
def test_whichever_of_the_first_calls_answers_first_the_whole_window_is_used(
    pacer: Pacer, clock: Clock, left: int
) -> None:
    """Eight lanes begin a window at once; the replies come in any order."""
    for _ in range(8):
        pacer.admit(money=True)
    pacer.landed()
    pacer.heard(limits(left, 60, 200))
    for _ in range(192):
        pacer.admit(money=True)
    assert clock.at == 1000
    pacer.admit(money=True)
    assert clock.at > 1000


def test_calls_of_somebody_else_are_not_taken_for_ours(pacer: Pacer, clock: Clock) -> None:
    for _ in range(8):
        pacer.admit(money=True)
    pacer.landed()
    pacer.heard(limits(10, 60, 200))
    for _ in range(3):
        pacer.admit(money=True)
    assert clock.at == 1000
    pacer.admit(money=True)
    assert clock.at > 1000


def test_a_slow_reply_makes_no_window_longer(pacer: Pacer, clock: Clock) -> None:
    pacer.admit(money=True)
    pacer.landed()
    pacer.heard(limits(1, 60, 200))
    clock.at += 1.5
    pacer.heard(limits(0, 60, 200))
    pacer.admit(money=True)
    assert clock.at == pytest.approx(1061.0, abs=0.3)


def test_the_lock_that_is_given_is_held_for_every_change(clock: Clock) -> None:
    class Lock:
        held = 0

        def __enter__(self) -> None:
            Lock.held += 1

        def __exit__(self, *args: object) -> None:
            pass

    pacer = Pacer(now=clock.now, wait=clock.wait, lock=Lock())
    pacer.admit(money=False)
    pacer.heard(limits(5, 5))
    pacer.close_gate(1)
    pacer.went_down()
    pacer.came_up()
    pacer.landed()
    assert Lock.held == 5


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (Refused(FaultKind.RATE_LIMITED, retry_after=7), [0.0, 0.0, None]),
        (Lost(FaultKind.SERVER_TROUBLE), [0.4, 1.2, None]),
        (Lost(FaultKind.UNANSWERED), [0.4, None]),
        (NotSent(FaultKind.NO_CONNECTION), [0.4, None]),
        (NotSent(FaultKind.RATE_LIMITED), [None]),
        (NotSent(FaultKind.SERVER_TROUBLE), [None]),
        (NotSent(FaultKind.INSECURE), [None]),
        (Lost(FaultKind.UNREADABLE), [None]),
        (Lost(FaultKind.REDIRECTED), [None]),
        (Refused(FaultKind.KEY_REFUSED), [None]),
        (BadInput(FaultKind.BAD_ADDRESS), [None]),
    ],
)
def test_only_what_may_pass_is_asked_again(fault: Fault, waits: list[float | None]) -> None:
    found = [retry.pause(fault, attempt, 1.0) for attempt in range(1, len(waits) + 1)]
    assert found == pytest.approx(waits)


def test_the_pause_is_never_shorter_than_half() -> None:
    assert retry.pause(Lost(FaultKind.SERVER_TROUBLE), 1, 0.0) == pytest.approx(0.2)
