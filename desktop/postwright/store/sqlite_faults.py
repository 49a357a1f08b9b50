"""The one door for errors of the database and its file: what a clerk can act on becomes a fault.

Anything else is a bug and passes unchanged.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.store.schema import NOT_COMPARED

_KINDS = {
    sqlite3.SQLITE_FULL: FaultKind.DISK_FULL,
    sqlite3.SQLITE_BUSY: FaultKind.DATABASE_BUSY,
    sqlite3.SQLITE_LOCKED: FaultKind.DATABASE_BUSY,
    sqlite3.SQLITE_READONLY: FaultKind.READ_ONLY,
    sqlite3.SQLITE_PERM: FaultKind.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: FaultKind.DATABASE_DAMAGED,
    sqlite3.SQLITE_NOTADB: FaultKind.DATABASE_DAMAGED,
}
# Less than this is no room: one purchase with its label takes about as much.
_ROOM = 256 * 1024


class Conflict(Exception):
    """A bug, or two at once: the record is not in the state that the caller took it to be in.

    Nothing was written. Who sees it reads the record anew.
    """


@contextmanager
def door(path: Path) -> Iterator[None]:
    """Raises Environment for what this computer could not do, and Conflict for a broken constraint."""
    try:
        yield
    except IntegrityError as error:
        if NOT_COMPARED in str(error.orig):
            raise Environment(FaultKind.NOT_COMPARED) from error
        raise Conflict(str(error.orig)) from error
    except DBAPIError as error:
        fault = fault_of(error.orig, path)
        if fault is None:
            raise
        raise fault from error
    except PoolTimeout as error:
        raise Environment(
            FaultKind.DATABASE_BUSY, "Another task of this program is still writing."
        ) from error
    except (sqlite3.Error, OSError) as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error


def fault_of(error: BaseException | None, path: Path) -> Environment | None:
    """The fault for an error of SQLite or of the system, or None when it is a bug."""
    if isinstance(error, OSError):
        return cannot_write(error)
    primary = _primary(error)
    if primary is None:
        return Environment(FaultKind.DATABASE_DAMAGED, str(error)) if _is_no_text(error) else None
    kind = _KINDS.get(primary)
    if primary == sqlite3.SQLITE_IOERR:
        kind = FaultKind.FILE_UNWRITABLE if _has_room(path.parent) else FaultKind.DISK_FULL
    if primary == sqlite3.SQLITE_CANTOPEN:
        kind = FaultKind.FILE_UNWRITABLE if _may_write(path) else FaultKind.READ_ONLY
    return Environment(kind, str(error)) if kind else None


def is_broken(error: DBAPIError) -> bool:
    """Whether the connection must go: after an I/O error what SQLite remembers of the file is in doubt."""
    return _primary(error.orig) == sqlite3.SQLITE_IOERR


def _is_no_text(error: BaseException | None) -> bool:
    """Whether what was written as text is none any more: Python finds that, so it has no code of SQLite's."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8")


def _primary(error: BaseException | None) -> int | None:
    """The primary result code: the low byte of SQLite's extended one."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _has_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free > _ROOM
    except OSError:
        return True


def _may_write(path: Path) -> bool:
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
