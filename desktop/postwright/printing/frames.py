"""How the renderer and its child put a message on a pipe: two lengths, a small JSON head, then raw bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

_LENGTHS = struct.Struct(">II")
_MOST = 64_000_000


def pack(head: dict[str, Any], payload: bytes = b"") -> bytes:
    """One message as bytes."""
    words = json.dumps(head).encode()
    return _LENGTHS.pack(len(words), len(payload)) + words + payload


def unpack(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """The next message. `read(n)` gives exactly n bytes, or fewer at the end of the pipe.

    Raises EOFError at the end, and ValueError for lengths that no message of ours has.
    """
    head_size, size = _LENGTHS.unpack(_exactly(read, _LENGTHS.size))
    if head_size + size > _MOST:
        raise ValueError("the message is too long")
    head = json.loads(_exactly(read, head_size))
    if not isinstance(head, dict):
        raise ValueError("the message has no head")
    return head, _exactly(read, size)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    data = read(size)
    if len(data) != size:
        raise EOFError("the pipe ended within a message")
    return data
