"""Selling one label: once, at the price shown, with its documents when they can be had."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.purchase import State
from postwright.domain.shipment import Delivery
from postwright.operations.results import Purchased
from postwright.operations.sell import sell
from tests.carrier.answers import refusal
from tests.domain.samples import DRAFT, SHIPMENT
from tests.operations.shops import GROUND, Shop

_CODE = ("qr_code_download", "paperless_download")
QR_TOO = replace(SHIPMENT, delivery=Delivery.BOTH)


def sold(shop: Shop, draft_id: str, at_most: Money | None = None) -> Purchased:
    found = shop.quoted(QR_TOO)
    return sell(shop.counter(), shop.archive(), draft_id, QR_TOO, found, GROUND, at_most=at_most)


def keep_the_code_back(shop: Shop, *, offered: bool) -> None:
    """The carrier's reply comes without the QR code, which can be asked for later, or cannot either."""

    def bare(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        if not offered:
            path = f"/v1/labels/{reply['label_id']}"
            shop.wire.answer("GET", path, lambda _: refusal(400, message="Not now."))
        for part in (reply, *reply["packages"]):
            part.update(dict.fromkeys(_CODE))
        return httpx.Response(200, json=reply)

    shop.wire.answer("POST", "/v1/labels", bare)


def test_a_label_is_sold_with_all_its_documents(shop: Shop) -> None:
    keep_the_code_back(shop, offered=True)
    purchased = sold(shop, shop.drafts.new(DRAFT).id)
    assert purchased.entry is not None
    assert {DocumentKind.PDF, DocumentKind.QR} <= set(shop.labels.documents(purchased.entry.id))
    assert purchased.purchase.order.at_most == purchased.purchase.order.expected == shop.paid


def test_a_label_without_its_documents_is_bought_all_the_same(shop: Shop) -> None:
    keep_the_code_back(shop, offered=False)
    purchased = sold(shop, shop.drafts.new(DRAFT).id)
    assert purchased.entry is not None
    assert purchased.purchase.state is State.BOUGHT
    assert DocumentKind.QR not in shop.labels.documents(purchased.entry.id)
    assert shop.wire.purchases == 1


def test_a_second_sale_of_a_parcel_is_refused_before_it_is_asked(shop: Shop) -> None:
    draft_id = shop.drafts.new(DRAFT).id
    sold(shop, draft_id)
    with pytest.raises(BadInput) as caught:
        sold(shop, draft_id)
    assert caught.value.kind is FaultKind.ALREADY_BOUGHT
    assert shop.wire.purchases == 1


def test_a_price_above_the_limit_is_not_paid(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        sold(shop, shop.drafts.new(DRAFT).id, Money(1))
    assert caught.value.kind is FaultKind.PRICE_ABOVE_LIMIT
    assert shop.wire.purchases == 0
