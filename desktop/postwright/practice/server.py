"""Serves the practice carrier to other programs of this computer. It never listens beyond it."""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.serving import ThreadedWSGIServer

from postwright.practice.app import PRACTICE_KEY, PracticeCarrier, practice_app
from postwright.practice.connection import Connection
from postwright.practice.control import ControlLayer

_LOG = logging.getLogger(__name__)


class _NotBound(Exception):
    """Carries the system's error past a library that would print it and end the program."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class PracticeServer(ThreadedWSGIServer):
    """One thread a connection; errors go to the log."""

    # On Windows this word would let two servers have one port.
    allow_reuse_address = os.name != "nt"

    def server_bind(self) -> None:
        try:
            super().server_bind()
        except OSError as error:
            raise _NotBound(error) from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        _LOG.debug("a connection ended badly", exc_info=True)


def open_server(carrier: PracticeCarrier, *, host: str, port: int, control_token: str) -> PracticeServer:
    """A server that has its port (0 takes a free one) and waits for `serve_forever`.

    Raises ValueError for an address that others can reach, OSError when the port is taken.
    """
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError("the practice carrier is served on this computer only")
    try:
        return PracticeServer(host, port, ControlLayer(carrier, control_token), Connection)
    except _NotBound as failed:
        raise failed.error from failed


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: which keys open production data, a seed for what is drawn, switches to begin with."""

    port: int = 0
    host: str = "127.0.0.1"
    control_token: str = ""
    keys: tuple[str, ...] = ()
    seed: str = ""
    switches: Mapping[str, Any] = field(default_factory=dict)


def serve(folder: Path, serving: Serving, announce: Callable[[str, tuple[str, ...]], None]) -> None:
    """Serve until interrupted. `announce` is told the address and the keys once calls are
    taken. Raises OSError when the folder or the port cannot be had, sqlite3.Error for a damaged file.
    """
    carrier = practice_app(folder, keys=serving.keys, seed=serving.seed, switches=serving.switches)
    server = open_server(carrier, host=serving.host, port=serving.port, control_token=serving.control_token)
    try:
        announce(f"http://{serving.host}:{server.server_port}", (PRACTICE_KEY, *serving.keys))
        server.serve_forever()
    finally:
        server.server_close()
        carrier.close()
