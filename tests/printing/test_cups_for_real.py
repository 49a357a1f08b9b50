"""A label goes through a CUPS server of its own, and what comes out is what went in."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ports
from postwright.printing.dots import page_from_pdf
from postwright.printing.handover import Handed, JobEnd
from postwright.printing.pages import label_pdf as pdf_of_page
from postwright.printing.zpl import page_to_zpl
from tests.printing.labels import label_pdf
from tests.printing.print_systems import Cups, cups_server, free_port, run, until
from tests.printing.printers import Printer, plugged_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("cupsd") is None, reason="needs CUPS"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a CUPS server needs root"),
]


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    with cups_server() as server:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.number}")
        yield server


def zpl_of_a_label() -> bytes:
    return page_to_zpl(page_from_pdf(label_pdf(), dpi=203))


def send_zpl(content: bytes) -> Handed:
    return ports.send("cups:labels", content, language=Language.ZPL, title="1001")


def end_of(handed: Handed) -> JobEnd:
    return ports.follow("cups:labels", handed.job).end


def socket_of(port: str) -> str:
    return port.replace("tcp:", "socket://", 1)


@contextmanager
def comes_later(number: int, taken: bytearray) -> Iterator[None]:
    """A printer that is switched on now, on a number that the queue knows already."""
    with socket.create_server(("127.0.0.1", number)) as server:

        def take() -> None:
            line, _ = server.accept()
            with line:
                while part := line.recv(4096):
                    taken.extend(part)

        thread = threading.Thread(target=take)
        thread.start()
        yield
        thread.join(30)
        assert not thread.is_alive()


@pytest.mark.row("P6")
def test_a_raw_queue_passes_a_label_on_byte_by_byte(cups: Cups) -> None:
    printer = Printer()
    zpl = zpl_of_a_label()
    with plugged_in(printer) as port:
        cups.queue("labels", socket_of(port), "raw")
        handed = send_zpl(zpl)
        until(lambda: end_of(handed) is JobEnd.DONE)
        until(lambda: len(printer.taken) >= len(zpl))
    assert handed.detail == "Job 1."
    assert printer.taken == zpl
    with pytest.raises(PaperFault, match="Choose ZPL"):
        ports.send("cups:labels", b"%PDF-1.7", language=Language.PDF, title="1001")


def test_the_proved_page_reaches_a_driver_at_the_size_of_the_label(cups: Cups) -> None:
    driver = "drv:///sample.drv/zebra.ppd"
    if driver not in run("lpinfo", "-m"):
        pytest.skip("CUPS has no driver for label printers here")
    out = cups.folder / "out.prn"
    out.touch()
    out.chmod(0o666)
    cups.queue("labels", f"file:{out}", driver)
    pdf = pdf_of_page(page_from_pdf(label_pdf(), dpi=203))
    handed = ports.send("cups:labels", pdf, language=Language.PDF, title="1001")
    until(lambda: end_of(handed) is JobEnd.DONE)
    # The driver sends its graphic as so many bytes in rows of 102: 812 x 1218 dots.
    assert b"~DGR:CUPS.GRF,124236,102," in out.read_bytes()
    with pytest.raises(PaperFault, match="no paper of 30 x 60 inches"):
        ports.send("cups:labels", pdf, language=Language.PDF, title="1001", width=30, height=60)


@pytest.mark.row("P3")
def test_a_paused_queue_holds_the_job_until_it_goes_on(cups: Cups) -> None:
    cups.queue("labels", "file:/dev/null", "raw")
    run("cupsdisable", "labels")
    [found] = ports.printers()
    assert (found.port, found.state, found.language) == ("cups:labels", "paused", Language.ZPL)
    status = ports.status("cups:labels")
    assert (status.ready, status.words) == (False, "It is paused.")
    handed = send_zpl(b"^XA^XZ")
    assert handed.detail == "Job 1. It is paused."
    word = ports.follow("cups:labels", handed.job)
    assert (word.end, word.words) == (JobEnd.HELD, "It is paused.")
    run("cupsenable", "labels")
    until(lambda: end_of(handed) is JobEnd.DONE)


@pytest.mark.row("P1")
def test_a_job_waits_for_a_printer_that_is_off_and_is_not_called_printed(cups: Cups) -> None:
    number = free_port()
    cups.queue("labels", f"socket://127.0.0.1:{number}", "raw")
    zpl = zpl_of_a_label()
    handed = send_zpl(zpl)
    until(lambda: end_of(handed) is JobEnd.HELD)
    assert ports.follow("cups:labels", handed.job).words
    assert ports.status("cups:labels").ready is False
    taken = bytearray()
    with comes_later(number, taken):
        until(lambda: end_of(handed) is JobEnd.DONE)
    assert taken == zpl


@pytest.mark.row("P2")
def test_a_job_that_the_printer_broke_off_is_not_sent_again_by_itself(cups: Cups) -> None:
    printer = Printer(vanishes_after=20_000)
    label = zpl_of_a_label() * 200
    with plugged_in(printer) as port:
        cups.queue("labels", socket_of(port), "raw")
        handed = send_zpl(label)
        until(lambda: end_of(handed) in (JobEnd.ABORTED, JobEnd.DONE))
        # Either CUPS noticed and meant to send it again, or it calls done what never arrived (both happen).
        # So DONE is the spooler's word and never "printed", and there is nothing left that could come out.
        assert run("lpstat", "-o") == ""
    assert len(printer.taken) < len(label)
    assert printer.connections == 1


@pytest.mark.row("P4")
def test_a_spooler_that_is_killed_after_it_took_a_job_does_not_call_it_done(cups: Cups) -> None:
    cups.queue("labels", f"socket://127.0.0.1:{free_port()}", "raw")
    handed = send_zpl(b"^XA^XZ")
    cups.kill()
    gone = ports.follow("cups:labels", handed.job)
    assert gone.end is JobEnd.NO_ANSWER
    assert "not running" in gone.words
    assert ports.status("cups:labels").ready is False
    cups.start()
    cups.queue("labels", "file:/dev/null", "raw")
    # It has forgotten the job and gives its number to the next one.
    again = send_zpl(b"^XA^XZ")
    until(lambda: end_of(again) is JobEnd.DONE)
    assert again.job.partition("@")[0] == handed.job.partition("@")[0]
    assert end_of(handed) is JobEnd.UNKNOWN


def test_cups_is_found_where_its_own_programs_find_it(
    cups: Cups, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cups.queue("labels", "file:/dev/null", "raw")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".cups").mkdir()
    number = cups.number
    for server in (f"{cups.folder}/cups.sock", f"localhost:{number}", f"127.0.0.1:{number}/version=1.1"):
        monkeypatch.setenv("CUPS_SERVER", server)
        assert [one.name for one in ports.printers()] == ["labels"]
        monkeypatch.delenv("CUPS_SERVER")
        (tmp_path / ".cups" / "client.conf").write_text(f"# ours\nServerName {server}\n", "utf-8")
        assert [one.name for one in ports.printers()] == ["labels"]


def test_a_queue_that_is_not_there_is_unknown(cups: Cups) -> None:
    with pytest.raises(PaperFault) as caught:
        ports.send("cups:other", b"^XA^XZ", language=Language.ZPL, title="1001")
    assert caught.value.kind is FaultKind.PRINTER_UNKNOWN
