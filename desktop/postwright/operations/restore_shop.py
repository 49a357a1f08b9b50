"""Open the newest good copy in the place of a damaged or missing database. At a person's word only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from postwright.domain.faults import Environment, FaultKind
from postwright.store.backups import newest_good
from postwright.store.cross_check import wrong_money
from postwright.store.database import Database, open_database
from postwright.store.ledger import Ledger
from postwright.store.restoring import begin
from postwright.store.soundness import unsound_in_use


@dataclass(frozen=True, slots=True)
class Restored:
    """What now stands in the place: the copy of `made_at`. Where the old file lies, if there was one."""

    made_at: datetime
    kept_aside: Path

    @property
    def sentence(self) -> str:
        when = f"{self.made_at.astimezone():%d %b %Y %H:%M}"
        return (
            f"The shop is open from the copy of {when}. What was typed after that is missing, and what was "
            f"printed after that is not counted: look before you print a label again. Labels bought after it "
            f"are taken in from the carrier before anything can be bought. "
            f"The old file is kept: {self.kept_aside}"
        )


def good_copy_of(path: Path) -> datetime | None:
    """When the copy was made that would be opened; None where there is no good one."""
    copy = newest_good(path)
    return copy.backup.at if copy else None


def restore_newest(path: Path, now: datetime) -> Restored:
    """Raises Environment: NO_GOOD_COPY, or what kept the copy from taking the place."""
    copy = newest_good(path)
    if copy is None:
        raise Environment(FaultKind.NO_GOOD_COPY)
    aside = begin(path, copy, now)
    open_database(path).close()
    return Restored(copy.backup.at, aside)


def what_is_wrong(path: Path) -> Environment | None:
    """Why the database cannot be trusted; None for a sound one. Looks at all of it, at the whole book, and at
    every label.
    """
    try:
        database = open_database(path)
    except Environment as fault:
        return fault
    try:
        found = unsound_in_use(path) or _in_the_books(database)
    except Environment as fault:
        return fault
    finally:
        database.close()
    return Environment(FaultKind.DATABASE_DAMAGED, found[0]) if found else None


def _in_the_books(database: Database) -> tuple[str, ...]:
    """Raises Environment for what cannot be read, though SQLite finds nothing wrong with it."""
    broken = Ledger(database, lambda: datetime.now(UTC)).verify()
    if broken:
        return broken
    with database.read() as connection:
        return wrong_money(connection)[0]
