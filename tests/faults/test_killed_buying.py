"""A buyer is killed before and after every step, whatever the carrier does: it pays once and knows it.

Processes are real, they die by SIGKILL, and the charges are counted in the carrier's own ledger.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import Purchase, State
from postwright.operations.fetch_documents import complete
from postwright.operations.settle import it_does_not_exist, settle
from postwright.shop import Shop
from tests.faults import buyer, ways
from tests.faults.ways import CASES, Way
from tests.faults.world import KILLED, World, until

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="NOT TESTED HERE: there is neither SIGKILL nor fork on Windows"
)
# Two clean looks after the settling time, a minute apart.
LOOKS = (timedelta(minutes=11), timedelta(minutes=12))


def name_of(case: object) -> str:
    return case.name if isinstance(case, Way) else str(case) or "lives"


@pytest.mark.parametrize(("way", "point"), CASES, ids=name_of)
def test_a_buyer_that_dies_anywhere_pays_once_and_knows_it(world: World, way: Way, point: str) -> None:
    way.set_up(world.carrier)
    ended = world.host.run(world.job("buy", point=point, **way.job))
    assert ended != buyer.BUG
    assert (ended == KILLED) == bool(point)
    charged = ways.charges(way, point)
    with world.restarted() as shop:
        look(shop, timedelta())
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
    with world.restarted() as shop:
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)


def look(shop: Shop, ahead: timedelta) -> None:
    """What the program does at start, at a time that is so far ahead."""
    now = shop.now() + ahead
    found = settle(shop.ledger, shop.labels, shop.money, now=now, stale_before=now)
    assert not any(one.alarms for one in found)
    assert shop.ledger.verify() == ()


def assert_it_is_ours(shop: Shop, world: World, purchase: Purchase) -> None:
    """The one label that was paid for is in the books, in the archive, and can be printed."""
    (charge,) = world.carrier.charges()
    assert purchase.state is State.BOUGHT
    receipt = purchase.receipt
    assert receipt is not None
    assert (receipt.label_id, receipt.cost.minor) == (charge["label_id"], -charge["cents"])
    there = shop.errands.label(receipt.label_id)
    assert there.tracking_number == receipt.tracking_number
    assert shop.errands.shipment_id_by_external_id(purchase.id) == receipt.shipment_id
    entry = shop.labels.get(receipt.label_id)
    assert entry.label.tracking_number == receipt.tracking_number
    assert len(shop.labels.recent()) == 1
    complete(shop.labels, shop.errands, receipt.label_id)
    assert DocumentKind.PDF in shop.labels.documents(receipt.label_id)
    assert shop.drafts.get(world.draft).state is DraftState.DONE
    assert shop.ledger.unsettled() == ()
    assert shop.ledger.verify() == ()


def assert_nothing_was_bought(shop: Shop, world: World, standing: Purchase | None) -> None:
    """No charge, no label, and the draft is still in hand. What is in doubt can be denied by now."""
    assert world.carrier.charges() == []
    assert shop.labels.recent() == ()
    assert shop.drafts.get(world.draft).state is DraftState.OPEN
    if standing is None:
        return
    assert standing.state in {State.INTENDED, State.IN_DOUBT}
    if standing.state is State.IN_DOUBT:
        assert_too_early_to_deny(shop, standing)
        after = shop.now() + LOOKS[-1]
        standing = it_does_not_exist(shop.ledger, standing.id, now=after, rule=shop.rule)
    assert standing.state is State.INTENDED
    assert shop.ledger.verify() == ()


def assert_too_early_to_deny(shop: Shop, purchase: Purchase) -> None:
    with pytest.raises(BadInput) as caught:
        it_does_not_exist(shop.ledger, purchase.id, now=shop.now(), rule=shop.rule)
    assert caught.value.kind is FaultKind.NOT_YET_ABSENT
