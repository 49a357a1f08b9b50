"""Puts a checked copy in the place of a database that is damaged or gone, and keeps the old file aside.

Done at a person's word only. A kill at any moment leaves a note, and the next opening ends what was begun:
there is never an empty shop, and no old log beside a new file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, insert, update

from postwright.domain.backups import dated
from postwright.domain.faults import Environment, FaultKind
from postwright.store.backups import Copy, copied_at, folder_of
from postwright.store.copying import copy_database, flush, flush_folder
from postwright.store.schema import DRAFT, RESTORATION
from postwright.store.soundness import unsound
from postwright.store.sqlite_faults import door
from postwright.store.upgrade import upgrade_to_newest
from postwright.store.value_json import stamp

_LOGS = ("-wal", "-shm", "-journal")
_HANDED_BACK = (
    "The shop was opened from a copy. Look whether this parcel has its label already before you buy one."
)


@dataclass(frozen=True, slots=True)
class Restoring:
    """What was begun: which copy takes the place, and under which name the old file is kept."""

    copy: str
    kept_aside: str
    at: str
    copied_at: str


def begin(database: Path, copy: Copy, now: datetime) -> Path:
    """Write down what shall be done; opening the database does it. Returns where the old file will lie.

    Raises Environment: NO_GOOD_COPY for a copy that is not sound, or what kept the note from being written.
    """
    if found := unsound(copy.path):
        raise Environment(FaultKind.NO_GOOD_COPY, found[0])
    aside = database.with_name(f"{database.name}.damaged-{dated(now)}")
    last = copied_at(copy.path)
    since = min(last, stamp(copy.backup.at)) if last else stamp(copy.backup.at)
    with door(database):
        _write_note(database, Restoring(copy.path.name, aside.name, stamp(now), since))
    return aside


def is_begun(database: Path) -> bool:
    return _note_of(database).exists()


def end(database: Path, engine_of: Callable[[Path], Engine]) -> None:
    """Do what the note says; a second time does no harm. Nobody may have the database open.

    The fresh file is whole before the old one is moved, and it takes the name last.
    """
    begun = Restoring(**json.loads(_note_of(database).read_text("utf-8")))
    fresh = _fresh_of(database)
    for left in (fresh, *(_beside(fresh, log) for log in _LOGS)):
        left.unlink(missing_ok=True)
    copy_database(folder_of(database) / begun.copy, fresh)
    _prepare(fresh, engine_of(fresh), begun)
    aside = database.with_name(begun.kept_aside)
    for log in _LOGS:
        _move(_beside(database, log), _beside(aside, log))
    _move(database, aside)
    os.replace(fresh, database)
    flush_folder(database.parent)
    mark_of(database).unlink(missing_ok=True)
    _note_of(database).unlink()
    flush_folder(database.parent)


def mark_damaged(database: Path, why: str) -> None:
    """Have the next opening refuse this file: damage that only a long look finds."""
    with suppress(OSError):
        mark_of(database).write_text(why, "utf-8")


def mark_of(database: Path) -> Path:
    return _beside(database, "-damaged.txt")


def was_here(database: Path) -> bool:
    """Whether there was a shop under this name, though its file is gone: then none is made anew."""
    traces = (_beside(database, "-reserve"), _beside(database, "-wal"), mark_of(database))
    aside = database.parent.glob(f"{database.name}.damaged-*")
    return any(trace.exists() for trace in traces) or any(aside) or any(folder_of(database).glob("shop-*.db"))


def _prepare(fresh: Path, engine: Engine, begun: Restoring) -> None:
    """Bring the copy to the newest form, stop its buying, and take everything off its queue."""
    try:
        upgrade_to_newest(engine, fresh, keep_copy=False)
        row = {"at": begun.at, "copied_at": begun.copied_at, "kept_aside": begun.kept_aside}
        off = {"state": "open", "approval": None, "queued_at": None, "handed_back": _HANDED_BACK}
        with engine.begin() as connection:
            connection.execute(insert(RESTORATION).values(**row))
            connection.execute(update(DRAFT).where(DRAFT.c.state == "queued").values(**off))
    finally:
        engine.dispose()  # the last connection empties the log into the file
    flush(fresh)


def _write_note(database: Path, begun: Restoring) -> None:
    note = _note_of(database)
    part = note.with_name(f"{note.name}.part")
    part.write_text(json.dumps(asdict(begun)), "utf-8")
    flush(part)
    os.replace(part, note)
    flush_folder(note.parent)


def _move(source: Path, target: Path) -> None:
    """Unless it was moved before. A link that may hang there is moved, not followed."""
    if os.path.lexists(source) and not os.path.lexists(target):
        os.replace(source, target)


def _note_of(database: Path) -> Path:
    return _beside(database, "-restoring.json")


def _fresh_of(database: Path) -> Path:
    return _beside(database, "-fresh")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
