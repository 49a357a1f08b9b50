"""Who opens a file of ours, as Linux tells it, and who calls at a port of ours. Judges nothing."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path
from types import TracebackType

import pytest

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")
_IN_OPEN = 0x20
_NONBLOCK = os.O_NONBLOCK if sys.platform != "win32" else 0


class Canary:
    """A picture on the disk and one at a server of this computer that nobody has reason to ask for."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "c.png"
        self.file.write_bytes(b"none")
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(_NONBLOCK)
        assert self._watch >= 0
        assert libc.inotify_add_watch(self._watch, os.fsencode(self.file), _IN_OPEN) >= 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/c.png"

    def __enter__(self) -> Canary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._watch)
        self._server.close()

    @property
    def markup(self) -> str:
        """What a name would be in which somebody hopes that it is drawn."""
        return f'<img src="{self.file.as_uri()}">'

    def was_opened(self) -> bool:
        """Whether the file was opened since this was asked last."""
        try:
            return bool(os.read(self._watch, 65536))
        except BlockingIOError:
            return False

    def was_called(self) -> bool:
        """Whether somebody called at the port since this was asked last."""
        try:
            self._server.accept()[0].close()
        except BlockingIOError:
            return False
        return True
