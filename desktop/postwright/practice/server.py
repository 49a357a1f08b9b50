"""Serves the practice carrier to other programs of this computer. It never listens beyond it."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from postwright.practice.app import PracticeCarrier, practice_app
from postwright.practice.control import ControlLayer

_LOG = logging.getLogger(__name__)
DEFAULT_PORT = 8477


class _Handler(WSGIRequestHandler):
    """Writes head and body at once, says nothing on the terminal, and closes where a fault asks for it."""

    # Two small writes would cost each reply forty milliseconds of waiting for an acknowledgement.
    wbufsize = -1
    protocol_version = "HTTP/1.1"

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:
        _LOG.debug(message, *args)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Not even to the log: an address may hold the token of a document."""


def open_server(carrier: PracticeCarrier, *, host: str, port: int, control_token: str) -> BaseWSGIServer:
    """A server that has its port (0 takes a free one) and waits for `serve_forever`.

    Raises ValueError for an address that others can reach, OSError when the port is taken.
    """
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError("the practice carrier is served on this computer only")
    app = ControlLayer(carrier, control_token)
    return make_server(host, port, app, threaded=True, request_handler=_Handler)


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    control_token: str,
    announce: Callable[[str], None],
    keys: Iterable[str] = (),
) -> None:
    """Serve until interrupted. `announce` is told the address once calls are taken."""
    carrier = practice_app(folder, keys=keys)
    server = open_server(carrier, host=host, port=port, control_token=control_token)
    try:
        announce(f"http://{host}:{server.server_port}")
        server.serve_forever()
    finally:
        server.server_close()
        carrier.close()
