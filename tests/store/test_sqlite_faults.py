"""Every error of SQLite that a clerk can do something about has its name; the others are bugs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from postwright.domain.faults import Environment, FaultKind
from postwright.store.sqlite_faults import door, fault_of, is_broken


def error(code: int) -> sqlite3.OperationalError:
    made = sqlite3.OperationalError("the words of SQLite")
    made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, FaultKind.DISK_FULL),
        (sqlite3.SQLITE_BUSY, FaultKind.DATABASE_BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, FaultKind.DATABASE_BUSY),
        (sqlite3.SQLITE_LOCKED, FaultKind.DATABASE_BUSY),
        (sqlite3.SQLITE_READONLY, FaultKind.READ_ONLY),
        (sqlite3.SQLITE_READONLY_DBMOVED, FaultKind.READ_ONLY),
        (sqlite3.SQLITE_PERM, FaultKind.READ_ONLY),
        (sqlite3.SQLITE_CORRUPT, FaultKind.DATABASE_DAMAGED),
        (sqlite3.SQLITE_CORRUPT_INDEX, FaultKind.DATABASE_DAMAGED),
        (sqlite3.SQLITE_NOTADB, FaultKind.DATABASE_DAMAGED),
        (sqlite3.SQLITE_IOERR_FSYNC, FaultKind.FILE_UNWRITABLE),
        (sqlite3.SQLITE_CANTOPEN, FaultKind.FILE_UNWRITABLE),
    ],
)
def test_an_error_of_the_database_has_a_name(tmp_path: Path, code: int, kind: FaultKind) -> None:
    fault = fault_of(error(code), tmp_path / "shop.db")
    assert fault is not None
    assert (fault.kind, fault.detail) == (kind, "the words of SQLite")


def test_a_failing_disk_without_room_is_full(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(4_100_000))
    fault = fault_of(error(sqlite3.SQLITE_IOERR_WRITE), small_disk / "shop.db")
    assert fault is not None
    assert fault.kind is FaultKind.DISK_FULL


def test_a_failing_disk_that_is_gone_is_not_called_full(tmp_path: Path) -> None:
    fault = fault_of(error(sqlite3.SQLITE_IOERR_WRITE), tmp_path / "gone" / "shop.db")
    assert fault is not None
    assert fault.kind is FaultKind.FILE_UNWRITABLE


@pytest.mark.parametrize("cause", [error(sqlite3.SQLITE_ERROR), sqlite3.ProgrammingError("closed"), None])
def test_a_bug_stays_a_bug(tmp_path: Path, cause: Exception | None) -> None:
    assert fault_of(cause, tmp_path) is None


def test_a_text_that_was_spoilt_means_a_damaged_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(Environment) as caught:
        with door(tmp_path / "shop.db"):
            connection.execute("SELECT CAST(x'22ff22' AS TEXT)").fetchone()
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED


def test_a_bug_passes_the_door_unchanged(tmp_path: Path) -> None:
    wrapped = OperationalError("SELECT", {}, error(sqlite3.SQLITE_ERROR))
    for bug in (wrapped, error(sqlite3.SQLITE_ERROR), KeyError("x")):
        with pytest.raises(type(bug)) as caught, door(tmp_path):
            raise bug
        assert caught.value is bug


def test_the_cause_is_kept_for_the_log(tmp_path: Path) -> None:
    full = error(sqlite3.SQLITE_FULL)
    with pytest.raises(Environment) as caught, door(tmp_path):
        raise full
    assert caught.value.__cause__ is full


def test_waiting_too_long_for_another_task_means_busy(tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught, door(tmp_path):
        raise PoolTimeout
    assert caught.value.kind is FaultKind.DATABASE_BUSY


@pytest.mark.parametrize(
    ("code", "broken"), [(sqlite3.SQLITE_IOERR_FSYNC, True), (sqlite3.SQLITE_FULL, False)]
)
def test_only_a_failing_disk_costs_the_connection(code: int, broken: bool) -> None:
    assert is_broken(OperationalError("COMMIT", {}, error(code))) is broken
