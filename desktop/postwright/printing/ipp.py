"""Ask an IPP server: one request over HTTP, with a deadline and a cap of our own. Never follows a redirect.

Tells apart, where a document is sent, what certainly was not printed from what may have been.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.handover import Progress
from postwright.printing.ipp_message import Answer, answer
from postwright.printing.line_words import line_words

ASK_SECONDS = 3.0
_CONNECT = 3.0
# How long a printer may take no byte, or not say what became of the job: a direct one prints meanwhile.
_PATIENCE = 60.0
_CHUNK = 65_536
_MOST = 8_000_000  # a server with a hundred queues and all their papers stays well below it
_IPP_PORT = 631
FIRST_ERROR = 0x0400
_PATH = re.compile(r"/[!-~]*")
_USER = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_SCHEMES = {"ipp": False, "ipps": True}
_PASSWORD = "It asks for a name and a password, which Postwright does not have."
# Said in the middle of a document, of which it may have printed what it has.
_TIMED_OUT = 408
_SAYS_NO = {
    401: _PASSWORD,
    407: _PASSWORD,
    403: "It does not let this computer print.",
    404: "There is no printer at this address.",
    426: "It takes encrypted connections only. Begin its address with ipps:// instead of ipp://.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printer is asked: its URI, and how its server is reached. `unix` is a socket's path instead of
    host and number.
    """

    uri: str
    host: str
    number: int = _IPP_PORT
    path: str = "/"
    tls: bool = False
    unix: str = ""


def place_of(uri: str) -> Place | None:
    """`ipp://HOST[:PORT]/PATH` or `ipps://…`, or None for what is no such address."""
    try:
        parts = urlsplit(uri)
        host, number = parts.hostname, parts.port or _IPP_PORT
    except ValueError:
        return None
    path = parts.path or "/"
    odd = parts.username is not None or parts.query or parts.fragment or not _PATH.fullmatch(path)
    if parts.scheme not in _SCHEMES or not host or odd:
        return None
    return Place(uri, host, number, path, _SCHEMES[parts.scheme])


def ask(place: Place, message: bytes, *, seconds: float = ASK_SECONDS, user: str = "") -> Answer:
    """What the server says to a request without a document. Raises PaperFault: PRINTER_UNREACHABLE when it
    says nothing that can be understood in that time, PRINTER_REFUSED when it wants nothing from us. `user`
    is the user of this computer to whom a server behind a socket file may allow more.
    """
    end = time.monotonic() + seconds
    with _connect(place) as line:
        try:
            line.settimeout(seconds)
            line.sendall(_head(place, len(message), user if place.unix else "") + message)
            return _read(line, end)
        except (OSError, HTTPException, ValueError) as error:
            raise PaperFault(FaultKind.PRINTER_UNREACHABLE, _words(place, error)) from error


def hand(place: Place, message: bytes, document: bytes, progress: Progress | None = None) -> Answer:
    """Send a request and its document. Raises PaperFault: PRINTER_UNREACHABLE while no byte of the document
    has left, then MAY_HAVE_PRINTED; PRINTER_REFUSED when the server says no.
    """
    sent = 0
    with _connect(place) as line:
        try:
            line.settimeout(_PATIENCE)
            line.sendall(_head(place, len(message) + len(document)) + message)
            try:
                while sent < len(document):
                    sent += line.send(document[sent : sent + _CHUNK])
                    if progress is not None:
                        progress(sent, len(document))
            except (BrokenPipeError, ConnectionResetError):
                # A server that says no need not listen to the end; what it said may lie here already.
                told = _read(line, time.monotonic() + ASK_SECONDS)
                if told.status < FIRST_ERROR:
                    raise ValueError("it took a part of the document and closed the line") from None
                return told
            return _read(line, time.monotonic() + _PATIENCE)
        except (OSError, HTTPException, ValueError) as error:
            kind = FaultKind.MAY_HAVE_PRINTED if sent else FaultKind.PRINTER_UNREACHABLE
            raise PaperFault(kind, _words(place, error)) from error


def _connect(place: Place) -> socket.socket:
    try:
        line = socket.socket(socket.AF_UNIX) if place.unix else _dialled(place)
    except (OSError, UnicodeError) as error:
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, _words(place, error)) from error
    try:
        line.settimeout(_CONNECT)
        if place.unix:
            line.connect(place.unix)
        return _wrapped(line) if place.tls else line
    except OSError as error:
        line.close()
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, _words(place, error)) from error


def _dialled(place: Place) -> socket.socket:
    line = socket.create_connection((place.host, place.number), timeout=_CONNECT)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def _wrapped(line: socket.socket) -> socket.socket:
    """Encrypted, but whoever answers: printers sign their own certificates, and CUPS takes them as well."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(line)


def _head(place: Place, length: int, user: str = "") -> bytes:
    host = f"[{place.host}]" if ":" in place.host else place.host
    lines = (
        f"POST {place.path} HTTP/1.1",
        f"Host: {host}:{place.number}",
        "Content-Type: application/ipp",
        f"Content-Length: {length}",
        "Connection: close",
        "User-Agent: Postwright",
    )
    # CUPS compares the name with what the system says of the other end of the socket (its auth.c).
    known = (f"Authorization: PeerCred {user}",) if _USER.fullmatch(user) else ()
    return "\r\n".join((*lines, *known, "", "")).encode("ascii")


class _Heard(io.RawIOBase):
    """What arrives on a line, until a moment and up to a size, in the form that `http.client` reads from."""

    def __init__(self, line: socket.socket, end: float) -> None:
        self._line = line
        self._end = end
        self._room = _MOST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # anything that can be written into has a type since 3.12
        self._line.settimeout(max(0.01, self._end - time.monotonic()))
        count = self._line.recv_into(buffer)
        self._room -= count
        if self._room < 0 or time.monotonic() > self._end:
            raise TimeoutError("its answer has no end")
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)


def _read(line: socket.socket, end: float) -> Answer:
    heard: Any = _Heard(line, end)  # all that HTTPResponse asks of a socket is its makefile
    response = HTTPResponse(heard, method="POST")
    try:
        response.begin()
        if 400 <= response.status < 500 and response.status != _TIMED_OUT:
            words = _SAYS_NO.get(response.status, f"It answers {response.status} {response.reason}.")
            raise PaperFault(FaultKind.PRINTER_REFUSED, words)
        if response.status != 200:
            raise ValueError(f"it answers {response.status}")
        return answer(response.read())
    finally:
        response.close()


def _words(place: Place, error: Exception) -> str:
    name = "The print system" if place.unix else f"{place.host} port {place.number}"
    return f"{name}: {line_words(error)}"
