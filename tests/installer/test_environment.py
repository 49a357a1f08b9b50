"""The checkout's environment is never taken for whole when it is not, and never rebuilt when it is."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from installer import environment
from installer.environment import Kind, stamp
from installer.trouble import Trouble

PROJECT = """[build-system]
requires = ["hatchling"]
[project]
name = "toy"
dependencies = []
"""


class Tool:
    """Stands for pip: remembers what it was asked, and answers as told."""

    def __init__(self, *answers: tuple[int, str]) -> None:
        self.asked: list[list[str]] = []
        self._answers = [*answers, (0, ""), (0, "")]

    def __call__(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        self.asked.append(list(command))
        status, words = self._answers[len(self.asked) - 1]
        return subprocess.CompletedProcess(command, status, "", words)


@pytest.fixture(scope="session")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with pip, made once."""
    home = tmp_path_factory.mktemp("venv") / ".venv"
    environment.create(home)
    return home


@pytest.fixture
def root(tmp_path: Path, venv: Path) -> Path:
    """A checkout with its locks and an environment that nothing was installed into."""
    (tmp_path / "installer").mkdir()
    for lock in environment.LOCKS.values():
        (tmp_path / lock).write_text("", "utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT, "utf-8")
    made = tmp_path / ".venv"
    made.mkdir()
    for part in venv.iterdir():
        if part.name not in (environment.STAMP, environment.UNFINISHED):
            (made / part.name).symlink_to(part)
    return tmp_path


def is_ready(root: Path, kind: Kind) -> bool:
    mark = root / ".venv" / environment.STAMP
    return mark.is_file() and mark.read_text("utf-8") == stamp(root, kind)


def test_the_locked_libraries_come_first_with_hashes_and_then_the_project(root: Path) -> None:
    pip = Tool()
    environment.make(root, "run", pip)
    libraries, project = pip.asked
    assert {"--require-hashes", str(root / "installer" / "requirements.txt")} <= set(libraries)
    assert {"--no-deps", "--no-index", "--editable", str(root)} <= set(project)
    assert is_ready(root, "run")
    assert not (root / ".venv" / environment.UNFINISHED).exists()


def test_a_broken_off_install_is_not_taken_for_whole(root: Path) -> None:
    environment.make(root, "run", Tool())
    with pytest.raises(Trouble, match="The disk is full"):
        environment.make(root, "run", Tool((1, "OSError: [Errno 28] No space left on device")))
    assert not is_ready(root, "run")
    assert (root / ".venv" / environment.UNFINISHED).exists()


def test_a_project_that_cannot_be_installed_is_not_taken_for_whole(root: Path) -> None:
    with pytest.raises(Trouble, match="did not work"):
        environment.make(root, "run", Tool((0, ""), (1, "something odd")))
    assert not is_ready(root, "run")


def test_an_unfinished_environment_is_made_anew(root: Path) -> None:
    home = root / ".venv"
    for part in home.iterdir():
        part.unlink()
    (home / environment.UNFINISHED).write_text("", "utf-8")
    (home / "leftover").write_text("", "utf-8")
    environment.make(root, "run", Tool())
    assert is_ready(root, "run")
    assert not (home / "leftover").exists()


def test_a_whole_environment_is_used_as_it_is(root: Path) -> None:
    environment.make(root, "test", Tool())
    for kind in ("test", "run"):
        assert environment.ensure(root, kind) == environment.python_of(root / ".venv")


def test_what_is_made_for_running_is_not_enough_for_testing(root: Path) -> None:
    (root / "installer" / "requirements-dev.txt").write_text("# more\n", "utf-8")
    environment.make(root, "run", Tool())
    assert is_ready(root, "run")
    assert not is_ready(root, "test")


def test_another_lock_or_dependency_asks_for_a_new_install_and_a_setting_does_not(root: Path) -> None:
    first = stamp(root, "run")
    (root / "pyproject.toml").write_text(PROJECT + "[tool.ruff]\nline-length = 110\n", "utf-8")
    assert stamp(root, "run") == first
    (root / "pyproject.toml").write_text(PROJECT.replace("[]", '["httpx"]'), "utf-8")
    second = stamp(root, "run")
    (root / "installer" / "requirements.txt").write_text("# changed\n", "utf-8")
    assert len({first, second, stamp(root, "run")}) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("WARNING: NewConnectionError: Failed to establish a new connection", "There is no network"),
        (
            "Temporary failure in name resolution\nERROR: No matching distribution found",
            "There is no network",
        ),
        ("Permission denied: '/x/.venv'", "may not be written"),
        ("ReadTimeoutError: Read timed out.", "too slow"),
    ],
)
def test_what_is_in_the_way_is_told_in_one_sentence(words: str, sentence: str) -> None:
    told = environment.explain(words, Path("/x"))
    assert sentence in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("a\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was locked"),
        ("a\nERROR: No matching distribution found for numpy==2", "not for this Python"),
        ("a\nERROR: something never seen", "did not work"),
    ],
)
def test_what_only_the_tool_can_name_is_told_in_its_words(words: str, sentence: str) -> None:
    first, *rest = environment.explain(words, Path("/x")).splitlines()
    assert sentence in first
    assert rest[-1].strip() == words.splitlines()[-1]


def test_an_environment_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Trouble):
        environment.create(tmp_path / "file" / ".venv")
