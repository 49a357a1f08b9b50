"""Put a small file in its place whole or not at all, closed to other users. Asks nothing of what it holds."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from postwright.domain.file_faults import cannot_write


def write_whole(path: Path, content: bytes) -> None:
    """On disk under another name first, so that a crash leaves the old or the new one. Raises Environment."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(file)
        os.replace(new, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise cannot_write(error) from error


def read_small(path: Path, largest: int) -> bytes | None:
    """What an ordinary file holds; None when there is none. Raises OSError; ValueError when too large."""
    try:
        if not path.is_file():
            return None
        with open(path, "rb") as stream:
            content = stream.read(largest + 1)
    except FileNotFoundError:
        return None
    if len(content) > largest:
        raise ValueError(f"more than {largest} bytes")
    return content
