"""Hand a label to a printer on the network, on the port that takes bytes as they are (usually 9100).

Tells apart what certainly was not printed from what may have been. Takes ZPL only.
"""

from __future__ import annotations

import socket
import time

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.handover import Handed

_CONNECT = 3.0
_WRITE = 30.0
# Many printers close the line when they have taken everything; the others are not waited for long, since a
# batch has hundreds of labels.
_FAREWELL = 1.0
_CHUNK = 16_384
_MOST_CHATTER = 65_536


def send(host: str, port: int, content: bytes) -> Handed:
    """Raises PaperFault: PRINTER_UNREACHABLE while no byte has left, then MAY_HAVE_PRINTED."""
    try:
        line = socket.create_connection((host, port), timeout=_CONNECT)
    except (OSError, UnicodeError) as error:
        words = f"{host} port {port}: {_words(error)}"
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, words) from error
    with line:
        _write(line, content)
        return Handed(_farewell(line))


def _write(line: socket.socket, content: bytes) -> None:
    end = time.monotonic() + _WRITE
    sent = 0
    try:
        while sent < len(content):
            line.settimeout(max(0.01, end - time.monotonic()))
            sent += line.send(content[sent : sent + _CHUNK])
            if time.monotonic() > end:
                raise TimeoutError("the printer stopped taking data")
        line.shutdown(socket.SHUT_WR)
    except OSError as error:
        if not sent:
            raise PaperFault(FaultKind.PRINTER_UNREACHABLE, _words(error)) from error
        words = f"{sent} of {len(content)} bytes were sent: {_words(error)}"
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, words) from error


def _farewell(line: socket.socket) -> str:
    """Wait for the printer to close its side: a broken line shows here, with bytes still under way."""
    end = time.monotonic() + _FAREWELL
    heard = 0
    try:
        while heard < _MOST_CHATTER:
            line.settimeout(max(0.01, end - time.monotonic()))
            part = line.recv(4096)
            if not part:
                return "The printer took the label and closed the line."
            heard += len(part)
    except TimeoutError:
        return "The printer took the label and kept the line open."
    except OSError as error:
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, _words(error)) from error
    return "The printer took the label and keeps talking."


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
