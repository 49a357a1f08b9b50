"""Keeps what became of the money of void labels: when it was asked for, what came, who says so. Asks nobody.

A label that is void and has no row yet, since it was voided before rows were kept, reads as asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.postal_rules import PostalRules
from postwright.domain.refund_watch import (
    ASSIST,
    NEXT,
    How,
    RefundEvent,
    RefundState,
    RefundWatch,
    Report,
    assist_day,
    assist_pays,
    expected_dates,
)
from postwright.store.database import Database
from postwright.store.label_rows import entries, entry_of, load_label, refresh_label
from postwright.store.request_events import RequestEvent
from postwright.store.schema import LABEL, REFUND, REFUND_EVENT
from postwright.store.value_json import read_stamp, stamp

_OPEN = (RefundState.ASKED.value, RefundState.SCHEDULED.value)
_NOON = time(12)


class Refunds:
    """The refunds of the shop. A label that is not kept raises BadInput(LABEL_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime], rules: PostalRules) -> None:
        self._database = database
        self._now = now
        self._rules = rules

    def watched(self, ended_since: datetime | None = None) -> tuple[RefundWatch, ...]:
        """Those that are open, and those that ended or rest since then (all of them without it); the soonest
        day first.
        """
        wanted = _refunds().where(or_(REFUND.c.label_id.is_not(None), LABEL.c.voided == 1))
        if ended_since is not None:
            late = (REFUND.c.state.is_(None), REFUND.c.state.in_(_OPEN))
            wanted = wanted.where(or_(*late, REFUND.c.updated_at >= stamp(ended_since)))
        with self._database.read() as connection:
            found = [self._watch(row) for row in connection.execute(wanted)]
        return tuple(sorted(found, key=lambda one: (one.expected_by, one.asked_at, one.id)))

    def get(self, label_id: str) -> RefundWatch | None:
        """None for a label whose money nobody asked for."""
        with self._database.read() as connection:
            row = _row(connection, label_id)
            return self._watch(row) if row.refund_state or entry_of(row).label.voided else None

    def record(
        self,
        label_id: str,
        event: RefundEvent,
        *,
        how: How,
        detail: str = "",
        amount: Money | None = None,
        seen: datetime | None = None,
    ) -> bool:
        """Write down what happened; False where it cannot happen as the refund stands. `amount` and `seen`
        are of a credit: what came and when.
        """
        with self._database.write() as connection:
            told = {
                "amount_minor": amount.minor if amount else None,
                "seen_at": stamp(seen) if seen else None,
            }
            return write_refund(
                connection, label_id, event, self._now(), self._rules, how=how, detail=detail, told=told
            )

    def heard(self, report: Label, said: Report, why: str) -> bool:
        """Take in the carrier's report of a label, in one transaction; whether it was news. `why` is kept
        with a label that it calls void and that nobody here voided.

        A report that was taken in before says nothing against what a person entered since.
        """
        with self._database.write() as connection:
            known = load_label(connection, report.label_id)
            if report.refund == known.refund and (known.voided or not report.voided):
                return False
            refresh_label(connection, report)
            now, rules, moved = self._now(), self._rules, False
            if report.voided and not known.voided:
                moved = write_refund(connection, report.label_id, RefundEvent.ASKED, now, rules, detail=why)
            if said.event is not None:
                credited = said.event is RefundEvent.CREDITED
                told = {
                    "amount_minor": said.amount.minor if said.amount else None,
                    "seen_at": stamp(now) if credited else None,
                }
                return (
                    write_refund(
                        connection, report.label_id, said.event, now, rules, detail=said.detail, told=told
                    )
                    or moved
                )
            of_label = (REFUND.c.label_id == report.label_id, REFUND.c.state.in_(_OPEN))
            remarked = update(REFUND).where(*of_label, REFUND.c.detail != said.detail)
            return connection.execute(remarked.values(detail=said.detail)).rowcount > 0 or moved

    def history(self, label_id: str) -> tuple[RequestEvent, ...]:
        """What happened to one refund, oldest first."""
        events = select(REFUND_EVENT).where(REFUND_EVENT.c.label_id == label_id).order_by(REFUND_EVENT.c.seq)
        with self._database.read() as connection:
            rows = connection.execute(events).all()
        return tuple(RequestEvent(read_stamp(row.at), row.state, row.detail) for row in rows)

    def _watch(self, row: Row[Any]) -> RefundWatch:
        entry = entry_of(row)
        if row.refund_state is None:
            asked = entry.label.voided_at or entry.label.created_at
            first, last = expected_dates(asked, entry.zone, self._rules.refund)
            amount = _expected(entry, RefundState.ASKED, self._rules)
            return RefundWatch(entry, RefundState.ASKED, asked, first, last, amount)
        return RefundWatch(
            entry=entry,
            state=RefundState(row.refund_state),
            asked_at=read_stamp(row.refund_asked_at),
            expected_from=date.fromisoformat(row.expected_from),
            expected_by=date.fromisoformat(row.expected_by),
            amount=Money(row.amount_minor, row.refund_currency),
            how=How(row.how),
            detail=row.refund_detail,
            day=read_stamp(row.seen_at).astimezone(entry.zone).date() if row.seen_at else None,
        )


def write_refund(
    connection: Connection,
    label_id: str,
    event: RefundEvent,
    at: datetime,
    rules: PostalRules,
    *,
    how: How = How.CARRIER,
    detail: str = "",
    told: dict[str, Any] | None = None,
) -> bool:
    """Move the refund of a label, in the caller's transaction; False where that cannot happen as it stands,
    which is no news: the carrier tells the same again and again.
    """
    row = _row(connection, label_id)
    entry = entry_of(row)
    state = RefundState(row.refund_state) if row.refund_state else None
    if state is None and entry.label.voided and event is not RefundEvent.ASKED:
        _write(connection, entry, RefundState.ASKED, at, rules, {"how": How.CARRIER.value, "detail": ""})
        state = RefundState.ASKED
    moved = NEXT[state].get(event)
    if moved is None:
        return False
    known = {name: value for name, value in (told or {}).items() if value is not None}
    _write(connection, entry, moved, at, rules, {"how": how.value, "detail": detail, **known})
    line = {"label_id": label_id, "at": stamp(at), "state": event.value, "detail": f"{how}: {detail}"}
    connection.execute(insert(REFUND_EVENT).values(line))
    return True


def noon_of(day: date, entry: LabelEntry) -> datetime:
    """A moment that is on this day at the origin of the label."""
    return datetime.combine(day, _NOON, entry.zone)


def _write(
    connection: Connection,
    entry: LabelEntry,
    state: RefundState,
    at: datetime,
    rules: PostalRules,
    told: dict[str, Any],
) -> None:
    """The row as the state makes it; what is told of a credit stands over what was expected."""
    label = entry.label
    columns: dict[str, Any] = {"state": state.value, "updated_at": stamp(at)}
    if state in (RefundState.ASKED, RefundState.SCHEDULED, RefundState.EXCLUDED):
        asked = label.voided_at or at
        start = asked if state is RefundState.ASKED else assist_day(label.created_at, rules.assist)
        first, last = expected_dates(start, entry.zone, rules.refund)
        expected = _expected(entry, state, rules)
        columns |= {"asked_at": stamp(asked), "amount_minor": expected.minor, "seen_at": None}
        columns |= {"currency": expected.currency}
        columns |= {"expected_from": first.isoformat(), "expected_by": last.isoformat()}
    changed = update(REFUND).where(REFUND.c.label_id == entry.id).values(**columns, **told)
    if connection.execute(changed).rowcount == 0:
        connection.execute(insert(REFUND).values(label_id=entry.id, **columns, **told))


def _expected(entry: LabelEntry, state: RefundState, rules: PostalRules) -> Money:
    assisted = entry.label.void_type == ASSIST if state is RefundState.ASKED else True
    return assist_pays(entry.label.cost, rules.assist) if assisted else entry.label.cost


def _row(connection: Connection, label_id: str) -> Row[Any]:
    row = connection.execute(_refunds().where(LABEL.c.label_id == label_id)).first()
    if row is None:
        raise BadInput(FaultKind.LABEL_UNKNOWN, label_id)
    return row


def _refunds() -> Select[Any]:
    """Every label, with what is known of its refund."""
    refund = REFUND.c
    return (
        entries()
        .add_columns(
            refund.state.label("refund_state"), refund.asked_at.label("refund_asked_at"),
            refund.expected_from, refund.expected_by, refund.amount_minor,
            refund.currency.label("refund_currency"), refund.seen_at, refund.how,
            refund.detail.label("refund_detail"),
        )
        .outerjoin(REFUND, refund.label_id == LABEL.c.label_id)
    )  # fmt: skip
