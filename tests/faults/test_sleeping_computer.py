"""A computer falls asleep while it buys. When it wakes, it looks for the label before the reply is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from postwright.carrier.transport import open_carrier
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import Order, State
from postwright.operations.buy import buy
from postwright.operations.results import Purchased
from postwright.operations.settle import settle
from postwright.server import PRACTICE_KEY
from postwright.shop import Shop
from tests.faults.buyer import order_of
from tests.faults.judging import assert_it_is_ours
from tests.faults.world import World

pytestmark = [pytest.mark.slow, pytest.mark.row("U")]
LONG = timedelta(minutes=10)


class Sleeping(httpx.HTTPTransport):
    """Lets something happen before or after the carrier is asked for a label, once."""

    def __init__(self, *, before: Callable[[], object] | None, after: Callable[[], object] | None) -> None:
        super().__init__(limits=httpx.Limits(max_keepalive_connections=0), trust_env=False, verify=False)
        self._before = before
        self._after = after

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._before:
            self._before()
        try:
            return super().handle_request(request)
        finally:
            if self._after:
                self._after()


def look_after_waking(shop: Shop) -> None:
    """What the program does every minute; the purchase was sent so long ago that it counts as lost."""
    now = shop.now() + LONG
    settle(shop.ledger, shop.labels, shop.errands, now=now, stale_before=now)


def buy_asleep(shop: Shop, url: str, order: Order, *, early: bool) -> Purchased:
    """Buy, and look before the carrier has carried it out (early), or before its reply is read."""

    def look() -> None:
        look_after_waking(shop)

    transport = Sleeping(before=look if early else None, after=None if early else look)
    money = open_carrier(url, PRACTICE_KEY, patient=True, pacer=shop.pacer, transport=transport, now=shop.now)
    shop = replace(shop, money=money)
    with money:
        return buy(shop.ledger, shop.labels, money, order, display_scheme="paperless")


@pytest.mark.parametrize("early", [True, False], ids=["given up", "found"])
def test_a_reply_that_comes_after_the_look_is_written_down_all_the_same(world: World, early: bool) -> None:
    with world.restarted() as shop:
        order = order_of(shop, world.draft)
        bought = buy_asleep(shop, world.carrier.url, order, early=early)
        assert bought.alarms == ()
        assert bought.entry is not None
        assert DocumentKind.PDF in shop.labels.documents(bought.entry.id)
        assert_it_is_ours(shop, world, bought.purchase)


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [({"kind": "drop_before"}, FaultKind.UNANSWERED), ({"kind": "too_many"}, FaultKind.RATE_LIMITED)],
)
def test_a_fault_that_comes_after_the_look_leaves_the_doubt(
    world: World, trouble: dict[str, str], kind: FaultKind
) -> None:
    with world.restarted() as shop:
        order = order_of(shop, world.draft)
        world.carrier.fail(**trouble)
        with pytest.raises(Fault) as caught:
            buy_asleep(shop, world.carrier.url, order, early=True)
        assert caught.value.kind is kind
        assert shop.ledger.purchase(order.id).state is State.IN_DOUBT
        assert shop.ledger.verify() == ()
        assert world.carrier.charges() == []
