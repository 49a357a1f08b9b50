"""What a reviewer found: ways in which a paid label could be called absent, or a doubt be on no list."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.purchase import Order, ProvedAbsent, Purchase, Sending, State, WasLost, WasRefused
from postwright.operations.buy import buy
from postwright.operations.settle import doubts, settle
from postwright.store.ledger import Ledger
from tests.operations.shops import GROUND, PRIORITY, RULE, Shop

PURCHASE = ("POST", "/v1/labels")


def limit_pages(shop: Shop, pages: int) -> None:
    """As if the disk were full: the file may not grow beyond what it holds."""
    with shop.database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def in_doubt(shop: Shop) -> list[str]:
    return [doubt.purchase.id for doubt in doubts(shop.ledger, now=shop.now(), rule=RULE)]


@pytest.mark.parametrize("target", ["https:login", "mailto:a@b.c", "https://x/" + "y" * 70_000])
def test_a_redirect_to_an_address_that_is_none_proves_nothing(shop: Shop, target: str) -> None:
    def sold_and_redirected(request: httpx.Request) -> httpx.Response:
        shop.wire.passed_on(request)
        return httpx.Response(302, headers={"Location": target})

    shop.wire.answer(*PURCHASE, sold_and_redirected)
    order = shop.order()
    with pytest.raises(Lost):
        shop.buy(order)
    assert in_doubt(shop) == [order.id]
    assert [one.purchase.state for one in shop.look_up()] == [State.BOUGHT]


def test_a_bug_after_the_request_left_is_a_doubt_at_once(shop: Shop) -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        shop.wire.passed_on(request)
        raise UnicodeError("a mistake of a library")

    shop.wire.answer(*PURCHASE, broken)
    order = shop.order()
    with pytest.raises(UnicodeError):
        shop.buy(order)
    assert in_doubt(shop) == [order.id]


def test_a_receipt_that_cannot_be_kept_is_told_as_a_doubt_and_found_again(shop: Shop) -> None:
    order = shop.order()

    def full(request: httpx.Request) -> httpx.Response:
        sold = json.loads(shop.wire.passed_on(request).content)
        pdf = b"%PDF-1.4" + bytes(300_000) + b"%%EOF"
        sold["label_download"]["href"] = "data:application/pdf;base64," + b64encode(pdf).decode()
        limit_pages(shop, 1)
        return httpx.Response(200, json=sold)

    shop.wire.answer(*PURCHASE, full)
    with pytest.raises(Lost) as caught:
        shop.buy(order)
    assert caught.value.kind is FaultKind.DISK_FULL
    limit_pages(shop, 1_000_000)
    shop.later(minutes=4)
    assert in_doubt(shop) == [order.id]
    assert [one.purchase.state for one in shop.look_up()] == [State.BOUGHT]


def test_what_another_run_sent_is_in_doubt_whatever_the_clock_says(shop: Shop) -> None:
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Sending())
    after_restart = shop.second_window()
    hour_back = shop.now() - timedelta(hours=1)
    assert [one.purchase.id for one in doubts(after_restart.ledger, now=hour_back, rule=RULE)] == [order.id]
    settle(after_restart.ledger, after_restart.labels, shop.carrier, now=hour_back, stale_before=hour_back)
    assert shop.purchase(order).state is State.IN_DOUBT
    after_restart.database.close()


def test_a_call_that_lasts_longer_than_any_can_is_shown(shop: Shop) -> None:
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Sending())
    assert in_doubt(shop) == []
    shop.later(minutes=4)
    assert in_doubt(shop) == [order.id]


def test_another_account_says_nothing_about_this_one(shop: Shop) -> None:
    order = replace(shop.order(), carrier_id="se-999")
    sent = shop.ledger.record(shop.ledger.intend(order), Sending())
    shop.ledger.record(sent, WasLost(shop.now()))
    shop.look_up()
    (look,) = shop.ledger.all_looks(order.id)
    assert not look.clean
    assert "does not open the account" in look.detail


def late(shop: Shop, order: Order) -> httpx.Response:
    """While the carrier's answer is on its way, the purchase is given up and denied by a person."""
    sent = shop.purchase(order)
    lost = shop.ledger.record(sent, WasLost(shop.now()))
    shop.ledger.record(lost, ProvedAbsent("denied"))
    return httpx.Response(500)


def test_an_answer_that_comes_after_the_denial_is_still_kept(shop: Shop) -> None:
    order = shop.order()

    def denied_meanwhile(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        late(shop, order)
        return answer

    shop.wire.answer(*PURCHASE, denied_meanwhile)
    assert shop.buy(order).purchase.state is State.BOUGHT
    assert shop.ledger.verify() == ()


def test_a_second_buyer_of_the_same_draft_is_told_that_it_is_under_way(shop: Shop) -> None:
    record = shop.queued()
    slower, faster = shop.order(record.id, key=GROUND), shop.order(record.id, key=PRIORITY)
    shop.ledger.intend(slower)
    other = shop.second_window()
    stale = other.ledger.purchase(slower.id)
    shop.ledger.record(stale, Sending())
    with pytest.raises(BadInput) as caught:
        shop.buy(faster, other)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    other.database.close()


class Overtaken(Ledger):
    """A ledger whose reader is overtaken: right after it was read, another place sends the purchase."""

    overtake: Callable[[Purchase], object] | None = None

    def live_for(self, draft_id: str) -> Purchase | None:
        standing = super().live_for(draft_id)
        if self.overtake is not None and standing is not None:
            overtake, self.overtake = self.overtake, None
            overtake(standing)
        return standing


def test_an_intention_that_was_sent_just_now_is_not_replaced_by_another(shop: Shop) -> None:
    record = shop.queued()
    slower, faster = shop.order(record.id, key=GROUND), shop.order(record.id, key=PRIORITY)
    shop.ledger.intend(slower)
    ledger = Overtaken(shop.database, shop.now)
    ledger.overtake = lambda standing: shop.ledger.record(standing, Sending())
    with pytest.raises(BadInput) as caught:
        buy(ledger, shop.labels, shop.carrier, faster, display_scheme="paperless")
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    assert shop.wire.purchases == 0


def test_an_intention_that_was_sent_and_refused_just_now_leaves_room_for_another(shop: Shop) -> None:
    record = shop.queued()
    slower, faster = shop.order(record.id, key=GROUND), shop.order(record.id, key=PRIORITY)
    shop.ledger.intend(slower)
    ledger = Overtaken(shop.database, shop.now)

    def refused(standing: Purchase) -> None:
        shop.ledger.record(shop.ledger.record(standing, Sending()), WasRefused("carrier_refused"))

    ledger.overtake = refused
    bought = buy(ledger, shop.labels, shop.carrier, faster, display_scheme="paperless")
    assert bought.purchase.state is State.BOUGHT
