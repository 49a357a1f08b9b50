"""Labels of the account that nobody here bought, and until when the account was searched for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.foreign_label import ForeignLabel, ForeignState
from postwright.domain.label import Label
from postwright.store.database import Database
from postwright.store.marks import read_mark, write_mark
from postwright.store.request_events import FOREIGN_LABEL_SUBJECT, write_request_event
from postwright.store.schema import FOREIGN_LABEL, LABEL, PURCHASE
from postwright.store.value_json import from_json, read_stamp, stamp, to_json

_SEARCHED = "labels"
_BEGAN = "labels since"


class ForeignLabels:
    """Each is shown once: one that was put aside or adopted does not come back."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def searched_until(self) -> datetime | None:
        """None where the account was never searched."""
        return self._marked(_SEARCHED)

    def searched_since(self) -> datetime | None:
        """The first search; what is older was there before. None where that was not kept."""
        return self._marked(_BEGAN)

    def knows(self, label_id: str) -> bool:
        """Whether it was kept here before, whatever was said about it."""
        known = select(FOREIGN_LABEL.c.label_id).where(FOREIGN_LABEL.c.label_id == label_id)
        with self._database.read() as connection:
            return connection.execute(known).first() is not None

    def note(self, labels: Iterable[Label], until: datetime | None) -> None:
        """Keep those that are new, and that the account was searched until then."""
        with self._database.write() as connection:
            for label in labels:
                known = select(FOREIGN_LABEL.c.label_id).where(FOREIGN_LABEL.c.label_id == label.label_id)
                if connection.execute(known).first() is None:
                    row = {"label_id": label.label_id, "seen_at": stamp(self._now()), "body": to_json(label)}
                    connection.execute(insert(FOREIGN_LABEL).values(state=ForeignState.SEEN.value, **row))
            if until is not None:
                write_mark(connection, _SEARCHED, until)
                if read_mark(connection, _BEGAN) is None:
                    write_mark(connection, _BEGAN, until)

    def standing(self) -> tuple[ForeignLabel, ...]:
        """Those about which nobody said anything yet, oldest first. One that a late answer or a comparison
        has brought into the books since is no longer among them.
        """
        kept = exists().where(LABEL.c.label_id == FOREIGN_LABEL.c.label_id)
        waiting = select(FOREIGN_LABEL).where(FOREIGN_LABEL.c.state == ForeignState.SEEN.value, ~kept)
        with self._database.read() as connection:
            rows = connection.execute(
                waiting.order_by(FOREIGN_LABEL.c.seen_at, FOREIGN_LABEL.c.label_id)
            ).all()
            return tuple(_foreign(connection, row) for row in rows)

    def get(self, label_id: str) -> ForeignLabel:
        """Raises BadInput(LABEL_UNKNOWN)."""
        with self._database.read() as connection:
            row = connection.execute(
                select(FOREIGN_LABEL).where(FOREIGN_LABEL.c.label_id == label_id)
            ).first()
            if row is None:
                raise BadInput(FaultKind.LABEL_UNKNOWN, label_id[:40])
            return _foreign(connection, row)

    def decide(self, label_id: str, state: ForeignState, why: str) -> None:
        """Write down what was said about it, and when."""
        with self._database.write() as connection:
            row = update(FOREIGN_LABEL).where(FOREIGN_LABEL.c.label_id == label_id)
            connection.execute(row.values(state=state.value))
            write_request_event(
                connection, FOREIGN_LABEL_SUBJECT, 0, self._now(), state.value, f"{label_id}: {why}"
            )

    def _marked(self, name: str) -> datetime | None:
        with self._database.read() as connection:
            return read_mark(connection, name)


def _foreign(connection: Connection, row: Row[Any]) -> ForeignLabel:
    label = from_json(Label, row.body)
    ours = connection.execute(select(PURCHASE.c.id).where(PURCHASE.c.id == label.external_id)).scalar()
    return ForeignLabel(label, read_stamp(row.seen_at), ForeignState(row.state), ours or "")
