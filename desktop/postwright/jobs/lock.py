"""A lock for what several lanes share. Held for a moment, never while waiting for anything."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtCore import QMutex


class Lock:
    """A mutex as a context manager."""

    def __init__(self) -> None:
        self._mutex = QMutex()

    def __enter__(self) -> None:
        self._mutex.lock()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mutex.unlock()
