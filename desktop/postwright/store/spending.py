"""What was bought lately and what may still be charged, for comparing a parcel with before it is bought.

Reads only. A label whose refund was asked for, or may have been, goes on no parcel; it is not compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, exists, func, or_, select

from postwright.domain.address import Address
from postwright.domain.draft_record import DraftState
from postwright.domain.guards import Earlier, Stage
from postwright.domain.label import Label
from postwright.domain.likeness import place_of
from postwright.domain.money import Money
from postwright.domain.purchase import UNSETTLED, State
from postwright.domain.shipment import Shipment
from postwright.domain.void import UNUSABLE, VoidState
from postwright.store.database import Database
from postwright.store.label_rows import words_in
from postwright.store.purchase_rows import purchase_of
from postwright.store.schema import DRAFT, LABEL, LABEL_WORD, PURCHASE, VOID_REQUEST
from postwright.store.value_json import from_json, read_stamp, stamp

_STAGES = {State.INTENDED: Stage.WAITING, State.SENT: Stage.UNDER_WAY, State.IN_DOUBT: Stage.IN_DOUBT}
_UNSETTLED = tuple(state.value for state in UNSETTLED)
_GIVEN_BACK = tuple(state.value for state in UNUSABLE)


class Spending:
    """`near` asks for one recipient's place, so that a parcel of a large batch costs no look at all of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def near(self, address: Address, since: datetime) -> tuple[Earlier, ...]:
        """What goes to the same place: labels since then, and whatever may still be charged."""
        place = place_of(address) if address.is_us else ""
        words = {place} if place else words_in(address.postal_code or address.city)
        there = select(LABEL_WORD.c.number).where(LABEL_WORD.c.word.in_(sorted(words)))
        labels, unbought = _labels(since).where(LABEL.c.number.in_(there)), _unbought()
        if place:
            unbought = unbought.where(PURCHASE.c.body.contains(f'"postal_code":"{place}', autoescape=True))
        return self._earlier(labels, unbought)

    def recent(self, since: datetime) -> tuple[Earlier, ...]:
        """All labels since then, and whatever may still be charged."""
        return self._earlier(_labels(since), _unbought())

    def spent_since(self, start: datetime, currency: str = "usd") -> Money:
        """The cost of labels bought since then and not given back, with what may still be charged."""
        bought = (
            select(func.coalesce(func.sum(LABEL.c.cost_minor), 0))
            .select_from(_LABELS)
            .where(LABEL.c.created_at >= stamp(start), LABEL.c.currency == currency, LABEL.c.voided == 0)
            .where(_void_not_in((VoidState.REQUESTED.value,)))
        )
        pending = select(PURCHASE).where(
            PURCHASE.c.state.in_(_UNSETTLED), PURCHASE.c.created_at >= stamp(start)
        )
        with self._database.read() as connection:
            total = int(connection.execute(bought).scalar_one())
            orders = [purchase_of(row).order for row in connection.execute(pending)]
        total += sum(order.expected.minor for order in orders if order.expected.currency == currency)
        return Money(total, currency)

    def _earlier(self, labels: Select[Any], unbought: Select[Any]) -> tuple[Earlier, ...]:
        with self._database.read() as connection:
            return (*_bought(connection.execute(labels)), *_pending(connection.execute(unbought)))


_LABELS = LABEL.outerjoin(VOID_REQUEST, VOID_REQUEST.c.label_id == LABEL.c.label_id)


def _void_not_in(states: tuple[str, ...]) -> Any:
    return or_(VOID_REQUEST.c.state.is_(None), VOID_REQUEST.c.state.not_in(states))


def _labels(since: datetime) -> Select[Any]:
    columns = (LABEL.c.label_id, LABEL.c.draft_id, LABEL.c.created_at, LABEL.c.body, LABEL.c.shipment)
    usable = (LABEL.c.created_at >= stamp(since), LABEL.c.voided == 0, _void_not_in(_GIVEN_BACK))
    return select(*columns).select_from(_LABELS).where(*usable)


def _unbought() -> Select[Any]:
    """Requests whose end is open, and intentions whose draft still waits for it."""
    waiting = exists().where(DRAFT.c.id == PURCHASE.c.draft_id, DRAFT.c.state == DraftState.QUEUED.value)
    open_end = PURCHASE.c.state.in_(_UNSETTLED)
    return select(PURCHASE).where(or_(open_end, (PURCHASE.c.state == State.INTENDED.value) & waiting))


def _bought(rows: Iterable[Row[Any]]) -> Iterable[Earlier]:
    for row in rows:
        label = from_json(Label, row.body)
        yield Earlier(
            from_json(Shipment, row.shipment), row.draft_id, label.cost, read_stamp(row.created_at),
            Stage.BOUGHT, label.label_id,
        )  # fmt: skip


def _pending(rows: Iterable[Row[Any]]) -> Iterable[Earlier]:
    for row in rows:
        purchase = purchase_of(row)
        order = purchase.order
        yield Earlier(
            order.shipment, order.draft_id, order.expected, order.created_at, _STAGES[purchase.state]
        )
