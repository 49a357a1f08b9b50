"""Settling everything at once loses no alarm, and what cannot be asked about stays in doubt."""

from __future__ import annotations

import pytest

from postwright.domain.faults import Lost
from postwright.domain.pickup import PickupState
from postwright.domain.purchase import Order, State
from postwright.domain.void import VoidEvent, VoidState
from postwright.operations.settle_everything import Books, look_around, name_label, settle_everything
from tests.carrier.answers import refusal
from tests.operations.shops import RULE, Shop
from tests.operations.test_schedule_pickup import wish


def books(shop: Shop) -> Books:
    return Books(shop.ledger, shop.prints, shop.till(), shop.dock(), RULE)


def doubtful(shop: Shop) -> Order:
    order = shop.order()
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    return order


def twice(shop: Shop) -> tuple[Order, str]:
    """A purchase in doubt for which the carrier holds two labels, with the id of the second one."""
    shop.practice.set_switches(schema="2026", duplicate_external_id="accept")
    order = doubtful(shop)
    return order, shop.carrier.labels.buy(order).label.label_id


def test_a_label_that_exists_twice_waits_in_attention_and_outlives_the_program(shop: Shop) -> None:
    _, second = twice(shop)
    now = shop.now()
    (found,) = settle_everything(books(shop), now=now, stale_before=now)
    assert found.entry is not None
    alarm = f"The carrier holds 2 labels for this parcel. Void the others: {second}."
    told = (f"{found.entry.shipment.ship_to.who}: {alarm}",)
    assert look_around(books(shop), now=now).alarms == told
    window = shop.second_window()
    assert window.labels.get(found.entry.id).alarms == (alarm,)
    window.database.close()
    settle_everything(books(shop), now=now, stale_before=now)
    assert look_around(books(shop), now=now).alarms == told


def test_a_label_that_the_operator_names_brings_its_alarms(shop: Shop) -> None:
    order = doubtful(shop)
    label_id = shop.live_labels()[0]
    purchased = name_label(books(shop), order.id, label_id, now=shop.now())
    assert (purchased.purchase.state, purchased.alarms) == (State.BOUGHT, ())
    assert look_around(books(shop), now=shop.now()).count == 0


def test_a_carrier_that_lists_no_pickups_settles_the_rest(shop: Shop) -> None:
    doubtful(shop)
    voided = shop.bought().id
    shop.voids.intend(voided)
    for event in (VoidEvent.SENDING, VoidEvent.LOST):
        shop.voids.record(voided, event)
    shop.carrier.labels.void(voided)
    pickup = shop.pickups.intend(wish(shop.bought().id))
    for state in (PickupState.SENT, PickupState.IN_DOUBT):
        shop.pickups.record(pickup, state)
    shop.wire.answer("GET", "/v1/pickups", lambda _: refusal(400, message="Not now."))
    now = shop.now()
    assert len(settle_everything(books(shop), now=now, stale_before=now)) == 1
    assert shop.voids.state(voided) is VoidState.REQUESTED
    left = look_around(books(shop), now=now)
    assert [entry.id for entry in left.doubtful_pickups] == [pickup]
    assert left.count == 1
