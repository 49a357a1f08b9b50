"""A label printer on loopback that takes bytes as they are and says how it is when it is asked.

It can go away in the middle of a label.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.printing.printers import host_status

_PATIENCE = 20.0
_QUESTION = b"~HS\r\n"
# What no label begins with: whoever looks asks with it whether all that came before is in.
_ALL_IN = b"all in?"


class RawPrinter:
    """Keeps every job it was sent. `dies_at` is the job, from 1, of which it takes a part and is gone.

    Gone means that nobody listens any more at its port until it is `revived`. `state` is what it answers to
    ~HS, in order and the last for good, and b"" is no answer; `asked` counts the questions.
    """

    def __init__(self, dies_at: int | None = None) -> None:
        self._jobs: list[bytes] = []
        self.state = [host_status()]
        self.asked = 0
        self._ended: list[float] = []
        self._dies_at = dies_at
        self._server = socket.create_server(("127.0.0.1", 0))
        self._number = self._server.getsockname()[1]
        self._thread: threading.Thread | None = None
        self._listen()

    @property
    def port(self) -> str:
        return f"tcp:127.0.0.1:{self._number}"

    @property
    def jobs(self) -> list[bytes]:
        """What has come, with all that was sent before this look: whoever prints does not wait until the
        printer has taken the last byte from the line.
        """
        try:
            with socket.create_connection(("127.0.0.1", self._number), _PATIENCE) as line:
                line.sendall(_ALL_IN)
                line.recv(1)
        except OSError:  # it is gone
            self._join()
        return list(self._jobs)

    def forget(self) -> None:
        """Let go of what has come."""
        self._jobs.clear()

    def last_byte(self) -> float:
        """When the newest job had arrived, on the clock of time.perf_counter."""
        return self._ended[-1]

    def revive(self) -> None:
        """Switch it on again, at the same port, for good."""
        self._join()
        self._dies_at = None
        self._server = socket.create_server(("127.0.0.1", self._number))
        self._listen()

    def close(self) -> None:
        self._server.close()
        self._join()

    def _join(self) -> None:
        assert self._thread is not None
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()

    def _listen(self) -> None:
        self._server.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve, args=(self._server,))
        self._thread.start()

    def _serve(self, server: socket.socket) -> None:
        while True:
            try:
                line, _ = server.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with line:
                line.settimeout(_PATIENCE)
                dies = len(self._jobs) + 1 == self._dies_at
                first = self._begin(line, 100 if dies else 65_536)
                if first == _ALL_IN:
                    line.sendall(b"\n")
                elif first and dies:
                    server.close()
                    self._jobs.append(first)
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                elif first:
                    content = first + _everything(line)
                    self._ended.append(time.perf_counter())
                    self._jobs.append(content)

    def _begin(self, line: socket.socket, size: int) -> bytes:
        """The first bytes of a label, once every question before it is answered."""
        while (part := line.recv(size)) == _QUESTION:
            self.asked += 1
            line.sendall(self.state.pop(0) if len(self.state) > 1 else self.state[0])
        return part


def _everything(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(65_536):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def raw_printer(dies_at: int | None = None) -> Iterator[RawPrinter]:
    printer = RawPrinter(dies_at)
    try:
        yield printer
    finally:
        printer.close()
