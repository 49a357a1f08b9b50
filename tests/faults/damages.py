"""The ways in which a database file goes bad, each at a place that a seed draws. Judges nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.sampling import SEED

PAGE = 4096
Harm = Callable[[Path, random.Random], None]


@dataclass(frozen=True)
class Damage:
    """One of them. `sure` says that the program must find it before it does anything else."""

    name: str
    harm: Harm
    sure: bool = True
    number: int = 0

    def do(self, path: Path) -> None:
        self.harm(path, random.Random(f"{SEED} {self.name} {self.number}"))

    def __str__(self) -> str:
        return f"{self.name} {self.number}" if self.number else self.name


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _write(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def _page(path: Path, chance: random.Random) -> int:
    """Some page but the first, which is the header's."""
    return chance.randrange(1, path.stat().st_size // PAGE) * PAGE


def zeroed_page(path: Path, chance: random.Random) -> None:
    _write(path, _page(path, chance), bytes(PAGE))


def flipped(path: Path, chance: random.Random) -> None:
    """Sixteen bytes in a row, somewhere."""
    _write(path, chance.randrange(PAGE, path.stat().st_size - 16), chance.randbytes(16))


def cut(path: Path, chance: random.Random) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(chance.randrange(1, size))


def cut_at(part: int, parts: int) -> Harm:
    def harm(path: Path, _: random.Random) -> None:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size * part // parts)

    return harm


def changed_book(path: Path, _: random.Random) -> None:
    """One letter in the book, as a flipped byte that SQLite cannot see."""
    content = path.read_bytes()
    assert b"sending" in content
    path.write_bytes(content.replace(b"sending", b"sendinG", 1))


def header(path: Path, _: random.Random) -> None:
    _write(path, 0, bytes(100))


def empty(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def deleted(path: Path, _: random.Random) -> None:
    path.unlink()


def garbage(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(3 * PAGE))


def garbage_log(path: Path, chance: random.Random) -> None:
    _log_of(path).write_bytes(chance.randbytes(9000))


def stale_index(path: Path, chance: random.Random) -> None:
    """SQLite makes this one anew; what stands in it must not matter."""
    path.with_name(f"{path.name}-shm").write_bytes(chance.randbytes(32768))


SURE = (
    Damage("header", header),
    Damage("zero length", empty),
    Damage("truncated", cut),
    Damage("deleted", deleted),
    Damage("garbage", garbage),
    Damage("garbage log", garbage_log),
)
PERHAPS = (
    Damage("stale shm", stale_index, sure=False),
    Damage("zeroed page", zeroed_page, sure=False),
    Damage("changed book", changed_book, sure=False),
)


def flips(number: int) -> tuple[Damage, ...]:
    return tuple(Damage("flipped bytes", flipped, sure=False, number=one) for one in range(1, number + 1))


def cuts(number: int) -> tuple[Damage, ...]:
    """At so many places from the beginning to the end."""
    return tuple(Damage("cut at", cut_at(one, number + 1), number=one) for one in range(1, number + 1))
