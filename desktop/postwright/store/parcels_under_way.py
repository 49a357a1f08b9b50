"""What USPS said of each parcel, and about which it is to be asked now. Asks nobody.

What is due stands on the disk, so that a restart asks about none again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, union_all
from sqlalchemy.dialects.sqlite import insert as insert_once

from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_reminder import Trouble
from postwright.domain.parcel_watch import MOST_LISTED, UNDER_WAY, Stage
from postwright.domain.postal_rules import TrackingRule
from postwright.domain.tracking import BACK, EXCEPTION, UNSCANNED, WAITS_FOR_CUSTOMER, TrackingStatus
from postwright.domain.void import UNUSABLE
from postwright.store.database import Database
from postwright.store.label_rows import ON_PAPER, entries, entry_of, load_row
from postwright.store.schema import LABEL, PARCEL_WATCH, PRINT_JOB, VOID_REQUEST
from postwright.store.status_rows import status_columns
from postwright.store.value_json import read_stamp, stamp

_WATCH = PARCEL_WATCH.c
_WITH_WATCH = LABEL.outerjoin(PARCEL_WATCH, _WATCH.label_id == LABEL.c.label_id)
_UNUSABLE = sorted(state.value for state in UNUSABLE)
_STANDS = and_(
    LABEL.c.voided == 0,
    ~exists().where(
        VOID_REQUEST.c.label_id == LABEL.c.label_id,
        VOID_REQUEST.c.state.in_(_UNUSABLE),
    ),
)
_ON_PAPER = exists().where(PRINT_JOB.c.label_id == LABEL.c.label_id, PRINT_JOB.c.state.in_(ON_PAPER))
_LEFT = and_(_WATCH.first_scan_at.is_not(None), _WATCH.status_code.not_in(sorted(UNSCANNED)))
_EXCEPTION = or_(_WATCH.status_code == EXCEPTION, _WATCH.detail_code == BACK)
# By the day in UTC; the exact day is the origin's, and the listing's to know.
_STAYED = and_(
    _WATCH.misses == 0,
    func.substr(_WATCH.asked_at, 1, 10) > LABEL.c.ship_date,
    or_(LABEL.c.paperless == 0, _ON_PAPER),
)


class ParcelsUnderWay:
    """The parcels of the shop's labels. A label that is not kept raises BadInput(LABEL_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def keep(self, label_id: str, status: TrackingStatus, next_at: datetime | None) -> None:
        """Write down what USPS said, and when it is asked again: never where that is None."""
        told = status_columns(status) | {"next_at": stamp(next_at) if next_at else None}
        row = insert_once(PARCEL_WATCH).values(label_id=label_id, **told)
        with self._database.write() as connection:
            load_row(connection, label_id)
            connection.execute(row.on_conflict_do_update(index_elements=["label_id"], set_=told))

    def due(self, rule: TrackingRule) -> tuple[str, int]:
        """The label to ask about now, the one that waits longest, and how many are due with it."""
        waiting = union_all(self._due_again(rule), self._due_first(rule)).subquery()
        number = func.count().over().label("number")
        oldest = select(waiting.c.label_id, number).order_by(waiting.c.since).limit(1)
        with self._database.read() as connection:
            found = connection.execute(oldest).first()
        return (found.label_id, found.number) if found else ("", 0)

    def under_way(
        self, rule: TrackingRule, limit: int = MOST_LISTED, *, stages: frozenset[Stage] = UNDER_WAY
    ) -> tuple[LabelEntry, ...]:
        """Labels that have left, or should have, as far as USPS is asked about them: what needs a look first,
        delivered ones last.
        """
        stage = _stage(self._now(), rule)
        rows = select(LABEL.c.label_id).select_from(_WITH_WATCH).where(self._recent(rule), _STANDS)
        wanted_ones = rows.where(stage.in_(sorted(one.value for one in stages)))
        ranked = wanted_ones.order_by(stage, _newest_delivery(), LABEL.c.created_at).limit(limit)
        with self._database.read() as connection:
            wanted = tuple(connection.execute(ranked).scalars())
            found = entries().where(LABEL.c.label_id.in_(wanted))
            return tuple(map(entry_of, connection.execute(found)))

    def never_scanned(self, since: datetime, until: datetime) -> tuple[LabelEntry, ...]:
        """Labels made in that time that stand, and that USPS is not known to have had; the oldest on top."""
        made = LABEL.c.created_at.between(stamp(since), stamp(until))
        asked = VOID_REQUEST.c.state.in_(_UNUSABLE)  # empty where no void was asked for
        unscanned = (LABEL.c.voided == 0, asked.is_not(True), _WATCH.first_scan_at.is_(None))
        found = entries().where(made, *unscanned).order_by(LABEL.c.created_at, LABEL.c.label_id)
        with self._database.read() as connection:
            return tuple(map(entry_of, connection.execute(found)))

    def count(self, rule: TrackingRule) -> dict[Stage, int]:
        """How many labels stand in each stage, without reading any of them."""
        now = self._now()
        stage = _stage(now, rule).label("stage")
        rows = select(stage, func.count().label("labels")).select_from(_WITH_WATCH)
        with self._database.read() as connection:
            found = connection.execute(rows.where(self._recent(rule), _STANDS).group_by(stage))
            return {Stage(row.stage): row.labels for row in found}

    def in_trouble(self, rule: TrackingRule, since: datetime | None) -> Trouble | None:
        """The exceptions of which USPS said something new since then, without reading any; None: there is
        none.
        """
        wanted = [_EXCEPTION, _WATCH.delivered_at.is_(None), self._recent(rule), _STANDS]
        if since is not None:
            wanted.append(_WATCH.changed_at > stamp(since))
        found = select(func.count().label("parcels"), func.max(_WATCH.changed_at).label("newest"))
        watched = PARCEL_WATCH.join(LABEL, _WATCH.label_id == LABEL.c.label_id)
        with self._database.read() as connection:
            row = connection.execute(found.select_from(watched).where(*wanted)).one()
        return Trouble(row.parcels, read_stamp(row.newest)) if row.newest else None

    def _recent(self, rule: TrackingRule) -> ColumnElement[bool]:
        return LABEL.c.created_at > stamp(self._now() - timedelta(days=rule.until_days))

    def _due_again(self, rule: TrackingRule) -> Select[Any]:
        """An answer from the future is of a clock that was set."""
        now = stamp(self._now())
        waits = or_(_WATCH.next_at <= now, and_(_WATCH.asked_at > now, _WATCH.next_at.is_not(None)))
        asked = LABEL.join(PARCEL_WATCH, _WATCH.label_id == LABEL.c.label_id)
        since = func.min(_WATCH.next_at, _WATCH.asked_at).label("since")
        return select(LABEL.c.label_id, since).select_from(asked).where(waits, self._recent(rule), _STANDS)

    def _due_first(self, rule: TrackingRule) -> Select[Any]:
        """Nobody has scanned a label that was bought just now, or one that leaves on a later day."""
        now = self._now()
        bought = LABEL.c.created_at <= stamp(now - timedelta(hours=rule.every_hours))
        leaves = LABEL.c.ship_date <= now.date().isoformat()
        rows = select(LABEL.c.label_id, LABEL.c.created_at.label("since")).select_from(_WITH_WATCH)
        return rows.where(_WATCH.label_id.is_(None), self._recent(rule), bought, leaves, _STANDS)


def _stage(now: datetime, rule: TrackingRule) -> ColumnElement[int]:
    """As `parcel_watch.news_of` says, for sorting thousands."""
    still = stamp(now - timedelta(days=rule.still_days))
    last = func.coalesce(_WATCH.last_event_at, _WATCH.first_scan_at)
    return case(
        (_WATCH.delivered_at.is_not(None), Stage.DELIVERED.value),
        (_EXCEPTION, Stage.EXCEPTION.value),
        (_WATCH.status_code.in_(sorted(WAITS_FOR_CUSTOMER)), Stage.WAITING.value),
        (and_(_LEFT, last < still), Stage.STILL.value),
        (_LEFT, Stage.MOVING.value),
        (_STAYED, Stage.STALE.value),
        else_=Stage.UNSCANNED.value,
    )


def _newest_delivery() -> ColumnElement[Any]:
    return _WATCH.delivered_at.desc().nulls_first()
