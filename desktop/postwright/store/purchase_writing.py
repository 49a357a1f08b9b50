"""One step of a purchase inside a transaction: compared with what was seen, written down whole or not at all.

Opens no transaction itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, select, update

from postwright.domain.decision import Decision
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Document, Label
from postwright.domain.purchase import LIVE, Bought, Event, Purchase, Sending, State, advance
from postwright.store.document_rows import keep_document
from postwright.store.draft_rows import finish_draft, is_unchanged
from postwright.store.label_rows import insert_label
from postwright.store.purchase_rows import (
    REPLACED,
    columns_of,
    purchase_of,
    write_decision,
    write_event,
    write_line,
)
from postwright.store.schema import PURCHASE
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp


class Belongings(NamedTuple):
    """What is written down together with an event."""

    documents: tuple[Document, ...] = ()
    label: Label | None = None
    decision: Decision | None = None
    revision: int | None = None


def write_down(
    connection: Connection,
    purchase: Purchase,
    event: Event,
    given: Belongings,
    now: Callable[[], datetime],
) -> Purchase:
    """The purchase after the event. Raises as `Ledger.record` does."""
    draft_id = purchase.order.draft_id
    moved = advance(purchase, event)
    late = purchase.state not in LIVE and _has_live(connection, draft_id)
    if late:  # its draft has another purchase by now
        moved = replace(moved, replaced_at=read_stamp(stamp(now())))
    swap(connection, purchase, moved, sending=isinstance(event, Sending))
    if given.revision is not None and not is_unchanged(connection, draft_id, given.revision):
        raise BadInput(FaultKind.DRAFT_CHANGED, draft_id)
    if given.decision is not None:
        write_decision(connection, purchase.id, now(), given.decision)
    number = write_event(connection, purchase.id, now(), event)
    if moved.replaced_at is not None:
        number = write_line(connection, purchase.id, moved.replaced_at, REPLACED, "{}")
    elif isinstance(event, Bought):
        finish_draft(connection, draft_id, now())
    if given.label is not None:
        insert_label(connection, given.label, purchase.order)
        for document in given.documents:
            keep_document(connection, given.label.label_id, document, now())
    return numbered(connection, moved, number)


def swap(connection: Connection, old: Purchase, new: Purchase, *, sending: bool = False) -> None:
    """Compare-and-set: no line may have been written since the one that the caller saw."""
    as_seen = (PURCHASE.c.id == old.id, PURCHASE.c.version == old.version)
    changed = connection.execute(update(PURCHASE).where(*as_seen).values(**columns_of(new)))
    if changed.rowcount == 1:
        return
    found = load(connection, old.id)
    if sending:
        raise stands_in_the_way(found.state)
    raise Conflict(
        f"purchase {old.id} was taken for {old.state} at line {old.version}, "
        f"but it is {found.state} at line {found.version}"
    )


def numbered(connection: Connection, purchase: Purchase, number: int) -> Purchase:
    """The purchase with the number of its newest line, in its row too."""
    connection.execute(update(PURCHASE).where(PURCHASE.c.id == purchase.id).values(version=number))
    return replace(purchase, version=number)


def load(connection: Connection, purchase_id: str) -> Purchase:
    """Raises Conflict for one that there is not."""
    row = connection.execute(select(PURCHASE).where(PURCHASE.c.id == purchase_id)).first()
    if row is None:
        raise Conflict(f"there is no purchase {purchase_id}")
    return purchase_of(row)


def stands_in_the_way(state: State) -> BadInput:
    return BadInput(FaultKind.ALREADY_BOUGHT if state is State.BOUGHT else FaultKind.STILL_IN_DOUBT)


def _has_live(connection: Connection, draft_id: str) -> bool:
    live = exists().where(
        PURCHASE.c.draft_id == draft_id,
        PURCHASE.c.state.in_([state.value for state in LIVE]),
        PURCHASE.c.replaced_at.is_(None),
    )
    return bool(connection.execute(select(live)).scalar_one())
