"""An IPP server that says what a test tells it to say, and keeps what it was asked. Knows no printing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from postwright.printing.ipp_message import Tag, attribute

PRINT_JOB, CANCEL_JOB, GET_JOB, GET_PRINTER, GET_PRINTERS = 0x0002, 0x0008, 0x0009, 0x000B, 0x4002


def reply(*groups: bytes, status: int = 0, words: str = "") -> bytes:
    """A message of a server; each group begins with its tag."""
    told = attribute(Tag.CHARSET, "attributes-charset", "utf-8")
    told += attribute(Tag.TEXT, "status-message", words) if words else b""
    return bytes([2, 0]) + status.to_bytes(2) + (1).to_bytes(4) + b"\x01" + told + b"".join(groups) + b"\x03"


def refusal(status: int, words: str = "") -> bytes:
    return reply(status=status, words=words)


def printer(*attributes: bytes, state: int = 3, model: str = "", reasons: tuple[str, ...] = ()) -> bytes:
    """A group that describes a printer."""
    told = attribute(Tag.ENUM, "printer-state", state)
    told += attribute(Tag.TEXT, "printer-make-and-model", model) if model else b""
    told += attribute(Tag.KEYWORD, "printer-state-reasons", *(reasons or ("none",)))
    return b"\x04" + told + b"".join(attributes)


def job(identity: int, state: int, *attributes: bytes, uuid: str = "urn:uuid:1") -> bytes:
    """A group that describes a job."""
    told = attribute(Tag.INTEGER, "job-id", identity) + attribute(Tag.ENUM, "job-state", state)
    return b"\x02" + told + attribute(Tag.URI, "job-uuid", uuid) + b"".join(attributes)


@dataclass
class Asked:
    """One request as it arrived: the operation, the path, the whole body."""

    operation: int
    path: str
    body: bytes


@dataclass
class Server:
    """`answers` maps an operation to what is said; a callable gets the request."""

    number: int = 0
    asked: list[Asked] = field(default_factory=list)
    answers: dict[int, bytes | Callable[[Asked], bytes]] = field(default_factory=dict)
    http_status: int = 200

    def printed(self) -> list[bytes]:
        return [one.body for one in self.asked if one.operation == PRINT_JOB]

    def answer(self, asked: Asked) -> bytes:
        self.asked.append(asked)
        answer = self.answers.get(asked.operation, refusal(0x0501))
        return answer if isinstance(answer, bytes) else answer(asked)


@contextmanager
def serve() -> Iterator[Server]:
    server = Server()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            content = server.answer(Asked(int.from_bytes(body[2:4]), self.path, body))
            self.send_response(server.http_status)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as http:
        http.daemon_threads = False
        server.number = http.server_address[1]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
