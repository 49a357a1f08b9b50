"""Goes over the account book: is every line as it was written, and does every purchase follow from its lines?

SQLite's own check misses most flipped bytes inside a text (measured), so money is checked here. Repairs
nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from postwright.domain.faults import Fault
from postwright.domain.purchase import IllegalTransition, Purchase
from postwright.store.purchase_rows import broken_links, follow, purchase_of
from postwright.store.schema import LABEL, PURCHASE, PURCHASE_EVENT


def audit(connection: Connection) -> tuple[str, ...]:
    """Every finding as a sentence."""
    lines = list(connection.execute(select(PURCHASE_EVENT).order_by(PURCHASE_EVENT.c.seq)))
    found = [
        f"Line {seq} of the purchase book was changed after it was written." for seq in broken_links(lines)
    ]
    by_purchase = sorted(lines, key=lambda row: (row.purchase_id, row.seq))
    histories = {key: list(rows) for key, rows in groupby(by_purchase, key=lambda row: row.purchase_id)}
    for row in connection.execute(select(PURCHASE).order_by(PURCHASE.c.created_at)):
        found += _of_purchase(row, histories.get(row.id, []))
    return tuple(found + _of_labels(connection))


def _of_purchase(row: Row[Any], history: list[Row[Any]]) -> list[str]:
    try:
        told = _fold(history)
        kept = purchase_of(row)
    except (Fault, IllegalTransition, ValueError, KeyError) as error:
        return [f"Purchase {row.id} cannot be read any more: {error}"]
    if told != kept:
        return [f"Purchase {row.id} is kept as {kept.state}, which does not follow from its history."]
    if row.draft_id != kept.order.draft_id:
        return [f"Purchase {row.id} stands under another draft than the one it was made for."]
    return []


def _fold(history: list[Row[Any]]) -> Purchase | None:
    purchase: Purchase | None = None
    for line in history:
        purchase = follow(purchase, line)
    return purchase


def _of_labels(connection: Connection) -> list[str]:
    """Labels that no purchase paid for."""
    paid = select(PURCHASE.c.id).where(PURCHASE.c.state == "bought")
    stray = select(LABEL.c.label_id).where(LABEL.c.purchase_id.not_in(paid))
    return [f"Label {one} belongs to no finished purchase." for one in connection.execute(stray).scalars()]
