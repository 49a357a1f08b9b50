"""Print to a file or into a folder: whole or not at all, and a folder never loses an earlier label."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.file_name import LONGEST, plain_name
from postwright.domain.printing_profile import Language
from postwright.printing.handover import Handed

# Leaves room for a number and the ending.
_LONGEST = LONGEST - 12
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(target: Path, content: bytes) -> Handed:
    """Replace the file at once. Raises Environment: DISK_FULL, READ_ONLY or FILE_UNWRITABLE."""
    try:
        _replace(target, content)
    except (OSError, ValueError) as error:
        raise _fault(error, target) from error
    return Handed(f"Saved as {target.name}.")


def write_into_folder(folder: Path, content: bytes, *, title: str, language: Language) -> Handed:
    """A new file named after the title; a number is added when the name is taken."""
    try:
        target = _reserve(folder, plain_name(title, otherwise="label", longest=_LONGEST), language.value)
        try:
            _replace(target, content)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise _fault(error, folder) from error
    return Handed(f"Saved as {target.name}.")


def _reserve(folder: Path, name: str, suffix: str) -> Path:
    """An empty file that nobody else has, so that two labels never share a name."""
    number = 1
    while True:
        target = folder / (f"{name}.{suffix}" if number == 1 else f"{name}-{number}.{suffix}")
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return target


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, make sure it is on the disk, then take the target's name."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and renames are kept by the journal
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(error: OSError | ValueError, place: Path) -> Environment:
    code = getattr(error, "errno", None)
    words = f"{place}: {getattr(error, 'strerror', None) or error}"
    if code in _FULL:
        return Environment(FaultKind.DISK_FULL, words)
    return Environment(FaultKind.READ_ONLY if code == errno.EROFS else FaultKind.FILE_UNWRITABLE, words)
