"""Bytes reach a port whole, or a fault says for certain whether anything can have been printed."""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, Fault, FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ports
from postwright.printing.handover import Handed

ZPL = b"^XA^FO1,1^GB9,9^FS^XZ\n"


def send(
    port: str, content: bytes = ZPL, *, language: Language = Language.ZPL, title: str = "1001"
) -> Handed:
    return ports.send(port, content, language=language, title=title)


def fault(port: str, content: bytes = ZPL, *, language: Language = Language.ZPL) -> Fault:
    with pytest.raises(Fault) as caught:
        send(port, content, language=language)
    return caught.value


# ---------------------------------------------------------------- the network


@contextmanager
def printer(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A printer on loopback that takes one connection and does with it what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                behave(line)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp:127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)
        assert not thread.is_alive()


def test_a_network_printer_gets_every_byte_and_no_other() -> None:
    taken = bytearray()

    def take(line: socket.socket) -> None:
        while part := line.recv(4096):
            taken.extend(part)

    label = os.urandom(500_000)
    with printer(take) as port:
        assert "closed the line" in send(port, label).detail
    assert taken == label


def test_a_printer_that_keeps_the_line_open_is_not_waited_for() -> None:
    done = threading.Event()

    def hold(line: socket.socket) -> None:
        while line.recv(4096):
            pass
        done.wait(10)

    with printer(hold) as port:
        assert "kept the line open" in send(port).detail
        done.set()


def test_a_printer_that_talks_without_end_is_cut_short() -> None:
    def talk(line: socket.socket) -> None:
        line.recv(4096)
        line.sendall(b"?" * 100_000)
        while line.recv(4096):
            pass

    with printer(talk) as port:
        assert "keeps talking" in send(port).detail


def reset(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_printer_that_vanishes_after_some_bytes_may_have_printed() -> None:
    def vanish(line: socket.socket) -> None:
        line.recv(1000)
        reset(line)

    with printer(vanish) as port:
        gone = fault(port, b"^" * 20_000_000)
    assert isinstance(gone, PaperFault)
    assert gone.kind is FaultKind.MAY_HAVE_PRINTED


def test_a_printer_that_breaks_off_after_the_last_byte_may_have_printed() -> None:
    def vanish(line: socket.socket) -> None:
        while line.recv(4096):
            pass
        reset(line)

    with printer(vanish) as port:
        assert fault(port).kind is FaultKind.MAY_HAVE_PRINTED


def test_a_printer_that_is_switched_off_has_printed_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
    assert fault(f"tcp:127.0.0.1:{number}").kind is FaultKind.PRINTER_UNREACHABLE
    assert fault("tcp:no printer has such a name").kind is FaultKind.PRINTER_UNKNOWN
    assert fault(f"tcp:{'a' * 70}.localhost:9100").kind is FaultKind.PRINTER_UNREACHABLE


def test_a_printer_at_an_address_of_the_sixth_kind_is_reached() -> None:
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this computer has no IPv6")
    with server:
        number = server.getsockname()[1]
    assert fault(f"tcp:[::1]:{number}").kind is FaultKind.PRINTER_UNREACHABLE


@pytest.mark.parametrize("port", ["tcp:127.0.0.1:1", "windows:Zebra"])
def test_a_pdf_is_never_sent_where_bytes_go_through_as_they_are(port: str) -> None:
    refused = fault(port, b"%PDF-1.7", language=Language.PDF)
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert "pages of letters" in refused.detail


@pytest.mark.parametrize(
    "port",
    ["", "nowhere", "tcp:", "tcp:[::1", "cups:", "cups:-o raw", "cups:a/b", "file:", "usb:1", "windows:"],
)
def test_a_port_that_makes_no_sense_is_unknown(port: str) -> None:
    assert fault(port).kind is FaultKind.PRINTER_UNKNOWN


@pytest.mark.skipif(sys.platform == "win32", reason="there is a spooler there")
def test_the_spooler_of_another_system_is_not_there() -> None:
    assert fault("windows:Zebra").kind is FaultKind.PRINTER_UNREACHABLE


# ---------------------------------------------------------------- files


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "label.zpl"
    target.write_bytes(b"older")
    assert send(f"file:{target}").detail == "Saved as label.zpl."
    assert target.read_bytes() == ZPL
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_keeps_every_label(tmp_path: Path) -> None:
    for _ in range(2):
        send(f"folder:{tmp_path}", title="Order 1001/../é")
    send(f"folder:{tmp_path}", title="..", language=Language.PDF)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "Order-1001-2.zpl",
        "Order-1001.zpl",
        "label.pdf",
    ]


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    for port in (f"file:{tmp_path}/gone/label.zpl", f"folder:{tmp_path}/gone", "file:a\x00b/c"):
        failed = fault(port)
        assert isinstance(failed, Environment)
        assert failed.kind is FaultKind.FILE_UNWRITABLE
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    # The system's own limit on the size of a file fails a write half-way, as a full disk does.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    earlier = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        failed = fault(f"file:{tmp_path}/label.zpl", b"^" * 100_000)
        folder = fault(f"folder:{tmp_path}", b"^" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, earlier)
    assert (failed.kind, folder.kind) == (FaultKind.DISK_FULL, FaultKind.DISK_FULL)
    assert list(tmp_path.iterdir()) == []
