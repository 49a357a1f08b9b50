"""Reads SQLite's write-ahead log to tell a log that was cut short from one that was damaged.

SQLite takes a log up to its first bad frame and says nothing. That is right after a power cut, where only the
last transaction can be incomplete; but where later transactions stand behind the bad frame, what was written
down was lost. The format is fixed and published (sqlite.org/fileformat2.html#walformat).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER, _FRAME = 32, 24
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}


def has_lost_transactions(log: Path) -> bool:
    """Whether finished transactions stand behind a bad frame, or all of them behind a bad header.

    With synchronous=FULL a transaction begins only when the one before is on the disk, so that a power cut
    leaves at most one that is not whole.
    """
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return False
    if len(content) < _HEADER + _FRAME or not any(content[:_HEADER]):
        return False
    magic, _, page, _, *salts, first, second = struct.unpack(">8I", content[:_HEADER])
    order = _MAGIC.get(magic, "")
    if not order or _sums(order, content[: _HEADER - 8], (0, 0)) != (first, second):
        return True
    sums = (first, second)
    torn = False
    unread = 0
    for head, body in _frames(content, page):
        _, size, *own_salts, first, second = struct.unpack(">6I", head)
        if own_salts != salts:  # a frame of an older log, or a bad one
            torn = True
            continue
        if not torn:
            sums = _sums(order, head[:8] + body, sums)
            torn = sums != (first, second)
        unread += torn and size > 0
    return unread > 1


def _frames(content: bytes, page: int) -> Iterator[tuple[bytes, bytes]]:
    step = _FRAME + page
    for start in range(_HEADER, len(content) - step + 1, step):
        yield content[start : start + _FRAME], content[start + _FRAME : start + step]


def _sums(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    first, second = before
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for one, other in zip(words, words, strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
