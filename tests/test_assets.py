"""Shipped files are found in a checkout and in an installed program alike."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postwright import assets

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def test_every_file_of_the_checkout_is_found_by_its_name() -> None:
    files = [file for file in RESOURCES.rglob("*") if file.is_file()]
    assert all(assets.path(file.relative_to(RESOURCES).as_posix()) == file for file in files)


def test_a_file_that_was_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such-thing\.svg"):
        assets.path("icons/no-such-thing.svg")


def test_an_installed_program_uses_the_files_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "postwright"
    (package / "resources" / "mail").mkdir(parents=True)
    (package / "resources" / "mail" / "greeting.txt").write_text("Grüße", "utf-8")
    (package / "__init__.py").write_text("", "utf-8")
    shutil.copy(assets.__file__, package)
    program = "from postwright import assets; print(ascii(assets.text('mail/greeting.txt')))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "'Gr\\xfc\\xdfe'"
