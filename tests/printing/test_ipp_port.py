"""A printer that speaks IPP gets what it can take, on paper that it has, or a fault says what is known."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ipp, ports
from postwright.printing.handover import Handed, JobEnd
from postwright.printing.ipp_message import Tag, attribute, collection
from tests.printing.ipp_server import (
    GET_JOB,
    GET_PRINTER,
    PRINT_JOB,
    Asked,
    Server,
    job,
    printer,
    refusal,
    reply,
    serve,
)

PDF, ZPL = Language.PDF, Language.ZPL


def formats(*names: str) -> bytes:
    return attribute(Tag.MIME, "document-format-supported", *names)


def papers(*names: str) -> bytes:
    return attribute(Tag.KEYWORD, "media-supported", *names)


OFFICE = printer(
    formats("application/pdf"),
    papers("na_index-4x6_4x6in", "custom_min_76x127mm", "custom_max_216x356mm"),
    attribute(Tag.KEYWORD, "print-scaling-supported", "auto", "none"),
    model="Office Laser",
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as one:
        one.answers = {
            GET_PRINTER: reply(OFFICE),
            PRINT_JOB: reply(job(7, 5)),
            GET_JOB: reply(job(7, 5)),
        }
        yield one


def port_of(server: Server) -> str:
    return f"ipp:ipp://127.0.0.1:{server.number}/ipp/print"


def send(server: Server, language: Language = PDF, *, width: float = 4, height: float = 6) -> Handed:
    return ports.send(port_of(server), b"%label", language=language, title="1001", width=width, height=height)


def fault(server: Server, language: Language = PDF) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        send(server, language)
    return caught.value


def test_a_label_goes_on_its_own_paper_as_it_is_or_not_at_all(server: Server) -> None:
    assert send(server) == Handed("Job 7.", "7@urn:uuid:1")
    [given] = server.printed()
    assert attribute(Tag.KEYWORD, "media", "na_index-4x6_4x6in") in given
    assert attribute(Tag.KEYWORD, "print-scaling", "none") in given
    assert attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", 1) in given
    assert given.endswith(b"\x03%label")


def test_paper_that_has_no_name_is_asked_for_by_its_measures(server: Server) -> None:
    send(server, width=4, height=6.75)
    size = {"x-dimension": 10160, "y-dimension": 17145}
    assert collection("media-col", {"media-size": size}) in server.printed()[0]


@pytest.mark.row("P6")
def test_a_printer_that_takes_no_pdf_is_told_so(server: Server) -> None:
    server.answers[GET_PRINTER] = reply(printer(formats("image/urf", "image/pwg-raster")))
    refused = fault(server)
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert "takes no PDF" in refused.detail
    assert server.printed() == []


@pytest.mark.row("P6")
def test_zpl_goes_only_to_a_printer_that_says_that_it_takes_it(server: Server) -> None:
    assert "Choose PDF" in fault(server, ZPL).detail
    server.answers[GET_PRINTER] = reply(printer(formats("application/vnd.zebra-zpl"), model="ZD421"))
    send(server, ZPL)
    server.answers[GET_PRINTER] = reply(
        printer(formats("application/octet-stream"), model="Zebra ZD421-203dpi")
    )
    send(server, ZPL)
    named, plain = server.printed()
    assert attribute(Tag.MIME, "document-format", "application/vnd.zebra-zpl") in named
    assert attribute(Tag.MIME, "document-format", "application/octet-stream") in plain


def test_a_printer_that_is_busy_with_the_label_before_is_asked_again(server: Server) -> None:
    def busy_once(_: Asked) -> bytes:
        return refusal(0x0507) if len(server.printed()) == 1 else reply(job(8, 5))

    server.answers[PRINT_JOB] = busy_once
    assert send(server).detail == "Job 8."


def test_an_old_printer_is_spoken_to_in_its_own_version(server: Server) -> None:
    def old(asked: Asked) -> bytes:
        if asked.body[:2] == bytes([2, 0]):
            return refusal(0x0503)
        return reply(OFFICE if asked.operation == GET_PRINTER else job(7, 5))

    server.answers = dict.fromkeys((GET_PRINTER, PRINT_JOB, GET_JOB), old)
    assert send(server).job == "7@urn:uuid:1"


@pytest.mark.row("P5")
def test_a_printer_says_what_keeps_it_from_printing(server: Server) -> None:
    reasons = ("media-empty-error", "cover-open-error", "toner-low-warning")
    server.answers[GET_PRINTER] = reply(printer(state=5, reasons=reasons))
    status = ports.status(port_of(server))
    assert status.ready is False
    assert status.words == "It is out of paper. It is open. Its toner runs low."
    assert status.reasons == reasons
    assert ports.follow(port_of(server), "7@urn:uuid:1").end is JobEnd.HELD


def test_a_printer_that_only_runs_low_is_ready(server: Server) -> None:
    server.answers[GET_PRINTER] = reply(printer(reasons=("media-low-report",)))
    assert ports.status(port_of(server)).ready is True
    server.answers[GET_PRINTER] = reply(printer(state=5))
    assert ports.status(port_of(server)).words == "It is stopped."
    no = attribute(Tag.BOOLEAN, "printer-is-accepting-jobs", 0)
    server.answers[GET_PRINTER] = reply(printer(no))
    assert ports.status(port_of(server)).words == "It takes no jobs."


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "ipp:",
        "ipp://",
        "http://printer/ipp",
        "ipp://a@b/ipp",
        "ipp://b/a b",
        "ipp://b/?q",
        "ipp://b:99999/",
    ],
)
def test_an_address_that_is_none_is_unknown(uri: str) -> None:
    with pytest.raises(PaperFault) as caught:
        ports.send(f"ipp:{uri}", b"%PDF", language=PDF, title="1001")
    assert caught.value.kind is FaultKind.PRINTER_UNKNOWN


# ---------------------------------------------------------------- printers that misbehave


@contextmanager
def host(*answers: bytes, hears: int = 1_000_000, holds: bool = False) -> Iterator[str]:
    """A host that hears so much of each request and says these bytes, whatever they are."""
    done = threading.Event()

    def talk(server: socket.socket) -> None:
        for answer in answers:
            line, _ = server.accept()
            with line:
                line.settimeout(0.2)
                heard = 0
                try:
                    while heard < hears and (part := line.recv(min(65_536, hears - heard))):
                        heard += len(part)
                except TimeoutError:
                    pass
                try:
                    line.sendall(answer)
                except OSError:
                    continue
                if holds:
                    done.wait(20)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=talk, args=(server,))
        thread.start()
        try:
            yield f"ipp:ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print"
        finally:
            done.set()
            thread.join(20)
            assert not thread.is_alive()


def as_http(content: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content


@pytest.mark.row("P7")
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\x00\xff garbage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n" + b"?" * 10_000_000,
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000,
    ],
)
def test_an_answer_that_makes_no_sense_is_no_answer(answer: bytes) -> None:
    with host(answer) as port:
        assert ports.status(port).ready is False
    with host(answer) as port:
        assert ports.follow(port, "7@urn:uuid:1").end is JobEnd.NO_ANSWER


@pytest.mark.row("P7")
def test_a_printer_that_never_answers_is_waited_for_three_seconds() -> None:
    with host(b"HTTP/1.1 200 OK\r\n", holds=True) as port:
        status = ports.status(port)
    assert status.ready is False
    assert "no end" in status.words or "did not answer in time" in status.words


@pytest.mark.row("P2")
def test_a_printer_that_is_lost_after_it_got_the_label_may_have_printed() -> None:
    with host(as_http(reply(OFFICE)), b"") as port, pytest.raises(PaperFault) as caught:
        ports.send(port, b"%label", language=PDF, title="1001")
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED


@pytest.mark.row("P2")
def test_a_printer_that_vanishes_in_the_label_may_have_printed() -> None:
    with host(as_http(reply(OFFICE)), b"", hears=70_000) as port, pytest.raises(PaperFault) as caught:
        ports.send(port, b"%" * 30_000_000, language=PDF, title="1001")
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED


def test_a_printer_that_asks_for_a_password_has_printed_nothing() -> None:
    no = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
    with host(as_http(reply(OFFICE)), no) as port, pytest.raises(PaperFault, match="password") as caught:
        ports.send(port, b"%label", language=PDF, title="1001")
    assert caught.value.kind is FaultKind.PRINTER_REFUSED


def test_a_host_of_the_sixth_kind_has_its_brackets() -> None:
    place = ipp.place_of("ipps://[::1]/ipp/print")
    assert place == ipp.Place("ipps://[::1]/ipp/print", "::1", 631, "/ipp/print", tls=True)
