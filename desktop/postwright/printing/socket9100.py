"""Hand a label to a printer on the network, on the port that takes bytes as they are (usually 9100).

Tells apart what certainly was not printed from what may have been. Takes ZPL only, and sends no label to a
printer that says that it cannot print one.
"""

from __future__ import annotations

import platform
import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing import host_query, readiness
from postwright.printing.asking import Asking
from postwright.printing.handover import Handed, PrinterStatus, Progress, Recognised
from postwright.printing.host_query import Wire
from postwright.printing.line_words import line_words

_CONNECT = 3.0
# How long a printer may take nothing at all. A label that is printing holds the next one up for seconds.
PATIENCE = 30.0
# Once the printer's side has acknowledged every byte, a broken line may still show; not for long, since a
# batch has hundreds of labels. Where the system does not tell what was acknowledged, this is all there is.
_FAREWELL, _BLIND_FAREWELL = 0.05, 1.0
_LOOK = 0.01
# A printer answers within some ten milliseconds, over a radio within some hundred. One whose room is full
# prints a label a second or two.
_ANSWER, _AGAIN, _ROOM = 0.5, 0.2, 10.0
_CHUNK = 16_384
_MOST_CHATTER = 65_536
# Bytes that left the program and were not acknowledged: SIOCOUTQ of Linux (tcp(7)).
_UNACKNOWLEDGED = 0x5411
_SYSTEM_TELLS = platform.system() == "Linux"


def send(
    host: str, number: int, content: bytes, progress: Progress | None = None, patience: float = PATIENCE
) -> Handed:
    """Raises PaperFault: PRINTER_UNREACHABLE while no byte has left, then MAY_HAVE_PRINTED.

    Asks the printer nothing.
    """
    with _connected(host, number) as line:
        return _send(line, content, progress, patience)


def send_if_ready(
    host: str, number: int, content: bytes, progress: Progress | None, asking: Asking, room: float = _ROOM
) -> Handed:
    """Ask by ~HS, then send, over one connection: many printers take only one, and some a while after it.

    Raises what `send` raises, and PaperFault(PRINTER_NOT_READY) with nothing sent. One that gives no answer
    gets its label as if it had not been asked.
    """
    port = f"{host}:{number}"
    if not asking.is_worth(port):
        return send(host, number, content, progress)
    with _connected(host, number) as line:
        try:
            said = _asked(_wire(line, until_closed=False), room)
        except OSError:
            said = None
        if said is None or said.ready is None:
            asking.gave_none(port)
        elif why := readiness.hindrance(said):
            raise PaperFault(FaultKind.PRINTER_NOT_READY, why)
        if said is not None:
            return _send(line, content, progress, PATIENCE)
    # What breaks the line at a question has had nothing of the label.
    return send(host, number, content, progress)


def _asked(wire: Wire, room: float) -> PrinterStatus:
    """How it is now. One that only has its hands full is asked again for a while."""
    end = time.monotonic() + room
    while True:
        said = host_query.status(wire, _ANSWER)
        if said.reasons != (host_query.FULL,) or time.monotonic() > end:
            return said
        time.sleep(_AGAIN)


def _send(line: socket.socket, content: bytes, progress: Progress | None, patience: float) -> Handed:
    _write(line, content, progress, patience)
    return Handed(_farewell(line, len(content), patience))


def status(host: str, number: int) -> PrinterStatus:
    """Asked by ~HS. Raises PaperFault(PRINTER_UNREACHABLE)."""
    end = time.monotonic() + host_query.SECONDS
    with _connected(host, number) as line, _unreachable():
        return host_query.status(_wire(line), end - time.monotonic())


def recognise(host: str, number: int) -> Recognised:
    """Asked by ~HI. Raises PaperFault(PRINTER_UNREACHABLE)."""
    with _connected(host, number) as line, _unreachable():
        return host_query.identity(_wire(line))


@contextmanager
def _connected(host: str, number: int) -> Iterator[socket.socket]:
    try:
        line = socket.create_connection((host, number), timeout=_CONNECT)
    except (OSError, UnicodeError) as error:
        words = f"{host} port {number}: {line_words(error)}"
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, words) from error
    with line:
        yield line


@contextmanager
def _unreachable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, line_words(error)) from error


def _wire(line: socket.socket, *, until_closed: bool = True) -> Wire:
    """A line that is closed from the other side ends what is heard, or else breaks it: what is sent into it
    afterwards may be lost.
    """

    def hear(seconds: float) -> bytes:
        line.settimeout(max(_LOOK, seconds))
        part = line.recv(4096)
        if not part and not until_closed:
            raise ConnectionAbortedError
        return part

    return Wire(line.sendall, hear)


def _write(line: socket.socket, content: bytes, progress: Progress | None, patience: float) -> None:
    sent = 0
    try:
        line.settimeout(patience)
        while sent < len(content):
            sent += line.send(content[sent : sent + _CHUNK])
            if progress is not None:
                progress(sent, len(content))
        line.shutdown(socket.SHUT_WR)
    except OSError as error:
        if not sent:
            raise PaperFault(FaultKind.PRINTER_UNREACHABLE, line_words(error)) from error
        _give_up(line)
        words = f"{sent} of {len(content)} bytes were sent. {line_words(error)}"
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, words) from error


def _farewell(line: socket.socket, total: int, patience: float) -> str:
    """Wait until the printer's side has every byte: until then they lie in this computer, and are lost with
    a broken line.
    """
    left = _unacknowledged(line)
    moved = time.monotonic()
    end = moved + (_BLIND_FAREWELL if left is None else patience)
    heard, closed = 0, False
    try:
        while heard < _MOST_CHATTER:
            part = _heard(line, closed)
            closed = closed or part == b""
            # One that has nothing to say may close its side at once, with the label still on this one.
            if closed and not _unacknowledged(line):
                return "The printer took the label and closed the line."
            heard += len(part or b"")
            now = _unacknowledged(line)
            if now != left:
                left, moved = now, time.monotonic()
                end = moved + (_FAREWELL if now == 0 else patience)
            elif left == 0:
                end = min(end, moved + _FAREWELL)
            if time.monotonic() > end:
                break
    except OSError as error:
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, line_words(error)) from error
    if left:
        _give_up(line)
        words = f"The printer took {max(0, total - left)} of {total} bytes and then no more."
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, words)
    if heard >= _MOST_CHATTER:
        return "The printer took the label and keeps talking."
    return "The printer took the label and kept the line open."


def _heard(line: socket.socket, closed: bool) -> bytes | None:
    """What the printer says meanwhile: nothing once it has closed its side."""
    if closed:
        time.sleep(_LOOK)
        return None
    line.settimeout(_LOOK)
    try:
        return line.recv(4096)
    except TimeoutError:
        return None


def _unacknowledged(line: socket.socket) -> int | None:
    """None where the system does not tell."""
    if not _SYSTEM_TELLS:
        return None
    import fcntl  # not on Windows

    (count,) = struct.unpack("i", fcntl.ioctl(line, _UNACKNOWLEDGED, b"\0" * 4))
    return int(count)


def _give_up(line: socket.socket) -> None:
    """Take back what this computer still holds, so that it does not come out long afterwards."""
    at_once = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
