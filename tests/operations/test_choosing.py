"""Choosing a rate: only the price that was shown, for the parcel it was asked for, can be bought."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from postwright.domain.account import Account
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from postwright.operations.buy import choose, order_for
from postwright.operations.quote import choose_account
from postwright.operations.sell import sell
from tests.domain.samples import DRAFT, SHIPMENT
from tests.operations.shops import GROUND, NOON, PRIORITY, Shop

HEAVIER = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, weight=Weight.of(pounds=9, ounces=0)))


def refusal(shop: Shop, **changes: object) -> BadInput:
    asked = {"shipment": SHIPMENT, "quote": shop.quoted(), "rate_key": GROUND} | changes
    with pytest.raises(BadInput) as caught:
        choose(**asked)  # type: ignore[arg-type]
    return caught.value


def test_a_stale_quote_cannot_be_bought(shop: Shop) -> None:
    assert refusal(shop, shipment=HEAVIER).kind is FaultKind.STALE_QUOTE


def test_lines_on_the_label_do_not_make_a_quote_stale(shop: Shop) -> None:
    reworded = replace(SHIPMENT, references=("ANOTHER LINE",))
    assert choose(reworded, shop.quoted(), GROUND).shipment == reworded


def test_a_service_that_was_not_offered_cannot_be_bought(shop: Shop) -> None:
    assert refusal(shop, rate_key="fedex_ground/package").kind is FaultKind.NO_SUCH_SERVICE


def test_a_rate_that_the_carrier_marks_as_unusable_cannot_be_bought(shop: Shop) -> None:
    quoted = shop.quoted()
    rate = replace(quoted.rates[0], problems=("Too wide.", "Too heavy."))
    fault = refusal(shop, quote=replace(quoted, rates=(rate,)), rate_key=rate.key)
    assert (fault.kind, fault.detail) == (FaultKind.NO_SUCH_SERVICE, "Too wide.; Too heavy.")


def test_the_price_seen_is_the_most_that_is_paid(shop: Shop) -> None:
    choice = choose(SHIPMENT, shop.quoted(), GROUND)
    assert choice.at_most == choice.rate.total == Money(1287)


def test_a_price_above_the_limit_is_told_with_both_amounts(shop: Shop) -> None:
    fault = refusal(shop, at_most=Money(1286))
    assert (fault.kind, fault.detail) == (
        FaultKind.PRICE_ABOVE_LIMIT, "It costs $12.87; the limit is $12.86."
    )  # fmt: skip


def test_a_limit_may_lie_above_the_price(shop: Shop) -> None:
    order = order_for(choose(SHIPMENT, shop.quoted(), GROUND, Money(1500)), "draft-1", NOON)
    assert (order.expected, order.at_most) == (Money(1287), Money(1500))


def test_an_order_is_known_by_an_id_that_the_carrier_does_not_cut(shop: Shop) -> None:
    one, other = shop.order(), shop.order()
    assert one.id != other.id
    assert len(one.id) == len(other.id) == 32


def accounts(shop: Shop) -> tuple[Account, ...]:
    return shop.carrier.accounts.find()


def test_the_account_that_was_chosen_pays(shop: Shop) -> None:
    (own,) = accounts(shop)
    other = replace(own, carrier_id="se-9", carrier_code="ups")
    assert choose_account((own, other), "se-9") == other


def test_an_account_that_was_switched_off_pays_for_nothing(shop: Shop) -> None:
    (own,) = accounts(shop)
    off = replace(own, carrier_id="se-9", disabled=True)
    assert choose_account((off, own), "se-9") == own


def test_without_an_account_the_carrier_s_own_reason_is_told(shop: Shop) -> None:
    (own,) = accounts(shop)
    shut = replace(own, disabled=True, problem="The account is closed.")
    with pytest.raises(BadInput) as caught:
        choose_account((shut,), "")
    assert (caught.value.kind, caught.value.detail) == (FaultKind.NO_ACCOUNT, "The account is closed.")


def test_no_account_at_all_is_told_too() -> None:
    with pytest.raises(BadInput) as caught:
        choose_account((), "")
    assert caught.value.kind is FaultKind.NO_ACCOUNT


def test_a_price_of_yesterday_is_asked_for_again(shop: Shop) -> None:
    quoted = shop.quoted()
    asked_since = shop.later(hours=25) - timedelta(hours=24)
    with pytest.raises(BadInput) as caught:
        choose(SHIPMENT, quoted, GROUND, asked_since=asked_since)
    assert caught.value.kind is FaultKind.STALE_QUOTE
    assert choose(SHIPMENT, shop.quoted(), GROUND, asked_since=asked_since).rate.key == GROUND


def test_a_price_that_was_kept_too_long_buys_nothing(shop: Shop) -> None:
    quoted, draft = shop.quoted(), shop.drafts.new(DRAFT)
    shop.later(hours=23)
    counter = replace(shop.counter(), rules=BuyingRules(quote_hours=22))
    with pytest.raises(BadInput):
        sell(counter, shop.archive(), draft.id, SHIPMENT, quoted, GROUND)
    assert shop.wire.purchases == 0
    assert sell(shop.counter(), shop.archive(), draft.id, SHIPMENT, quoted, GROUND).entry
    assert shop.wire.purchases == 1


def test_a_parcel_that_is_too_large_for_a_service_cannot_be_bought_with_it(shop: Shop) -> None:
    large = replace(
        SHIPMENT, parcel=replace(SHIPMENT.parcel, size=Size(Decimal(40), Decimal(18), Decimal(18)))
    )
    quoted = shop.quoted(large)
    with pytest.raises(BadInput) as caught:
        choose(large, quoted, PRIORITY)
    assert caught.value.kind is FaultKind.NO_SUCH_SERVICE
    ground = choose(large, quoted, GROUND).rate
    assert "surcharge" in " ".join(ground.warnings)
