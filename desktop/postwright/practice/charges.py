"""The practice carrier's own ledger: every charge and credit, only ever added to. Balances are its sums."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from postwright.domain.money import Money
from postwright.practice.wire_text import read_stored, stored

Kind = Literal["opening", "purchase", "refund", "adjustment", "funds"]


@dataclass(frozen=True, slots=True)
class Charge:
    """One entry. `amount` is what the balance changed by: below zero for a purchase."""

    number: int
    at: datetime
    kind: Kind
    amount: Money
    carrier_id: str
    label_id: str = ""


def add_charge(
    connection: sqlite3.Connection,
    kind: Kind,
    cents: int,
    *,
    carrier: int,
    now: datetime,
    label: int | None = None,
) -> None:
    """Change a balance by so many cents."""
    connection.execute(
        "INSERT INTO charge (at, kind, cents, carrier_id, label_id) VALUES (?, ?, ?, ?, ?)",
        (stored(now), kind, cents, carrier, label),
    )


def balance(connection: sqlite3.Connection, carrier: int) -> int:
    """Cents on an account."""
    row = connection.execute(
        "SELECT coalesce(sum(cents), 0) AS cents FROM charge WHERE carrier_id = ?", (carrier,)
    ).fetchone()
    return int(row["cents"])


def credit_what_is_due(connection: sqlite3.Connection, now: datetime) -> None:
    """Pay back voided labels whose three weeks are over (api.md 10.9), each once and on its day, however much
    time has gone by since.
    """
    due = connection.execute(
        "SELECT label.id, label.carrier_id, -sum(charge.cents) * percent / 100 AS cents"
        ", label.credit_due"
        " FROM (SELECT *, coalesce(body ->> '$.refund.percent', 100) AS percent FROM label) AS label"
        " JOIN charge ON charge.label_id = label.id WHERE label.credit_due <= ?"
        " GROUP BY label.id HAVING sum(charge.kind = 'refund') = 0 ORDER BY label.credit_due, label.id",
        (stored(now),),
    ).fetchall()
    for row in due:
        due_at = read_stored(row["credit_due"])
        add_charge(connection, "refund", row["cents"], carrier=row["carrier_id"], now=due_at, label=row["id"])
        approved = "UPDATE label SET body = json_replace(body, '$.refund.status', 'approved') WHERE id = ?"
        connection.execute(approved, (row["id"],))


def reject_what_is_due(connection: sqlite3.Connection, now: datetime) -> None:
    """Deny the refunds whose three weeks are over and that were not paid yet."""
    connection.execute(
        "UPDATE label SET credit_due = NULL, body = json_replace(body, '$.refund.status', 'rejected')"
        " WHERE credit_due <= ? AND id NOT IN (SELECT label_id FROM charge WHERE kind = 'refund')",
        (stored(now),),
    )


def read_charges(connection: sqlite3.Connection) -> tuple[Charge, ...]:
    """All entries, oldest first."""
    rows = connection.execute("SELECT * FROM charge ORDER BY number")
    return tuple(
        Charge(
            number=row["number"],
            at=read_stored(row["at"]),
            kind=row["kind"],
            amount=Money(row["cents"]),
            carrier_id=f"se-{row['carrier_id']}",
            label_id=f"se-{row['label_id']}" if row["label_id"] else "",
        )
        for row in rows
    )
