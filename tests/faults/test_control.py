"""The harness is alive: in it, buyers that break the rules do pay twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from postwright.domain.absence import SettlingRule
from postwright.operations.settle import it_does_not_exist
from tests.faults import ways
from tests.faults.judging import look
from tests.faults.matrix import Control
from tests.faults.naive import RECEIPT
from tests.faults.sampling import drawn
from tests.faults.ways import BEGUN, GONE, LATER, NOWHERE_ELSE, WAYS, Way
from tests.faults.world import KILLED, UNIX_ONLY, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.control]
POINTS = (NOWHERE_ELSE, GONE, BEGUN, "before the outcome")
WHOLE = [(way, point) for way in WAYS for point in POINTS if ways.reaches(way, point)]
RUNS = drawn(WHOLE, 10, lambda run: (run[1],))
# Of the whole 47 runs, 32 paid twice when this was written. The program itself makes none in the same harness
# (test_killed_buying.py).
AT_LEAST = len(RUNS) * 2 // 5


@dataclass
class Tally:
    """How many runs of the naive buyer ended with a label too many."""

    runs: int = 0
    doubles: int = 0


@pytest.mark.timeout(400)
def test_a_buyer_that_asks_again_and_saves_afterwards_pays_twice(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    tally = Tally()
    for way, point in RUNS:
        _buy_naively(world, way, point, tally)
    name = "a naive buyer: a second label paid"
    record_property("control", Control(name, tally.doubles, tally.runs, AT_LEAST).plain())
    assert tally.runs >= 2 * AT_LEAST
    assert tally.doubles >= AT_LEAST, tally


def _buy_naively(world: World, way: Way, point: str, tally: Tally) -> None:
    """Buy, be killed, start again: as the program is used in the other tests."""
    world.carrier.reset()
    (world.folder / RECEIPT).unlink(missing_ok=True)
    way.set_up(world.carrier)
    ended = world.host.run(world.job("naive", point=point, **way.job))
    if ended == KILLED:
        charged = ways.charges(way, point)
        until(lambda: len(world.carrier.charges()) >= charged, "the charge of the first try")
        world.carrier.calm_down()
        world.host.run(world.job("naive"))
    tally.runs += 1
    tally.doubles += len(world.carrier.charges()) > 1


def test_whoever_believes_the_first_not_found_pays_twice(world: World) -> None:
    """Without the settling time, a purchase that is carried out late is denied, and bought again."""
    # Later than a look that comes at once, however slow this computer is.
    much_later = replace(LATER, fault={"kind": "delay", "seconds": 8})
    much_later.set_up(world.carrier)
    world.host.run(world.job("buy", **much_later.job))
    with world.restarted() as shop:
        look(shop, timedelta())
        (doubt,) = shop.ledger.unsettled()
        assert world.carrier.charges() == []
        hasty = SettlingRule(settling=timedelta(0), answers=1, apart=timedelta(0))
        it_does_not_exist(shop.ledger, doubt.id, now=shop.now(), rule=hasty)
    world.host.run(world.job("buy"))
    until(lambda: len(world.carrier.charges()) == 2, "the late charge beside the second one")
