"""Copies a database file while it is in use, whole or not at all. Never touches the original."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def copy_database(source: Path, target: Path) -> None:
    """Write a copy beside the target and put it in place; it can be read by its owner alone.

    Raises sqlite3.Error or OSError; the caller stands at the door that translates them.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with closing(connect(source)) as original, closing(connect(part)) as copy:
            original.backup(copy)
        flush(part)
        os.replace(part, target)
        flush_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can open, before anything is in it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def connect(path: Path) -> sqlite3.Connection:
    """Open a file that is there. Transactions are begun by hand; any one thread at a time may use it."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5,
    )


def flush(path: Path) -> None:
    """Have a file on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk. Windows does that by itself, and lets nobody ask for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
