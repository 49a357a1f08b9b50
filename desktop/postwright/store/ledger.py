"""The account book of purchases: a step is on the disk before the next is taken. Never asks the carrier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from postwright.domain.absence import NotThere
from postwright.domain.decision import Decision
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label import Document, Label
from postwright.domain.purchase import (
    LIVE,
    UNSETTLED,
    Bought,
    Event,
    Order,
    Purchase,
    Sending,
    State,
    advance,
)
from postwright.store.audit import audit
from postwright.store.database import Database
from postwright.store.document_rows import keep_document
from postwright.store.draft_rows import finish_draft, is_unchanged
from postwright.store.label_rows import insert_label
from postwright.store.purchase_rows import (
    INTENDED,
    KINDS,
    REPLACED,
    Entry,
    columns_of,
    entry_of,
    event_of,
    purchase_of,
    write_decision,
    write_event,
    write_line,
)
from postwright.store.schema import LOOKUP, PURCHASE, PURCHASE_EVENT
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp, to_json


class Recorded(NamedTuple):
    """One event of a purchase, with its number in the book and when it was written down."""

    seq: int
    at: datetime
    event: Event


class Line(NamedTuple):
    """One line of the book: an event, an order as it began, a decision, or None where it was set aside."""

    seq: int
    at: datetime
    entry: Entry


class Look(NamedTuple):
    """One search for a doubtful label that did not find it. In a clean one no lookup failed."""

    at: datetime
    clean: bool
    detail: str


class Ledger:
    """Writes an event and the purchase it leads to together, or neither."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._sending: set[str] = set()

    def intend(self, order: Order) -> Purchase:
        """Write down that this label is to be bought. Nothing has left this computer.

        Raises BadInput while another purchase for the draft stands: ALREADY_BOUGHT, or STILL_IN_DOUBT for one
        that is intended, under way or in doubt.
        """
        purchase = Purchase(order)
        row = {"id": order.id, "draft_id": order.draft_id, "created_at": stamp(order.created_at)}
        try:
            with self._database.write() as connection:
                connection.execute(
                    insert(PURCHASE).values(**row, body=to_json(order), **columns_of(purchase))
                )
                number = write_line(connection, order.id, self._now(), INTENDED, to_json(order))
                return _number(connection, purchase, number)
        except Conflict as conflict:
            standing = self.live_for(order.draft_id)
            if standing is None:
                raise
            raise _stands_in_the_way(standing.state) from conflict

    def record(
        self,
        purchase: Purchase,
        event: Event,
        documents: tuple[Document, ...] = (),
        label: Label | None = None,
        *,
        decision: Decision | None = None,
        revision: int | None = None,
    ) -> Purchase:
        """Write down what happened. Bought takes the label and its documents along, and its draft is done.
        A `decision` that led to it stands before it. With `revision`, Sending raises BadInput(DRAFT_CHANGED)
        unless the draft still is as it was approved; nothing has left then.

        Raises IllegalTransition for an event that cannot happen in that state, and Conflict when the purchase
        has moved on since it was read. Where two want to send the same purchase, the second gets BadInput as
        from `intend`.

        What happened already must be written down: on a full disk the room that was set aside is used. A
        request that did not leave yet can wait, so that Sending raises Environment(DISK_FULL) at once.
        """
        _check_belongings(event, documents, label)
        if isinstance(event, Sending):
            self._sending.add(purchase.id)
        belongings = _Belongings(documents, label, decision, revision)
        try:
            return self._write_down(purchase, event, belongings)
        except Environment as fault:
            if fault.kind is not FaultKind.DISK_FULL or isinstance(event, Sending):
                raise
            self._database.make_room()
            return self._write_down(purchase, event, belongings)

    def replace(self, purchase_id: str) -> Purchase:
        """Set a bought purchase aside, so that its draft may be bought again. Voiding is another matter.

        Raises BadInput(STILL_IN_DOUBT) for one that is not settled; one that came to nothing stays.
        """
        with self._database.write() as connection:
            purchase = _load(connection, purchase_id)
            if purchase.state not in LIVE or purchase.replaced_at:
                return purchase
            if purchase.state is not State.BOUGHT:
                raise _stands_in_the_way(purchase.state)
            at = self._now()
            moved = replace(purchase, replaced_at=read_stamp(stamp(at)))
            self._swap(connection, purchase, moved)
            return _number(connection, moved, write_line(connection, purchase_id, at, REPLACED, "{}"))

    def time(self) -> datetime:
        """The time that goes into the book now."""
        return self._now()

    def is_sending(self, purchase_id: str) -> bool:
        """Whether this run of the program sent it.

        What says SENT and is not ours was cut off, whatever the clock says: one program at a time has it.
        """
        return purchase_id in self._sending

    def purchase(self, purchase_id: str) -> Purchase:
        with self._database.read() as connection:
            return _load(connection, purchase_id)

    def live_for(self, draft_id: str) -> Purchase | None:
        """The purchase that keeps any other one for this draft from being written."""
        standing = select(PURCHASE).where(
            PURCHASE.c.draft_id == draft_id,
            PURCHASE.c.state.in_([state.value for state in LIVE]),
            PURCHASE.c.replaced_at.is_(None),
        )
        with self._database.read() as connection:
            row = connection.execute(standing).first()
        return purchase_of(row) if row else None

    def unsettled(self) -> tuple[Purchase, ...]:
        """Purchases of which only the carrier knows the end, oldest first."""
        return self._in_states(*UNSETTLED)

    def intended(self) -> tuple[Purchase, ...]:
        """Purchases that were written down and not sent, oldest first."""
        return self._in_states(State.INTENDED)

    def history(self, purchase_id: str) -> tuple[Recorded, ...]:
        """The events of one purchase with their numbers in the book. The order itself is in the purchase."""
        events = select(PURCHASE_EVENT).where(
            PURCHASE_EVENT.c.purchase_id == purchase_id, PURCHASE_EVENT.c.kind.in_(KINDS)
        )
        with self._database.read() as connection:
            rows = connection.execute(events.order_by(PURCHASE_EVENT.c.seq)).all()
        return tuple(Recorded(row.seq, read_stamp(row.at), event_of(row)) for row in rows)

    def lines(self, purchase_id: str) -> tuple[Line, ...]:
        """All that the book says about one purchase: its order, events and decisions."""
        lines = select(PURCHASE_EVENT).where(PURCHASE_EVENT.c.purchase_id == purchase_id)
        with self._database.read() as connection:
            rows = connection.execute(lines.order_by(PURCHASE_EVENT.c.seq)).all()
        return tuple(Line(row.seq, read_stamp(row.at), entry_of(row)) for row in rows)

    def note_look(self, purchase_id: str, at: datetime, *, clean: bool, detail: str = "") -> None:
        """Remember a search that found no label. `clean` says that no lookup in it failed."""
        look = {"purchase_id": purchase_id, "at": stamp(at), "clean": int(clean), "detail": detail}
        with self._database.write() as connection:
            connection.execute(insert(LOOKUP).values(**look))

    def looks(self, purchase_id: str) -> tuple[NotThere, ...]:
        """The clean searches that found no label, oldest first. Failed ones prove nothing."""
        return tuple(NotThere(look.at) for look in self.all_looks(purchase_id) if look.clean)

    def all_looks(self, purchase_id: str) -> tuple[Look, ...]:
        """Every search that found no label, oldest first."""
        searches = select(LOOKUP).where(LOOKUP.c.purchase_id == purchase_id)
        with self._database.read() as connection:
            rows = connection.execute(searches.order_by(LOOKUP.c.at, LOOKUP.c.id)).all()
        return tuple(Look(read_stamp(row.at), bool(row.clean), row.detail) for row in rows)

    def verify(self) -> tuple[str, ...]:
        """What does not add up in the book, each as a sentence; empty when all is well."""
        with self._database.read() as connection:
            return audit(connection)

    def _write_down(self, purchase: Purchase, event: Event, given: _Belongings) -> Purchase:
        moved = advance(purchase, event)
        with self._database.write() as connection:
            self._swap(connection, purchase, moved, sending=isinstance(event, Sending))
            if given.revision is not None and not is_unchanged(
                connection, purchase.order.draft_id, given.revision
            ):
                raise BadInput(FaultKind.DRAFT_CHANGED, purchase.order.draft_id)
            if given.decision is not None:
                write_decision(connection, purchase.id, self._now(), given.decision)
            number = write_event(connection, purchase.id, self._now(), event)
            if isinstance(event, Bought):
                finish_draft(connection, purchase.order.draft_id, self._now())
            if given.label is not None:
                insert_label(connection, given.label, purchase.order)
                for document in given.documents:
                    keep_document(connection, given.label.label_id, document, self._now())
            return _number(connection, moved, number)

    def _in_states(self, *states: State) -> tuple[Purchase, ...]:
        wanted = PURCHASE.c.state.in_([state.value for state in states])
        standing = select(PURCHASE).where(wanted, PURCHASE.c.replaced_at.is_(None))
        with self._database.read() as connection:
            rows = connection.execute(standing.order_by(PURCHASE.c.created_at, PURCHASE.c.id)).all()
        return tuple(map(purchase_of, rows))

    def _swap(self, connection: Connection, old: Purchase, new: Purchase, *, sending: bool = False) -> None:
        """Compare-and-set: no line may have been written since the one that the caller saw."""
        as_seen = (PURCHASE.c.id == old.id, PURCHASE.c.version == old.version)
        changed = connection.execute(update(PURCHASE).where(*as_seen).values(**columns_of(new)))
        if changed.rowcount == 1:
            return
        found = _load(connection, old.id)
        if sending:
            raise _stands_in_the_way(found.state)
        raise Conflict(
            f"purchase {old.id} was taken for {old.state} at line {old.version}, "
            f"but it is {found.state} at line {found.version}"
        )


class _Belongings(NamedTuple):
    """What is written down together with an event."""

    documents: tuple[Document, ...]
    label: Label | None
    decision: Decision | None
    revision: int | None


def _number(connection: Connection, purchase: Purchase, number: int) -> Purchase:
    """The purchase with the number of its newest line, in its row too."""
    connection.execute(update(PURCHASE).where(PURCHASE.c.id == purchase.id).values(version=number))
    return replace(purchase, version=number)


def _load(connection: Connection, purchase_id: str) -> Purchase:
    row = connection.execute(select(PURCHASE).where(PURCHASE.c.id == purchase_id)).first()
    if row is None:
        raise Conflict(f"there is no purchase {purchase_id}")
    return purchase_of(row)


def _stands_in_the_way(state: State) -> BadInput:
    return BadInput(FaultKind.ALREADY_BOUGHT if state is State.BOUGHT else FaultKind.STILL_IN_DOUBT)


def _check_belongings(event: Event, documents: tuple[Document, ...], label: Label | None) -> None:
    """A label comes with its purchase, and documents with their label. Anything else is a bug."""
    if label is not None and not (isinstance(event, Bought) and event.label_id == label.label_id):
        raise ValueError("the label is not the one that was bought")
    if documents and label is None:
        raise ValueError("documents need the label that they belong to")
