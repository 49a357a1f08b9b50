"""The robot at the window, with deadlines that only end a test that hangs. It shortens no wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

# What is waited for comes in milliseconds, and on a computer with much else to do in seconds.
PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Every wait ends when that comes for which it waits."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)
