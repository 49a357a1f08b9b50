"""One request and its whole reply, within a time and a size. Asks once and judges nothing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from postwright.carrier import outcome
from postwright.carrier.deadline import Clock, Deadline, watch, within
from postwright.carrier.reply import Reply
from postwright.domain.faults import Fault, FaultKind, Lost

Trace = Callable[[str, Mapping[str, Any]], None]


def exchange(
    client: httpx.Client, request: httpx.Request, *, seconds: float, size: int, clock: Clock
) -> Reply:
    """The reply, perhaps cut short. Raises NotSent or Lost when there is not even a status.

    `size` is in bytes as unpacked: a small gzip can hold a huge answer.
    """
    request.extensions["trace"] = _traced(request.extensions.get("trace"))
    with within(seconds, clock) as deadline:
        try:
            response = client.send(request, stream=True)
        except outcome.BROKEN as error:
            raise outcome.of_error(error) from error
        try:
            body, broken = _take(response, size, deadline)
        finally:
            response.close()
    return Reply(response.status_code, dict(response.headers), body, broken)


def _traced(other: Trace | None) -> Trace:
    """The limit on reading, and what the caller wants to watch besides."""

    def trace(event: str, info: Mapping[str, Any]) -> None:
        watch(event, info)
        if other is not None:
            other(event, info)

    return trace


def _take(response: httpx.Response, size: int, deadline: Deadline) -> tuple[bytes, Lost | None]:
    """The body as far as it came, and why it ends there."""
    unpacker = _Unpacker(response.headers.get("content-encoding", "").strip().lower())
    body = bytearray()
    packed = 0
    # Read below httpx's own unpacking, which knows no limit.
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)
    try:
        for chunk in stream:
            deadline.left()
            packed += len(chunk)
            body += unpacker.unpack(chunk, size + 1 - len(body))
            if max(len(body), packed) > size:
                return bytes(body[:size]), outcome.too_large()
        unpacker.finish()
    except outcome.BROKEN as error:
        return bytes(body), _lost(outcome.of_error(error))
    except zlib.error as error:
        return bytes(body), Lost(FaultKind.UNREADABLE, str(error))
    except Lost as lost:
        return bytes(body), lost
    return bytes(body), None


def _lost(fault: Fault) -> Lost:
    """A status has come, so nothing that happens after it can prove that the request never left."""
    return fault if isinstance(fault, Lost) else Lost(fault.kind, fault.detail)


class _Unpacker:
    """Undoes gzip and deflate, never by more than the room that is left."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        # 32 + 15: zlib finds out by itself whether the header is that of gzip or of zlib.
        self._stream = zlib.decompressobj(32 + zlib.MAX_WBITS)
        self._begun = False

    def unpack(self, chunk: bytes, room: int) -> bytes:
        if self._encoding in ("", "identity"):
            return chunk[:room]
        if self._encoding not in ("gzip", "x-gzip", "deflate"):
            raise zlib.error(f"packed as {self._encoding[:20]}")
        self._begun = self._begun or bool(chunk)
        return self._stream.decompress(chunk, room)

    def finish(self) -> None:
        """Raises zlib.error when the packed body ended too early."""
        if self._begun and not self._stream.eof:
            raise zlib.error("the packed answer is cut short")
