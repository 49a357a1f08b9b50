"""The bootstrap's commands: what is said, what is started, and what it ends with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer import commands

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("argv", [[], ["build"], ["run", "practice"], ["--help"]])
def test_an_unknown_command_is_answered_with_the_usage(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(argv) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "system", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:size=1024x768"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_known_by_the_variables_that_qt_reads(
    variables: dict[str, str], system: str, seen: bool
) -> None:
    assert commands.has_screen(variables, system) is seen


def test_without_a_screen_the_pictures_are_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postwright").mkdir()
    (tmp_path / "postwright" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "postwright" / "__main__.py").write_text(
        "import os, pathlib, sys\n"
        "assert os.environ['QT_QPA_PLATFORM'] == 'offscreen' and sys.argv[1:3] == ['tour', '--out']\n"
        "folder = pathlib.Path(sys.argv[3]); folder.mkdir(); (folder / 'ship.png').touch()\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)  # the stand-in is found in the working folder
    assert commands.tour(sys.executable, tmp_path / "tour") == 0
    said = capfd.readouterr().out.splitlines()
    assert "no screen" in said[0]
    assert said[-1] == str(tmp_path / "tour" / "ship.png")


def test_the_last_line_of_a_check_is_kept_whatever_its_length(capfd: pytest.CaptureFixture[str]) -> None:
    program = "import sys; print('x' * 9000); print('3 passed in 1.0s\\n'); sys.exit(4)"
    assert commands.check_and_keep_last_line([sys.executable, "-c", program]) == (4, "3 passed in 1.0s")
    assert capfd.readouterr().out.endswith("x\n3 passed in 1.0s\n\n")


def test_only_files_that_are_there_are_held_to_full_coverage() -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in commands.perfect_files())


def test_an_old_python_can_read_the_bootstrap_far_enough_to_say_so() -> None:
    source = (ROOT / "installer" / "bootstrap.py").read_text("utf-8")
    pretend = "import sys; sys.version_info = (3, 9, 2, 'final', 0)\n" + source
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Postwright needs Python 3.11 or newer")
    assert "Traceback" not in done.stderr
