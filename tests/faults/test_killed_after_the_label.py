"""Pickups, their cancelling and SCAN forms: killed at any step or without an answer, none is there twice and
none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.faults import buyer
from tests.faults.after_the_label import (
    HTML,
    KINDS,
    LOST,
    PICKUPS,
    Lost,
    ask_for_form,
    assert_cancelled,
    assert_one_pickup,
    forms,
    shop_with_a_label,
    two_forms,
    with_a_pickup,
)
from tests.faults.hostile import Hostile, Mischief
from tests.faults.matrix import Control
from tests.faults.mischief import close, status
from tests.faults.outside import DONE, IN_DOUBT, USAGE
from tests.faults.probes import Bench
from tests.faults.sampling import drawn
from tests.faults.world import KILLED, UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.timeout(120)]
BEFORE = ("before the intention", "after the intention", "before SENT")
LEAVING = ("after SENT", "before the request")
HALF = ("half the request left",)
ARRIVED = ("the request left", "the reply began", "before the outcome", "after the outcome")
POINTS = (*BEFORE, *LEAVING, *HALF, *ARRIVED)


def arrived(point: str) -> bool:
    return point in ARRIVED


def done(lost: Lost) -> bool:
    return lost.done


# ---------------------------------------------------------------- V1, V3: pickups and forms


@pytest.mark.row("V1", "V3")
@pytest.mark.parametrize(
    ("kind", "point"),
    drawn([(kind, point) for kind in KINDS for point in POINTS], 4, lambda one: (one[0], arrived(one[1]))),
)
def test_what_is_killed_at_any_step_is_there_once(world: World, kind: str, point: str) -> None:
    path, _, judge = KINDS[kind]
    terminal, label = shop_with_a_label(world)
    assert world.host.run(world.job(kind, argv=[label], point=point)) == KILLED
    world.carrier.finish()
    assert len(world.carrier.standing(path.rpartition("/")[2])) == arrived(point)
    judge(terminal, label)


@pytest.mark.row("V1", "V3")
@pytest.mark.parametrize(
    ("kind", "lost"),
    drawn([(kind, lost) for kind in KINDS for lost in LOST], 4, lambda one: (one[0], done(one[1]))),
    ids=str,
)
def test_what_has_no_answer_is_looked_up_and_not_asked_for_twice(
    world: World, hostile: Hostile, kind: str, lost: Lost
) -> None:
    path, ask, judge = KINDS[kind]
    terminal, label = shop_with_a_label(world, hostile.url)
    hostile.plot(Mischief(lost.act, int(lost.done), path=path))
    assert ask(terminal, label) == IN_DOUBT
    assert hostile.heard.count(("POST", path)) == 1
    judge(terminal, label)


@pytest.mark.control
def test_a_program_that_asks_again_books_a_second_pickup(
    world: World, hostile: Hostile, record_property: Callable[[str, object], None]
) -> None:
    _, label = shop_with_a_label(world, hostile.url)
    hostile.plot(Mischief(close, 1, path=PICKUPS))
    assert world.host.run(world.job("naive pickup", argv=[label]).at(hostile.url)) == buyer.DONE
    seen = len(world.carrier.standing("pickups")) - 1
    record_property("control", Control("a naive program: a second pickup", seen, 1, 1).plain())
    assert seen == 1


@pytest.mark.row("V3")
@pytest.mark.parametrize("point", drawn(ARRIVED, 1, lambda point: ()))
def test_a_form_that_is_made_later_is_asked_for_once_whenever_one_is_killed(world: World, point: str) -> None:
    """Nobody who lost its number can ask for it; what the carrier's list does not hold stays a doubt."""
    world.carrier.ask("POST", "switches", manifest_polls=2)
    terminal, label = shop_with_a_label(world)
    assert world.host.run(world.job("form", argv=[label], point=point)) == KILLED
    world.carrier.finish()
    for _ in range(3):
        terminal.settle()
    (entry,) = forms(terminal)
    assert entry["state"] == ("made" if point == "after the outcome" else "in_doubt")
    assert ask_for_form(terminal, label) == USAGE


# ---------------------------------------------------------------- V2: cancelling


@pytest.mark.row("V2")
@pytest.mark.parametrize("point", drawn((*LEAVING, *ARRIVED), 2, lambda point: (arrived(point),)))
def test_a_cancellation_that_is_killed_at_any_step_ends_cancelled(world: World, point: str) -> None:
    terminal = with_a_pickup(world)
    assert world.host.run(world.job("unpick", point=point)) == KILLED
    world.carrier.finish()
    assert len(world.carrier.standing("pickups")) == (not arrived(point))
    assert_cancelled(terminal)


@pytest.mark.row("V2")
@pytest.mark.parametrize("lost", drawn(LOST, 2, lambda lost: (lost.done,)), ids=str)
def test_a_cancellation_without_an_answer_is_never_taken_for_none(
    world: World, hostile: Hostile, lost: Lost
) -> None:
    terminal = with_a_pickup(world, hostile.url)
    hostile.plot(Mischief(lost.act, int(lost.done), method="DELETE", path=f"{PICKUPS}/.+"))
    assert terminal.run("pickup", "cancel", "1").code == (DONE if lost.done else IN_DOUBT)
    assert [method for method, _ in hostile.heard].count("DELETE") == 1
    assert_cancelled(terminal)


# ---------------------------------------------------------------- V4: two programs


@pytest.mark.row("V4")
@pytest.mark.parametrize("point", drawn(("after the intention", "before SENT"), 1, lambda point: ()))
def test_two_programs_that_want_the_same_form_ask_once(world: World, hostile: Hostile, point: str) -> None:
    two_forms(Bench(world, hostile), point)


@pytest.mark.row("V4")
def test_two_programs_that_want_the_same_pickup_ask_once(world: World, hostile: Hostile) -> None:
    terminal, label = shop_with_a_label(world, hostile.url)
    hostile.plot()
    job = world.job("pickup", argv=[label], locked=False).at(hostile.url)
    with world.host.halted(replace(job, point="before SENT", halt=True)):
        assert world.host.run(job) == buyer.BAD_INPUT
    assert hostile.heard.count(("POST", PICKUPS)) == 1
    assert_one_pickup(terminal, label)


# ---------------------------------------------------------------- V5: refusals, storms, clocks


@pytest.mark.row("V5")
@pytest.mark.parametrize("kind", KINDS)
def test_a_clock_that_is_set_back_makes_nothing_absent_and_nothing_twice(
    world: World, hostile: Hostile, kind: str
) -> None:
    path, ask, judge = KINDS[kind]
    terminal, label = shop_with_a_label(world, hostile.url)
    hostile.plot(Mischief(close, 1, path=path))
    assert ask(terminal, label) == IN_DOUBT
    hostile.plot()
    terminal.settle(minutes=-2 * 24 * 60)
    judge(terminal, label)
    assert ("POST", path) not in hostile.heard


@pytest.mark.row("V5")
@pytest.mark.parametrize("kind", KINDS)
def test_a_carrier_that_is_too_busy_books_nothing_and_is_asked_again_later(
    world: World, hostile: Hostile, kind: str
) -> None:
    path, ask, judge = KINDS[kind]
    terminal, label = shop_with_a_label(world, hostile.url)
    busy = status(429, "Too Many Requests", b'{"errors": []}', ("Retry-After", "1"))
    hostile.plot(Mischief(busy, 0, path=path))
    assert ask(terminal, label) not in (DONE, IN_DOUBT)
    assert hostile.heard.count(("POST", path)) == 1
    judge(terminal, label)


@pytest.mark.row("V5")
@pytest.mark.parametrize("kind", KINDS)
def test_a_storm_over_request_and_looks_leaves_a_doubt_that_ends(
    world: World, hostile: Hostile, kind: str
) -> None:
    path, ask, judge = KINDS[kind]
    terminal, label = shop_with_a_label(world, hostile.url)
    storm = status(503, "Service Unavailable", HTML)
    looks = Mischief(storm, 0, method="GET", path=f"{path}.*", count=1000)
    hostile.plot(Mischief(storm, 1, path=path), looks)
    assert ask(terminal, label) == IN_DOUBT
    for minutes in (0, 11):
        terminal.settle(minutes=minutes)
    assert ask(terminal, label) == USAGE
    hostile.calm()
    judge(terminal, label)
