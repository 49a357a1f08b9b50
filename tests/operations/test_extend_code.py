"""Another label for a parcel whose QR code runs out is a draft to be bought; the old one is voided after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.draft_reading import read_draft
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.buy import choose, order_for
from postwright.operations.extend_code import extend_code
from postwright.operations.follow_parcels import ask_about
from postwright.operations.void_label import void_label
from postwright.operations.watch_codes import watch_codes
from postwright.store.code_watch import CodeWatch
from tests.domain.samples import SHIPMENT
from tests.operations.shops import GROUND, Shop
from tests.operations.test_watch_codes import lookout


def extended(shop: Shop, label_id: str) -> tuple[Shipment, str]:
    """The shipment that the new draft is read as, and the draft."""
    record = extend_code(CodeWatch(shop.database, shop.now), shop.drafts, label_id)
    read = read_draft(record.draft, shop.catalogue, shop.now().date())
    assert isinstance(read, Shipment), read
    return read, record.id


def bought_again(shop: Shop, label_id: str) -> LabelEntry:
    shipment, draft_id = extended(shop, label_id)
    entry = shop.buy(order_for(choose(shipment, shop.quoted(shipment), GROUND), draft_id, shop.now())).entry
    assert entry is not None
    return entry


def refused(shop: Shop, label_id: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        extended(shop, label_id)
    return caught.value.kind


@pytest.mark.parametrize("delivery", [Delivery.QR, Delivery.BOTH])
def test_the_new_draft_is_the_same_parcel_from_today_and_its_order_says_so(
    shop: Shop, delivery: Delivery
) -> None:
    old = shop.bought_paperless(delivery)
    shop.later(days=9)
    again, _ = extended(shop, old.id)
    assert again.ship_date >= shop.now().date()
    assert again.order_reference == "1001, new code"
    same = replace(again, ship_date=old.shipment.ship_date, order_reference=old.shipment.order_reference)
    assert same == old.shipment


def test_without_an_order_the_number_of_the_old_label_says_what_it_is_for(shop: Shop) -> None:
    old = shop.bought(replace(SHIPMENT, delivery=Delivery.QR, order_reference=""))
    again, _ = extended(shop, old.id)
    assert again.order_reference == f"New code for {old.label.tracking_number[-8:]}"


def test_a_long_order_is_cut_so_that_what_it_is_can_be_read(shop: Shop) -> None:
    old = shop.bought(replace(SHIPMENT, delivery=Delivery.QR, order_reference="1" * 80))
    again, _ = extended(shop, old.id)
    assert (len(again.order_reference), again.order_reference[-10:]) == (60, ", new code")


def test_making_the_draft_costs_and_voids_nothing_and_finds_it_again(shop: Shop) -> None:
    old = shop.bought_paperless()
    paid = shop.paid
    _, first = extended(shop, old.id)
    assert extended(shop, old.id)[1] == first
    assert (shop.paid, shop.live_labels()) == (paid, (old.id,))
    shop.drafts.remove(first)
    assert extended(shop, old.id)[1] != first


def test_once_the_new_label_is_bought_the_old_one_says_that_it_is_to_be_voided(shop: Shop) -> None:
    old = shop.bought_paperless()
    shop.later(days=8)
    new = bought_again(shop, old.id)
    assert set(shop.live_labels()) == {old.id, new.id}
    (code,) = watch_codes(lookout(shop))
    assert code.entry.id == old.id
    assert code.advice.startswith(f"Replaced by the label ending in {new.label.tracking_number[-4:]}, void")
    assert refused(shop, old.id) is FaultKind.CODE_REPLACED
    void_label(shop.till(), old.id, now=shop.now())
    assert watch_codes(lookout(shop)) == ()


def test_a_new_code_that_runs_out_too_is_extended_under_the_same_order(shop: Shop) -> None:
    second = bought_again(shop, shop.bought_paperless().id)
    again, _ = extended(shop, second.id)
    assert again.order_reference == "1001, new code"


def test_where_the_new_label_was_voided_another_one_may_take_the_place(shop: Shop) -> None:
    old = shop.bought_paperless()
    new = bought_again(shop, old.id)
    void_label(shop.till(), new.id, now=shop.now())
    assert extended(shop, old.id)[1] != new.draft_id


def test_what_has_no_code_or_is_void_or_used_is_not_extended(shop: Shop) -> None:
    assert refused(shop, shop.bought().id) is FaultKind.NOT_PAPERLESS
    assert refused(shop, "se-0") is FaultKind.LABEL_UNKNOWN
    used = shop.bought_paperless()
    shop.practice.mail(used.id, "counter")
    shop.later(days=3)
    ask_about(shop.tracker(), used.id)
    assert refused(shop, used.id) is FaultKind.CODE_USED
    void = shop.bought_paperless()
    void_label(shop.till(), void.id, now=shop.now())
    assert refused(shop, void.id) is FaultKind.LABEL_VOIDED
