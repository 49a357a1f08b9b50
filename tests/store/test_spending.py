"""What a parcel is compared with before it is bought: labels, and whatever may still be charged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.guards import Stage
from postwright.domain.money import Money
from postwright.domain.purchase import WasLost
from postwright.store.intentions import Intentions
from postwright.store.spending import Spending
from tests.domain.samples import CUSTOMER, DRAFT, SHIPMENT
from tests.store.shop import NOON, Shop

FAR = replace(CUSTOMER, postal_code="90210")
ABROAD = replace(CUSTOMER, country="CA", state="ON", postal_code="K1A 0B1")


@pytest.fixture
def spending(shop: Shop) -> Spending:
    return Spending(shop.database)


def stages(spending: Spending, shop: Shop) -> list[Stage]:
    return [one.stage for one in spending.near(CUSTOMER, NOON)]


def test_only_what_goes_to_the_same_place_is_looked_at(shop: Shop, spending: Spending) -> None:
    label = shop.bought()
    shop.bought(shop.order(shipment=replace(SHIPMENT, ship_to=FAR)))
    abroad = shop.bought(shop.order(shipment=replace(SHIPMENT, ship_to=ABROAD)))
    assert [one.label_id for one in spending.near(CUSTOMER, NOON)] == [label.label_id]
    assert [one.label_id for one in spending.near(ABROAD, NOON)] == [abroad.label_id]
    assert len(spending.recent(NOON)) == 3
    assert spending.recent(shop.clock() + timedelta(seconds=1)) == ()


def test_a_void_label_is_no_like_label(shop: Shop, spending: Spending) -> None:
    shop.bought(voided=True)
    assert spending.near(CUSTOMER, NOON) == ()


def test_what_may_still_be_charged_is_found_by_how_far_it_has_come(shop: Shop, spending: Spending) -> None:
    purchase = shop.sent()
    assert stages(spending, shop) == [Stage.UNDER_WAY]
    shop.ledger.record(purchase, WasLost(shop.clock()))
    assert stages(spending, shop) == [Stage.IN_DOUBT]
    shop.sent(shop.order(shipment=replace(SHIPMENT, ship_to=FAR)))
    assert stages(spending, shop) == [Stage.IN_DOUBT]


def test_an_intention_counts_while_its_draft_is_queued(shop: Shop, spending: Spending) -> None:
    record = shop.drafts.new(DRAFT)
    Intentions(shop.database, shop.clock).write([shop.order(record.id)])
    assert stages(spending, shop) == []
    shop.drafts.queue(record.id, Approval(CHEAPEST, "", Money(2000)))
    assert stages(spending, shop) == [Stage.WAITING]


def test_what_was_spent_counts_labels_and_what_may_be_charged(shop: Shop, spending: Spending) -> None:
    shop.bought()
    shop.bought(voided=True)
    shop.bought(cost=Money(900, "cad"))
    shop.sent()
    assert spending.spent_since(NOON) == Money(761 + 761)
    assert spending.spent_since(NOON, "cad") == Money(900, "cad")
    assert spending.spent_since(shop.clock()) == Money(0)
