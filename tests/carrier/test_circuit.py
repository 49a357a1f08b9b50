"""A carrier in trouble is asked little, and nothing that could end in doubt leaves meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from postwright.carrier import circuit
from postwright.carrier.circuit import FAILURES, PROBE_EVERY, Circuit, Event, State, Way
from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.domain.faults import Fault, FaultKind, Lost, NotSent, Refused
from tests.carrier.answers import Clock, Desk, carrier, label, ok, refusal
from tests.domain.samples import ORDER

TROUBLE = httpx.Response(503, content=b"<html>busy</html>")
ACCOUNTS = ok({"carriers": []})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pacer(clock: Clock) -> Pacer:
    return Pacer(now=clock.now, wait=clock.wait)


def fault_of(call: Callable[[], object]) -> Fault:
    with pytest.raises(Fault) as caught:
        call()
    return caught.value


def failed(times: int) -> Circuit:
    found = Circuit()
    for _ in range(times):
        found = circuit.after(found, Event.FAILED, 100.0)
    return found


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_event_has_an_end_in_every_state(state: State, event: Event) -> None:
    assert circuit.after(Circuit(state, 1), event, 0.0).state in State


def test_it_opens_after_so_many_failures_in_a_row() -> None:
    assert failed(FAILURES - 1).state is State.CLOSED
    assert failed(FAILURES) == Circuit(State.OPEN, FAILURES, 100.0 + PROBE_EVERY)
    calm = circuit.after(failed(FAILURES - 1), Event.ANSWERED, 100.0)
    assert circuit.after(calm, Event.FAILED, 100.0).state is State.CLOSED


def test_one_purchase_in_vain_makes_it_wary_and_more_of_them_open_it() -> None:
    wary = circuit.after(Circuit(), Event.VAIN, 0.0)
    assert wary.state is State.WARY
    assert circuit.after(wary, Event.ANSWERED, 0.0).state is State.WARY
    assert circuit.after(wary, Event.SUCCEEDED, 0.0) == Circuit(vain=1)
    assert circuit.after(wary, Event.DONE, 0.0) == Circuit()
    for _ in range(FAILURES - 1):
        wary = circuit.after(wary, Event.VAIN, 0.0)
    assert wary.state is State.OPEN


@pytest.mark.parametrize(
    ("state", "now", "free", "way"),
    [
        (State.CLOSED, 0.0, True, Way.GO),
        (State.CLOSED, 0.0, False, Way.GO),
        (State.WARY, 0.0, True, Way.GO),
        (State.WARY, 0.0, False, Way.PROBE),
        (State.OPEN, 29.0, True, Way.HOLD),
        (State.OPEN, 29.0, False, Way.HOLD),
        (State.OPEN, 30.0, True, Way.GO),
        (State.OPEN, 30.0, False, Way.PROBE),
    ],
)
def test_what_may_leave(state: State, now: float, free: bool, way: Way) -> None:
    assert circuit.way(Circuit(state, FAILURES, 30.0), now, free=free) is way


@pytest.mark.row("N11")
def test_one_free_question_in_thirty_seconds_tries_whether_it_is_over(pacer: Pacer, clock: Clock) -> None:
    desk = Desk(TROUBLE)
    client = carrier(desk, pacer=pacer)
    for _ in range(20):
        fault_of(client.accounts.find)
    assert len(desk.asked) == FAILURES
    clock.at += PROBE_EVERY
    for _ in range(20):
        fault_of(client.accounts.find)
    assert len(desk.asked) == FAILURES + 1
    begun = clock.at
    for _ in range(600):  # ten minutes, a question a second
        clock.at += 1
        fault_of(client.accounts.find)
    assert clock.at - begun == pytest.approx(600, abs=20)
    assert len(desk.asked) <= FAILURES + 1 + 600 / PROBE_EVERY + 1


def test_while_it_is_open_a_purchase_is_refused_before_it_leaves(pacer: Pacer) -> None:
    desk = Desk(TROUBLE)
    client = carrier(desk, pacer=pacer)
    for _ in range(2):
        fault_of(client.accounts.find)
    fault = fault_of(lambda: client.labels.buy(ORDER))
    assert isinstance(fault, NotSent)
    assert (fault.kind, fault.retry_after) == (FaultKind.SERVER_TROUBLE, pytest.approx(PROBE_EVERY, abs=2))
    assert {asked.method for asked in desk.asked} == {"GET"}


@pytest.mark.row("N11")
def test_doubts_in_a_row_hold_purchases_back_although_questions_are_answered(
    pacer: Pacer, clock: Clock
) -> None:
    """As when only the carrier's postage server is down."""

    def half_well(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return TROUBLE if request.method == "POST" else ACCOUNTS

    asked: list[str] = []
    client = carrier(half_well, pacer=pacer)
    faults = []
    for _ in range(6):
        client.accounts.find()
        faults.append(fault_of(lambda: client.labels.buy(ORDER)))
    assert [type(fault) for fault in faults] == [Lost, Lost] + [NotSent] * 4
    clock.at += PROBE_EVERY
    assert isinstance(fault_of(lambda: client.labels.buy(ORDER)), Lost)
    assert isinstance(fault_of(lambda: client.labels.buy(ORDER)), NotSent)
    assert asked.count("POST") == 3


def purchases(desk: Desk) -> int:
    return sum(asked.method == "POST" for asked in desk.asked)


@pytest.mark.row("N11")
def test_one_doubt_is_not_followed_by_a_string_of_them(pacer: Pacer) -> None:
    desk = Desk(TROUBLE)
    client = carrier(desk, pacer=pacer)
    faults = [fault_of(lambda: client.labels.buy(ORDER)) for _ in range(10)]
    assert [type(fault) for fault in faults] == [Lost] + [NotSent] * 9
    assert purchases(desk) == 1


def test_lanes_share_what_one_of_them_found_out(pacer: Pacer) -> None:
    one, other = (carrier(Desk(TROUBLE), pacer=pacer, patient=patient) for patient in (True, False))
    fault_of(lambda: one.labels.buy(ORDER))
    desk = Desk(ACCOUNTS, ok(label()))
    third = carrier(desk, pacer=pacer)
    assert third.labels.buy(ORDER).label.label_id == "se-453830546"
    assert [asked.url.path for asked in desk.asked] == ["/v1/carriers", "/v1/labels"]
    for _ in range(2):
        fault_of(other.accounts.find)
    assert isinstance(fault_of(lambda: third.labels.buy(ORDER)), NotSent)


def test_a_purchase_asks_first_whether_the_carrier_is_well_again(pacer: Pacer, clock: Clock) -> None:
    desk = Desk(TROUBLE, TROUBLE, TROUBLE, TROUBLE, TROUBLE, ACCOUNTS, ok(label()))
    client: CarrierClient = carrier(desk, pacer=pacer)
    fault_of(client.accounts.find)
    fault_of(client.accounts.find)
    clock.at += PROBE_EVERY
    assert client.labels.buy(ORDER).label.label_id == "se-453830546"
    assert [asked.method for asked in desk.asked[-2:]] == ["GET", "POST"]


def test_a_refusal_to_that_question_is_told_as_nothing_bought(pacer: Pacer) -> None:
    desk = Desk(TROUBLE, refusal(401))
    client = carrier(desk, pacer=pacer)
    fault_of(lambda: client.labels.buy(ORDER))
    fault = fault_of(lambda: client.labels.buy(ORDER))
    assert (type(fault), fault.kind, purchases(desk)) == (NotSent, FaultKind.KEY_REFUSED, 1)


@pytest.mark.parametrize("answer", [httpx.Response(307), httpx.Response(511), refusal(429)])
def test_what_is_not_the_carriers_trouble_is_not_counted_as_such(
    pacer: Pacer, answer: httpx.Response
) -> None:
    client = carrier(Desk(answer), pacer=pacer)
    for _ in range(6):
        fault_of(client.accounts.find)
    assert pacer.breaker.state is State.CLOSED


def test_refusals_are_answers(pacer: Pacer) -> None:
    client = carrier(Desk(TROUBLE, TROUBLE, TROUBLE, refusal(401), TROUBLE, TROUBLE), pacer=pacer)
    kinds = [type(fault_of(client.accounts.find)) for _ in range(3)]
    assert kinds == [Lost, Refused, Lost]
    assert pacer.breaker.state is State.CLOSED
