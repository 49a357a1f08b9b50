"""Label printers on port 9100 that behave as they are told: silent, paused, vanishing, talking without end.

They take bytes and answer the questions of ZPL; they draw nothing.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

IDENTITY = b"\x02ZD421-203dpi ZPL,V93.21.26Z,8,8176KB\x03\r\n"


def host_status(
    *,
    paper_out: int = 0,
    paused: int = 0,
    head_open: int = 0,
    ribbon_out: int = 0,
    waiting: int = 0,
    full: int = 0,
    too_hot: int = 0,
    memory_lost: int = 0,
) -> bytes:
    """The three lines of ~HS as the manual gives them."""
    first = f"030,{paper_out},{paused},1218,{waiting:03},{full},0,0,000,{memory_lost},0,{too_hot}"
    second = f"000,0,{head_open},{ribbon_out},0,2,4,0,00000000,1,000"
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (first, second, "1234,0"))


@dataclass
class Printer:
    """What it answers by question, how many bytes of a label it takes before it vanishes, and what it took.
    `host_says` comes before the other answers, one after the other.

    `keeps_open` leaves the line open once a label is in; a `deaf` one takes nothing; a `mute` one, which has
    little room, closes its side of the line before it hears a word.
    """

    answers: dict[bytes, bytes] = field(default_factory=dict)
    host_says: list[bytes] = field(default_factory=list)
    vanishes_after: int | None = None
    keeps_open: bool = False
    deaf: bool = False
    mute: bool = False
    taken: bytearray = field(default_factory=bytearray)
    asked: list[bytes] = field(default_factory=list)
    connections: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def serve(self, line: socket.socket) -> None:
        self.connections += 1
        if self.mute:
            line.shutdown(socket.SHUT_WR)
        if self.deaf:
            self.stop.wait(20)
            return
        while part := self._hear(line):
            self._take(line, part)
            if self.vanishes_after is not None and len(self.taken) >= self.vanishes_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
        if self.keeps_open:
            self.stop.wait(20)

    def _hear(self, line: socket.socket) -> bytes:
        try:
            return line.recv(1024 if self.vanishes_after is not None else 65_536)
        except OSError:
            return b""

    def _take(self, line: socket.socket, part: bytes) -> None:
        question = part.strip()
        if question.startswith((b"~H", b"! U1")):
            self.asked.append(question)
            try:
                line.sendall(self.host_says.pop(0) if self.host_says else self.answers.get(question, b""))
            except OSError:
                return
        else:
            self.taken.extend(part)


@contextmanager
def plugged_in(printer: Printer) -> Iterator[str]:
    """The printer's port on loopback; it takes one connection after the other, as most printers do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        if printer.mute:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        thread = threading.Thread(target=_work, args=(server, printer.serve, printer.stop))
        thread.start()
        try:
            yield f"tcp:127.0.0.1:{server.getsockname()[1]}"
        finally:
            printer.stop.set()
            # A connection of our own wakes it; a printer that takes no more has none waiting.
            with socket.create_connection(server.getsockname()):
                pass
            thread.join(10)
            assert not thread.is_alive()


def _work(server: socket.socket, serve: Callable[[socket.socket], None], stop: threading.Event) -> None:
    while not stop.is_set():
        line, _ = server.accept()
        with line:
            if not stop.is_set():
                serve(line)


def unplugged() -> str:
    """A port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"tcp:127.0.0.1:{server.getsockname()[1]}"
