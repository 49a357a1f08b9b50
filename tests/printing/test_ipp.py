"""A server that answers in the middle of a document is believed when it says no, and not when it says yes."""

from __future__ import annotations

import socket
import threading

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.ipp import Answer, hand, place_of
from tests.printing.ipp_server import job, refusal, reply

_DOCUMENT = b"^" * 30_000_000  # far more than the buffers of a line hold


def handed(answer: bytes) -> Answer:
    """What `hand` makes of a server that takes a part of a document, answers this and closes the line."""
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(65_536)
                line.sendall(head.encode() + answer)

        thread = threading.Thread(target=serve)
        thread.start()
        place = place_of(f"ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print")
        assert place is not None
        try:
            return hand(place, b"message", _DOCUMENT)
        finally:
            thread.join(10)
            assert not thread.is_alive()


@pytest.mark.row("P2")
def test_a_yes_before_the_document_is_whole_is_no_word_that_it_was_taken() -> None:
    with pytest.raises(PaperFault) as caught:
        handed(reply(job(7, 3)))
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED


def test_a_no_before_the_document_is_whole_is_heard() -> None:
    assert handed(refusal(0x0506)).status == 0x0506
