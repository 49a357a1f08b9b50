"""The practice carrier as one object: the API as a WSGI application, and the controls beside it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postwright.practice.accounts.carriers import FIRST_BALANCE_CENTS, FIRST_NICKNAME, first_account
from postwright.practice.chance import keep_seed
from postwright.practice.charges import Charge, add_charge, read_charges
from postwright.practice.clock import Clock, computer_time
from postwright.practice.database import PracticeDatabase, next_number
from postwright.practice.desk import FIRST, Desk
from postwright.practice.due import catch_up
from postwright.practice.faults import Fault, FaultLayer, FaultPlan
from postwright.practice.front import build
from postwright.practice.limits import Stamp
from postwright.practice.routes import ROUTES
from postwright.practice.switches import Switches, keep_switches, read_switches
from postwright.practice.transit.sorting import SortedParcel, sorted_parcels
from postwright.practice.transit.stories import STORIES
from postwright.practice.wire_text import stored

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PRACTICE_KEY = "TEST_practice"


class PracticeCarrier:
    """A carrier in a folder. Two of them on one folder share everything but the network being off."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        keys: Iterable[str],
        *,
        seed: str = "",
        switches: Mapping[str, Any] | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._seed, self._switches = seed, dict(switches or {})
        self._database = PracticeDatabase(folder)
        self.clock = Clock(self._database, now)
        self.faults = FaultPlan(self._database)
        self.offline = False
        accepted = frozenset(keys)
        api = build(self._database, self.clock, accepted, ROUTES)
        stamp = Stamp(self._database, self.clock, accepted)
        self._api = FaultLayer(api, self.faults, stamp, sleep)
        self._begin()

    def wsgi(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The API as a WSGI application.

        Raises ConnectionRefusedError while offline: nothing was taken in. Raises ConnectionResetError when a
        fault breaks the connection, be it before the head or while the body is read.
        """
        if self.offline:
            raise ConnectionRefusedError("the practice carrier is set to be offline")
        return self._api(environ, start_response)

    def set_offline(self, offline: bool) -> None:
        """Unplug the network of this process, or plug it in again."""
        self.offline = offline

    @property
    def switches(self) -> Switches:
        with self._database.turn() as connection:
            return read_switches(connection)

    def set_switches(self, **changes: Any) -> Switches:
        """Change some behaviours; they stay until the next reset. Raises ValueError for an unknown one."""
        with self._database.turn() as connection:
            return keep_switches(connection, changes)

    def ledger(self) -> tuple[Charge, ...]:
        """Every charge and credit so far, oldest first, with the refunds that are due by now."""
        with self._database.turn() as connection:
            catch_up(self._desk(connection))
            return read_charges(connection)

    def _desk(self, connection: sqlite3.Connection) -> Desk:
        """A call that nobody sent: for what is due without one."""
        switches, now = read_switches(connection), self.clock.read(connection)
        return Desk(connection, now, "sandbox", switches, "", {}, b"", "")

    def first_account(self) -> str:
        """The id of the first connected account of the sandbox, empty when there is none."""
        with self._database.turn() as connection:
            return first_account(self._desk(connection)) or ""

    def adjust_balance(self, cents: int, carrier_id: str = "") -> None:
        """Add to an account, or take from it below zero; the first connected one when none is named.

        Raises ValueError when there is no such account.
        """
        with self._database.turn() as connection:
            named = carrier_id or first_account(self._desk(connection))
            row = connection.execute("SELECT id FROM carrier WHERE 'se-' || id = ?", (named,)).fetchone()
            if row is None:
                raise ValueError(f"there is no account {carrier_id}".rstrip())
            add_charge(connection, "adjustment", cents, carrier=row["id"], now=self.clock.read(connection))

    def mail(self, label_id: str, story: str = "delivered") -> None:
        """Hand the parcel of a label in now; from here on it is scanned as the story tells.

        Raises ValueError for an unknown label or story.
        """
        if story not in STORIES:
            raise ValueError(f"there is no story {story!r}; there are {', '.join(sorted(STORIES))}")
        with self._database.turn() as connection:
            now = stored(self.clock.read(connection))
            query = "UPDATE label SET story = ?, story_from = ? WHERE 'se-' || id = ?"
            if not connection.execute(query, (story, now, label_id)).rowcount:
                raise ValueError(f"there is no label {label_id!r}")

    def parcels(self) -> tuple[SortedParcel, ...]:
        """The labels that are not voided, newest first, with how far their parcels are."""
        with self._database.turn() as connection:
            catch_up(self._desk(connection))
            return sorted_parcels(connection, self.clock.read(connection))

    def lose_next_purchase_reply(self) -> None:
        """The next label is sold and charged, and the caller never hears of it."""
        self.faults.add(Fault("drop_after", "/v1/labels", "POST"))

    def reset(self) -> None:
        """Forget everything: labels, ledger, switches, faults, clock. It is as when it was first opened."""
        self._database.empty()
        self._begin()

    def close(self) -> None:
        """Nothing is held open between calls; kept so that an owner may close it like any other carrier."""

    def _begin(self) -> None:
        with self._database.turn() as connection:
            if self._seed:
                keep_seed(connection, self._seed)
            keep_switches(connection, self._switches)
        self._open_first_account()

    def _open_first_account(self) -> None:
        """A sandbox comes with one account, already connected and with money on it (api.md 2)."""
        with self._database.turn() as connection:
            if connection.execute("SELECT 1 FROM carrier WHERE mode = 'sandbox'").fetchone():
                return
            number = next_number(connection, "carrier", FIRST["carrier"])
            connection.execute(
                "INSERT INTO carrier (id, mode, nickname, username) VALUES (?, 'sandbox', ?, 'practice')",
                (number, FIRST_NICKNAME),
            )
            now = self.clock.read(connection)
            add_charge(connection, "opening", FIRST_BALANCE_CENTS, carrier=number, now=now)


def practice_app(
    folder: Path,
    *,
    now: Callable[[], datetime] | None = None,
    keys: Iterable[str] = (),
    seed: str = "",
    switches: Mapping[str, Any] | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> PracticeCarrier:
    """Open the practice carrier of a folder, made when missing.

    `now` is the clock beneath the virtual one. Every key TEST_… opens the sandbox; `keys` open the other set.
    With a `seed` a fresh folder draws the same tokens and codes each time; `switches` are set to begin with.
    A call that is late or hangs waits by `sleep`.
    """
    return PracticeCarrier(folder, now or computer_time, keys, seed=seed, switches=switches, sleep=sleep)
