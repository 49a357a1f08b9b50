"""A disk on which the power fails: every write and sync of the store's own statements is recorded, and what
could then be found on the disk is worked out. Judges nothing.

A sync makes lasting what was written to its file before. Anything later may be there, or not, or in part and
in any order, in sectors of 512 bytes (faults-and-figures 2.4, K16).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import apsw
from sqlalchemy import Engine, event

_SECTOR = 512
# What the usual disk of a computer promises: a write leaves the bytes beside it alone.
_POWERSAFE_OVERWRITE = 0x1000
_VFS = "postwright-power"
MAIN = "/shop.db"
LOG = f"{MAIN}-wal"


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Promise:
    """From here on this must be true of whatever is found: `holds` takes what was opened."""

    holds: Callable[[Any], bool]
    words: str


Step = Write | Truncate | Sync | Promise
Disk = dict[str, bytes]


@dataclass(frozen=True)
class Tape:
    """The statements that the store's writer made, with the promises between them."""

    steps: list[str | Promise]
    pragmas: dict[str, str]


@contextmanager
def recording(tape: Tape) -> Iterator[None]:
    """Record what every writing connection that is opened in the block does."""

    def listen(connection: Any, _: object) -> None:
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            return
        for name in tape.pragmas:
            tape.pragmas[name] = str(connection.execute(f"PRAGMA {name}").fetchone()[0])
        connection.set_trace_callback(tape.steps.append)

    event.listen(Engine, "connect", listen)
    try:
        yield
    finally:
        event.remove(Engine, "connect", listen)


def replayed(tape: Tape, begun: bytes, **pragmas: str) -> list[Step]:
    """What reaches the disk when those statements are made on a file that begins so."""
    recorder = _Recorder({MAIN: bytearray(begun)})
    connection = apsw.Connection(MAIN, vfs=_VFS, flags=apsw.SQLITE_OPEN_READWRITE)
    # One connection alone: the shared memory of a log would have to be imitated too.
    settings = {"locking_mode": "EXCLUSIVE"} | tape.pragmas | pragmas
    for name, setting in settings.items():
        connection.execute(f"PRAGMA {name} = {setting}").fetchall()
    before: str | Promise = ""
    for step in tape.steps:
        if isinstance(step, Promise):
            recorder.steps.append(step)
        elif step != before:  # a statement with a trigger is told twice, once for the trigger
            connection.execute(step).fetchall()
        before = step
    found = list(recorder.steps)
    connection.close()
    recorder.unregister()
    return found


def after_power_loss(
    steps: list[Step], begun: bytes, chance: random.Random, torn: int
) -> Iterator[tuple[Disk, tuple[Promise, ...]]]:
    """Every disk that could be found, after each step: with nothing that was not synced, with all of it, and
    `torn` times with some of it; and what was promised by then.
    """
    lasting: dict[str, bytearray] = {MAIN: bytearray(begun)}
    loose: dict[str, list[Write | Truncate]] = {}
    promised: tuple[Promise, ...] = ()
    seen: set[int] = set()
    for step in steps:
        match step:
            case Promise():
                promised += (step,)
            case Sync(file):
                _apply(lasting.setdefault(file, bytearray()), loose.pop(file, []))
            case _:
                loose.setdefault(step.file, []).append(step)
        for disk in _disks(lasting, loose, chance, torn):
            mark = hash((tuple(sorted(disk.items())), len(promised)))
            if mark not in seen:
                seen.add(mark)
                yield disk, promised


def _disks(
    lasting: dict[str, bytearray],
    loose: dict[str, list[Write | Truncate]],
    chance: random.Random,
    torn: int,
) -> Iterator[Disk]:
    yield {file: bytes(content) for file, content in lasting.items()}
    if not any(loose.values()):
        return
    choices: list[Callable[[Write | Truncate], list[Write | Truncate]]] = [lambda one: [one]]
    choices += [lambda one: _some(one, chance)] * torn
    for choose in choices:
        disk = {file: bytearray(content) for file, content in lasting.items()}
        for file, written in loose.items():
            kept = [part for one in written for part in choose(one)]
            _apply(disk.setdefault(file, bytearray()), kept)
        yield {file: bytes(content) for file, content in disk.items()}


def _some(step: Write | Truncate, chance: random.Random) -> list[Write | Truncate]:
    """What of one step came to the disk: nothing, all, or some of its sectors."""
    fate = chance.random()
    if isinstance(step, Truncate) or fate < 0.7:
        return [step] if fate < 0.35 else []
    ends = range(_SECTOR - step.offset % _SECTOR, len(step.data) + _SECTOR, _SECTOR)
    begins = [0, *ends][: len(ends)]
    parts = [Write(step.file, step.offset + a, step.data[a:b]) for a, b in zip(begins, ends, strict=True)]
    return [part for part in parts if chance.random() < 0.5]


def _apply(content: bytearray, steps: list[Write | Truncate]) -> None:
    for step in steps:
        if isinstance(step, Truncate):
            del content[step.size :]
            continue
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(step.data)] = step.data


class _Recorder(apsw.VFS):
    """Files in memory; SQLite asks for them by name."""

    def __init__(self, files: dict[str, bytearray]) -> None:
        self.files = files
        self.steps: list[Step] = []
        super().__init__(_VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        path = str(name.filename() if isinstance(name, apsw.URIFilename) else name)
        flags[1] = flags[0]
        return _File(self, path)

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.files

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.files.pop(filename, None)

    def xFullPathname(self, name: str) -> str:
        return name


class _File:
    """One of them."""

    def __init__(self, disk: _Recorder, name: str) -> None:
        self._disk = disk
        self._name = name
        self._content = disk.files.setdefault(name, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._do(Write(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        self._do(Truncate(self._name, newsize))

    def _do(self, step: Write | Truncate) -> None:
        self._disk.steps.append(step)
        _apply(self._content, [step])

    def xSync(self, flags: int) -> None:
        self._disk.steps.append(Sync(self._name))

    def xFileSize(self) -> int:
        return len(self._content)

    def xLock(self, level: int) -> None: ...

    def xUnlock(self, level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return _POWERSAFE_OVERWRITE

    def xClose(self) -> None: ...
