"""Money is written down before it can be spent and after it was, and no line is changed unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from postwright.domain.absence import NotThere
from postwright.domain.approval import Approval
from postwright.domain.decision import By, Decision
from postwright.domain.draft import Draft
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money
from postwright.domain.purchase import (
    LIVE,
    NEXT,
    Abandoned,
    Event,
    IllegalTransition,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
)
from postwright.store.ledger import Ledger, Look
from postwright.store.purchase_rows import KINDS
from postwright.store.schema import ONE_LIVE_PURCHASE
from postwright.store.sqlite_faults import Conflict
from tests.store.purchase_steps import EVENTS, brought_to
from tests.store.shop import NOON, Shop, receipt_of

# ---------------------------------------------------------------- one purchase for one draft


def test_an_intention_is_on_the_disk_as_it_was_meant(shop: Shop) -> None:
    order = shop.order()
    assert shop.ledger.intend(order) == Purchase(order, version=1)
    shop.close()
    shop.open()
    assert shop.ledger.purchase(order.id) == Purchase(order, version=1)
    assert shop.ledger.intended() == (Purchase(order, version=1),)


@pytest.mark.parametrize("state", State)
def test_a_draft_has_one_live_purchase_and_no_more(shop: Shop, state: State) -> None:
    standing = brought_to(shop, state, "draft")
    if state not in LIVE:
        assert shop.ledger.live_for("draft") is None
        assert shop.ledger.intend(shop.order("draft")).state is State.INTENDED
        return
    with pytest.raises(BadInput) as caught:
        shop.ledger.intend(shop.order("draft"))
    expected = FaultKind.ALREADY_BOUGHT if state is State.BOUGHT else FaultKind.STILL_IN_DOUBT
    assert caught.value.kind is expected
    assert shop.ledger.live_for("draft") == standing
    assert shop.ledger.verify() == ()


def test_the_index_names_the_live_states_of_the_domain() -> None:
    condition = str(ONE_LIVE_PURCHASE.dialect_options["sqlite"]["where"])
    assert {state for state in State if f"'{state.value}'" in condition} == LIVE


def test_what_stands_for_a_draft_is_found_without_reading_all_that_was_ever_bought(shop: Shop) -> None:
    brought_to(shop, State.BOUGHT, "draft")
    asked: list[tuple[str, Any]] = []

    def note(connection: object, cursor: object, statement: str, parameters: Any, *rest: Any) -> None:
        asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert shop.ledger.live_for("draft") is not None
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    (question,) = [one for one in asked if one[0].startswith("SELECT")]
    with shop.database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question[0]}", question[1]).all()
    assert [str(row.detail) for row in plan] == ["SEARCH purchase USING INDEX one_live_purchase (draft_id=?)"]


def test_the_same_order_is_not_written_down_twice(shop: Shop) -> None:
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Abandoned())
    with pytest.raises(Conflict):
        shop.ledger.intend(order)


# ---------------------------------------------------------------- events


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", EVENTS)
def test_only_what_the_table_allows_is_written(shop: Shop, state: State, kind: type[Event]) -> None:
    purchase = brought_to(shop, state)
    if kind in NEXT[state]:
        moved = shop.ledger.record(purchase, EVENTS[kind])
        assert moved.state is NEXT[state][kind]
        assert shop.ledger.purchase(purchase.id) == moved
    else:
        with pytest.raises(IllegalTransition):
            shop.ledger.record(purchase, EVENTS[kind])
        assert shop.ledger.purchase(purchase.id) == purchase
    assert shop.ledger.verify() == ()


@given(st.data())
def test_every_history_adds_up_to_its_purchase(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    shop = shared_shop(tmp_path_factory)
    purchase = shop.ledger.intend(shop.order())
    walked = []
    for _ in range(data.draw(st.integers(0, 8))):
        exits = list(NEXT[purchase.state])
        if not exits:
            break
        walked.append(EVENTS[data.draw(st.sampled_from(exits))])
        purchase = shop.ledger.record(purchase, walked[-1])
    assert [entry.event for entry in shop.ledger.history(purchase.id)] == walked
    assert shop.ledger.purchase(purchase.id) == purchase
    assert shop.ledger.verify() == ()


_shops: list[Shop] = []


def shared_shop(folders: pytest.TempPathFactory) -> Shop:
    """One shop for all examples: each has a purchase of its own, and the book grows."""
    if not _shops:
        _shops.append(Shop(folders.mktemp("shop") / "shop.db"))
    return _shops[0]


@pytest.fixture(autouse=True, scope="module")
def closed_in_the_end() -> object:
    yield
    while _shops:
        _shops.pop().close()


def test_every_event_has_a_name_in_the_database() -> None:
    assert set(KINDS.values()) == set(EVENTS)


def test_the_same_purchase_is_sent_again_after_proof_that_nothing_was_charged(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    free = shop.ledger.record(purchase, ProvedAbsent("looked twice"))
    again = shop.ledger.record(free, Sending())
    assert (again.id, again.state, again.lost_at) == (purchase.id, State.SENT, None)


def test_a_lost_reply_keeps_the_time_at_which_the_doubt_began(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    later = shop.ledger.record(purchase, WasLost(NOON + timedelta(hours=1)))
    assert shop.ledger.purchase(later.id).lost_at == NOON


def test_events_are_numbered_and_dated_through_the_whole_book(shop: Shop) -> None:
    one, other = brought_to(shop, State.SENT), brought_to(shop, State.REFUSED)
    first, second = shop.ledger.history(one.id), shop.ledger.history(other.id)
    assert [entry.seq for entry in (*first, *second)] == [2, 4, 5]
    assert first[0].at < second[0].at < second[1].at


def test_unsettled_purchases_stand_oldest_first(shop: Shop) -> None:
    made = [brought_to(shop, state) for state in (State.SENT, State.BOUGHT, State.IN_DOUBT, State.INTENDED)]
    assert shop.ledger.unsettled() == (made[0], made[2])
    assert shop.ledger.intended() == (made[3],)


# ---------------------------------------------------------------- buying again, and looking


def test_a_replaced_label_lets_its_draft_be_bought_again(shop: Shop) -> None:
    first = brought_to(shop, State.BOUGHT, "draft")
    replaced = shop.ledger.replace(first.id)
    assert replaced.replaced_at is not None
    assert shop.ledger.purchase(first.id) == replaced
    assert shop.ledger.replace(first.id) == replaced
    assert shop.ledger.live_for("draft") is None
    assert brought_to(shop, State.BOUGHT, "draft").id != first.id
    assert shop.ledger.verify() == ()


@pytest.mark.parametrize("state", [State.INTENDED, State.SENT, State.IN_DOUBT])
def test_what_is_not_settled_cannot_be_replaced(shop: Shop, state: State) -> None:
    purchase = brought_to(shop, state)
    with pytest.raises(BadInput) as caught:
        shop.ledger.replace(purchase.id)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


@pytest.mark.parametrize("state", [State.REFUSED, State.ABANDONED])
def test_what_came_to_nothing_needs_no_replacing(shop: Shop, state: State) -> None:
    purchase = brought_to(shop, state)
    assert shop.ledger.replace(purchase.id) == purchase


def test_only_clean_looks_since_the_last_other_one_count_as_proof(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    minute = timedelta(minutes=1)
    shop.ledger.note_look(purchase.id, NOON + 2 * minute, clean=True)
    assert shop.ledger.looks(purchase.id) == (NotThere(NOON + 2 * minute),)
    shop.ledger.note_look(purchase.id, NOON + minute, clean=False, detail="no answer")
    assert shop.ledger.looks(purchase.id) == ()
    shop.ledger.note_look(purchase.id, NOON + 3 * minute, clean=True)
    assert shop.ledger.looks(purchase.id) == (NotThere(NOON + 3 * minute),)
    assert shop.ledger.all_looks(purchase.id) == (
        Look(NOON + 2 * minute, True, ""),
        Look(NOON + minute, False, "no answer"),
        Look(NOON + 3 * minute, True, ""),
    )


def test_a_look_belongs_to_a_purchase(shop: Shop) -> None:
    with pytest.raises(Conflict):
        shop.ledger.note_look("nobody", NOON, clean=True)


# ---------------------------------------------------------------- versions, decisions, approvals


def test_a_purchase_knows_its_newest_line(shop: Shop) -> None:
    brought_to(shop, State.SENT)
    purchase = brought_to(shop, State.IN_DOUBT)
    assert purchase.version == shop.ledger.lines(purchase.id)[-1].seq == 5


def test_what_was_decided_on_an_older_line_is_refused(shop: Shop) -> None:
    old = brought_to(shop, State.IN_DOUBT)
    shop.ledger.record(old, WasLost(NOON))  # state and time of doubt stay the same
    with pytest.raises(Conflict, match="at line 3, but it is in_doubt at line 4"):
        shop.ledger.record(old, ProvedAbsent("looked twice"))
    assert shop.ledger.purchase(old.id).state is State.IN_DOUBT


def test_a_decision_stands_before_what_it_led_to(shop: Shop) -> None:
    doubt = brought_to(shop, State.IN_DOUBT)
    decision = Decision(By.OPERATOR, "There is no such label.", ("Two looks found nothing.", "No fall."))
    denied = shop.ledger.record(doubt, ProvedAbsent("looked twice"), decision=decision)
    lines = shop.ledger.lines(doubt.id)
    assert [line.entry for line in lines[-2:]] == [decision, ProvedAbsent("looked twice")]
    assert lines[0].entry == doubt.order
    assert denied.version == lines[-1].seq
    assert [recorded.event for recorded in shop.ledger.history(doubt.id)][-1] == ProvedAbsent("looked twice")
    assert shop.ledger.verify() == ()


def test_a_label_that_was_set_aside_shows_it_in_its_lines(shop: Shop) -> None:
    bought = brought_to(shop, State.BOUGHT)
    shop.ledger.replace(bought.id)
    assert shop.ledger.lines(bought.id)[-1].entry is None


def change_text(shop: Shop, draft_id: str) -> None:
    shop.drafts.save(draft_id, Draft(pounds="2"))


CHANGES = {
    "typed": change_text,
    "taken off the queue": lambda shop, draft_id: shop.drafts.unqueue(draft_id),
    "approved anew": lambda shop, draft_id: shop.drafts.queue(draft_id, Approval("x", "", Money(900))),
    "handed back": lambda shop, draft_id: shop.drafts.hand_back(draft_id, "The price rose."),
    "removed": lambda shop, draft_id: shop.drafts.remove(draft_id),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_draft_that_was_changed_since_it_was_approved_is_not_sent(shop: Shop, name: str) -> None:
    draft_id = shop.drafts.new(Draft(pounds="1")).id
    approved = shop.drafts.queue(draft_id, Approval("x", "", Money(761)))
    purchase = shop.ledger.intend(shop.order(draft_id))
    CHANGES[name](shop, draft_id)
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending(), revision=approved.revision)
    assert caught.value.kind is FaultKind.DRAFT_CHANGED
    assert shop.ledger.purchase(purchase.id) == purchase
    assert len(shop.ledger.lines(purchase.id)) == 1


def test_a_draft_that_is_as_it_was_approved_is_sent(shop: Shop) -> None:
    draft_id = shop.drafts.new(Draft(pounds="1")).id
    approved = shop.drafts.queue(draft_id, Approval("x", "", Money(761)))
    purchase = shop.ledger.intend(shop.order(draft_id))
    sent = shop.ledger.record(purchase, Sending(), revision=approved.revision)
    assert sent.state is State.SENT


def test_a_draft_that_is_kept_nowhere_is_not_as_it_was_approved(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(shop.ledger.intend(shop.order()), Sending(), revision=0)
    assert caught.value.kind is FaultKind.DRAFT_CHANGED


def test_doubts_and_looks_are_timed_by_the_clock_that_nobody_can_set(shop: Shop) -> None:
    ticking = Ledger(shop.database, shop.clock, lambda: 4_200)
    purchase = brought_to(shop, State.IN_DOUBT)
    ticking.note_look(purchase.id, NOON, clean=True)
    assert ticking.looks(purchase.id) == (NotThere(NOON, 4_200),)
    assert ticking.moment().uptime == 4_200
    assert shop.ledger.moment().uptime is None


# ---------------------------------------------------------------- a label that turns up late


@pytest.mark.parametrize("state", [State.INTENDED, State.REFUSED, State.ABANDONED])
def test_a_label_that_turns_up_for_what_came_to_nothing_is_bought(shop: Shop, state: State) -> None:
    draft_id = shop.drafts.new(Draft(pounds="1")).id
    purchase = brought_to(shop, state, draft_id)
    label = shop.label_for(purchase.order)
    bought = shop.ledger.record(purchase, receipt_of(label), label=label)
    assert (bought.state, bought.replaced_at) == (State.BOUGHT, None)
    assert shop.drafts.get(draft_id).state == "done"
    assert shop.ledger.verify() == ()


def test_a_label_that_turns_up_beside_the_one_bought_since_stands_aside_from_it(shop: Shop) -> None:
    draft_id = shop.drafts.new(Draft(pounds="1")).id
    old = brought_to(shop, State.ABANDONED, draft_id)
    bought = brought_to(shop, State.BOUGHT, draft_id)
    label = shop.label_for(old.order)
    late = shop.ledger.record(old, receipt_of(label), label=label)
    assert late.replaced_at is not None
    assert shop.ledger.purchase(old.id) == late
    assert shop.ledger.live_for(draft_id) == bought
    assert shop.labels.knows(label.label_id)
    assert shop.ledger.verify() == ()


@pytest.mark.parametrize("same", [True, False])
def test_an_intention_is_given_up_for_a_late_label_of_the_same_parcel_alone(shop: Shop, same: bool) -> None:
    draft_id = shop.drafts.new(Draft(pounds="1")).id
    old = brought_to(shop, State.REFUSED, draft_id)
    shipment = old.order.shipment
    later = shipment if same else replace(shipment, ship_to=replace(shipment.ship_to, line1="9 New St"))
    waiting = shop.ledger.intend(shop.order(draft_id, later))
    label = shop.label_for(old.order)
    late = shop.ledger.record(old, receipt_of(label), label=label)
    state, draft = (State.ABANDONED, "done") if same else (State.INTENDED, "open")
    assert shop.ledger.purchase(waiting.id).state is state
    assert shop.drafts.get(draft_id).state == draft
    assert (late.replaced_at is None) is same
    assert shop.ledger.verify() == ()


def test_a_second_label_of_a_purchase_is_kept_with_the_decision(shop: Shop) -> None:
    first = shop.bought()
    purchase = shop.ledger.purchase(first.external_id)
    second = shop.label_for(purchase.order)
    decision = Decision(By.PROGRAM, "It was bought twice.")
    shop.labels.add(second, purchase.id, decision)
    assert shop.labels.get(second.label_id).purchase_id == purchase.id
    assert shop.ledger.lines(purchase.id)[-1].entry == decision
    assert shop.ledger.purchase(purchase.id).version == shop.ledger.lines(purchase.id)[-1].seq
    with pytest.raises(Conflict):
        shop.labels.add(second, purchase.id, decision)
    assert shop.ledger.verify() == ()
