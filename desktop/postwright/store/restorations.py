"""What a shop that was opened from a copy still has to learn from the carrier, and what it has learnt.

Takes in labels that were bought after the copy was made. While that is not done nothing can be bought: the
triggers see to it, and are lifted for one transaction at a time, so that nobody buys meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_once

from postwright.domain.label import Label
from postwright.domain.purchase import (
    LIVE,
    Abandoned,
    Bought,
    Event,
    Order,
    Purchase,
    Sending,
    State,
    advance,
)
from postwright.store.database import Database
from postwright.store.draft_rows import finish_draft
from postwright.store.label_rows import insert_label
from postwright.store.purchase_rows import INTENDED, columns_of, purchase_of, write_event, write_line
from postwright.store.schema import FOREIGN_LABEL, PURCHASE, RESTORATION
from postwright.store.value_json import read_stamp, stamp, to_json


class Restoration(NamedTuple):
    """One opening from a copy. Nothing of the shop is missing before `copied_at`; `found` is a sentence."""

    at: datetime
    copied_at: datetime
    kept_aside: str
    compared_at: datetime | None
    found: str


class Restorations:
    """The openings from copies."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def waiting_since(self) -> datetime | None:
        """From when on the carrier's labels must be compared; None when nothing waits."""
        waiting = select(func.min(RESTORATION.c.copied_at)).where(RESTORATION.c.compared_at.is_(None))
        with self._database.read() as connection:
            first = connection.execute(waiting).scalar()
        return read_stamp(first) if first else None

    def newest(self) -> Restoration | None:
        with self._database.read() as connection:
            row = connection.execute(select(RESTORATION).order_by(RESTORATION.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        compared = read_stamp(row.compared_at) if row.compared_at else None
        return Restoration(
            read_stamp(row.at), read_stamp(row.copied_at), row.kept_aside, compared, row.found or ""
        )

    def state_of(self, purchase_id: str) -> State | None:
        """None for a purchase that is not in the books."""
        with self._database.read() as connection:
            state = connection.execute(select(PURCHASE.c.state).where(PURCHASE.c.id == purchase_id)).scalar()
        return State(state) if state else None

    def take_in(self, order: Order, label: Label) -> None:
        """Write down that this was bought: as a new purchase, or for one that the copy knows as intended."""
        receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
        with self._database.write() as connection:
            waiting = _lift(connection, self._now())
            purchase = _known(connection, order.id) or self._intended(
                connection, self._free(connection, order)
            )
            for event in (Sending(), receipt):
                purchase = self._step(connection, purchase, event)
            finish_draft(connection, purchase.order.draft_id, self._now())
            insert_label(connection, label, purchase.order)
            connection.execute(
                update(RESTORATION).where(RESTORATION.c.id.in_(waiting)).values(compared_at=None)
            )

    def note_stranger(self, label: Label) -> None:
        """A label of the account that was not bought here. Known ones stay as they are."""
        row = {"label_id": label.label_id, "seen_at": stamp(self._now()), "state": "seen"}
        once = insert_once(FOREIGN_LABEL).values(**row, body=to_json(label)).on_conflict_do_nothing()
        with self._database.write() as connection:
            connection.execute(once)

    def finish(self, found: str) -> None:
        """All that the carrier has is in the books: buying is free again."""
        done = {"compared_at": stamp(self._now()), "found": found}
        with self._database.write() as connection:
            connection.execute(update(RESTORATION).where(RESTORATION.c.compared_at.is_(None)).values(**done))

    def _free(self, connection: Connection, order: Order) -> Order:
        """The order, for a draft that no other purchase stands for: one that never left is given up for it,
        one that is in doubt or paid keeps its draft.
        """
        standing = select(PURCHASE).where(
            PURCHASE.c.draft_id == order.draft_id,
            PURCHASE.c.state.in_([state.value for state in LIVE]),
            PURCHASE.c.replaced_at.is_(None),
        )
        row = connection.execute(standing).first()
        if row is None:
            return order
        purchase = purchase_of(row)
        if purchase.state is State.INTENDED:
            self._step(connection, purchase, Abandoned())
            return order
        return replace(order, draft_id=f"recovered-{order.id}")

    def _intended(self, connection: Connection, order: Order) -> Purchase:
        purchase = Purchase(order)
        row = {"id": order.id, "draft_id": order.draft_id, "created_at": stamp(order.created_at)}
        connection.execute(
            insert(PURCHASE).values(**row, body=to_json(order), **columns_of(purchase), version=0)
        )
        number = write_line(connection, order.id, self._now(), INTENDED, to_json(order))
        connection.execute(update(PURCHASE).where(PURCHASE.c.id == order.id).values(version=number))
        return purchase

    def _step(self, connection: Connection, purchase: Purchase, event: Event) -> Purchase:
        moved = advance(purchase, event)
        number = write_event(connection, purchase.id, self._now(), event)
        changed = columns_of(moved) | {"version": number}
        connection.execute(update(PURCHASE).where(PURCHASE.c.id == purchase.id).values(**changed))
        return moved


def _lift(connection: Connection, at: datetime) -> list[int]:
    """Let this transaction write purchases. Returns what has to wait again at its end."""
    waits = RESTORATION.c.compared_at.is_(None)
    waiting = list(connection.execute(select(RESTORATION.c.id).where(waits)).scalars())
    connection.execute(update(RESTORATION).where(waits).values(compared_at=stamp(at)))
    return waiting


def _known(connection: Connection, purchase_id: str) -> Purchase | None:
    row = connection.execute(select(PURCHASE).where(PURCHASE.c.id == purchase_id)).first()
    return purchase_of(row) if row else None
