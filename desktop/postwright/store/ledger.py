"""The account book of purchases: a step is on the disk before the next is taken. Never asks the carrier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select

from postwright.domain.absence import Moment, NotThere
from postwright.domain.decision import Decision
from postwright.domain.faults import Environment, FaultKind
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
)
from postwright.store.audit import audit
from postwright.store.database import Database
from postwright.store.purchase_rows import (
    KINDS,
    REPLACED,
    Line,
    Look,
    Recorded,
    Text,
    entry_of,
    event_of,
    purchase_of,
)
from postwright.store.purchase_writing import (
    Belongings,
    begin,
    load,
    move,
    standing,
    stands_in_the_way,
    write_down,
)
from postwright.store.schema import LOOKUP, PURCHASE, PURCHASE_EVENT
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp


class Ledger:
    """Writes an event and the purchase it leads to together, or neither."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        uptime: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._database = database
        self._now = now
        self._uptime = uptime
        self._sending: set[str] = set()

    def intend(self, order: Order) -> Purchase:
        """Write down that this label is to be bought. Nothing has left this computer.

        Raises BadInput while another purchase for the draft stands: ALREADY_BOUGHT, or STILL_IN_DOUBT for one
        that is intended, under way or in doubt.
        """
        try:
            with self._database.write() as connection:
                return begin(connection, order, self._now())
        except Conflict as conflict:
            there = self.live_for(order.draft_id)
            if there is None:
                raise
            raise stands_in_the_way(there.state) from conflict

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
        belongings = Belongings(documents, label, decision, revision)
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
            purchase = load(connection, purchase_id)
            if purchase.state not in LIVE or purchase.replaced_at:
                return purchase
            if purchase.state is not State.BOUGHT:
                raise stands_in_the_way(purchase.state)
            at = self._now()
            moved = replace(purchase, replaced_at=read_stamp(stamp(at)))
            return move(connection, purchase, moved, (Text(at, REPLACED, "{}"),))

    def moment(self) -> Moment:
        """The time that goes into the book now, by both clocks."""
        return Moment(self._now(), self._uptime())

    def is_sending(self, purchase_id: str) -> bool:
        """Whether this run of the program sent it.

        What says SENT and is not ours was cut off, whatever the clock says: one program at a time has it.
        """
        return purchase_id in self._sending

    def purchase(self, purchase_id: str) -> Purchase:
        with self._database.read() as connection:
            return load(connection, purchase_id)

    def live_for(self, draft_id: str) -> Purchase | None:
        """The purchase that keeps any other one for this draft from being written."""
        with self._database.read() as connection:
            return standing(connection, draft_id)

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
        look = {"purchase_id": purchase_id, "at": stamp(at), "clean": int(clean), "detail": detail,
                "uptime": self._uptime()}  # fmt: skip
        with self._database.write() as connection:
            connection.execute(insert(LOOKUP).values(**look))

    def looks(self, purchase_id: str) -> tuple[NotThere, ...]:
        """The clean searches that found no label, as they were made, since the last one that was not clean:
        that one failed, or found something that may be the label, and what was seen before it proves nothing.
        """
        found: list[NotThere] = []
        for look in self.all_looks(purchase_id):
            found = [*found, NotThere(look.at, look.uptime)] if look.clean else []
        return tuple(found)

    def all_looks(self, purchase_id: str) -> tuple[Look, ...]:
        """Every search that found no label, as they were made; a clock may have been set in between."""
        searches = select(LOOKUP).where(LOOKUP.c.purchase_id == purchase_id)
        with self._database.read() as connection:
            rows = connection.execute(searches.order_by(LOOKUP.c.id)).all()
        return tuple(Look(read_stamp(row.at), bool(row.clean), row.detail, row.uptime) for row in rows)

    def verify(self) -> tuple[str, ...]:
        """What does not add up in the book, each as a sentence; empty when all is well."""
        with self._database.read() as connection:
            return audit(connection)

    def _write_down(self, purchase: Purchase, event: Event, belongings: Belongings) -> Purchase:
        with self._database.write() as connection:
            return write_down(connection, purchase, event, belongings, self._now)

    def _in_states(self, *states: State) -> tuple[Purchase, ...]:
        wanted = PURCHASE.c.state.in_([state.value for state in states])
        in_force = select(PURCHASE).where(wanted, PURCHASE.c.replaced_at.is_(None))
        with self._database.read() as connection:
            rows = connection.execute(in_force.order_by(PURCHASE.c.created_at, PURCHASE.c.id)).all()
        return tuple(map(purchase_of, rows))


def _check_belongings(event: Event, documents: tuple[Document, ...], label: Label | None) -> None:
    """A label comes with its purchase, and documents with their label. Anything else is a bug."""
    if label is not None and not (isinstance(event, Bought) and event.label_id == label.label_id):
        raise ValueError("the label is not the one that was bought")
    if documents and label is None:
        raise ValueError("documents need the label that they belong to")
