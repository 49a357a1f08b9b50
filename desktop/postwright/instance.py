"""Let one program at a time have a data folder. The lock of the system is the truth; the file says nothing.

Process numbers are not looked at: they are used again, and then a free folder looks taken.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.paths import DataFolder

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        """Raises OSError when another program has it."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _unlock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        """Raises OSError when another program has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


# What opening answers on a disk or in a folder that may only be read.
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
# What flock (EAGAIN) and msvcrt.locking (EACCES, EDEADLK) answer when the lock is taken.
_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


class Claim:
    """The right to a data folder. It ends with `close`, or with the process however that ends."""

    def __init__(self, file: int | None) -> None:
        self._file = file

    def close(self) -> None:
        """Let others have the folder. Closing twice is harmless."""
        if self._file is not None:
            file, self._file = self._file, None
            # Not by closing alone: a program that is just being started may still hold a copy of the handle.
            _unlock(file)
            os.close(file)

    def __enter__(self) -> Claim:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def claim(folder: Path) -> Claim:
    """The data folder for this program alone. The claim must be kept as long as the folder is used.

    Raises Environment: ALREADY_RUNNING when another program has it, else what keeps the lock from being made.
    """
    lock_file = DataFolder(folder).lock_file
    try:
        # Not passed on to programs that we start (PEP 446), so that none of them holds the folder after us.
        file = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise cannot_write(error) from error
        return _claim_to_look(lock_file)
    return _locked(file)


def _claim_to_look(lock_file: Path) -> Claim:
    """A folder that cannot be written to is looked at only; where it has no lock, there is none to take."""
    try:
        return _locked(os.open(lock_file, os.O_RDONLY))
    except FileNotFoundError:
        return Claim(None)
    except OSError as error:
        raise cannot_write(error) from error


def _locked(file: int) -> Claim:
    try:
        _lock(file)
    except OSError as error:
        os.close(file)
        if error.errno in _TAKEN:
            raise Environment(FaultKind.ALREADY_RUNNING) from error
        raise cannot_write(error) from error
    return Claim(file)
