"""A void is asked once at a time, what came of it stays written, and an approval marks the label."""

from __future__ import annotations

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Label
from postwright.domain.void import NEXT, VoidAnswer, VoidEvent, VoidState
from postwright.store.sqlite_faults import Conflict
from tests.store.shop import Shop

WAYS_TO = {
    VoidState.INTENDED: (),
    VoidState.SENT: (VoidEvent.SENDING,),
    VoidState.IN_DOUBT: (VoidEvent.SENDING, VoidEvent.LOST),
    VoidState.REQUESTED: (VoidEvent.SENDING, VoidEvent.APPROVED),
    VoidState.DENIED: (VoidEvent.SENDING, VoidEvent.REFUSED),
}
NO = VoidAnswer(False, "Too late.", "label_not_found_within_void_period")


def brought_to(shop: Shop, state: VoidState) -> Label:
    label = shop.bought()
    shop.voids.intend(label.label_id)
    for event in WAYS_TO[state]:
        shop.voids.record(label.label_id, event)
    return label


@pytest.mark.parametrize("state", VoidState)
@pytest.mark.parametrize("event", VoidEvent)
def test_only_what_the_table_allows_is_written(shop: Shop, state: VoidState, event: VoidEvent) -> None:
    label = brought_to(shop, state)
    if event in NEXT[state]:
        assert shop.voids.record(label.label_id, event) is NEXT[state][event]
    else:
        with pytest.raises(Conflict):
            shop.voids.record(label.label_id, event)
    assert shop.voids.state(label.label_id) is NEXT[state].get(event, state)
    assert len(shop.voids.history(label.label_id)) == len(WAYS_TO[state]) + (event in NEXT[state])


def test_an_approved_void_marks_the_label_at_once(shop: Shop) -> None:
    label = brought_to(shop, VoidState.SENT)
    shop.voids.record(label.label_id, VoidEvent.APPROVED, VoidAnswer(True, "Approved."))
    entry = shop.labels.get(label.label_id)
    assert (entry.label.voided, entry.void_state, entry.is_void) == (True, VoidState.REQUESTED, True)
    assert entry.label.voided_at == shop.voids.history(label.label_id)[-1][0]
    assert shop.voids.answer(label.label_id) == VoidAnswer(True, "Approved.")


def test_a_denied_void_leaves_the_label_good(shop: Shop) -> None:
    label = brought_to(shop, VoidState.SENT)
    shop.voids.record(label.label_id, VoidEvent.REFUSED, NO, "its words")
    assert not shop.labels.get(label.label_id).label.voided
    assert shop.voids.answer(label.label_id) == NO
    assert [(event, detail) for _, event, detail in shop.voids.history(label.label_id)] == [
        (VoidEvent.SENDING, ""),
        (VoidEvent.REFUSED, "its words"),
    ]


@pytest.mark.parametrize("state", [VoidState.INTENDED, VoidState.IN_DOUBT, VoidState.DENIED])
def test_asking_again_goes_on_from_where_it_stands(shop: Shop, state: VoidState) -> None:
    label = brought_to(shop, state)
    assert shop.voids.intend(label.label_id) is state
    assert shop.voids.record(label.label_id, VoidEvent.SENDING) is VoidState.SENT


def test_a_question_that_is_under_way_is_not_asked_twice(shop: Shop) -> None:
    label = brought_to(shop, VoidState.SENT)
    with pytest.raises(BadInput) as caught:
        shop.voids.intend(label.label_id)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


@pytest.mark.parametrize("ours", [True, False])
def test_a_void_label_is_not_voided_again(shop: Shop, ours: bool) -> None:
    label = brought_to(shop, VoidState.REQUESTED) if ours else shop.bought(voided=True)
    with pytest.raises(BadInput) as caught:
        shop.voids.intend(label.label_id)
    assert caught.value.kind is FaultKind.LABEL_VOIDED


def test_a_label_of_somebody_else_is_not_voided(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.voids.intend("se-other")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN
    with pytest.raises(Conflict):
        shop.voids.record("se-other", VoidEvent.SENDING)


def test_a_label_that_was_never_asked_about_has_no_void(shop: Shop) -> None:
    label = shop.bought()
    assert shop.voids.state(label.label_id) is None
    assert shop.voids.answer(label.label_id) is None
    assert shop.voids.history(label.label_id) == ()


def test_the_longest_doubt_stands_first(shop: Shop) -> None:
    labels = [brought_to(shop, state) for state in VoidState]
    unsettled = [labels[list(VoidState).index(state)] for state in (VoidState.SENT, VoidState.IN_DOUBT)]
    assert shop.voids.unsettled() == tuple(label.label_id for label in unsettled)
