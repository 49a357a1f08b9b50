"""What was typed is kept; what waits is worked off in order; what is being paid for is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from postwright.domain.approval import Approval
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money
from postwright.domain.purchase import ProvedAbsent, WasLost
from tests.domain.samples import DRAFT
from tests.store.shop import NOON, Shop

APPROVAL = Approval("usps_ground_advantage", "package", Money(800), Money(761))
CHANGED = replace(DRAFT, pounds="2")
CHANGES: dict[str, Callable[[Shop, str], DraftRecord]] = {
    "save": lambda shop, draft_id: shop.drafts.save(draft_id, CHANGED),
    "queue": lambda shop, draft_id: shop.drafts.queue(draft_id, APPROVAL),
    "unqueue": lambda shop, draft_id: shop.drafts.unqueue(draft_id),
    "hand back": lambda shop, draft_id: shop.drafts.hand_back(draft_id, "It costs more now."),
    "remove": lambda shop, draft_id: shop.drafts.remove(draft_id),
}


def refused(shop: Shop, change: str, draft_id: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        CHANGES[change](shop, draft_id)
    return caught.value.kind


def test_a_new_draft_is_kept_as_it_was_typed(shop: Shop) -> None:
    record = shop.drafts.new(DRAFT)
    shop.close()
    shop.open()
    assert shop.drafts.get(record.id) == record
    assert (record.draft, record.state, record.revision) == (DRAFT, DraftState.OPEN, 0)


def test_saving_keeps_the_newest_and_counts(shop: Shop) -> None:
    first = shop.drafts.new(DRAFT)
    saved = shop.drafts.save(first.id, CHANGED)
    assert (saved.draft, saved.revision) == (CHANGED, 1)
    assert saved.updated_at > first.updated_at
    assert shop.drafts.get(first.id) == saved


def test_saving_what_is_there_already_changes_nothing(shop: Shop) -> None:
    record = shop.drafts.queue(shop.drafts.new(DRAFT).id, APPROVAL)
    assert shop.drafts.save(record.id, DRAFT) == record


def test_the_draft_touched_last_stands_first(shop: Shop) -> None:
    one, other, third = (shop.drafts.new(DRAFT) for _ in range(3))
    shop.drafts.save(one.id, CHANGED)
    shop.drafts.queue(other.id, APPROVAL)
    assert [record.id for record in shop.drafts.open()] == [other.id, one.id, third.id]


def test_the_queue_is_worked_off_in_order(shop: Shop) -> None:
    one, other = shop.drafts.new(DRAFT), shop.drafts.new(DRAFT)
    shop.drafts.queue(other.id, APPROVAL)
    shop.drafts.queue(one.id, APPROVAL)
    queued = shop.drafts.queued()
    assert [record.id for record in queued] == [other.id, one.id]
    assert {record.approval for record in queued} == {APPROVAL}


@pytest.mark.parametrize("change", ["save", "unqueue", "hand back", "remove"])
def test_a_draft_that_leaves_the_queue_leaves_its_approval(shop: Shop, change: str) -> None:
    record = shop.drafts.queue(shop.drafts.new(DRAFT).id, APPROVAL)
    left = CHANGES[change](shop, record.id)
    assert (left.approval, left.state is DraftState.QUEUED) == (None, False)
    assert shop.drafts.queued() == ()


def test_a_draft_that_came_back_says_why_until_it_is_queued_again(shop: Shop) -> None:
    record = shop.drafts.queue(shop.drafts.new(DRAFT).id, APPROVAL)
    back = shop.drafts.hand_back(record.id, "It costs more now.")
    assert (back.handed_back, back.state) == ("It costs more now.", DraftState.OPEN)
    assert shop.drafts.queue(record.id, APPROVAL).handed_back == ""


def test_a_removed_draft_is_out_of_sight_and_not_gone(shop: Shop) -> None:
    record = shop.drafts.new(DRAFT)
    shop.drafts.remove(record.id)
    assert shop.drafts.open() == ()
    assert shop.drafts.get(record.id).draft == DRAFT


def test_a_removed_draft_can_be_taken_back(shop: Shop) -> None:
    record = shop.drafts.queue(shop.drafts.new(DRAFT).id, APPROVAL)
    shop.drafts.remove(record.id)
    back = shop.drafts.restore(record.id)
    assert (back.state, back.draft, back.approval) == (DraftState.OPEN, DRAFT, None)
    assert shop.drafts.open() == (back,)


def test_taking_back_changes_nothing_else(shop: Shop) -> None:
    queued = shop.drafts.queue(shop.drafts.new(DRAFT).id, APPROVAL)
    assert shop.drafts.restore(queued.id) == queued
    shop.bought(shop.order(queued.id))
    with pytest.raises(BadInput) as caught:
        shop.drafts.restore(queued.id)
    assert caught.value.kind is FaultKind.ALREADY_BOUGHT


@pytest.mark.parametrize("change", CHANGES)
def test_a_removed_or_unknown_draft_cannot_be_changed(shop: Shop, change: str) -> None:
    record = shop.drafts.new(DRAFT)
    shop.drafts.remove(record.id)
    assert refused(shop, change, record.id) is FaultKind.DRAFT_UNKNOWN
    assert refused(shop, change, "nobody") is FaultKind.DRAFT_UNKNOWN


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_with_a_label_cannot_be_changed(shop: Shop, change: str) -> None:
    record = shop.drafts.new(DRAFT)
    shop.bought(shop.order(record.id))
    done = shop.drafts.get(record.id)
    assert done.state is DraftState.DONE
    assert refused(shop, change, record.id) is FaultKind.ALREADY_BOUGHT
    assert shop.drafts.get(record.id) == done


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("lost", [False, True])
def test_a_draft_that_is_being_paid_for_is_left_alone(shop: Shop, change: str, lost: bool) -> None:
    record = shop.drafts.new(DRAFT)
    purchase = shop.sent(shop.order(record.id))
    if lost:
        purchase = shop.ledger.record(purchase, WasLost(NOON))
    assert refused(shop, change, record.id) is FaultKind.STILL_IN_DOUBT
    assert shop.drafts.get(record.id) == record


def test_a_draft_whose_doubt_was_settled_can_be_changed_again(shop: Shop) -> None:
    record = shop.drafts.new(Draft())
    doubtful = shop.ledger.record(shop.sent(shop.order(record.id)), WasLost(NOON))
    shop.ledger.record(doubtful, ProvedAbsent("looked twice"))
    assert shop.drafts.save(record.id, DRAFT).draft == DRAFT
