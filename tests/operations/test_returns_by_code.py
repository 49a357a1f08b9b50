"""A return without a printer: from the label that went out to the code that the customer shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.draft_reading import read_draft
from postwright.domain.money import Money
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.begin_batch import begin_batch
from postwright.operations.buy_intended import buy_intended
from postwright.operations.fetch_documents import complete
from postwright.operations.prepare_return import prepare_return
from postwright.operations.price_queue import price_parcel
from postwright.operations.read_qr import qr_of
from postwright.operations.results import ParcelBought
from postwright.operations.run_queue import run_queue
from tests.operations.shops import NOON, Shop


def way_back(shop: Shop, delivery: str) -> str:
    """The draft of a return to be queued, with the way that was chosen in Ship."""
    record = prepare_return(shop.labels, shop.drafts, shop.bought().id)
    changed = replace(record.draft, delivery=delivery)
    assert isinstance(read_draft(changed, shop.catalogue, NOON.date()), Shipment)
    shop.drafts.save(record.id, changed)
    shop.drafts.queue(record.id, Approval(CHEAPEST, "", Money.of(25), when_online=True))
    return record.id


@pytest.mark.parametrize("delivery", [Delivery.QR, Delivery.BOTH])
def test_a_queued_return_is_bought_as_a_code_for_the_customer(shop: Shop, delivery: Delivery) -> None:
    way_back(shop, delivery)
    (entry,) = run_queue(shop.counter(), None).bought
    assert (entry.label.is_return, entry.delivery) == (True, delivery)
    code = qr_of(shop.archive(), entry.id)
    assert (code.ours, code.warning, code.broker_id) == (False, "", entry.label.broker_id)


def test_a_batch_buys_a_return_as_a_code_under_the_older_word_with_one_charge(shop: Shop) -> None:
    draft_id = way_back(shop, "qr")
    shop.practice.set_switches(display_schemes=("label", "qr_code", "label_and_qr_code"))
    price_parcel(shop.counter(), draft_id)
    charged = len([one for one in shop.practice.ledger() if one.kind == "purchase"])
    (item,) = begin_batch(shop.counter(), (draft_id,))
    bought = buy_intended(shop.counter(), item)
    assert isinstance(bought, ParcelBought)
    entry = bought.entry
    assert (entry.label.display_scheme, entry.delivery, entry.alarms) == ("qr_code", Delivery.QR, ())
    assert len([one for one in shop.practice.ledger() if one.kind == "purchase"]) == charged + 1
    complete(shop.archive(), entry.id)
    assert not qr_of(shop.archive(), entry.id).ours
