"""A conversation with a mail server that ends in time: limits that smtplib lacks, around smtplib's own steps.

Believes no answer that came before its question, was cut off, or has no end. Decides nothing about mails.
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any

# Servers ask who calls. Our host's own name is nobody's business, and finding it can take many seconds.
_CALLER = "[127.0.0.1]"
_PIECE = 16_384
# What a server says about thousands of mails.
_MOST_SAID = 1_048_576


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. `step` is for each answer and each piece of the mail, `opening` for the connection with its
    login, `talk` for a mail up to the dot that ends it, `dot` for the answer to that.

    RFC 5321 4.5.3.2 has five minutes for a step and ten for the dot. Steps here are shorter, since nothing is
    lost by trying later; the dot's answer is waited for longest, since without it nobody knows.
    """

    step: float = 30.0
    opening: float = 60.0
    talk: float = 180.0
    dot: float = 300.0
    goodbye: float = 3.0


class Limit:
    """When the present part of the conversation must be over. A timeout of a socket begins anew with every
    byte, so one that drips would never end it.
    """

    def __init__(self, step: float) -> None:
        self._step = step
        self._until = 0.0

    def begin(self, seconds: float, step: float | None = None) -> None:
        self._until = time.monotonic() + seconds
        self._step = min(self._step, seconds) if step is None else step

    def left(self) -> float:
        """Seconds for the next byte. Raises TimeoutError."""
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("The mail server did not answer in time.")
        return min(self._step, seconds)


class _Answers:
    """What the server says, line by line; stands where smtplib expects a file."""

    def __init__(self, sock: socket.socket, limit: Limit) -> None:
        self._sock = sock
        self._limit = limit
        self._read = b""
        self._size = 0

    @property
    def unasked(self) -> bool:
        return bool(self._read)

    def readline(self, longest: int) -> bytes:
        """A whole line, the beginning of one that is too long, or nothing where the connection ended."""
        while b"\n" not in self._read and len(self._read) < longest:
            self._sock.settimeout(self._limit.left())
            got = self._sock.recv(4096)
            if not got:
                return b""
            self._read += got
            self._size += len(got)
            if self._size > _MOST_SAID:
                raise OSError("The mail server's answer has no end.")
        cut = min(self._read.find(b"\n") + 1 or longest, longest)
        line, self._read = self._read[:cut], self._read[cut:]
        return line

    def close(self) -> None:
        """The socket is closed by whoever opened it."""


class Line(smtplib.SMTP):
    """The connection, in clear until STARTTLS. Raises OSError for whatever goes wrong on the way."""

    def __init__(self, host: str, port: int, limit: Limit, **more: Any) -> None:
        self.limit = limit
        super().__init__(host, port, _CALLER, timeout=limit.left(), **more)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Answers(self.sock, self.limit)
        return super().getreply()

    def send(self, s: Any) -> None:
        """Raises OSError also where the server has answered what it was not asked yet."""
        if self.file is not None and self.file.unasked:
            raise OSError("The mail server answered before it was asked.")
        data = s.encode("ascii") if isinstance(s, str) else bytes(s)
        for begin in range(0, len(data), _PIECE):
            self._set_limit()
            super().send(data[begin : begin + _PIECE])

    def _set_limit(self) -> None:
        if self.sock is not None:  # one that is closed is told by smtplib
            self.sock.settimeout(self.limit.left())

    def encrypt(self, context: ssl.SSLContext) -> None:
        """STARTTLS. What the server said in clear is not believed any more."""
        self._set_limit()
        self.starttls(context=context)

    def log_in(self, user: str, password: str) -> tuple[int, bytes]:
        """The server's answer to one try; code 504 where it offers no way that is known here. The password is
        in no exception.

        smtplib's own tries every way in turn, which locks an account after a few wrong passwords, and takes
        ASCII alone; PLAIN is UTF-8 (RFC 4616).
        """
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            return self.docmd("AUTH", f"PLAIN {_coded(_plain(user, password))}")
        if "LOGIN" not in offered or not (user + password).isascii():
            return 504, b"The mail server offers no way to log in that is known here."
        code, words = self.docmd("AUTH", "LOGIN")
        for text in (user, password):
            if code != 334:
                break
            code, words = self.docmd(_coded(text))
        return code, words


class EncryptedLine(Line, smtplib.SMTP_SSL):
    """The connection, encrypted from the first byte."""


def spellings(user: str, password: str) -> tuple[str, ...]:
    """Every form in which the password may come back from a server that repeats what it heard."""
    return (password, _coded(_plain(user, password)), _coded(password))


def _plain(user: str, password: str) -> str:
    return f"\0{user}\0{password}"


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
