"""A mail server that says just what a test wants, byte for byte, and that can go silent, drip or hang up."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from postwright.domain.preferences import MailSecurity, MailSetup

_ACCEPTS = {"EHLO": b"250 at your service\r\n", "DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}
# Ten bytes a second, so that the limit for a whole step is met and the one for a byte is not.
_DRIP = 0.1


class HangUp(Exception):
    """Ends the connection."""


@dataclass
class Wire:
    """One connection, as the server has it."""

    sock: socket.socket
    over: threading.Event
    read: bytes = b""
    last: bytes = b""

    def line(self) -> bytes:
        while b"\n" not in self.read:
            got = self.sock.recv(65_536)
            if not got:
                raise HangUp
            self.read += got
        line, _, self.read = self.read.partition(b"\n")
        return line.rstrip(b"\r")

    def say(self, words: bytes) -> None:
        self.last = words
        self.sock.sendall(words)

    def drip(self) -> None:
        """An answer that goes on and on, one byte at a time, and never ends."""
        while not self.over.wait(_DRIP):
            self.say(b"2")

    def flood(self) -> None:
        """An answer of more and more lines."""
        while not self.over.is_set():
            self.say(b"250-and another line\r\n" * 500)

    def silence(self) -> None:
        self.over.wait(30)

    def close(self) -> None:
        raise HangUp

    def reset(self) -> None:
        """End the connection as a crash does."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise HangUp


Reply = bytes | Callable[[Wire], None]


@dataclass
class SmtpScript:
    """`replies` by the first word of a command; "220" is the greeting, "." the end of a mail, and "*" all
    that has no reply of its own. `mails` are those that came whole, `said` all commands.
    """

    replies: dict[str, Reply] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    connections: int = 0
    upgrade: ssl.SSLContext | None = None

    def reply_to(self, word: str) -> Reply:
        usual = _ACCEPTS.get(word, b"250 ok\r\n")
        return self.replies.get(word, self.replies.get("*", usual))

    def serve(self, wire: Wire) -> None:
        self.connections += 1
        _give(self.replies.get("220", b"220 ready\r\n"), wire)
        while True:
            line = wire.line().decode("latin-1")
            self.said.append(line)
            first = line.partition(" ")[0]
            word = first if first in self.replies else first.upper()
            _give(self.reply_to(word), wire)
            if word == "STARTTLS" and self.upgrade is not None:
                wire.sock = self.upgrade.wrap_socket(wire.sock, server_side=True)
            elif word == "DATA" and wire.last.startswith(b"354"):
                self._take(wire)
            elif word == "QUIT":
                return

    def _take(self, wire: Wire) -> None:
        lines = []
        while (line := wire.line()) != b".":
            lines.append(line.removeprefix(b"."))
        self.mails.append(b"".join(line + b"\r\n" for line in lines))
        _give(self.reply_to("."), wire)


def _give(reply: Reply, wire: Wire) -> None:
    if isinstance(reply, bytes):
        wire.say(reply)
    else:
        reply(wire)


@contextmanager
def scripted(script: SmtpScript, tls: ssl.SSLContext | None = None) -> Iterator[MailSetup]:
    """The server, and the setup that speaks to it: in clear, or by TLS from the first byte."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    security = MailSecurity.TLS if tls else MailSecurity.NONE
    thread = threading.Thread(target=_listen, args=(listener, script, tls, over))
    thread.start()
    try:
        yield MailSetup(
            "Shop", "shop@example.com", host="127.0.0.1", port=listener.getsockname()[1], security=security
        )
    finally:
        over.set()
        with suppress(OSError):  # whoever waits for a caller hears that there is none any more
            socket.create_connection(listener.getsockname(), 1).close()
        thread.join(20)
        listener.close()
        assert not thread.is_alive()


def _listen(
    listener: socket.socket, script: SmtpScript, tls: ssl.SSLContext | None, over: threading.Event
) -> None:
    while not over.is_set():
        sock, _ = listener.accept()
        if over.is_set():
            sock.close()
            return
        sock.settimeout(20)
        wire = Wire(sock, over)
        with suppress(OSError, HangUp):
            if tls is not None:
                wire.sock = tls.wrap_socket(sock, server_side=True)
            script.serve(wire)
        wire.sock.close()
