"""Writes down that labels are to be bought, before anything leaves: all of a batch in one transaction. Says
which drafts have a purchase that stands. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.purchase import Abandoned, Order, Purchase, State, advance
from postwright.store.database import Database
from postwright.store.purchase_rows import text_of
from postwright.store.purchase_writing import begin, move, standing, standing_for


class Intentions:
    """An intention that stands for a draft already is taken up again when it asks for the same, else given
    up: nothing of it has left this computer.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def standing(self, draft_ids: Collection[str]) -> dict[str, Purchase]:
        """The purchase that keeps any other one from being written, for each draft that has one."""
        with self._database.read() as connection:
            return standing_for(connection, draft_ids)

    def write(self, orders: Iterable[Order]) -> tuple[Purchase, ...]:
        """All of them or none. Raises BadInput(ALREADY_BOUGHT, STILL_IN_DOUBT) for a draft that has, or may
        have, its label.
        """
        with self._database.write() as connection:
            return tuple(self._one(connection, order) for order in orders)

    def _one(self, connection: Connection, order: Order) -> Purchase:
        there = standing(connection, order.draft_id)
        if there is not None:
            if there.state is not State.INTENDED:
                bought = there.state is State.BOUGHT
                raise BadInput(
                    FaultKind.ALREADY_BOUGHT if bought else FaultKind.STILL_IN_DOUBT, order.draft_id
                )
            # What a person begins now must not be left to the program, as one that it began would be.
            if there.order.asks_the_same(order) and there.order.attended >= order.attended:
                return there
            gone = advance(there, Abandoned())
            move(connection, there, gone, (text_of(self._now(), Abandoned()),))
        return begin(connection, order, self._now())
