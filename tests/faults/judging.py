"""What must be true of a shop after its program was killed: the books, the archive and the carrier agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import Purchase, State
from postwright.operations.fetch_documents import complete
from postwright.operations.settle import it_does_not_exist, settle
from postwright.shop import Shop
from postwright.store.ledger import Ledger
from postwright.uptime import uptime
from tests.faults.world import World

# Two clean looks after the settling time, a minute apart.
LOOKS = (timedelta(minutes=11), timedelta(minutes=12))


def ledger_of(shop: Shop, ahead: timedelta) -> Ledger:
    """The books when both clocks of the computer have gone on by so much."""
    passed = round(ahead.total_seconds() * 1000)
    return Ledger(shop.database, shop.now, lambda: uptime() + passed)


def look(shop: Shop, ahead: timedelta) -> None:
    """What the program does at start, at a time that is so far ahead."""
    now = shop.now() + ahead
    found = settle(ledger_of(shop, ahead), shop.labels, shop.money, now=now, stale_before=now)
    assert not any(one.alarms for one in found)
    assert shop.ledger.verify() == ()


def assert_it_is_ours(shop: Shop, world: World, purchase: Purchase) -> None:
    """The one label that was paid for is in the books, in the archive, and can be printed."""
    (charge,) = world.carrier.charges()
    assert purchase.state is State.BOUGHT
    receipt = purchase.receipt
    assert receipt is not None
    assert (receipt.label_id, receipt.cost.minor) == (charge["label_id"], -charge["cents"])
    there = shop.errands.labels.read(receipt.label_id)
    assert there.tracking_number == receipt.tracking_number
    assert shop.errands.shipments.id_of(purchase.id) == receipt.shipment_id
    entry = shop.labels.get(receipt.label_id)
    assert entry.label.tracking_number == receipt.tracking_number
    assert len(shop.labels.recent()) == 1
    complete(shop.archive(), receipt.label_id)
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
        assert_cannot_be_denied(shop, standing, timedelta())
        after = shop.now() + LOOKS[-1]
        ledger = ledger_of(shop, LOOKS[-1])
        standing = it_does_not_exist(ledger, standing.id, now=after, rule=shop.rule)
    assert standing.state is State.INTENDED
    assert shop.ledger.verify() == ()


def assert_cannot_be_denied(shop: Shop, purchase: Purchase, ahead: timedelta) -> None:
    """Not even by the operator, at a time that is so far ahead."""
    ledger = ledger_of(shop, ahead)
    with pytest.raises(BadInput) as caught:
        it_does_not_exist(ledger, purchase.id, now=shop.now() + ahead, rule=shop.rule)
    assert caught.value.kind is FaultKind.NOT_YET_ABSENT
