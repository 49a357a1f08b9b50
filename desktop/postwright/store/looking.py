"""Opens a shop's database to be looked at only: where nothing can be written, or damaged and without a copy.

What the file holds is shown; every write is refused with the reason. The file and its folder stay untouched.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from postwright.domain.faults import Environment, FaultKind
from postwright.store.database import READER, Database, engine_on, open_database
from postwright.store.schema import REVISION
from postwright.store.soundness import look_into
from postwright.store.sqlite_faults import door


class LookOnly(Database):
    """A database of which nothing can be changed. `closed_for` says why."""

    def __init__(self, path: Path, why: FaultKind) -> None:
        self.path = path
        self.run = uuid4().hex
        self.closed_for = why
        self._scratch: Path | None = None
        with door(path):
            seen = self._copied() if _must_be_copied(path) else path
        self._reader = engine_on(partial(look_into, seen), READER, "BEGIN", size=4)
        self._writer = self._reader  # never asked: every write is refused before it

    def close(self) -> None:
        super().close()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _copied(self) -> Path:
        """A private copy with what stands in the log, in the newest form."""
        self._scratch = Path(mkdtemp(prefix="postwright-"))
        try:
            copy = self._scratch / self.path.name
            shutil.copyfile(self.path, copy)
            with suppress(FileNotFoundError):
                shutil.copyfile(_log_of(self.path), _log_of(copy))
            Database(copy).close()
        except BaseException:
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise
        return copy


def open_or_look(path: Path, look: FaultKind | None = None) -> Database:
    """The database, open for everything; to be looked at only for the reason given, or where nothing can be
    written. Raises what `open_database` raises otherwise.
    """
    if look is not None:
        return LookOnly(path, look)
    try:
        return open_database(path)
    except Environment as fault:
        if fault.kind is not FaultKind.READ_ONLY or not path.exists():
            raise
        return LookOnly(path, fault.kind)


def _must_be_copied(path: Path) -> bool:
    """Whether the file lacks what is in its log, or has an older form. A damaged one is left as it is."""
    log = _log_of(path)
    if log.exists() and log.stat().st_size:
        return True
    try:
        with closing(look_into(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.DatabaseError, TypeError):
        return False
    return bool(revision != REVISION)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
