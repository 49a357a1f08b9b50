"""Keeps checked copies of the shop's database beside it. A copy that is not sound is not kept.

Never touches the database itself, never fills the disk, and throws nothing away that the rules keep.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from postwright.domain.backups import ROUTINE, Backup, is_due, read_name, superfluous
from postwright.domain.faults import Environment, FaultKind
from postwright.store.copying import copy_database
from postwright.store.soundness import unsound
from postwright.store.sqlite_faults import door

FOLDER = "backups"
_TROUBLE = "trouble.txt"
# So much of the disk stays free when a routine copy is made: labels come before copies of them.
_ROOM = 64 * 1024 * 1024


class Copy(NamedTuple):
    """One copy and where it lies."""

    backup: Backup
    path: Path


def folder_of(database: Path) -> Path:
    return database.with_name(FOLDER)


def copies(database: Path) -> tuple[Copy, ...]:
    """The newest first. None where the folder cannot be read."""
    try:
        names = [path for path in folder_of(database).iterdir() if path.is_file()]
    except OSError:
        return ()
    found = [Copy(backup, path) for path in names if (backup := read_name(path.name))]
    return tuple(sorted(found, reverse=True))


def newest_good(database: Path) -> Copy | None:
    """The newest copy that is sound, looked at now. Seconds for a large shop."""
    return next((copy for copy in copies(database) if not unsound(copy.path)), None)


def back_up_when_due(database: Path, now: datetime) -> Copy | None:
    """A routine copy, unless there is one from some hours ago. Raises what `back_up` raises.

    What went wrong is also written down for the doctor.
    """
    if not is_due((copy.backup for copy in copies(database)), now):
        return None
    try:
        made = back_up(database, now)
    except Environment as fault:
        _note(database, f"{now.isoformat(timespec='minutes')} {fault}")
        raise
    _note(database, "")
    return made


def back_up(database: Path, now: datetime, reason: str = ROUTINE) -> Copy:
    """Copy the database while it is in use, look the copy over, and let go of the oldest.

    Raises Environment: DISK_FULL before the disk is, DATABASE_DAMAGED for a copy that is not sound, or why
    it could not be written.
    """
    folder = folder_of(database)
    backup = Backup(now, reason)
    made = Copy(backup, folder / backup.name)
    with door(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        _clear_away(database)
        if reason == ROUTINE:
            _keep_room(database, folder)
        copy_database(database, made.path)
    if found := unsound(made.path):
        made.path.unlink(missing_ok=True)
        raise Environment(FaultKind.DATABASE_DAMAGED, found[0])
    with door(folder):
        _rotate(database)
    return made


def trouble(database: Path) -> str:
    """What kept the last routine copy from being made; empty when it was made."""
    try:
        return (folder_of(database) / _TROUBLE).read_text("utf-8")
    except (OSError, ValueError):
        return ""


def copied_at(path: Path) -> str:
    """When anything in a copy was last written down: everything after that is not in it."""
    with door(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as copy:
        last = "SELECT max(at) AS at FROM purchase_event UNION SELECT max(updated_at) FROM draft"
        return str(copy.execute(f"SELECT max(at) FROM ({last})").fetchone()[0] or "")


def _note(database: Path, text: str) -> None:
    note = folder_of(database) / _TROUBLE
    try:
        if text:
            note.write_text(text, "utf-8")
        else:
            note.unlink(missing_ok=True)
    except OSError:
        return  # the log has it too


def _keep_room(database: Path, folder: Path) -> None:
    log = database.with_name(f"{database.name}-wal")
    size = sum(path.stat().st_size for path in (database, log) if path.exists())
    if shutil.disk_usage(folder).free < size + _ROOM:
        raise Environment(FaultKind.DISK_FULL, "There is no room for a copy of the shop.")


def _clear_away(database: Path) -> None:
    """What a program that was killed while copying left behind."""
    for left in folder_of(database).glob("shop-*.part*"):
        left.unlink(missing_ok=True)


def _rotate(database: Path) -> None:
    kept = copies(database)
    old = superfluous(copy.backup for copy in kept)
    for copy in kept:
        if copy.backup in old:
            copy.path.unlink(missing_ok=True)
