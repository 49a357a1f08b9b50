"""Goes over what stands in two places of the shop: voids, requests, money, documents. Repairs nothing.

The purchase book has an audit of its own (audit.py).
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, Table, func, select

from postwright.domain.label import Label
from postwright.domain.money import Money
from postwright.domain.purchase import Bought
from postwright.domain.void import NEXT, VoidEvent, VoidState
from postwright.store.schema import (
    DOCUMENT,
    LABEL,
    MAIL,
    PICKUP_REQUEST,
    PRINT_JOB,
    PURCHASE,
    REQUEST_EVENT,
    SCAN_FORM_REQUEST,
    VOID_EVENT,
    VOID_REQUEST,
)
from postwright.store.value_json import from_json

_SUBJECTS = {"pickup": PICKUP_REQUEST, "scan_form": SCAN_FORM_REQUEST, "print": PRINT_JOB, "mail": MAIL}


def wrong_voids(connection: Connection) -> tuple[str, ...]:
    """Voids that do not follow from their events, and labels that should be void and are not."""
    events: dict[str, list[str]] = {}
    for row in connection.execute(select(VOID_EVENT).order_by(VOID_EVENT.c.seq)):
        events.setdefault(row.label_id, []).append(row.event)
    found = []
    voided = {
        row.label_id: bool(row.voided) for row in connection.execute(select(LABEL.c.label_id, LABEL.c.voided))
    }
    for row in connection.execute(select(VOID_REQUEST)):
        state = _followed(events.get(row.label_id, []))
        if state != row.state:
            found.append(f"The void of label {row.label_id} is kept as {row.state}, which does not follow.")
        if row.state == VoidState.REQUESTED.value and not voided.get(row.label_id, False):
            found.append(f"Label {row.label_id} was voided and is kept as good. Do not use it.")
    return tuple(found)


def wrong_requests(connection: Connection) -> tuple[str, ...]:
    """Pickups, forms, prints, mails that stand otherwise than their newest event. Old ones have no events."""
    found: list[str] = []
    for subject, table in _SUBJECTS.items():
        newest = _newest_states(connection, subject)
        rows = connection.execute(select(table.c.id, table.c.state))
        name = subject.replace("_", " ")
        found += [
            f"The {name} {row.id} is kept as {row.state}, but its events say {newest[row.id]}."
            for row in rows
            if row.id in newest and newest[row.id] != row.state
        ]
        found += _without_row(connection, subject, table)
    return tuple(found)


def wrong_money(connection: Connection) -> tuple[tuple[str, ...], str]:
    """Sums that differ from their rows, and in words how much was spent."""
    rows = connection.execute(
        select(LABEL.c.label_id, LABEL.c.cost_minor, LABEL.c.currency, LABEL.c.body)
    ).all()
    found = [
        f"The price of label {row.label_id} stands there twice and differs." for row in rows if _differs(row)
    ]
    receipts = connection.execute(select(PURCHASE.c.receipt).where(PURCHASE.c.receipt.is_not(None))).scalars()
    paid = [from_json(Bought, text) for text in receipts]
    missing = {one.label_id for one in paid} - {row.label_id for row in rows}
    found += [f"Label {label_id} was paid for and is not in the archive." for label_id in sorted(missing)]
    total = sum((one.cost for one in paid[1:]), start=paid[0].cost) if paid else None
    return tuple(found), f"{len(paid)} labels paid for, {total} in all" if total else "nothing was bought yet"


def wrong_documents(connection: Connection) -> tuple[str, ...]:
    """Documents whose bytes are not those that were kept. Reads all of them, so seconds for a large shop."""
    kept = connection.execution_options(yield_per=20).execute(
        select(DOCUMENT.c.label_id, DOCUMENT.c.kind, DOCUMENT.c.sha256, DOCUMENT.c.content)
    )
    return tuple(
        f"The kept {row.kind} of label {row.label_id} was changed. It is fetched again when it is needed."
        for row in kept
        if hashlib.sha256(row.content).hexdigest() != row.sha256
    )


def size_of_documents(connection: Connection) -> int:
    return int(
        connection.execute(select(func.coalesce(func.sum(func.length(DOCUMENT.c.content)), 0))).scalar_one()
    )


def _followed(events: list[str]) -> str:
    state: VoidState | None = VoidState.INTENDED
    for event in events:
        state = NEXT[state].get(VoidEvent(event)) if state else None
    return state.value if state else ""


def _newest_states(connection: Connection, subject: str) -> dict[int, str]:
    events = select(REQUEST_EVENT).where(REQUEST_EVENT.c.subject == subject).order_by(REQUEST_EVENT.c.seq)
    return {row.subject_id: row.state for row in connection.execute(events)}


def _without_row(connection: Connection, subject: str, table: Table) -> list[str]:
    known = set(connection.execute(select(table.c.id)).scalars())
    stray = sorted(set(_newest_states(connection, subject)) - known)
    return [f"There are events of {subject.replace('_', ' ')} {number}, which is gone." for number in stray]


def _differs(row: Any) -> bool:
    return from_json(Label, row.body).cost != Money(row.cost_minor, row.currency)
