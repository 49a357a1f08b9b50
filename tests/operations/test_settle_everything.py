"""Settling everything at once loses no alarm, and what cannot be asked about stays in doubt."""

from __future__ import annotations

import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.pickup import PickupState
from postwright.domain.purchase import Order, State
from postwright.domain.void import VoidEvent, VoidState
from postwright.operations.settle_everything import (
    Books,
    check_pickup,
    check_void,
    deny_label,
    look_around,
    name_label,
    settle_everything,
)
from tests.carrier.answers import refusal
from tests.operations.shops import RULE, Shop
from tests.operations.test_schedule_pickup import wish
from tests.rules import RULES


def books(shop: Shop) -> Books:
    return Books(
        shop.ledger,
        shop.prints,
        shop.till(),
        shop.dock(),
        RULE,
        shop.balances,
        shop.foreign,
        shop.forms,
        RULES.form,
    )


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
    alarm = f"The carrier holds 2 labels for this parcel. Void the later one: {second}."
    told = (f"{found.entry.shipment.ship_to.who}: {alarm}",) * 2  # at each of the two
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


def test_a_void_in_doubt_is_read_again_by_itself(shop: Shop) -> None:
    ids = [shop.bought().id for _ in range(2)]
    for label_id in ids:
        shop.voids.intend(label_id)
        for event in (VoidEvent.SENDING, VoidEvent.LOST):
            shop.voids.record(label_id, event)
        shop.carrier.labels.void(label_id)
    check_void(books(shop), ids[0], now=shop.now(), stale_before=shop.now())
    assert [shop.voids.state(label_id) for label_id in ids] == [VoidState.REQUESTED, VoidState.IN_DOUBT]


def test_a_look_at_a_void_that_was_never_made_is_written_down(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, VoidEvent.LOST):
        shop.voids.record(label_id, event)
    check_void(books(shop), label_id, now=shop.now(), stale_before=shop.now())
    when, what, said = shop.voids.history(label_id)[-1]
    assert (when, what, said) == (shop.now(), VoidEvent.LOOKED, "The carrier says that it is not void.")
    assert shop.voids.state(label_id) is VoidState.IN_DOUBT


def test_a_pickup_in_doubt_is_looked_for_by_itself_and_its_history_is_kept(shop: Shop) -> None:
    numbers = [shop.pickups.intend(wish(shop.bought().id)) for _ in range(2)]
    for number in numbers:
        for state in (PickupState.SENT, PickupState.IN_DOUBT):
            shop.pickups.record(number, state, detail="no answer")
    now = shop.later(minutes=11)
    check_pickup(books(shop), numbers[1], now=now, stale_before=now)
    assert [shop.pickups.get(number).state for number in numbers] == ["in_doubt", "refused"]
    told = [(event.state, event.detail) for event in shop.pickups.history(numbers[1])]
    assert told == [
        ("intended", ""),
        ("sent", "no answer"),
        ("in_doubt", "no answer"),
        ("refused", "The carrier's list does not hold it."),
    ]


def test_one_purchase_is_looked_up_and_denied_through_the_books(shop: Shop) -> None:
    order = doubtful(shop)
    now = shop.now()
    (found,) = settle_everything(books(shop), now=now, stale_before=now, only=order.id)
    assert found.purchase.state is State.BOUGHT
    with pytest.raises(BadInput) as caught:
        deny_label(books(shop), order.id, now=now)
    assert caught.value.kind is FaultKind.NOT_YET_ABSENT
