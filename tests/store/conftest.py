"""A shop with a database of its own for each test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from postwright.store.database import open_database
from tests.store.shop import Shop


@pytest.fixture(scope="session")
def new_shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing has happened yet, made once."""
    path = tmp_path_factory.mktemp("new") / "shop.db"
    open_database(path).close()
    return path


@pytest.fixture
def shop(tmp_path: Path, new_shop_file: Path) -> Iterator[Shop]:
    shutil.copy2(new_shop_file, tmp_path)
    opened = Shop(tmp_path / "shop.db")
    yield opened
    opened.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk can only be made by the administrator of a Linux system")
    yield disk
    subprocess.run(["umount", disk], check=True)
