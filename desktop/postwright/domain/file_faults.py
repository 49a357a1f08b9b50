"""Name what kept a file from being written or read. Touches no file."""

from __future__ import annotations

import errno

from postwright.domain.faults import Environment, FaultKind

_WRITING = {
    errno.ENOSPC: FaultKind.DISK_FULL,
    errno.EDQUOT: FaultKind.DISK_FULL,
    errno.EROFS: FaultKind.READ_ONLY,
    errno.EACCES: FaultKind.READ_ONLY,
    errno.EPERM: FaultKind.READ_ONLY,
}


def cannot_write(error: OSError) -> Environment:
    """The fault for an error of the system while writing. Its detail has no path in it."""
    kind = _WRITING.get(error.errno or 0, FaultKind.FILE_UNWRITABLE)
    return Environment(kind, error.strerror or "")


def cannot_read(error: OSError) -> Environment:
    """The fault for an error of the system while reading."""
    return Environment(FaultKind.FILE_UNREADABLE, error.strerror or "")
