"""What the queue asks of the database: as little for a thousand parcels as for a few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event

from postwright.domain.buying_rules import RULES
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind
from postwright.operations.begin_batch import begin_batch
from postwright.operations.list_queue import rows
from postwright.operations.plan_batch import plan_batch
from postwright.operations.price_queue import price_parcel
from postwright.operations.run_queue import run_queue, wait_for_connection
from tests.domain.samples import CUSTOMER_TEXT, DRAFT
from tests.operations.shops import Shop


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every statement that any database is asked meanwhile."""
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def queued(shop: Shop, number: int, zip_code: str = "18702") -> DraftRecord:
    to = replace(CUSTOMER_TEXT, name=f"Customer {number}", line1=f"{number} Main St", postal_code=zip_code)
    return shop.queued("20", "usps_ground_advantage", replace(DRAFT, to=to))


def ids_of(records: list[DraftRecord]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


ASKING: dict[str, Callable[[Shop, tuple[str, ...]], object]] = {
    "the list": lambda shop, ids: rows(shop.counter(RULES)),
    "the plan": lambda shop, ids: plan_batch(shop.counter(RULES), ids),
    "what goes on by itself": lambda shop, ids: wait_for_connection(shop.counter(RULES)),
}


@pytest.mark.parametrize("what", ASKING)
def test_more_parcels_are_not_more_questions(shop: Shop, what: str) -> None:
    first = [queued(shop, number) for number in range(2)]
    with asked() as few:
        ASKING[what](shop, ids_of(first))
    more = [queued(shop, number) for number in range(2, 30)]
    with asked() as many:
        ASKING[what](shop, ids_of([*first, *more]))
    assert few
    assert len(many) == len(few)


def test_a_parcel_on_its_own_is_compared_with_its_place_alone(shop: Shop) -> None:
    """Coming back online buys a thousand parcels one by one; each would read the labels of all before."""
    record = queued(shop, 1)
    price_parcel(shop.counter(RULES), record.id)
    with asked() as statements:
        assert begin_batch(shop.counter(RULES), (record.id,))
    compared = [one for one in statements if "label.shipment" in one]
    assert len(compared) == 1
    assert "label_word" in compared[0]


def test_a_later_parcel_asks_no_more_than_the_first(shop: Shop) -> None:
    counts = []
    for number in range(4):
        record = queued(shop, number, f"1870{number}")
        with asked() as statements:
            ran = run_queue(shop.counter(RULES), only=(record.id,))
        assert len(ran.bought) == 1
        counts.append(len(statements))
    assert len(set(counts)) == 1


def test_a_like_parcel_costs_one_question_more(shop: Shop) -> None:
    different = [queued(shop, number) for number in range(4)]
    with asked() as few:
        plan_batch(shop.counter(RULES), ids_of(different))
    alike = [queued(shop, 1) for _ in range(4)]
    with asked() as more:
        plan = plan_batch(shop.counter(RULES), ids_of(alike))
    assert [len(one.guards) for one in plan.parcels] == [0, 1, 2, 3]
    # BEGIN and the question, for each that has something like it
    assert len(more) == len(few) + 2 * 3


def test_an_unknown_parcel_of_a_batch_is_told(shop: Shop) -> None:
    record = queued(shop, 1)
    with pytest.raises(BadInput) as caught:
        plan_batch(shop.counter(), (record.id, "nobody's"))
    assert (caught.value.kind, caught.value.detail) == (FaultKind.DRAFT_UNKNOWN, "nobody's")
