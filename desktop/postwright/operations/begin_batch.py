"""Write down that several queued parcels are to be bought, all of them or none. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from postwright.domain.approval import Approval, SeenRate, WhenPast
from postwright.domain.draft_record import DraftRecord
from postwright.domain.guards import Held
from postwright.domain.purchase import Order
from postwright.domain.ship_day import ShipDays, read_waiting
from postwright.domain.shipment import Shipment
from postwright.operations.guard import Counter
from postwright.operations.plan_batch import NOBODY, Answers, answers_for, guards_of, plan_batch
from postwright.operations.results import BatchItem


def begin_batch(
    counter: Counter, draft_ids: Iterable[str], answers: Answers = NOBODY, *, attended: bool = True
) -> tuple[BatchItem, ...]:
    """One item for each parcel that can be bought as it is now, in the order given. A parcel that waits for
    something else, such as a price, is left out.

    Raises Held unless every guard is answered: nothing is written down then. The answers are kept with each
    parcel. Raises BadInput(DRAFT_CHANGED, ALREADY_BOUGHT, STILL_IN_DOUBT) for one that was taken meanwhile.
    """
    now = counter.now()
    plan = plan_batch(counter, draft_ids, answers)
    if left := guards_of(plan):
        raise Held(left)
    records = _with_answers(counter, [one.record for one in plan.parcels if one.can_begin], answers)
    days = counter.days()
    orders = {record.id: _order(counter, record, now, days) for record in records}
    wanted = {
        draft_id: replace(order, attended=attended) for draft_id, order in orders.items() if order is not None
    }
    intended = {one.order.draft_id: one for one in counter.intentions.write(wanted.values())}
    return tuple(_item(record, intended[record.id].order) for record in records if record.id in intended)


def _with_answers(counter: Counter, records: list[DraftRecord], answers: Answers) -> list[DraftRecord]:
    """The records as they are with the new answers kept, those without any as they are."""
    changed: list[tuple[DraftRecord, Approval]] = []
    for record in records:
        given = tuple(sorted(answers_for(record, answers)))
        if record.approval is not None and set(given) != set(record.approval.answered):
            changed.append((record, replace(record.approval, answered=given)))
    kept = {record.id: record for record in counter.drafts.approve(tuple(changed))}
    return [kept.get(record.id, record) for record in records]


def _order(counter: Counter, record: DraftRecord, now: datetime, days: ShipDays) -> Order | None:
    """None where it was taken off the queue, or its day has passed, in the moment since the plan."""
    approval = record.approval
    past = approval.when_past if approval else WhenPast.ASK
    shipment = read_waiting(record.draft, counter.catalogue, now, counter.rules, past, days=days)
    whole = shipment if isinstance(shipment, Shipment) else None
    seen = approval.stands(whole, counter.rules.oldest_price(now)) if approval and whole else None
    return order_of(record.id, approval, whole, seen, now) if approval and whole and seen else None


def order_of(draft_id: str, approval: Approval, shipment: Shipment, seen: SeenRate, now: datetime) -> Order:
    """The order for a price that was seen. Its id is 32 characters, since the API cuts at 50 (api.md 24)."""
    return Order(
        id=uuid4().hex,
        draft_id=draft_id,
        carrier_id=seen.carrier_id,
        shipment=shipment,
        service_code=seen.service_code,
        package_code=seen.package_code,
        expected=seen.total,
        at_most=approval.limit,
        created_at=now,
        answered=approval.answered,
    )


def _item(record: DraftRecord, order: Order) -> BatchItem:
    who = order.shipment.ship_to.who
    return BatchItem(record.id, order.id, who, order.expected, order.at_most, record.revision)
