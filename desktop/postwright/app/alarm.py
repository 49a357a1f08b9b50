"""Sound the alarm of the packing table through whatever player the system has. Silent without a screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from postwright import assets

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

# PySide6-Essentials has no sound; each desktop brings one of these.
PLAYERS = ("pw-play", "paplay", "aplay", "afplay")
_LONGEST = 5
# Where tests and servers draw: nobody stands there to hear it.
_NO_SCREEN = ("offscreen", "minimal")


class Alarm:
    """Call it to sound. Played on a lane, so that a sound server that hangs holds nothing up."""

    def __init__(self, lane: Submit) -> None:
        self._lane = lane

    def __call__(self) -> None:
        if QGuiApplication.platformName() not in _NO_SCREEN:
            self._lane(
                lambda: play(assets.path("sounds/alarm.wav")), _beep_unless, lambda _: _beep_unless(False)
            )


def _beep_unless(played: bool) -> None:
    """The system's own bell, where nothing could be played."""
    if not played:
        QApplication.beep()


def play(file: Path) -> bool:
    """Play a WAV file to its end. Tells whether some player took it."""
    if sys.platform == "win32":
        return _play_on_windows(file)
    found = next(filter(None, map(shutil.which, PLAYERS)), None)
    if found is None:
        return False
    try:
        done = subprocess.run([found, str(file)], capture_output=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _play_on_windows(file: Path) -> bool:
    import winsound  # of Windows alone

    try:
        winsound.PlaySound(str(file), winsound.SND_FILENAME)  # type: ignore[attr-defined] # known on Windows only
    except RuntimeError:
        return False
    return True
