"""What accounts held whenever somebody looked, and which money our own books know of. Asks no carrier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, insert, or_, select

from postwright.domain.account import Account
from postwright.domain.balance_evidence import OLDEST, BalanceSeen, Movement
from postwright.domain.money import Money
from postwright.domain.purchase import UNSETTLED, State
from postwright.domain.void import VoidState
from postwright.store.database import Database
from postwright.store.purchase_rows import purchase_of
from postwright.store.schema import BALANCE_SEEN, LABEL, PURCHASE, PURCHASE_EVENT, VOID_REQUEST
from postwright.store.value_json import read_stamp, stamp

# A refund shows on the balance 3 to 4 weeks after it was asked for (api.md 10.9).
_CREDIT_COMES_WITHIN = timedelta(days=45)


class Balances:
    """The balances of every account, as they were seen."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def note(self, *accounts: Account) -> None:
        """Remember what these accounts hold now."""
        rows = [
            {
                "at": stamp(self._now()),
                "account": account.carrier_id,
                "minor": account.balance.minor,
                "currency": account.balance.currency,
            }
            for account in accounts
        ]
        if rows:
            with self._database.write() as connection:
                connection.execute(insert(BALANCE_SEEN), rows)

    def seen(self, account: str, since: datetime) -> tuple[BalanceSeen, ...]:
        """What was seen since then and in the hours before, oldest first."""
        wanted = select(BALANCE_SEEN).where(
            BALANCE_SEEN.c.account == account, BALANCE_SEEN.c.at >= stamp(since - 2 * OLDEST)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(BALANCE_SEEN.c.at, BALANCE_SEEN.c.id)).all()
        return tuple(
            BalanceSeen(read_stamp(row.at), row.account, Money(row.minor, row.currency)) for row in rows
        )

    def changes(self, account: str, since: datetime) -> tuple[BalanceSeen, ...]:
        """The looks on both sides of every change since then, with the first and the newest; oldest first."""
        seen = BALANCE_SEEN.c
        order = (seen.at, seen.id)
        before = func.lag(seen.minor).over(order_by=order).label("before")
        after = func.lead(seen.minor).over(order_by=order).label("after")
        looks = (
            select(seen.at, seen.id, seen.minor, seen.currency, before, after)
            .where(seen.account == account, seen.at >= stamp(since))
            .subquery()
        ).c
        wanted = select(looks.at, looks.minor, looks.currency).where(
            or_(
                looks.before.is_(None),
                looks.before != looks.minor,
                looks.after.is_(None),
                looks.after != looks.minor,
            )
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(looks.at, looks.id)).all()
        return tuple(BalanceSeen(read_stamp(row.at), account, Money(row.minor, row.currency)) for row in rows)

    def charges(self, account: str, since: datetime) -> tuple[Movement, ...]:
        """What purchases since then took from the account, or may have taken: all of them in one look."""
        events = PURCHASE_EVENT.c
        sent = func.min(case((events.kind == "sending", events.at))).label("sent")
        ended = func.max(case((events.kind == "bought", events.at))).label("ended")
        spent = [State.BOUGHT.value, *(state.value for state in UNSETTLED)]
        wanted = (
            select(PURCHASE, sent, ended)
            .join(PURCHASE_EVENT, events.purchase_id == PURCHASE.c.id)
            .where(PURCHASE.c.state.in_(spent), events.at >= stamp(since))
            .group_by(PURCHASE.c.id)
            .having(sent.is_not(None))
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        found = ((purchase_of(row), row) for row in rows)
        return tuple(
            Movement(
                purchase.receipt.cost if purchase.receipt else purchase.order.expected,
                read_stamp(row.sent),
                read_stamp(row.ended) if row.ended else None,
            )
            for purchase, row in found
            if purchase.order.carrier_id == account
        )

    def movements(self, account: str, since: datetime, *, but: str = "") -> tuple[Movement, ...]:
        """What our purchases (but one) and refunds since then may have done to the account."""
        with self._database.read() as connection:
            charges = _charges(connection, account, since - 2 * OLDEST, but)
            return charges + _credits(connection, account, since - _CREDIT_COMES_WITHIN)


def _charges(connection: Connection, account: str, since: datetime, but: str) -> tuple[Movement, ...]:
    events = PURCHASE_EVENT.c
    recent = select(events.purchase_id).where(events.at >= stamp(since), events.purchase_id != but)
    spent = [State.BOUGHT.value, *(state.value for state in UNSETTLED)]
    rows = connection.execute(
        select(PURCHASE).where(PURCHASE.c.id.in_(recent), PURCHASE.c.state.in_(spent))
    ).all()
    found = []
    for purchase in map(purchase_of, rows):
        if purchase.order.carrier_id != account:
            continue
        lines = connection.execute(
            select(events.at, events.kind).where(events.purchase_id == purchase.id).order_by(events.seq)
        ).all()
        sent = [read_stamp(line.at) for line in lines if line.kind == "sending"]
        ended = [read_stamp(line.at) for line in lines if line.kind == "bought"]
        cost = purchase.receipt.cost if purchase.receipt else purchase.order.expected
        found.append(Movement(cost, sent[0], ended[-1] if ended else None))
    return tuple(found)


def _credits(connection: Connection, account: str, since: datetime) -> tuple[Movement, ...]:
    """The refunds that may come. One that was denied is among them: it can still be credited, and a credit
    that nobody thought of hides a charge of its size.
    """
    asked = select(VOID_REQUEST.c.asked_at, LABEL.c.cost_minor, LABEL.c.currency, PURCHASE).where(
        VOID_REQUEST.c.label_id == LABEL.c.label_id,
        LABEL.c.purchase_id == PURCHASE.c.id,
        VOID_REQUEST.c.state != VoidState.INTENDED.value,
        VOID_REQUEST.c.asked_at >= stamp(since),
    )
    return tuple(
        Movement(Money(-row.cost_minor, row.currency), read_stamp(row.asked_at))
        for row in connection.execute(asked)
        if purchase_of(row).order.carrier_id == account
    )
