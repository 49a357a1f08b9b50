"""The practice carrier as one object: the API as a WSGI application, and the controls beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postwright.practice.carriers import FIRST_BALANCE_CENTS, FIRST_NICKNAME
from postwright.practice.charges import Charge, add_charge, credit_what_is_due, read_charges
from postwright.practice.clock import Clock, computer_time
from postwright.practice.database import PracticeDatabase, next_number
from postwright.practice.desk import FIRST
from postwright.practice.front import build
from postwright.practice.routes import ROUTES
from postwright.practice.switches import Switches, keep_switches, read_switches

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PRACTICE_KEY = "TEST_practice"


class PracticeCarrier:
    """A carrier in a folder. Two of them on one folder share everything but the network being off."""

    def __init__(self, folder: Path, now: Callable[[], datetime], keys: Iterable[str]) -> None:
        self._database = PracticeDatabase(folder)
        self.clock = Clock(self._database, now)
        self._open_first_account()
        self.wsgi: WSGIApplication = build(self._database, self.clock, frozenset(keys), ROUTES)

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
            credit_what_is_due(connection, self.clock.read(connection))
            return read_charges(connection)


def practice_app(
    folder: Path, *, now: Callable[[], datetime] | None = None, keys: Iterable[str] = ()
) -> PracticeCarrier:
    """Open the practice carrier of a folder, made when missing.

    `now` is the clock beneath the virtual one. Every key TEST_… opens the sandbox; `keys` open the other set.
    """
    return PracticeCarrier(folder, now or computer_time, keys)
