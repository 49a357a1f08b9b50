"""Give up waiting for a call that may hang for ever. The call itself cannot be ended, and is left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Detached(Generic[T]):
    """A call on a thread of its own, which never keeps the program from ending. Needs no Qt."""

    def __init__(self, work: Callable[[], T], name: str) -> None:
        self._work = work
        self._ended: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def wait(self, seconds: float) -> T:
        """What the call returned or raised, once. Raises TimeoutError while it is still under way."""
        try:
            result, error = self._ended.get(timeout=seconds)
        except Empty:
            raise TimeoutError(f"no answer in {seconds:g} seconds") from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # T may itself be None

    def _run(self) -> None:
        try:
            self._ended.put((self._work(), None))
        except BaseException as error:  # whatever it is belongs to whoever waits
            self._ended.put((None, error))
