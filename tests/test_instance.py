"""Only one program has a data folder, and a killed one leaves it free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.instance import claim
from postwright.paths import DataFolder

PACKAGE = Path(__file__).resolve().parents[1] / "desktop"

HOLDER = """
import sys, pathlib
from postwright.instance import claim
held = claim(pathlib.Path(sys.argv[1]))
sys.stdout.write("held\\n"); sys.stdout.flush()
sys.stdin.read()
"""


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process that has the folder until it is told to go or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PACKAGE)},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def refusal(folder: Path) -> FaultKind:
    with pytest.raises(Environment) as caught:
        claim(folder)
    return caught.value.kind


def test_a_second_program_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    with another_program(tmp_path):
        assert refusal(tmp_path) is FaultKind.ALREADY_RUNNING


def test_a_program_that_ends_leaves_the_folder_free(tmp_path: Path) -> None:
    with another_program(tmp_path) as first:
        first.communicate(timeout=60)
        assert first.returncode == 0
        claim(tmp_path).close()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX kills without asking")
def test_a_killed_program_leaves_the_folder_free_though_its_file_stays(tmp_path: Path) -> None:
    with another_program(tmp_path) as first:
        first.send_signal(signal.SIGKILL)
        first.wait(timeout=60)
        assert DataFolder(tmp_path).lock_file.exists()
        claim(tmp_path).close()


def test_the_same_program_cannot_have_a_folder_twice(tmp_path: Path) -> None:
    with claim(tmp_path):
        assert refusal(tmp_path) is FaultKind.ALREADY_RUNNING
    claim(tmp_path).close()


def test_a_claim_can_be_closed_twice(tmp_path: Path) -> None:
    held = claim(tmp_path)
    held.close()
    reused = os.open(tmp_path / "lock", os.O_RDONLY)  # gets the number that the claim had
    held.close()
    assert os.fstat(reused)
    os.close(reused)


def test_two_folders_do_not_know_each_other(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with claim(tmp_path / "a"), claim(tmp_path / "b"):
        assert refusal(tmp_path / "b") is FaultKind.ALREADY_RUNNING


def test_a_program_that_we_start_does_not_keep_the_folder(tmp_path: Path) -> None:
    held = claim(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as child:
        held.close()
        claim(tmp_path).close()
        child.kill()


def test_whatever_stands_in_the_lock_file_does_not_matter(tmp_path: Path) -> None:
    DataFolder(tmp_path).lock_file.write_bytes(b"\xff 1 99999 someone else")
    claim(tmp_path).close()


def test_a_folder_that_is_gone_or_in_the_way_is_told_as_a_fault(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing") is FaultKind.FILE_UNWRITABLE
    DataFolder(tmp_path).lock_file.mkdir()
    assert refusal(tmp_path) in (FaultKind.FILE_UNWRITABLE, FaultKind.READ_ONLY)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that becomes read-only when a test says so; only the administrator of a Linux system can."""
    folder = tmp_path / "folder"
    folder.mkdir()
    done = subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("NOT TESTED HERE: only the administrator of a Linux system can make a disk read-only")
    yield folder
    subprocess.run(["umount", folder], check=True)


def make_read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED HERE: mounts of this kind are Linux's")
@pytest.mark.row("D4")
def test_a_folder_that_may_only_be_read_is_still_for_one_program(read_only: Path) -> None:
    claim(read_only).close()
    make_read_only(read_only)
    with claim(read_only):
        assert refusal(read_only) is FaultKind.ALREADY_RUNNING
    claim(read_only).close()


@pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED HERE: mounts of this kind are Linux's")
@pytest.mark.row("D4")
def test_a_folder_without_a_lock_that_may_only_be_read_can_be_looked_at(read_only: Path) -> None:
    make_read_only(read_only)
    claim(read_only).close()
    assert not DataFolder(read_only).lock_file.exists()
