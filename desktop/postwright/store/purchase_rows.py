"""How purchases and their events stand in the tables, and the chain of hashes that ties the events."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from postwright.domain.decision import Decision
from postwright.domain.purchase import (
    Abandoned,
    Bought,
    Event,
    NeverLeft,
    Order,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
    advance,
)
from postwright.store.schema import PURCHASE_EVENT
from postwright.store.value_json import from_json, read_stamp, stamp, to_json

# The names in the database stay when a class is renamed.
KINDS: dict[str, type[Event]] = {
    "sending": Sending,
    "bought": Bought,
    "was_refused": WasRefused,
    "never_left": NeverLeft,
    "was_lost": WasLost,
    "proved_absent": ProvedAbsent,
    "abandoned": Abandoned,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
# Lines of the book that are no events of the table: how a purchase begins, that it was set aside, and what
# somebody decided about it.
INTENDED = "intended"
REPLACED = "replaced"
DECIDED = "decided"
_BEGINNING = "0" * 64
_NEWEST = select(PURCHASE_EVENT.c.seq, PURCHASE_EVENT.c.hash).order_by(PURCHASE_EVENT.c.seq.desc()).limit(1)
_ADD = insert(PURCHASE_EVENT)
_HASHED = json.JSONEncoder(sort_keys=True)


Entry = Event | Decision | Order | None


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


class Text(NamedTuple):
    """One line as it is written."""

    at: datetime
    kind: str
    body: str


class Last(NamedTuple):
    """The newest line of the book, of whatever purchase."""

    number: int
    hash: str


class Look(NamedTuple):
    """One search for a doubtful label that did not find it. In a clean one no lookup failed."""

    at: datetime
    clean: bool
    detail: str
    uptime: int | None = None


def columns_of(purchase: Purchase) -> dict[str, str | None]:
    """What changes in a purchase's row beside its version; its order never does."""
    return {
        "state": purchase.state.value,
        "receipt": to_json(purchase.receipt) if purchase.receipt else None,
        "refusal": to_json(purchase.refusal) if purchase.refusal else None,
        "lost_at": stamp(purchase.lost_at) if purchase.lost_at else None,
        "replaced_at": stamp(purchase.replaced_at) if purchase.replaced_at else None,
    }


def purchase_of(row: Row[Any]) -> Purchase:
    return Purchase(
        order=from_json(Order, row.body),
        state=State(row.state),
        receipt=from_json(Bought, row.receipt) if row.receipt else None,
        refusal=from_json(WasRefused, row.refusal) if row.refusal else None,
        lost_at=read_stamp(row.lost_at) if row.lost_at else None,
        replaced_at=read_stamp(row.replaced_at) if row.replaced_at else None,
        version=row.version,
    )


def write_event(connection: Connection, purchase_id: str, at: datetime, event: Event) -> int:
    """Returns the number of the line."""
    return write_line(connection, purchase_id, *text_of(at, event))


def write_decision(connection: Connection, purchase_id: str, at: datetime, decision: Decision) -> int:
    return write_line(connection, purchase_id, *text_of(at, decision))


def write_line(connection: Connection, purchase_id: str, at: datetime, kind: str, body: str) -> int:
    """Add one line to the book. Returns its number."""
    last = last_line(connection)
    write_lines(connection, purchase_id, last, (Text(at, kind, body),))
    return last.number + 1


def last_line(connection: Connection) -> Last:
    """Where the book ends. The writer's lock keeps any other line from coming after it."""
    last = connection.execute(_NEWEST).first()
    return Last(last.seq, last.hash) if last else Last(0, _BEGINNING)


def write_lines(connection: Connection, purchase_id: str, last: Last, texts: Sequence[Text]) -> None:
    """Add lines at the end of the book, all in one statement."""
    lines: list[dict[str, Any]] = []
    for seq, (at, kind, body) in enumerate(texts, start=last.number + 1):
        previous = lines[-1]["hash"] if lines else last.hash
        line = {"seq": seq, "purchase_id": purchase_id, "at": stamp(at), "kind": kind, "body": body}
        lines.append({**line, "hash": _linked(previous, line)})
    connection.execute(_ADD, lines)


def text_of(at: datetime, said: Event | Decision) -> Text:
    """The line for an event or a decision."""
    kind = DECIDED if isinstance(said, Decision) else _NAMES[type(said)]
    return Text(at, kind, to_json(said))


def entry_of(row: Row[Any]) -> Entry:
    """What one line says; None for one that sets its purchase aside."""
    if row.kind == REPLACED:
        return None
    form: Any = {INTENDED: Order, DECIDED: Decision}.get(row.kind) or KINDS[row.kind]
    entry: Entry = from_json(form, row.body)
    return entry


def event_of(row: Row[Any]) -> Event:
    event: Event = from_json(KINDS[row.kind], row.body)
    return event


def follow(purchase: Purchase | None, row: Row[Any]) -> Purchase:
    """The purchase after one more line of its history."""
    if row.kind == INTENDED:
        return Purchase(from_json(Order, row.body), version=row.seq)
    if purchase is None:
        raise ValueError("the history does not begin with an order")
    moved = purchase
    if row.kind == REPLACED:
        moved = replace(purchase, replaced_at=read_stamp(row.at))
    elif row.kind != DECIDED:
        moved = advance(purchase, event_of(row))
    return replace(moved, version=row.seq)


def broken_links(rows: Iterable[Row[Any]]) -> list[int]:
    """The numbers of the lines that do not fit the line before them."""
    broken = []
    previous = _BEGINNING
    for expected, row in enumerate(rows, start=1):
        line = {
            "seq": expected,
            **{name: getattr(row, name) for name in ("purchase_id", "at", "kind", "body")},
        }
        if _linked(previous, line) != row.hash:
            broken.append(row.seq)
        previous = row.hash
    return broken


def _linked(previous: str, line: dict[str, Any]) -> str:
    return hashlib.sha256(f"{previous}\n{_HASHED.encode(line)}".encode()).hexdigest()
