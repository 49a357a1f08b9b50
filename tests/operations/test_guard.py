"""Nothing is spent before what must be asked was answered, whichever door it comes through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import postwright
from postwright.domain.approval import Approval
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import Lost
from postwright.domain.guards import Balance, Guard, GuardKind, Held
from postwright.domain.label import Label
from postwright.domain.money import Money
from postwright.domain.shipment import Shipment
from postwright.operations.begin_batch import begin_batch
from postwright.operations.guard import Counter
from postwright.operations.plan_batch import plan_batch
from postwright.operations.prepare_return import prepare_return
from postwright.operations.price_queue import price_parcel
from postwright.operations.results import Purchased, QueueRun
from postwright.operations.run_queue import run_queue
from postwright.operations.sell import sell
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.domain.samples import CUSTOMER_TEXT, DRAFT, SHIPMENT
from tests.operations.shops import GROUND, NOON, Shop

RULES = BuyingRules()
PRICE = Money(1287)


def sold(shop: Shop, *answers: str, shipment: Shipment = SHIPMENT, rules: BuyingRules = RULES) -> Purchased:
    counter, draft = shop.counter(rules), shop.drafts.new(DRAFT)
    found = shop.quoted(shipment)
    return sell(counter, shop.archive(), draft.id, shipment, found, GROUND, answered=frozenset(answers))


def label_of(purchased: Purchased) -> Label:
    assert purchased.entry is not None
    return purchased.entry.label


def held(shop: Shop, *answers: str, rules: BuyingRules = RULES) -> tuple[Guard, ...]:
    with pytest.raises(Held) as caught:
        sold(shop, *answers, rules=rules)
    return caught.value.guards


def queue(shop: Shop, name: str = "", limit: str = "20") -> DraftRecord:
    to = replace(CUSTOMER_TEXT, name=name, line1=f"1 {name} St") if name else CUSTOMER_TEXT
    return shop.queued(limit, GROUND.partition("/")[0], replace(DRAFT, to=to))


def run(shop: Shop, *answers: str, rules: BuyingRules = RULES) -> QueueRun:
    return run_queue(shop.counter(rules), answered=answers)


# ---------------------------------------------------------------- one label


def test_the_same_parcel_again_is_asked_about_and_bought_when_answered(shop: Shop) -> None:
    first = label_of(sold(shop))
    (guard,) = held(shop)
    assert (guard.kind, guard.key) == (GuardKind.SIMILAR, f"similar:{first.label_id}")
    assert guard.label_ids == (first.label_id,)
    assert shop.wire.purchases == 1
    second = sold(shop, guard.key)
    assert second.purchase.order.answered == (guard.key,)
    assert shop.wire.purchases == 2
    # The answer was about the first label; the second one is another matter.
    (left,) = held(shop, guard.key)
    assert left.key == f"similar:{label_of(second).label_id}"


def test_the_same_return_again_is_asked_about(shop: Shop) -> None:
    out = label_of(sold(shop))
    read = read_draft(
        prepare_return(shop.labels, shop.drafts, out.label_id).draft, shop.catalogue, NOON.date()
    )
    assert isinstance(read, Shipment)
    first = label_of(sold(shop, shipment=read))
    with pytest.raises(Held) as caught:
        sold(shop, shipment=read)
    assert [guard.key for guard in caught.value.guards] == [f"similar:{first.label_id}"]


def test_a_label_that_was_given_back_is_not_asked_about(shop: Shop) -> None:
    void_label(shop.till(), label_of(sold(shop)).label_id, now=shop.now())
    sold(shop)
    assert shop.wire.purchases == 2


def test_half_a_day_later_the_same_parcel_is_bought_without_a_question(shop: Shop) -> None:
    sold(shop)
    shop.later(hours=12, minutes=1)
    sold(shop)
    assert shop.wire.purchases == 2


def test_a_purchase_in_doubt_is_asked_about(shop: Shop) -> None:
    shop.practice.faults.add(Trouble("drop_after", "/v1/labels", "POST"))
    with pytest.raises(Lost):
        sold(shop)
    (guard,) = held(shop)
    assert "may have been bought" in guard.sentence


def test_a_parcel_that_was_intended_and_waits_is_asked_about(shop: Shop) -> None:
    waiting = queue(shop)
    price_parcel(shop.counter(), waiting.id)
    begin_batch(shop.counter(), (waiting.id,))
    (guard,) = held(shop)
    assert guard.key == f"similar:{waiting.id}"
    shop.drafts.unqueue(waiting.id)
    sold(shop)


def test_limits_of_a_label_and_of_a_day_are_asked_about_together(shop: Shop) -> None:
    rules = BuyingRules(similar_hours=0, label_limit=Money(1000), day_limit=Money(2000))
    (dear,) = held(shop, rules=rules)
    assert dear.key == "label_limit:1287"
    sold(shop, dear.key, rules=rules)
    (day,) = held(shop, dear.key, rules=rules)
    assert day.key == "day_limit:2026-11-22:2574"
    sold(shop, dear.key, day.key, rules=rules)
    (again,) = held(shop, dear.key, day.key, rules=rules)
    assert again.key == "day_limit:2026-11-22:3861"


def test_the_next_day_at_the_origin_begins_anew(shop: Shop) -> None:
    rules = BuyingRules(similar_hours=0, day_limit=Money(2000))
    sold(shop, rules=rules)
    shop.later(hours=19)  # 7 in the morning in London, 11 at night in Portland
    held(shop, rules=rules)
    shop.later(hours=2)
    sold(shop, rules=rules)


def test_what_was_given_back_and_what_is_in_doubt_count_for_the_day(shop: Shop) -> None:
    rules = BuyingRules(similar_hours=0, day_limit=Money(2000))
    void_label(shop.till(), label_of(sold(shop, rules=rules)).label_id, now=shop.now())
    shop.practice.faults.add(Trouble("drop_after", "/v1/labels", "POST"))
    with pytest.raises(Lost):
        sold(shop, rules=rules)
    held(shop, rules=rules)


def test_a_balance_that_was_seen_counts_with_what_was_spent_since(shop: Shop) -> None:
    seen = Balance(Money(2000), shop.now())
    shop.later(minutes=1)
    counter = replace(shop.counter(BuyingRules(similar_hours=0)), balance=lambda: seen)
    for _ in range(2):
        draft = shop.drafts.new(DRAFT)
        if shop.wire.purchases:
            with pytest.raises(Held) as caught:
                sell(counter, shop.archive(), draft.id, SHIPMENT, shop.quoted(), GROUND)
            (guard,) = caught.value.guards
            assert guard.key == "balance:1287"
            assert "it was $7.13 a minute ago" in guard.sentence
        else:
            sell(counter, shop.archive(), draft.id, SHIPMENT, shop.quoted(), GROUND)
    assert shop.wire.purchases == 1


# ---------------------------------------------------------------- the queue


def test_a_queued_parcel_that_was_bought_already_waits_for_an_answer(shop: Shop) -> None:
    first = label_of(sold(shop))
    record, other = queue(shop), queue(shop, "Bob")
    ran = run(shop)
    assert [entry.draft_id for entry in ran.bought] == [other.id]
    ((waits,), left) = (ran.held, ran.left)
    assert (waits.record.id, left, shop.drafts.get(record.id).state) == (record.id, 1, DraftState.QUEUED)
    assert shop.ledger.live_for(record.id) is None
    ran = run(shop, f"similar:{first.label_id}")
    assert [entry.draft_id for entry in ran.bought] == [record.id]


def test_two_like_parcels_of_one_batch_are_asked_about_once(shop: Shop) -> None:
    first, second = queue(shop), queue(shop)
    counter = shop.counter(RULES)
    for record in (first, second):
        price_parcel(counter, record.id)
    plan = plan_batch(counter, (first.id, second.id))
    assert [len(one.guards) for one in plan.parcels] == [0, 1]
    (guard,) = plan.parcels[1].guards
    assert guard.key == f"similar:{first.id}"
    with pytest.raises(Held):
        begin_batch(counter, (first.id, second.id))
    assert shop.ledger.intended() == ()
    begin_batch(counter, (first.id, second.id), {second.id: frozenset({guard.key})})
    assert len(run(shop).bought) == 2


def test_a_day_limit_stops_the_rest_of_the_queue_with_its_question(shop: Shop) -> None:
    queue(shop, "Bob")
    queue(shop, "Eve")
    rules = BuyingRules(day_limit=Money(2000))
    ran = run(shop, rules=rules)
    assert (len(ran.bought), ran.left) == (1, 1)
    (question,) = ran.stopped_by
    assert question.key == "day_limit:2026-11-22:2574"
    assert question.sentence == ran.stopped
    assert len(run(shop, question.key, rules=rules).bought) == 1


def test_a_batch_is_asked_about_as_a_whole_before_anything_is_written(shop: Shop) -> None:
    counter = shop.counter(BuyingRules(day_limit=Money(2000)))
    records = [queue(shop, name) for name in ("Bob", "Eve")]
    for record in records:
        price_parcel(counter, record.id)
    ids = tuple(record.id for record in records)
    (guard,) = plan_batch(counter, ids).guards
    with pytest.raises(Held):
        begin_batch(counter, ids)
    assert shop.ledger.intended() == ()
    assert len(begin_batch(counter, ids, {"": frozenset({guard.key})})) == 2
    assert all(guard.key in _approval(shop, record).answered for record in records)


def _approval(shop: Shop, record: DraftRecord) -> Approval:
    approval = shop.drafts.get(record.id).approval
    assert approval is not None
    return approval


def test_a_label_above_its_limit_waits_in_the_queue(shop: Shop) -> None:
    record = queue(shop)
    rules = BuyingRules(label_limit=Money(1000))
    (waits,) = run(shop, rules=rules).held
    assert waits.guards[0].key == "label_limit:1287"
    assert run(shop, "label_limit:1287", rules=rules).bought[0].draft_id == record.id


# ---------------------------------------------------------------- no other door


def callers(name: str) -> Iterator[str]:
    """The files in which a function of this name is called."""
    package = Path(postwright.__file__).parent
    for file in package.rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
        if any(isinstance(call.func, ast.Name) and call.func.id == name for call in calls):
            yield file.relative_to(package).as_posix()


def test_nobody_buys_without_looking_for_what_must_be_answered() -> None:
    buyers = {file for file in callers("buy") if file.startswith(("operations/", "app/", "commands/"))}
    assert buyers == {"operations/buy_intended.py", "operations/sell.py"}
    assert buyers <= set(callers("check"))


def test_what_is_switched_off_asks_nothing(shop: Shop) -> None:
    counter: Counter = shop.counter()
    for _ in range(2):
        sell(counter, shop.archive(), shop.drafts.new(DRAFT).id, SHIPMENT, shop.quoted(), GROUND)
    assert shop.paid == PRICE + PRICE
