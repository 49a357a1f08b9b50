"""One connection to the served practice carrier: HTTP/1.1 as clients of every language speak it.

The body is read whole before the call is answered, so the connection can be kept for the next one; what is
too large or not HTTP is refused and the connection closed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from typing import IO, Any, cast

from werkzeug.datastructures import Headers
from werkzeug.http import parse_set_header
from werkzeug.serving import DechunkedInput, WSGIRequestHandler

_LOG = logging.getLogger(__name__)
_LARGEST_BODY = 32 * 1024 * 1024
_PART = 64 * 1024
_IDLE_SECONDS = 75
_NO_BODY = (204, 304)


class Connection(WSGIRequestHandler):
    """Answers the calls of one client in turn. Says nothing on the terminal."""

    # Two small writes would cost each reply forty milliseconds of waiting for an acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS

    def handle_expect_100(self) -> bool:
        """Tell a client that asks before it sends, at once: it waits for this."""
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.wfile.flush()
        return True

    def run_wsgi(self) -> None:
        environ = self.environ = self.make_environ()
        try:
            body = self._body(environ)
        except (ValueError, OSError):
            self._refuse(400, "Bad Request")
            return
        if len(body) > _LARGEST_BODY:
            self._refuse(413, "Content Too Large")
            return
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ.pop("wsgi.input_terminated", None)
        self._answer(environ)

    def _body(self, environ: dict[str, Any]) -> bytes:
        """At most one byte more than is taken. Raises ValueError or OSError when it is not as announced."""
        if "chunked" in parse_set_header(environ.get("HTTP_TRANSFER_ENCODING")):
            return _read_all(DechunkedInput(cast(IO[bytes], self.rfile)))
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length < 0:
            raise ValueError("a length below zero")
        body = self.rfile.read(min(length, _LARGEST_BODY + 1))
        if len(body) < min(length, _LARGEST_BODY + 1):
            raise ValueError("less than was announced")
        return body

    def _refuse(self, status: int, phrase: str) -> None:
        self.close_connection = True
        self._send(f"{status} {phrase}", Headers(), [])

    def _answer(self, environ: dict[str, Any]) -> None:
        """Run the application. What it gave before it broke the connection is sent, and then no more."""
        head: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
            head[:] = [(status, Headers(headers))]
            return parts.append

        parts: list[bytes] = []
        try:
            answer = self.server.app(environ, start_response)
            try:
                for part in answer:
                    parts.append(part)
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        except ConnectionError:
            self.close_connection = True
            if not head:
                return
        self._send(*head[0], parts)

    def _send(self, status: str, headers: Headers, parts: Iterable[bytes]) -> None:
        code, _, phrase = status.partition(" ")
        body = b"".join(parts)
        self.send_response(int(code), phrase)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and int(code) not in _NO_BODY:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def log(self, type: str, message: str, *args: Any) -> None:
        _LOG.debug(message, *args)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Not even to the log: an address may hold the token of a document."""


def _read_all(stream: io.RawIOBase) -> bytes:
    """What comes until the end, or until it is too much."""
    body = bytearray()
    while len(body) <= _LARGEST_BODY and (part := stream.read(_PART)):
        body += part
    return bytes(body)
