"""The time in the practice carrier's world. It follows the computer's clock until somebody sets it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, tzinfo

from postwright.practice.database import PracticeDatabase, keep_setting, setting
from postwright.practice.wire_text import read_stored, stored

_OFFSET = "clock.offset_microseconds"
_FROZEN = "clock.frozen_at"
_MICROSECOND = timedelta(microseconds=1)


def computer_time() -> datetime:
    return datetime.now(UTC)


class Clock:
    """A settable clock, kept in the database: running with an offset, or frozen at one moment."""

    def __init__(self, database: PracticeDatabase, source: Callable[[], datetime]) -> None:
        self._database = database
        self._source = source

    def now(self) -> datetime:
        with self._database.turn() as connection:
            return self.read(connection)

    def read(self, connection: sqlite3.Connection) -> datetime:
        """The time within a request's own transaction."""
        frozen = setting(connection, _FROZEN)
        if frozen:
            return read_stored(frozen)
        offset = int(setting(connection, _OFFSET) or 0)
        return self.outside() + offset * _MICROSECOND

    def outside(self) -> datetime:
        """The computer's time: callers wait in that one, whatever is set here."""
        return self._source().astimezone(UTC)

    def set(self, moment: datetime) -> None:
        """Make it that time now, running or frozen as before."""
        with self._database.turn() as connection:
            self._put(connection, moment)

    def advance(self, by: timedelta) -> None:
        """Let time pass. A negative span goes back."""
        with self._database.turn() as connection:
            self._put(connection, self.read(connection) + by)

    def forward_to(self, hour: time, zone: tzinfo) -> None:
        """On to the next time at which a clock on the wall there shows that hour."""
        with self._database.turn() as connection:
            self._put(connection, next_hour(self.read(connection), hour, zone))

    def freeze(self, moment: datetime | None = None) -> None:
        """Stop at that moment, or now."""
        with self._database.turn() as connection:
            keep_setting(connection, _FROZEN, stored(moment or self.read(connection)))

    def reset(self) -> None:
        """Follow the computer's clock again."""
        with self._database.turn() as connection:
            keep_setting(connection, _FROZEN, "")
            keep_setting(connection, _OFFSET, "0")

    def _put(self, connection: sqlite3.Connection, moment: datetime) -> None:
        if setting(connection, _FROZEN):
            keep_setting(connection, _FROZEN, stored(moment))
            return
        offset = (moment - self._source()) // _MICROSECOND
        keep_setting(connection, _OFFSET, str(offset))


def next_hour(now: datetime, hour: time, zone: tzinfo) -> datetime:
    """The first moment after now at which it is that hour there: today, or tomorrow."""
    today = now.astimezone(zone).date()
    days = (datetime.combine(today + timedelta(days=ahead), hour, zone) for ahead in (0, 1))
    return next(moment for moment in days if moment > now).astimezone(UTC)
