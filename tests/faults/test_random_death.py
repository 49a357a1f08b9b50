"""A buyer is killed at any moment at all, not only at those that somebody thought of."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import timedelta

import pytest

from tests.faults.judging import LOOKS, assert_it_is_ours, assert_nothing_was_bought, look
from tests.faults.sampling import few
from tests.faults.ways import DROPS_AFTER, UNREADABLE, WELL
from tests.faults.world import KILLED, UNIX_ONLY, World

RUNS = few(6, 40)
pytestmark = [
    UNIX_ONLY,
    pytest.mark.slow,
    pytest.mark.row("K1", "K2", "K3", "K4", "K5", "K6"),
    pytest.mark.skipif(
        not sys.platform.startswith("linux"),
        reason="NOT TESTED HERE: only Linux tells when the carrier has nothing of the dead buyer left to do",
    ),
]


@pytest.mark.parametrize("run", range(RUNS))
def test_a_buyer_killed_at_any_time_pays_once_and_knows_it(
    world: World, whole_purchase: float, run: int
) -> None:
    way = (WELL, WELL, DROPS_AFTER, UNREADABLE)[run % 4]
    way.set_up(world.carrier)
    process = world.host.start(world.job("buy", **way.job))
    moment = (run + random.random()) / RUNS * whole_purchase
    time.sleep(moment)
    os.kill(process, signal.SIGKILL)
    killed = world.host.end_of(process) == KILLED
    world.carrier.finish()
    charged = len(world.carrier.charges())
    assert charged <= 1, (moment, killed)
    with world.restarted() as shop:
        for ahead in (timedelta(), *LOOKS):
            look(shop, ahead)
        standing = shop.ledger.live_for(world.draft)
        if charged:
            assert standing is not None, (moment, killed)
            assert_it_is_ours(shop, world, standing)
        else:
            assert_nothing_was_bought(shop, world, standing)
