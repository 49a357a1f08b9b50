"""Opens the shop's one database file and hands out connections. Knows no table.

One writer at a time, each write a whole transaction that is on the disk when it returns; readers see the
last finished one and can change nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from postwright.domain.faults import Environment, FaultKind
from postwright.store.copying import connect, copy_database, make_private
from postwright.store.reserve import give_up, set_aside
from postwright.store.restoring import end, is_begun, mark_damaged, mark_of, was_here
from postwright.store.soundness import CUT, damage, is_cut
from postwright.store.sqlite_faults import door, is_broken
from postwright.store.upgrade import upgrade_to_newest
from postwright.store.write_log import has_lost_transactions

# WAL with NORMAL loses paid labels at power loss; FULL does not, for a third of a millisecond (measured).
_WRITER = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF")
READER = ("query_only = ON", "trusted_schema = OFF")
_BUSY_MS = 5000
# SQLite's check of so much takes a tenth of a second (measured: 320 MB a second).
_SOON_LOOKED_OVER = 32 * 1024 * 1024
# So many writes that broke in a row are no accident.
_TOO_OFTEN = 3
# How long one task waits for the others of this program; each of them may wait for a busy file first.
_TURN_SECONDS = 30.0


class Database:
    """An open database. Any thread may use it. `run` names this run of the program.

    `closed_for` says why nothing may be written; None for a database that is open for everything.
    """

    closed_for: FaultKind | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run = uuid4().hex
        self._breaks = 0
        self._writer = _writer_of(path)
        self._reader = _engine(path, READER, "BEGIN", size=4)
        with door(path):
            try:
                upgrade_to_newest(self._writer, path)
                self._file = _identity(path)
            except BaseException:
                self.close()
                raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or not at all when anything is raised inside.

        Raises Environment, and Conflict when a constraint is broken. Must not be nested.
        """
        with door(self.path):
            self._check_writable()
            with self._counting_breaks(), self._writer.connect() as connection:
                with _discarded_when_broken(connection), connection.begin():
                    yield connection

    @contextmanager
    def _counting_breaks(self) -> Iterator[None]:
        """A disk that fails again and again is not written to any more in this run."""
        try:
            yield
            self._breaks = 0
        except DBAPIError as error:
            self._breaks = self._breaks + 1 if is_broken(error) else 0
            if self._breaks >= _TOO_OFTEN:
                self.closed_for = FaultKind.READ_ONLY
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging view of the data. Raises Environment."""
        with door(self.path), self._reader.connect() as connection, _discarded_when_broken(connection):
            yield connection

    def backup_to(self, target: Path) -> None:
        """Copy everything into another file, while the program runs. Raises Environment."""
        with door(target):
            copy_database(self.path, target)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's own check finds, in its words; empty for a sound file. A large one takes seconds."""
        try:
            with self.read() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        except Environment as fault:
            if fault.kind is not FaultKind.DATABASE_DAMAGED:
                raise
            return (fault.detail,)
        return tuple(str(line) for line in found if line != "ok")

    def make_room(self) -> None:
        """Give up the part of the disk that was set aside for what must be written down."""
        give_up(self.path)

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def stop(self, why: str) -> None:
        """Refuse all writing from now on, in later runs too: the file was found to be damaged."""
        self.closed_for = FaultKind.DATABASE_DAMAGED
        mark_damaged(self.path, why)

    def _check_writable(self) -> None:
        """A file that was moved away would take the receipt along, and nobody would know it today."""
        if self.closed_for is not None:
            raise Environment(self.closed_for)
        try:
            same = _identity(self.path) == self._file
        except FileNotFoundError:
            same = False
        if not same:
            raise Environment(FaultKind.DATABASE_GONE, "The database was moved or replaced while in use.")


def open_database(path: Path) -> Database:
    """Open the file, made or brought to the newest form where needed.

    Raises Environment: DATABASE_NEWER, DATABASE_DAMAGED, DATABASE_GONE, DATABASE_BUSY, READ_ONLY, DISK_FULL
    or FILE_UNWRITABLE.
    """
    with door(path):
        if is_begun(path):
            end(path, _writer_of)
        if not path.exists():
            if was_here(path):
                raise Environment(FaultKind.DATABASE_GONE)
            _make(path)
        _refuse_damaged(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
        set_aside(path)
    return Database(path)


def _refuse_damaged(path: Path) -> None:
    """A quick look before anything is written: at all of a small file, since that takes no time.

    A large one is looked over when it is copied, while the program runs (store/backups.py).
    """
    if path.stat().st_size == 0:
        raise Environment(FaultKind.DATABASE_DAMAGED, "The database file is empty.")
    if mark_of(path).exists():
        raise Environment(FaultKind.DATABASE_DAMAGED, mark_of(path).read_text("utf-8", "replace"))
    log = path.with_name(f"{path.name}-wal")
    if has_lost_transactions(log):
        raise Environment(FaultKind.DATABASE_DAMAGED, "The newest part of the database cannot be read.")
    if not (log.exists() and log.stat().st_size) and is_cut(path):
        raise Environment(FaultKind.DATABASE_DAMAGED, CUT)
    if path.stat().st_size <= _SOON_LOOKED_OVER:
        with closing(connect(path)) as connection:
            found = damage(connection)
        if found:
            raise Environment(FaultKind.DATABASE_DAMAGED, found[0])


def _writer_of(path: Path) -> Engine:
    return _engine(path, _WRITER, "BEGIN IMMEDIATE", size=1)


def _make(path: Path) -> None:
    """Make a new database whole under another name, so that an empty file always means damage."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{uuid4().hex}")
    make_private(fresh)
    try:
        Database(fresh).close()
        _put_in_place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _put_in_place(fresh: Path, path: Path) -> None:
    """Give the file its name unless another program has just made one of that name."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            fresh.rename(path)


def _engine(path: Path, pragmas: tuple[str, ...], begin: str, *, size: int) -> Engine:
    return engine_on(partial(connect, path), pragmas, begin, size=size)


def engine_on(
    connect: Callable[[], sqlite3.Connection], pragmas: tuple[str, ...], begin: str, *, size: int
) -> Engine:
    """Connections of one kind, at most `size` of them."""

    def opened() -> sqlite3.Connection:
        connection = connect()
        try:
            for pragma in (f"busy_timeout = {_BUSY_MS}", *pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=opened,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_TURN_SECONDS,
        hide_parameters=True,  # or an error in the log would show a customer's address
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


@contextmanager
def _discarded_when_broken(connection: Connection) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if is_broken(error):
            connection.invalidate()
        raise


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
