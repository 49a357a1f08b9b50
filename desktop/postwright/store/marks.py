"""Moments kept by a name: until when something was looked at, until when a reminder sleeps. Means nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from postwright.store.database import Database
from postwright.store.schema import MARK
from postwright.store.value_json import read_stamp, stamp


def write_mark(connection: Connection, name: str, at: datetime) -> None:
    """Keep the moment in place of an older one of that name."""
    changed = connection.execute(update(MARK).where(MARK.c.name == name).values(at=stamp(at)))
    if changed.rowcount == 0:
        connection.execute(insert(MARK).values(name=name, at=stamp(at)))


def read_mark(connection: Connection, name: str) -> datetime | None:
    found = connection.execute(select(MARK.c.at).where(MARK.c.name == name)).scalar()
    return read_stamp(found) if found else None


class Marks:
    """The moments of one family; their names within it are whatever their owner chose."""

    def __init__(self, database: Database, family: str) -> None:
        self._database = database
        self._family = f"{family}:"

    def keep(self, name: str, until: datetime, now: datetime) -> None:
        """Keep this one, and forget those of the family that are past."""
        mine = MARK.c.name.startswith(self._family, autoescape=True)
        with self._database.write() as connection:
            connection.execute(delete(MARK).where(mine, MARK.c.at <= stamp(now)))
            write_mark(connection, self._family + name, until)

    def all(self) -> dict[str, datetime]:
        mine = MARK.c.name.startswith(self._family, autoescape=True)
        with self._database.read() as connection:
            rows = connection.execute(select(MARK).where(mine)).all()
        return {row.name.removeprefix(self._family): read_stamp(row.at) for row in rows}
