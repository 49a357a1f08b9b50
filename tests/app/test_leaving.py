"""The process ends when the window is closed, whatever still waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("window_child.py")


@pytest.mark.parametrize("held_up_by", ["nothing", "keyring"])
def test_the_process_ends_with_its_window(tmp_path: Path, held_up_by: str) -> None:
    root = CHILD.parents[2]
    hidden = ("POSTWRIGHT_API_KEY", "POSTWRIGHT_API_URL")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{root / 'desktop'}{os.pathsep}{root}"}
    command = [sys.executable, str(CHILD), str(tmp_path), held_up_by]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
