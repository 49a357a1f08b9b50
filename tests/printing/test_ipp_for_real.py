"""A label goes to a printer that speaks IPP, by itself and through CUPS, dot by dot and on its own paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ports
from postwright.printing.dots import page_from_pdf
from postwright.printing.handover import Handed, JobEnd
from postwright.printing.page import Page
from postwright.printing.pages import label_pdf as pdf_of_page
from tests.printing.labels import label_pdf
from tests.printing.print_systems import IppPrinter, cups_server, ipp_printer, message_bus, until

NEEDED = ("ippeveprinter", "dbus-daemon", "avahi-daemon")
MISSING = [one for one in NEEDED if shutil.which(one) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason="needs " + ", ".join(MISSING)),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a message bus needs root"),
]


@pytest.fixture(scope="module")
def bus() -> Iterator[dict[str, str]]:
    with ExitStack() as systems:
        try:
            environment = systems.enter_context(message_bus())
            with ipp_printer(environment):
                pass
        except AssertionError:
            pytest.skip("ippeveprinter, or the Avahi that it needs, does not start here")
        yield environment


@pytest.fixture
def printer(bus: dict[str, str]) -> Iterator[IppPrinter]:
    with ipp_printer(bus) as one:
        yield one


def proved_page() -> Page:
    return page_from_pdf(label_pdf(), dpi=203)


def send(port: str, page: Page, *, width: float = 4, height: float = 6) -> Handed:
    return ports.send(
        port, pdf_of_page(page), language=Language.PDF, title="1001", width=width, height=height
    )


def arrives(printer: IppPrinter, port: str, handed: Handed) -> bytes:
    until(lambda: ports.follow(port, handed.job).end is JobEnd.DONE)
    [document] = printer.printed()
    return document


def test_a_printer_gets_the_page_dot_by_dot(printer: IppPrinter) -> None:
    page = proved_page()
    port = f"ipp:{printer.uri}"
    arrived = arrives(printer, port, send(port, page))
    assert page_from_pdf(arrived, dpi=203) == page


def test_a_printer_behind_cups_gets_the_page_dot_by_dot(
    printer: IppPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("cupsd") is None:
        pytest.skip("needs CUPS")
    page = proved_page()
    with cups_server() as cups:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups.number}")
        cups.queue("labels", printer.uri, "everywhere")
        # CUPS asks the printer in the background, and until then the queue is a raw one.
        until(lambda: "Raw" not in ports.recognise("cups:labels").model)
        arrived = arrives(printer, "cups:labels", send("cups:labels", page))
    assert page_from_pdf(arrived, dpi=203) == page


def test_paper_of_a_size_of_its_own_is_asked_for_by_its_measures(printer: IppPrinter) -> None:
    port = f"ipp:{printer.uri}"
    assert ports.follow(port, send(port, proved_page(), height=6.75).job).end is not JobEnd.UNKNOWN
    with pytest.raises(PaperFault, match="no paper of 9 x 20 inches") as caught:
        send(port, proved_page(), width=9, height=20)
    assert caught.value.kind is FaultKind.PRINTER_REFUSED


def test_a_printer_that_signed_its_own_certificate_is_spoken_to_encrypted(printer: IppPrinter) -> None:
    port = f"ipp:{printer.uri.replace('ipp:', 'ipps:', 1)}"
    page = proved_page()
    assert page_from_pdf(arrives(printer, port, send(port, page)), dpi=203) == page


@pytest.mark.row("P5")
def test_a_printer_that_ran_out_of_paper_says_so(printer: IppPrinter) -> None:
    port = f"ipp:{printer.uri}"
    assert ports.status(port).ready is True
    printer.run_out_of_paper()
    send(port, proved_page())
    until(lambda: ports.status(port).ready is False)
    assert ports.status(port).words == "It is out of paper."


@pytest.mark.row("P6")
def test_zpl_is_not_sent_to_a_printer_that_would_print_it_as_letters(bus: dict[str, str]) -> None:
    with ipp_printer(bus, model="Office Laser") as office:
        port = f"ipp:{office.uri}"
        with pytest.raises(PaperFault, match="Choose PDF") as caught:
            ports.send(port, b"^XA^XZ", language=Language.ZPL, title="1001")
        assert caught.value.kind is FaultKind.PRINTER_REFUSED
        assert ports.recognise(port).language is Language.PDF
        assert office.printed() == []


@pytest.mark.row("P1")
def test_a_printer_that_was_unplugged_is_unreachable_and_its_job_cannot_be_asked_about(
    printer: IppPrinter,
) -> None:
    port = f"ipp:{printer.uri}"
    handed = send(port, proved_page())
    printer.unplug()
    with pytest.raises(PaperFault) as caught:
        send(port, proved_page())
    assert caught.value.kind is FaultKind.PRINTER_UNREACHABLE
    assert ports.follow(port, handed.job).end is JobEnd.NO_ANSWER


def test_a_printer_says_what_it_is(printer: IppPrinter) -> None:
    guess = ports.recognise(f"ipp:{printer.uri}")
    assert (guess.dpi, guess.model) == (203, "Shipping Label Printer")
