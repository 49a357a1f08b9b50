"""What broke a line to a printer, in words for the operator. What has none keeps the system's own."""

from __future__ import annotations

import errno
import socket

_BROKE = "The connection broke."
_LATE = "It did not answer in time."
_NO_WAY = "There is no way to it on this network."
_SAID = {
    errno.ECONNREFUSED: "Nothing there takes print jobs.",
    errno.ECONNRESET: _BROKE,
    errno.ECONNABORTED: _BROKE,
    errno.ENOTCONN: _BROKE,
    errno.EPIPE: _BROKE,
    errno.ETIMEDOUT: _LATE,
    errno.EHOSTUNREACH: _NO_WAY,
    errno.EHOSTDOWN: _NO_WAY,
    errno.ENETUNREACH: _NO_WAY,
    errno.ENETDOWN: _NO_WAY,
}


def line_words(error: Exception) -> str:
    """One sentence where the cause is known; faults of our own say what they are themselves."""
    if isinstance(error, socket.gaierror):
        return "No computer of this name is known here."
    if isinstance(error, TimeoutError) and str(error) in ("", "timed out"):
        return _LATE
    said = _SAID.get(getattr(error, "errno", None) or 0)
    return said or getattr(error, "strerror", None) or str(error) or type(error).__name__
