"""Attention holds everything that waits for a person, asks no carrier, and is empty when all is well."""

from __future__ import annotations

import httpx
import pytest

from postwright.domain.faults import Lost
from postwright.domain.pickup import PickupState
from postwright.domain.print_record import PrintEvent
from postwright.domain.printing_profile import Language
from postwright.domain.void import VoidEvent
from postwright.operations.follow_prints import answer_print
from postwright.operations.results import Attention
from postwright.operations.watch_attention import attention
from postwright.store.prints import NewPrint
from tests.operations.shops import RULE, Shop
from tests.operations.test_schedule_pickup import wish
from tests.rules import RULES


def waiting(shop: Shop) -> Attention:
    return attention(
        shop.ledger,
        shop.labels,
        shop.prints,
        shop.voids,
        shop.pickups,
        now=shop.now(),
        rule=RULE,
        void=RULES.void,
    )


def torn_print(shop: Shop) -> int:
    """A print that was being sent when the printer went away."""
    begun = shop.prints.begin(NewPrint(shop.bought().id, "Zebra", Language.ZPL))
    return shop.prints.record(begun[0].id, PrintEvent.DOUBTED).id


def test_nothing_waits_in_a_shop_where_all_is_well(shop: Shop) -> None:
    shop.bought()
    assert waiting(shop) == Attention()
    assert waiting(shop).count == 0


def test_everything_in_doubt_is_gathered_and_counted(shop: Shop) -> None:
    order = shop.order()
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    print_id = torn_print(shop)
    voided = shop.bought().id
    shop.voids.intend(voided)
    for event in (VoidEvent.SENDING, VoidEvent.LOST):
        shop.voids.record(voided, event)
    pickup = shop.pickups.intend(wish(shop.bought().id))
    for state in (PickupState.SENT, PickupState.IN_DOUBT):
        shop.pickups.record(pickup, state)
    shop.wire.asked.clear()
    found = waiting(shop)
    assert [doubt.purchase.id for doubt in found.doubts] == [order.id]
    assert [record.id for record, _ in found.maybe_printed] == [print_id]
    assert [entry.id for entry in found.doubtful_voids] == [voided]
    assert [entry.id for entry in found.doubtful_pickups] == [pickup]
    assert (found.count, shop.wire.asked) == (4, [])


def test_what_is_under_way_is_no_doubt_yet(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.voids.intend(label_id)
    shop.voids.record(label_id, VoidEvent.SENDING)
    shop.pickups.record(shop.pickups.intend(wish(shop.bought().id)), PickupState.SENT)
    assert waiting(shop).count == 0


@pytest.mark.parametrize(("came_out", "copies"), [(True, 1), (False, 0)])
def test_the_operator_says_whether_a_copy_came_out(shop: Shop, came_out: bool, copies: int) -> None:
    print_id = torn_print(shop)
    ((_, entry),) = waiting(shop).maybe_printed
    answer_print(shop.press(), print_id, came_out)
    assert waiting(shop) == Attention()
    assert shop.labels.get(entry.id).prints == copies


def test_a_label_that_differs_from_its_order_waits_until_it_was_printed_or_given_back(shop: Shop) -> None:
    def astray(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        reply["shipment_cost"]["amount"] = 99.0
        return httpx.Response(200, json=reply)

    shop.wire.answer("POST", "/v1/labels", astray)
    label_id = shop.bought().id
    (told,) = waiting(shop).alarms
    who = shop.labels.get(label_id).shipment.ship_to.who
    assert told == f"{who}: The label cost $99.00, which is more than the $12.87 allowed."
    assert waiting(shop).count == 1
    shop.prints.begin(NewPrint(label_id, "Zebra", Language.ZPL))
    assert waiting(shop) == Attention()
