"""A buyer is killed before and after every step, whatever the carrier does: it pays once and knows it.

Processes are real, they die by SIGKILL, and the charges are counted in the carrier's own ledger.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults import buyer, ways
from tests.faults.judging import LOOKS, assert_it_is_ours, assert_nothing_was_bought, look
from tests.faults.sampling import drawn
from tests.faults.ways import CASES, Way
from tests.faults.world import KILLED, UNIX_ONLY, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow]


def name_of(case: object) -> str:
    return case.name if isinstance(case, Way) else str(case) or "lives"


CHOSEN = drawn(CASES, 24, lambda case: (case[0].name, case[1]))
CELLS = [pytest.param(*case, marks=pytest.mark.row(*ways.rows_of(*case))) for case in CHOSEN]


@pytest.mark.parametrize(("way", "point"), CELLS, ids=name_of)
def test_a_buyer_that_dies_anywhere_pays_once_and_knows_it(world: World, way: Way, point: str) -> None:
    way.set_up(world.carrier)
    ended = world.host.run(world.job("buy", point=point, **way.job))
    assert ended != buyer.BUG
    assert (ended == KILLED) == bool(point)
    charged = ways.charges(way, point)
    with world.restarted() as shop:
        look(shop, timedelta())
        world.carrier.finish()
        until(lambda: len(world.carrier.charges()) == charged, f"{charged} charges")
        for ahead in LOOKS:
            look(shop, ahead)
        standing = shop.ledger.live_for(world.draft)
        if charged:
            assert standing is not None
            assert_it_is_ours(shop, world, standing)
        else:
            assert_nothing_was_bought(shop, world, standing)
    world.carrier.calm_down()
    again = world.host.run(world.job("buy"))
    assert again == (buyer.BAD_INPUT if charged else buyer.DONE)
    assert len(world.carrier.charges()) == 1
    if charged:
        return
    with world.restarted() as shop:
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)
