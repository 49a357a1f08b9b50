"""A little server between the program and the practice carrier that spoils one call. Holds no test.

It knows what no proxy on a network can know: whether the carrier carried the call out before it was spoilt.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Reply:
    """A whole reply."""

    status: int = 200
    reason: str = "OK"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    body: bytes = b"{}"

    def raw(self, *, length: bool = True, close: bool = True) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {self.reason}", *(f"{name}: {text}" for name, text in self.headers)]
        lines += [f"Content-Length: {len(self.body)}"] if length else []
        lines += ["Connection: close"] if close else []
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


@dataclass
class Wire:
    """One call on its way: the socket to the program, what it asked, and what the carrier said, if it was
    asked.
    """

    peer: socket.socket
    method: str
    path: str
    reply: Reply
    hold: threading.Event = field(default_factory=threading.Event)

    def send(self, data: bytes) -> None:
        self.peer.sendall(data)

    def reset(self) -> None:
        """Hang up with a reset instead of a farewell."""
        self.peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def trickle(self, data: bytes, seconds: float = 0.05) -> None:
        """One byte after the other, until the program has had enough."""
        for place in range(len(data)):
            self.send(data[place : place + 1])
            time.sleep(seconds)

    def hang(self) -> None:
        """Say nothing until the program hangs up."""
        self.peer.settimeout(20)
        while self.peer.recv(4096):
            pass


Act = Callable[[Wire], None]


@dataclass(frozen=True)
class Mischief:
    """What happens to the next `count` calls that meet the method and the path.

    `commits` says whether the carrier is asked first, or even how often; `late`, that it is asked once the
    test lets it; `unread` spoils the call before the request was read; `answered` lets it go its way then.
    """

    act: Act
    commits: int
    method: str = "POST"
    path: str = r"/v1/labels"
    count: int = 1
    late: bool = False
    unread: bool = False
    answered: bool = False

    def meets(self, method: str, path: str) -> bool:
        return self.method in ("*", method) and re.fullmatch(self.path, path.partition("?")[0]) is not None


class Hostile:
    """Listens, forwards to the carrier's port, and spoils what it was told to."""

    def __init__(self, carrier_port: int, tls: ssl.SSLContext | None = None) -> None:
        self._carrier = carrier_port
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._plan: list[Mischief] = []
        self._left = 0
        self._lock = threading.Lock()
        self._stopping = False
        self.heard: list[tuple[str, str]] = []
        self._firsts: list[tuple[str, str]] = []
        self.connections = 0
        self.release = threading.Event()
        self.idle = threading.Event()
        self.kept = False
        self._busy = 0
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def calm(self) -> None:
        """No more mischief, and what was held back goes on to the carrier."""
        with self._lock:
            self._plan = []
        self.release.set()

    def plot(self, *mischief: Mischief) -> None:
        with self._lock:
            self._plan = [one for one in mischief for _ in range(one.count)]
            self.release.clear()
            self.heard.clear()
            self._firsts.clear()
            self.connections = 0

    def close(self) -> None:
        self._stopping = True
        self.release.set()
        socket.create_connection(("127.0.0.1", self.port)).close()

    def _serve(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            if self._stopping:
                peer.close()
                self._listener.close()
                return
            threading.Thread(target=self._handle, args=(peer,), daemon=True).start()

    def _handle(self, peer: socket.socket) -> None:
        try:
            if self._tls is not None:
                peer = self._tls.wrap_socket(peer, server_side=True)
            with peer:
                peer.settimeout(20)
                with self._lock:
                    self.connections += 1
                    unread = next((one for one in self._plan if one.unread), None)
                first = True
                while self._answer(peer, unread, first) and self.kept:
                    first = False
        except (OSError, http.client.HTTPException, ValueError):
            return  # the program hung up, as it should with some of these

    def first_of_its_connection(self, method: str, path: str) -> bool:
        """Whether such a call came on a connection of its own."""
        with self._lock:
            return (method, path) in self._firsts

    def _answer(self, peer: socket.socket, unread: Mischief | None, first: bool) -> bool:
        """Serve one call; whether another may follow on this connection."""
        head = _head(peer, b"")
        method, path, _ = head[0].split(b"\r\n")[0].decode().split(" ")
        with self._lock:
            chosen = next((one for one in self._plan if one.meets(method, path)), None)
            if chosen is not None:
                self._plan.remove(chosen)
            self.heard.append((method, path))
            self._firsts += [(method, path)] if first else []
        if chosen is not None and chosen.unread:
            chosen.act(Wire(peer, method, path, Reply()))
            return False
        headers, body = _rest(peer, *head)
        if chosen is None:
            peer.sendall(self._ask(method, path, headers, body).raw(close=not self.kept))
            return True
        reply = Reply()
        if chosen.late:
            threading.Thread(target=self._ask_later, args=(method, path, headers, body), daemon=True).start()
        for _ in range(chosen.commits):
            reply = self._ask(method, path, headers, body)
        chosen.act(Wire(peer, method, path, reply))
        if chosen.answered:
            peer.sendall(self._ask(method, path, headers, body).raw())
        return False

    def _ask_later(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        if self.release.wait(60) and not self._stopping:
            with suppress(OSError, http.client.HTTPException):  # the carrier was reset meanwhile
                self._ask(method, path, headers, body)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        upstream = http.client.HTTPConnection("127.0.0.1", self._carrier, timeout=20)
        try:
            upstream.request(method, path, body or None, headers)
            answer = upstream.getresponse()
            kept = [(name, text) for name, text in answer.getheaders() if name.lower() not in _HOP]
            return Reply(answer.status, answer.reason, tuple(kept), answer.read())
        finally:
            upstream.close()


def _head(peer: socket.socket, got: bytes) -> tuple[bytes, bytes]:
    """The request's head, and what came of its body along with it."""
    while b"\r\n\r\n" not in got:
        part = peer.recv(65536)
        if not part:
            raise ConnectionError("the program hung up")
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    return head, body


def _rest(peer: socket.socket, head: bytes, body: bytes) -> tuple[dict[str, str], bytes]:
    lines = [line.decode("latin-1").partition(":") for line in head.split(b"\r\n")[1:]]
    headers = {name.lower(): text.strip() for name, _, text in lines}
    while len(body) < int(headers.get("content-length", "0")):
        part = peer.recv(65536)
        if not part:
            raise ConnectionError("the program hung up")
        body += part
    headers.pop("content-length", None)
    headers.pop("connection", None)
    return headers, body
