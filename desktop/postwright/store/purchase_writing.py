"""One step of a purchase inside a transaction: compared with what was seen, written down whole or not at all.

Opens no transaction itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from postwright.domain.decision import Decision
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Document, Label
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
from postwright.store.document_rows import insert_documents
from postwright.store.draft_rows import finish_draft, is_unchanged, portions
from postwright.store.label_rows import insert_label
from postwright.store.purchase_rows import (
    INTENDED,
    REPLACED,
    Text,
    columns_of,
    last_line,
    purchase_of,
    text_of,
    write_lines,
)
from postwright.store.schema import PURCHASE, STANDING
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp, to_json

# Statements are made once: making one anew for every step took longer than SQLite takes for it (measured).
_OF_DRAFTS = select(PURCHASE).where(PURCHASE.c.draft_id.in_(bindparam("drafts", expanding=True)), STANDING)
_BY_ID = select(PURCHASE).where(PURCHASE.c.id == bindparam("wanted"))
_BEGIN = insert(PURCHASE)
_AS_SEEN = update(PURCHASE).where(
    PURCHASE.c.id == bindparam("seen_id"), PURCHASE.c.version == bindparam("seen_version")
)


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
    if purchase.state not in LIVE and not _has_its_draft(connection, purchase, now):
        moved = replace(moved, replaced_at=read_stamp(stamp(now())))
    texts = tuple(_texts(event, given.decision, moved.replaced_at, now))
    moved = move(connection, purchase, moved, texts, sending=isinstance(event, Sending))
    if given.revision is not None and not is_unchanged(connection, draft_id, given.revision):
        raise BadInput(FaultKind.DRAFT_CHANGED, draft_id)
    if moved.replaced_at is None and isinstance(event, Bought):
        finish_draft(connection, draft_id, now())
    if given.label is not None:
        insert_label(connection, given.label, purchase.order)
        insert_documents(connection, given.label.label_id, given.documents, now())
    return moved


def begin(connection: Connection, order: Order, at: datetime) -> Purchase:
    """A new purchase with its first line."""
    last = last_line(connection)
    purchase = Purchase(order, version=last.number + 1)
    body = to_json(order)
    row = {"id": order.id, "draft_id": order.draft_id, "created_at": stamp(order.created_at), "body": body}
    connection.execute(_BEGIN, {**row, **columns_of(purchase), "version": purchase.version})
    write_lines(connection, order.id, last, (Text(at, INTENDED, body),))
    return purchase


def move(
    connection: Connection, old: Purchase, new: Purchase, texts: Sequence[Text], *, sending: bool = False
) -> Purchase:
    """Compare-and-set with the lines that say why: none may have been written since the one that was seen.

    The row and the number of its newest line change in one statement.
    """
    last = last_line(connection)
    moved = replace(new, version=last.number + len(texts))
    seen = {"seen_id": old.id, "seen_version": old.version}
    changed = connection.execute(_AS_SEEN, {**columns_of(moved), "version": moved.version, **seen})
    if changed.rowcount == 1:
        write_lines(connection, old.id, last, texts)
        return moved
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
    row = connection.execute(_BY_ID, {"wanted": purchase_id}).first()
    if row is None:
        raise Conflict(f"there is no purchase {purchase_id}")
    return purchase_of(row)


def standing(connection: Connection, draft_id: str) -> Purchase | None:
    """The purchase that keeps any other one for this draft from being written."""
    return standing_for(connection, (draft_id,)).get(draft_id)


def standing_for(connection: Connection, draft_ids: Collection[str]) -> dict[str, Purchase]:
    """The purchases that stand, by the drafts that have one."""
    found = {}
    for some in portions(draft_ids):
        for row in connection.execute(_OF_DRAFTS, {"drafts": some}):
            found[row.draft_id] = purchase_of(row)
    return found


def _has_its_draft(connection: Connection, late: Purchase, now: Callable[[], datetime]) -> bool:
    """Whether a label that turned up late is that of its draft. An intention to buy the same once more is
    given up for it; what was sent since, or is about another parcel by now, keeps the draft.
    """
    other = standing(connection, late.order.draft_id)
    if other is None:
        return True
    same = other.order.shipment.fingerprint == late.order.shipment.fingerprint
    if other.state is not State.INTENDED or not same:
        return False
    move(connection, other, advance(other, Abandoned()), (text_of(now(), Abandoned()),))
    return True


def stands_in_the_way(state: State) -> BadInput:
    return BadInput(FaultKind.ALREADY_BOUGHT if state is State.BOUGHT else FaultKind.STILL_IN_DOUBT)


def _texts(
    event: Event, decision: Decision | None, replaced_at: datetime | None, now: Callable[[], datetime]
) -> Iterator[Text]:
    """The decision that led to it stands before the event; that it was set aside, after it."""
    if decision is not None:
        yield text_of(now(), decision)
    yield text_of(now(), event)
    if replaced_at is not None:
        yield Text(replaced_at, REPLACED, "{}")
