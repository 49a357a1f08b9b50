"""Where the data folder is, and that it is closed to others."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from postwright.paths import DATA_DIR_VARIABLE, DataFolder, ShopKind, data_dir


def test_the_folder_asked_for_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "other"))
    assert data_dir(tmp_path / "mine") == tmp_path / "mine"
    assert not (tmp_path / "other").exists()


def test_the_environment_names_the_folder_when_nobody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "far" / "away"))
    assert data_dir() == tmp_path / "far" / "away"
    assert (tmp_path / "far" / "away").is_dir()


@pytest.mark.skipif(
    sys.platform != "linux", reason="the usual place can be moved by a variable on Linux only"
)
def test_the_system_names_the_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_DIR_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_dir() == tmp_path / "Postwright" == platformdirs.user_data_path("Postwright")


def test_a_relative_folder_stays_where_it_is_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir(Path("here")) == tmp_path / "here"


@pytest.mark.skipif(os.name != "posix", reason="folders have no such modes here")
def test_other_users_cannot_look_into_the_folders(tmp_path: Path) -> None:
    folder = DataFolder(data_dir(tmp_path / "data"))
    for path in (folder.root, folder.shop_folder("live")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_every_file_lies_inside_the_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    files = [folder.settings_file, folder.look_file, folder.lock_file, folder.log_file]
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        "settings.json",
        "look.json",
        "lock",
        "log/postwright.log",
    ]


def test_shops_never_share_a_folder(tmp_path: Path) -> None:
    kinds: list[ShopKind] = ["practice", "live", "sandbox", "loopback"]
    folders = {DataFolder(tmp_path).shop_folder(kind) for kind in kinds}
    assert {folder.name for folder in folders} == set(kinds)
    assert all(folder.is_dir() for folder in folders)
