"""Printers that CUPS finds on the network can be chosen; who may not ask for them is told nothing."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.printing_profile import Language
from postwright.printing import ports
from postwright.printing.cups_devices import port_of
from postwright.printing.handover import FoundPrinter
from postwright.printing.ipp_message import Tag, attribute
from tests.printing.ipp_server import GET_PRINTERS, Server, printer, refusal, reply, serve
from tests.printing.print_systems import Cups, cups_server

GET_DEVICES = 0x400B
ZEBRA_ID = "MFG:Zebra Technologies;CMD:ZPL;MDL:ZD421-203dpi;"


def device(uri: str, info: str = "", device_id: str = "", model: str = "Unknown") -> bytes:
    """One printer as CUPS tells it."""
    return bytes([4]) + b"".join((
        attribute(Tag.KEYWORD, "device-class", "network"),
        attribute(Tag.TEXT, "device-info", info),
        attribute(Tag.TEXT, "device-make-and-model", model),
        attribute(Tag.URI, "device-uri", uri),
        attribute(Tag.TEXT, "device-id", device_id),
    ))  # fmt: skip


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serve() as server:
        server.answers = {GET_PRINTERS: reply(), GET_DEVICES: reply()}
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.number}")
        yield server


def test_a_printer_on_the_network_is_listed_with_what_it_says_of_itself(spooler: Server) -> None:
    spooler.answers[GET_DEVICES] = reply(
        device("socket"),
        device("socket://192.168.1.20:9100", "Zebra ZD421", ZEBRA_ID),
        device("ipp://office.local:631/ipp/print?uuid=1", "Office", model="Brother HL-L2350DW"),
        device("socket://192.168.1.21"),
        device("dnssd://Zebra%20ZD621._pdl-datastream._tcp.local/?uuid=2", "Zebra ZD621"),
        device("serial:/dev/ttyS0?baud=115200", "Serial Port #1"),
    )
    assert ports.devices() == (
        FoundPrinter(
            "Zebra ZD421",
            "tcp:192.168.1.20:9100",
            "on the network",
            Language.ZPL,
            203,
            "Zebra Technologies ZD421-203dpi",
        ),
        FoundPrinter("Office", "ipp:ipp://office.local:631/ipp/print", "on the network", Language.PDF),
        FoundPrinter("tcp:192.168.1.21:9100", "tcp:192.168.1.21:9100", "on the network", Language.ZPL),
    )


def test_a_printer_that_has_a_queue_is_not_listed_twice(spooler: Server) -> None:
    spooler.answers[GET_PRINTERS] = reply(
        printer(attribute(Tag.URI, "device-uri", "socket://192.168.1.20")),
        printer(attribute(Tag.URI, "device-uri", "dnssd://Zebra._ipp._tcp.local/")),
    )
    spooler.answers[GET_DEVICES] = reply(
        device("socket://192.168.1.20:9100"), device("socket://192.168.1.22"), device("socket://192.168.1.22")
    )
    assert [one.port for one in ports.devices()] == ["tcp:192.168.1.22:9100"]


@pytest.mark.parametrize("status", [0x0403, 0x0501])
def test_a_print_system_that_does_not_say_lists_nothing(spooler: Server, status: int) -> None:
    spooler.answers[GET_DEVICES] = refusal(status)
    assert ports.devices() == ()
    spooler.http_status = 401
    assert ports.devices() == ()


def test_no_print_system_lists_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    assert ports.devices() == ()
    monkeypatch.setenv("CUPS_SERVER", ":::")
    assert ports.devices() == ()


@pytest.mark.parametrize(
    ("uri", "port"),
    [
        ("socket://zebra.local", "tcp:zebra.local:9100"),
        ("socket://zebra:6101/?waiteof=false", "tcp:zebra:6101"),
        ("socket://[fe80::1]:9100", "tcp:[fe80::1]:9100"),
        ("ipps://office:443/ipp/print", "ipp:ipps://office:443/ipp/print"),
        ("ipp://Office._ipp._tcp.local/", ""),
        ("ipp://Office._ipp._tcp", ""),
        ("ipp://me@office/ipp", ""),
        ("usb://Zebra/ZD421?serial=1", ""),
        ("lpd://office/queue", ""),
        ("socket://zebra:port", ""),
        ("socket://[zebra", ""),
        ("", ""),
    ],
)
def test_only_what_is_reached_by_its_address_has_a_port(uri: str, port: str) -> None:
    assert port_of(uri) == port


@contextmanager
def behind_a_file(folder: Path, heard: list[bytes]) -> Iterator[str]:
    """A print system behind a socket file that keeps what it is asked and says no."""
    path = str(folder / "s")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()

        def serve() -> None:
            for answer in (b"200 OK\r\nContent-Length: 9\r\n\r\n\2\0\0\0\0\0\0\1\3", b"401 No\r\n\r\n"):
                line, _ = server.accept()
                with line:
                    heard.append(line.recv(65_536))
                    line.sendall(b"HTTP/1.1 " + answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield path
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no socket files")
def test_the_print_system_of_this_computer_is_told_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bytes] = []
    with behind_a_file(tmp_path, heard) as path:
        monkeypatch.setenv("CUPS_SERVER", path)
        monkeypatch.setenv("LOGNAME", "june")
        assert ports.devices() == ()
    queues, devices = heard
    assert b"Authorization" not in queues
    assert b"\r\nAuthorization: PeerCred june\r\n" in devices


# As Debian's CUPS is set up: devices are told to those who may set up printers.
_MAY = """<Policy default>
<Limit CUPS-Get-Devices>
AuthType Default
Require user @SYSTEM
Order deny,allow
</Limit>
<Limit All>"""
_BACKEND = """#!/bin/sh
echo 'network socket://127.0.0.1:9100 "Zebra ZD421" "Zebra ZD421" "{0}" "Packing table"'
"""


@pytest.fixture
def cups(tmp_path: Path) -> Iterator[Cups]:
    """One whose only way of looking around finds one printer."""
    with cups_server() as server:
        server.stop()
        folder = server.folder
        (folder / "bin/backend").mkdir(parents=True)
        (folder / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        backend = folder / "bin/backend/socket"
        backend.write_text(_BACKEND.format(ZEBRA_ID), "utf-8")
        backend.chmod(0o755)
        files = (folder / "files.conf").read_text("utf-8")
        (folder / "files.conf").write_text(f"{files}ServerBin {folder}/bin\n", "utf-8")
        settings = (folder / "cupsd.conf").read_text("utf-8")
        wary = settings.replace("DefaultAuthType None\n", "DefaultAuthType Basic\n")
        (folder / "cupsd.conf").write_text(wary.replace("<Policy default>\n<Limit All>", _MAY), "utf-8")
        server.start()
        yield server


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cupsd") is None, reason="needs CUPS")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a CUPS server needs root")
def test_cups_itself_tells_those_who_may_set_up_printers(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups.number}")
    assert ports.devices() == ()
    monkeypatch.setenv("CUPS_SERVER", f"{cups.folder}/cups.sock")
    monkeypatch.setenv("LOGNAME", "nobody")
    assert ports.devices() == ()
    monkeypatch.setenv("LOGNAME", "root")
    (found,) = ports.devices()
    assert (found.name, found.port, found.language) == ("Zebra ZD421", "tcp:127.0.0.1:9100", Language.ZPL)
