"""The labels whose parcels are about to leave, whenever they were bought. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select

from postwright.domain.label_entry import LabelEntry
from postwright.store.database import Database
from postwright.store.label_rows import entries, entry_of
from postwright.store.schema import LABEL
from postwright.store.value_json import stamp

_RECENT = timedelta(days=7)
# A place is known by its labels of the last weeks; ship dates are not set further ahead.
_KNOWN = timedelta(days=60)
# SQLite takes many more values in one question; a pickup seldom has a hundred.
_AT_ONCE = 500
_OTHER = LABEL.alias("other")


class LeavingLabels:
    """Reads labels for who fetches their parcels."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def around(self, now: datetime) -> tuple[LabelEntry, ...]:
        """The good labels of the last seven days, and older ones that leave today or later; newest first."""
        recent = LABEL.c.created_at > stamp(now - _RECENT)
        places = select(_OTHER.c.origin).where(_OTHER.c.created_at > stamp(now - _KNOWN)).distinct()
        # A day earlier than today anywhere: the day at a place is not known to the database.
        today = (now - timedelta(days=1)).date().isoformat()
        later = and_(LABEL.c.origin.in_(places), LABEL.c.ship_date >= today)
        found = self._read(entries().where(or_(recent, later), LABEL.c.voided == 0))
        return tuple(one for one in found if not one.is_void)

    def of(self, label_ids: Sequence[str]) -> dict[str, LabelEntry]:
        """Those of these that are known here, void ones too."""
        found: dict[str, LabelEntry] = {}
        for start in range(0, len(label_ids), _AT_ONCE):
            some = label_ids[start : start + _AT_ONCE]
            for one in self._read(entries().where(LABEL.c.label_id.in_(some))):
                found[one.id] = one
        return found

    def _read(self, statement: Select[Any]) -> tuple[LabelEntry, ...]:
        newest = statement.order_by(LABEL.c.created_at.desc(), LABEL.c.label_id)
        with self._database.read() as connection:
            return tuple(map(entry_of, connection.execute(newest)))
