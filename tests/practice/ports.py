"""The practice carrier behind a real port of this computer, for tests that need sockets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from postwright.practice.app import PracticeCarrier
from postwright.practice.server import open_server

TOKEN = "control token of a test"


@contextmanager
def served(carrier: PracticeCarrier) -> Iterator[str]:
    """The carrier behind a port of this computer."""
    server = open_server(carrier, host="127.0.0.1", port=0, control_token=TOKEN)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
