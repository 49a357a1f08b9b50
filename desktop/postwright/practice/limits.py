"""How many calls a key may make in a minute (api.md 4, 27), and what every reply says about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from postwright.practice.clock import Clock
from postwright.practice.database import PracticeDatabase, keep_setting, setting
from postwright.practice.desk import Mode
from postwright.practice.switches import Switches, read_switches
from postwright.practice.wire_text import read_stored, stored

_WINDOW = timedelta(seconds=60)
SANDBOX_PREFIX = "TEST_"


def mode_of(key: str, accepted: Iterable[str]) -> Mode | None:
    """Which set of data a key opens; None when it opens none. The sets never mix."""
    if key.startswith(SANDBOX_PREFIX) and len(key) > len(SANDBOX_PREFIX):
        return "sandbox"
    return "production" if key and key in accepted else None


@dataclass(frozen=True, slots=True)
class Window:
    """Where a key stands in its minute, with the call that was just counted."""

    limit: int
    used: int
    reset: int

    @property
    def over(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        shown = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.reset),
        }
        return shown | ({"Retry-After": str(self.reset)} if self.over else {})


def count(connection: sqlite3.Connection, mode: Mode, switches: Switches, now: datetime) -> Window | None:
    """Count a call in its minute, which began with the first one. None where calls are not limited.

    `now` is the computer's time, so that Retry-After comes true for whoever waits.
    """
    limit = switches.rate_limit
    if mode == "sandbox" and switches.sandbox_rate_limit:
        limit = switches.sandbox_rate_limit
    if not limit:
        return None
    name = f"rate_limit.{mode}"
    start, used = now, 0
    began, _, counted = (setting(connection, name) or "").partition(" ")
    if began and now - _WINDOW < read_stored(began) <= now:
        start, used = read_stored(began), int(counted)
    keep_setting(connection, name, f"{stored(start)} {used + 1}")
    return Window(limit, used + 1, max(1, int((start + _WINDOW - now).total_seconds())))


def identified(request_id: str) -> dict[str, str]:
    """The two headers that name a request (api.md 1)."""
    return {"request-id": request_id, "x-shipengine-requestid": request_id}


class Stamp:
    """The headers of a reply that never reached the API: the call is counted all the same."""

    def __init__(self, database: PracticeDatabase, clock: Clock, keys: frozenset[str]) -> None:
        self._database, self._clock, self._keys = database, clock, keys

    def headers(self, key: str) -> dict[str, str]:
        """For a call with this key, which may be none."""
        mode, named = mode_of(key, self._keys), identified(str(uuid4()))
        if mode is None:
            return named
        with self._database.turn() as connection:
            window = count(connection, mode, read_switches(connection), self._clock.outside())
        return named | (window.headers() if window else {})
