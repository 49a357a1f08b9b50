"""Two answers never make two purchases, and a receipt has its label with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import (
    Abandoned,
    Bought,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
)
from postwright.store.sqlite_faults import Conflict
from tests.store.purchase_steps import EVENTS, brought_to
from tests.store.shop import NOON, PDF, Shop, receipt_of

# ---------------------------------------------------------------- two at once


def test_two_that_want_to_send_one_purchase_send_it_once(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(purchase, Sending())
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    assert len(shop.ledger.history(purchase.id)) == 1


def test_a_purchase_that_was_bought_meanwhile_is_not_sent(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(shop.ledger.record(purchase, Sending()), EVENTS[Bought])
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.ALREADY_BOUGHT


def test_a_purchase_that_was_given_up_meanwhile_is_not_sent(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(purchase, Abandoned())
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


def test_an_answer_to_a_purchase_that_moved_on_is_not_written(shop: Shop) -> None:
    sent = brought_to(shop, State.SENT)
    bought = shop.ledger.record(sent, EVENTS[Bought])
    with pytest.raises(Conflict):
        shop.ledger.record(sent, EVENTS[WasRefused])
    assert shop.ledger.purchase(sent.id) == bought
    assert shop.ledger.verify() == ()


def test_proof_about_an_earlier_doubt_does_not_settle_a_later_one(shop: Shop) -> None:
    early = brought_to(shop, State.IN_DOUBT)
    again = shop.ledger.record(shop.ledger.record(early, ProvedAbsent("")), Sending())
    late = shop.ledger.record(again, WasLost(NOON + timedelta(hours=1)))
    with pytest.raises(Conflict):
        shop.ledger.record(early, ProvedAbsent("an old look"))
    assert shop.ledger.purchase(early.id) == late


def test_a_purchase_that_was_never_written_down_cannot_be_recorded(shop: Shop) -> None:
    with pytest.raises(Conflict):
        shop.ledger.record(Purchase(shop.order()), Sending())
    with pytest.raises(Conflict):
        shop.ledger.purchase("nobody")


# ---------------------------------------------------------------- the label comes with the receipt


def test_label_and_documents_are_there_as_soon_as_the_receipt_is(shop: Shop) -> None:
    label = shop.bought(documents=(PDF,))
    entry = shop.labels.get(label.label_id)
    assert entry.label == label
    assert entry.shipment == shop.ledger.purchase(entry.purchase_id).order.shipment
    assert shop.labels.document(label.label_id, DocumentKind.PDF) == PDF


def test_the_draft_is_done_as_soon_as_its_label_is_bought(shop: Shop) -> None:
    record = shop.drafts.new(Draft(pounds="1"))
    shop.bought(shop.order(record.id))
    assert shop.drafts.get(record.id).state is DraftState.DONE


def test_a_label_that_cannot_be_kept_leaves_no_half_receipt(shop: Shop) -> None:
    first = shop.bought()
    second = shop.sent()
    same = replace(first, external_id=second.id)
    with pytest.raises(Conflict):
        shop.ledger.record(second, receipt_of(same), (PDF,), same)
    assert shop.ledger.purchase(second.id).state is State.SENT
    assert shop.labels.documents(first.label_id) == ()
    assert shop.ledger.verify() == ()


def test_a_purchase_can_be_known_without_its_label(shop: Shop) -> None:
    purchase = shop.ledger.record(shop.sent(), EVENTS[Bought])
    assert shop.ledger.purchase(purchase.id).receipt == EVENTS[Bought]
    assert shop.labels.recent() == ()


def test_a_label_comes_with_its_own_receipt_alone(shop: Shop) -> None:
    purchase = shop.sent()
    label = shop.label_for(purchase.order)
    with pytest.raises(ValueError, match="not the one"):
        shop.ledger.record(purchase, EVENTS[WasRefused], label=label)
    with pytest.raises(ValueError, match="not the one"):
        shop.ledger.record(purchase, replace(receipt_of(label), label_id="se-other"), label=label)
    with pytest.raises(ValueError, match="documents"):
        shop.ledger.record(purchase, receipt_of(label), (PDF,))
    assert shop.ledger.purchase(purchase.id) == purchase
