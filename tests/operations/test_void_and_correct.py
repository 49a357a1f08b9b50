"""A parcel whose label is void comes back as it was typed, once, and never while its label may be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.void import VoidState
from postwright.operations.void_and_correct import Counterpart, correct
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.domain.samples import DRAFT
from tests.operations.shops import Shop


def counterpart(shop: Shop) -> Counterpart:
    return Counterpart(shop.labels, shop.ledger, shop.drafts)


def sold(shop: Shop) -> tuple[DraftRecord, str]:
    """A draft and the label that was bought for it."""
    draft = shop.drafts.new(replace(DRAFT, ship_date="2026-11-23"))
    purchased = shop.buy(shop.order(draft_id=draft.id))
    assert purchased.entry
    return draft, purchased.entry.id


def refused(shop: Shop, label_id: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        correct(counterpart(shop), label_id)
    return caught.value.kind


def test_a_voided_parcel_is_open_again_as_it_was_typed_but_for_its_day(shop: Shop) -> None:
    draft, label_id = sold(shop)
    void_label(shop.till(), label_id, now=shop.now())
    again = correct(counterpart(shop), label_id)
    assert (again.id, again.state) == (draft.id, DraftState.OPEN)
    assert again.draft == replace(draft.draft, ship_date="")
    assert again.handed_back.endswith("was voided. Correct it and buy again.")
    assert correct(counterpart(shop), label_id) == again


def test_it_can_be_bought_again_and_then_not_a_third_time(shop: Shop) -> None:
    draft, label_id = sold(shop)
    void_label(shop.till(), label_id, now=shop.now())
    correct(counterpart(shop), label_id)
    assert shop.buy(shop.order(draft_id=draft.id)).entry
    assert shop.drafts.get(draft.id).state is DraftState.DONE
    assert refused(shop, label_id) is FaultKind.ALREADY_BOUGHT
    assert shop.wire.purchases == 2


def test_a_label_that_may_still_be_used_keeps_its_parcel_done(shop: Shop) -> None:
    draft, label_id = sold(shop)
    assert refused(shop, label_id) is FaultKind.VOID_FIRST
    shop.voids.intend(label_id)
    assert refused(shop, label_id) is FaultKind.VOID_FIRST
    assert shop.drafts.get(draft.id).state is DraftState.DONE


def test_a_void_whose_answer_was_lost_is_not_sure(shop: Shop) -> None:
    _, label_id = sold(shop)
    shop.practice.faults.add(Trouble("drop_after", f"/v1/labels/{label_id}/void", "PUT"))
    void_label(shop.till(), label_id, now=shop.now())
    assert shop.voids.state(label_id) is VoidState.IN_DOUBT
    assert refused(shop, label_id) is FaultKind.VOID_FIRST


def test_a_label_without_a_draft_gets_a_new_one_of_its_shipment(shop: Shop) -> None:
    bought = shop.bought()
    void_label(shop.till(), bought.id, now=shop.now())
    again = correct(counterpart(shop), bought.id)
    assert again.state is DraftState.OPEN
    assert again.draft.to.name == bought.shipment.ship_to.name
