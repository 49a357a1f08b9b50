"""Sets a little of the disk aside, so that a receipt can still be written when the disk has filled up.

Holds nothing; given up once, it is set aside again the next time the database is opened.
"""

from __future__ import annotations

from pathlib import Path

from postwright.store.copying import make_private

# Enough for a purchase with its documents twice over: they go through SQLite's own log.
_SIZE = 1024 * 1024


def set_aside(database: Path) -> None:
    """Do it unless it is there. A disk that is full already is no reason not to open: reading still works."""
    reserve = _reserve_of(database)
    if reserve.exists():
        return
    try:
        make_private(reserve)
        reserve.write_bytes(bytes(_SIZE))
    except OSError:
        reserve.unlink(missing_ok=True)


def give_up(database: Path) -> None:
    """Make room."""
    _reserve_of(database).unlink(missing_ok=True)


def _reserve_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-reserve")
