"""A look that fails, or that the carrier answers too early, never counts as proof that nothing was bought."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from postwright.domain.purchase import State
from tests.faults.judging import (
    LOOKS,
    assert_cannot_be_denied,
    assert_it_is_ours,
    look,
)
from tests.faults.sampling import drawn
from tests.faults.ways import BEGUN, DROPS_AFTER, NOWHERE_ELSE, UNREADABLE, WELL, Way
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("N21")]

LOST = ((DROPS_AFTER, NOWHERE_ELSE), (UNREADABLE, NOWHERE_ELSE), (WELL, BEGUN))
BY_LABEL = "/v1/labels/external_shipment_id/*"
BY_SHIPMENT = "/v1/shipments/external_shipment_id/*"
# The count is how often the program asks a free question before it gives up.
TROUBLE: tuple[dict[str, Any], ...] = (
    {"kind": "wrong_json", "route": BY_LABEL},
    {"kind": "wrong_json", "route": BY_LABEL, "text": "<html>Log in</html>"},
    {"kind": "wrong_json", "route": BY_SHIPMENT, "text": "{}"},
    {"kind": "wrong_json", "route": "/v1/labels"},
    {"kind": "truncate", "route": "/v1/labels", "count": 2},
    {"kind": "error_500", "route": BY_LABEL, "count": 3},
    {"kind": "drop_before", "route": BY_SHIPMENT, "count": 2},
    {"kind": "error_502", "route": "*", "count": 3},
)


CELLS = drawn(
    [(way, point, trouble) for way, point in LOST for trouble in TROUBLE], 8, lambda cell: (str(cell[2]),)
)


def name_of(value: object) -> str:
    match value:
        case Way():
            return value.name
        case dict():
            return f"{value['kind']} {value['route']}"
        case _:
            return str(value) or "lives"


@pytest.mark.parametrize(("way", "point", "trouble"), CELLS, ids=name_of)
def test_a_look_that_fails_leaves_the_doubt_and_the_next_one_finds_the_label(
    world: World, way: Way, point: str, trouble: dict[str, Any]
) -> None:
    way.set_up(world.carrier)
    world.host.run(world.job("buy", point=point, **way.job))
    with world.restarted() as shop:
        for ahead in LOOKS:
            world.carrier.fail(method="GET", **trouble)
            look(shop, ahead)
        (doubt,) = shop.ledger.unsettled()
        assert doubt.state is State.IN_DOUBT
        assert shop.ledger.looks(doubt.id) == ()
        assert_cannot_be_denied(shop, doubt, LOOKS[-1])
    world.carrier.behave()
    with world.restarted() as shop:  # the same run would leave a carrier in trouble alone for half a minute
        look(shop, LOOKS[-1])
        assert_it_is_ours(shop, world, shop.ledger.purchase(doubt.id))


@pytest.mark.parametrize(("way", "point"), LOST, ids=["dropped", "unreadable", "killed"])
def test_a_label_that_cannot_be_found_for_minutes_is_found_within_the_settling_time(
    world: World, way: Way, point: str
) -> None:
    way.set_up(world.carrier)
    world.carrier.ask("POST", "switches", lookup_delay_seconds=540)
    world.host.run(world.job("buy", point=point, **way.job))
    with world.restarted() as shop:
        for minutes in (1, 3, 5, 7):
            ahead = timedelta(minutes=minutes)
            look(shop, ahead)
            (doubt,) = shop.ledger.unsettled()
            assert_cannot_be_denied(shop, doubt, ahead)
        world.carrier.ask("POST", "clock", advance_seconds=660)
        look(shop, LOOKS[0])
        assert_it_is_ours(shop, world, shop.ledger.purchase(doubt.id))
