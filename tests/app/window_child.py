"""Open the window, close it as soon as the shop is being opened, and end. Started by test_leaving.py.

With the word `keyring` the keyring of the desktop hangs for ever.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from postwright.app.start import run_window
from postwright.domain.preferences import Mode, Preferences
from postwright.paths import DataFolder
from postwright.settings_file import save
from postwright.ui.window import MainWindow

ASKED = threading.Event()


class Waiting(KeyringBackend):
    """In front of it a dialog waits for a person who is not there."""

    viable = False

    def get_password(self, service: str, username: str) -> str | None:
        ASKED.set()
        threading.Event().wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is kept here")


Waiting.__module__, Waiting.__qualname__ = "keyring.backends.SecretService", "Keyring"


def close_when(hangs: bool) -> None:
    """Close the window once it is there, or once the keyring hangs."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    if not windows or (hangs and not ASKED.is_set()):
        QTimer.singleShot(20, lambda: close_when(hangs))
        return
    windows[0].close()


def watch(hangs: bool) -> None:
    """Wait for the application, which the program makes itself, and close its window on its own thread."""
    while (application := QApplication.instance()) is None:
        time.sleep(0.02)
    QTimer.singleShot(0, application, lambda: close_when(hangs))


def main(folder: Path, hangs: bool) -> int:
    if hangs:
        keyring.set_keyring(Waiting())  # type: ignore[no-untyped-call]
    save(DataFolder(folder).settings_file, Preferences(mode=Mode.LIVE if hangs else Mode.PRACTICE))
    threading.Thread(target=watch, args=(hangs,), daemon=True).start()
    return run_window(folder)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] == "keyring"))
