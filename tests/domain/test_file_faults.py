"""What the system says about a file becomes a fault that a person can act on."""

from __future__ import annotations

import errno
import os

import pytest

from postwright.domain.faults import FaultKind
from postwright.domain.file_faults import cannot_read, cannot_write


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, FaultKind.DISK_FULL),
        (errno.EROFS, FaultKind.READ_ONLY),
        (errno.EACCES, FaultKind.READ_ONLY),
        (errno.EISDIR, FaultKind.FILE_UNWRITABLE),
    ],
)
def test_a_file_that_cannot_be_written_says_why(number: int, kind: FaultKind) -> None:
    fault = cannot_write(OSError(number, os.strerror(number), "/home/pat/customers"))
    assert fault.kind is kind
    assert fault.detail == os.strerror(number)


def test_an_error_without_a_number_is_still_a_fault() -> None:
    assert cannot_write(OSError("odd")).kind is FaultKind.FILE_UNWRITABLE
    assert cannot_read(OSError("odd")).detail == ""


def test_a_file_that_cannot_be_read_does_not_give_its_path_away() -> None:
    fault = cannot_read(OSError(errno.EACCES, "Permission denied", "/home/pat/customers"))
    assert (fault.kind, fault.detail) == (FaultKind.FILE_UNREADABLE, "Permission denied")
