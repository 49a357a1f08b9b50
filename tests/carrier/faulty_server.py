"""A little server on this computer that misbehaves at the level of bytes. Holds no test."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Conduct = Callable[[socket.socket], None]


class Place:
    """Where the server listens, and what it was told, one entry for each connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.heard: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def server(conduct: Conduct) -> Iterator[Place]:
    """Serve every connection with `conduct` after its request was read."""
    listener = socket.create_server(("127.0.0.1", 0))
    place = Place(listener.getsockname()[1])
    stopping = threading.Event()

    def serve() -> None:
        while True:
            peer, _ = listener.accept()
            with peer:
                if stopping.is_set():
                    return
                try:
                    place.heard.append(read_request(peer))
                    conduct(peer)
                except OSError:
                    pass  # the client hung up first, as it should with some of these

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield place
    finally:
        stopping.set()
        socket.create_connection(("127.0.0.1", place.port)).close()
        thread.join()
        listener.close()


def read_request(peer: socket.socket) -> bytes:
    peer.settimeout(5)
    got = b""
    while b"\r\n\r\n" not in got:
        got += peer.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


def reset(peer: socket.socket) -> None:
    """Hang up with a reset instead of a farewell."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reply(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body
