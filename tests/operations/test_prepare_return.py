"""A return is an ordinary purchase under our own id: the customer sends, the shop receives."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from postwright.domain.draft_reading import read_draft
from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.label_entry import LabelEntry
from postwright.domain.purchase import State
from postwright.domain.shipment import Shipment
from postwright.operations.buy import choose, order_for
from postwright.operations.prepare_return import prepare_return
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.domain.samples import DRAFT, SHIPMENT
from tests.operations.shops import GROUND, NOON, Shop


def shipment_of(shop: Shop, entry: LabelEntry, rma: str = "") -> tuple[Shipment, str]:
    """The checked return of a label, and its draft."""
    record = prepare_return(shop.labels, shop.drafts, entry.id, rma=rma)
    read = read_draft(record.draft, shop.catalogue, NOON.date())
    assert isinstance(read, Shipment), read
    return read, record.id


def test_a_return_goes_from_the_customer_to_the_shop_as_the_parcel_went_out(shop: Shop) -> None:
    out = shop.bought()
    back, _ = shipment_of(shop, out, "RMA 7")
    assert (back.ship_from.name, back.ship_to.name) == (
        out.shipment.ship_to.name,
        out.shipment.ship_from.name,
    )
    assert back.ship_from.postal_code == out.shipment.ship_to.postal_code
    assert (back.parcel.weight, back.parcel.package_code) == (
        out.shipment.parcel.weight,
        out.shipment.parcel.package_code,
    )
    assert (back.is_return, back.outbound_label_id, back.rma_number) == (True, out.id, "RMA 7")


def test_a_return_is_bought_once_under_our_own_id_and_says_what_it_is(shop: Shop) -> None:
    out = shop.bought()
    back, draft_id = shipment_of(shop, out, "RMA 7")
    asked: list[dict[str, object]] = []

    def seen(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content))
        return shop.wire.passed_on(request)

    shop.wire.answer("POST", "/v1/labels", seen)
    order = order_for(choose(back, shop.quoted(back), GROUND), draft_id, NOON)
    entry = shop.buy(order).entry
    assert entry is not None
    assert entry.label.is_return
    (body,) = asked
    assert (body["is_return_label"], body["outbound_label_id"], body["rma_number"]) == (True, out.id, "RMA 7")
    assert entry.purchase_id == order.id


def test_a_lost_return_is_a_doubt_and_found_by_our_id(shop: Shop) -> None:
    back, draft_id = shipment_of(shop, shop.bought())
    order = order_for(choose(back, shop.quoted(back), GROUND), draft_id, NOON)
    shop.practice.faults.add(Trouble("drop_after", "/v1/labels", "POST"))
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert (found.purchase.id, found.purchase.state) == (order.id, State.BOUGHT)


def test_the_price_of_a_parcel_is_not_that_of_its_return() -> None:
    back = replace(SHIPMENT, is_return=True, outbound_label_id="se-1")
    assert len({SHIPMENT.fingerprint, back.fingerprint, replace(back, outbound_label_id="").fingerprint}) == 3


def test_a_return_from_abroad_is_no_parcel(shop: Shop) -> None:
    abroad = replace(DRAFT.to, country="CA", state="ON", postal_code="K1A 0B1")
    read = read_draft(replace(DRAFT, to=abroad, is_return=True), shop.catalogue, NOON.date())
    assert isinstance(read, tuple)
    assert "A return label works within the United States only." in [one.sentence for one in read]


def refused(shop: Shop, label_id: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        prepare_return(shop.labels, shop.drafts, label_id)
    return caught.value.kind


def test_what_did_not_go_out_or_came_back_already_is_not_returned(shop: Shop) -> None:
    out = shop.bought()
    back, draft_id = shipment_of(shop, out)
    entry = shop.buy(order_for(choose(back, shop.quoted(back), GROUND), draft_id, NOON)).entry
    assert entry is not None
    assert refused(shop, entry.id) is FaultKind.RETURN_OF_RETURN
    void_label(shop.till(), out.id, now=shop.now())
    assert refused(shop, out.id) is FaultKind.LABEL_VOIDED
    assert refused(shop, "se-0") is FaultKind.LABEL_UNKNOWN


def test_a_parcel_that_went_abroad_cannot_be_returned_by_this_label(shop: Shop) -> None:
    out = shop.bought()
    shop.labels.refresh(replace(out.label, international=True))
    assert refused(shop, out.id) is FaultKind.RETURN_ABROAD


def test_asking_twice_for_a_return_finds_the_draft_that_was_begun(shop: Shop) -> None:
    out = shop.bought()
    first = prepare_return(shop.labels, shop.drafts, out.id)
    assert prepare_return(shop.labels, shop.drafts, out.id).id == first.id
    shop.drafts.remove(first.id)
    assert prepare_return(shop.labels, shop.drafts, out.id).id != first.id
