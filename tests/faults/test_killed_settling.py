"""Looking for a lost label may be cut off anywhere, and over again: the next start takes it up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults.judging import LOOKS, assert_it_is_ours, assert_nothing_was_bought, look
from tests.faults.ways import BEGUN, HALF, WELL
from tests.faults.world import KILLED, UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("K4")]

WHEN = ("before", "in", "after")
FOUND = [f"{when} {what}" for what in ("the doubt", "the adoption") for when in WHEN]
ABSENT = [f"{when} {what}" for what in ("the doubt", "the look") for when in WHEN]


@pytest.mark.parametrize("point", FOUND)
def test_a_label_is_taken_over_once_however_often_that_is_cut_off(world: World, point: str) -> None:
    assert world.host.run(world.job("buy", point=BEGUN, **WELL.job)) == KILLED
    again = int(point.endswith("adoption") and not point.startswith("after"))
    for _ in range(1 + again):
        assert world.host.run(world.job("settle", point=point)) == KILLED
    with world.restarted() as shop:
        look(shop, LOOKS[0])
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)


@pytest.mark.parametrize("point", ABSENT)
def test_a_look_that_is_cut_off_proves_nothing_and_spoils_nothing(world: World, point: str) -> None:
    assert world.host.run(world.job("buy", point=HALF, **WELL.job)) == KILLED
    assert world.host.run(world.job("settle", point=point, minutes=1)) == KILLED
    with world.restarted() as shop:
        for ahead in (timedelta(minutes=1), *LOOKS):
            look(shop, ahead)
        standing = shop.ledger.live_for(world.draft)
        assert standing is not None
        assert_nothing_was_bought(shop, world, standing)
