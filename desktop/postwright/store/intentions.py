"""Writes down that labels are to be bought, before anything leaves: all of a batch in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.purchase import LIVE, Abandoned, Order, Purchase, State, advance
from postwright.store.database import Database
from postwright.store.purchase_rows import INTENDED, columns_of, purchase_of, write_event, write_line
from postwright.store.schema import PURCHASE
from postwright.store.value_json import stamp, to_json


class Intentions:
    """An intention that stands for a draft already is taken up again when it asks for the same, else given
    up: nothing of it has left this computer.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def write(self, orders: Iterable[Order]) -> tuple[Purchase, ...]:
        """All of them or none. Raises BadInput(ALREADY_BOUGHT, STILL_IN_DOUBT) for a draft that has, or may
        have, its label.
        """
        with self._database.write() as connection:
            return tuple(self._one(connection, order) for order in orders)

    def _one(self, connection: Connection, order: Order) -> Purchase:
        standing = _standing(connection, order.draft_id)
        if standing is not None:
            if standing.state is not State.INTENDED:
                bought = standing.state is State.BOUGHT
                raise BadInput(
                    FaultKind.ALREADY_BOUGHT if bought else FaultKind.STILL_IN_DOUBT, order.draft_id
                )
            if standing.order.asks_the_same(order):
                return standing
            self._give_up(connection, standing)
        purchase = Purchase(order)
        row = {"id": order.id, "draft_id": order.draft_id, "created_at": stamp(order.created_at)}
        connection.execute(insert(PURCHASE).values(**row, body=to_json(order), **columns_of(purchase)))
        number = write_line(connection, order.id, self._now(), INTENDED, to_json(order))
        return _numbered(connection, purchase, number)

    def _give_up(self, connection: Connection, standing: Purchase) -> None:
        gone = advance(standing, Abandoned())
        number = write_event(connection, standing.id, self._now(), Abandoned())
        _numbered(connection, gone, number)


def _standing(connection: Connection, draft_id: str) -> Purchase | None:
    live = PURCHASE.c.state.in_([state.value for state in LIVE]) & PURCHASE.c.replaced_at.is_(None)
    row = connection.execute(select(PURCHASE).where(PURCHASE.c.draft_id == draft_id, live)).first()
    return purchase_of(row) if row else None


def _numbered(connection: Connection, purchase: Purchase, number: int) -> Purchase:
    """The purchase as it is now, with the number of its newest line."""
    row = columns_of(purchase) | {"version": number}
    connection.execute(update(PURCHASE).where(PURCHASE.c.id == purchase.id).values(row))
    return replace(purchase, version=number)
