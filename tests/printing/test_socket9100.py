"""A network printer that is out of paper, paused, gone, mute or mad: what is known is told, nothing else."""

from __future__ import annotations

import time

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import host_query, ports, socket9100
from postwright.printing.handover import Handed, PrinterStatus
from tests.printing.printers import IDENTITY, Printer, host_status, plugged_in, unplugged

ZPL = b"^XA^FO1,1^GB9,9^FS^XZ\n"


def send(port: str, content: bytes = ZPL) -> Handed:
    return ports.send(port, content, language=Language.ZPL, title="1001")


def fault_of(port: str, content: bytes = ZPL) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        send(port, content)
    return caught.value


@pytest.mark.row("P1")
def test_a_printer_that_is_off_gets_nothing_and_is_known_to_have_got_nothing() -> None:
    port = unplugged()
    assert fault_of(port).kind is FaultKind.PRINTER_UNREACHABLE
    assert ports.status(port).ready is False
    assert ports.recognise(port).language is None


@pytest.mark.row("P2")
def test_a_printer_that_vanishes_in_a_label_may_have_printed() -> None:
    printer = Printer(vanishes_after=5_000)
    with plugged_in(printer) as port:
        gone = fault_of(port, b"^" * 20_000_000)
    assert gone.kind is FaultKind.MAY_HAVE_PRINTED
    assert len(printer.taken) < 20_000_000


@pytest.mark.row("P2")
def test_a_printer_that_stops_taking_bytes_is_not_taken_for_one_that_has_them_all() -> None:
    with plugged_in(Printer(deaf=True)) as port:
        host, _, number = port.removeprefix("tcp:").partition(":")
        with pytest.raises(PaperFault) as caught:
            socket9100.send(host, int(number), b"^" * 50_000_000, patience=0.3)
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED
    assert "of 50000000 bytes" in caught.value.detail


@pytest.mark.row("P2")
def test_a_printer_that_only_closes_its_side_has_not_taken_the_label() -> None:
    with plugged_in(Printer(deaf=True, mute=True)) as port:
        host, _, number = port.removeprefix("tcp:").partition(":")
        with pytest.raises(PaperFault) as caught:
            socket9100.send(host, int(number), b"^" * 300_000, patience=0.3)
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED


def test_a_printer_that_closes_its_side_at_once_still_takes_the_label() -> None:
    printer = Printer(mute=True)
    with plugged_in(printer) as port:
        assert send(port, ZPL * 20_000).detail == "The printer took the label and closed the line."
    assert printer.taken == ZPL * 20_000


def test_a_hundred_labels_arrive_in_the_order_in_which_they_were_sent() -> None:
    printer = Printer()
    with plugged_in(printer) as port:
        for _ in range(100):
            send(port)
    assert printer.taken == ZPL * 100


@pytest.mark.row("P5")
@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"paper_out": 1}, "It is out of paper."),
        ({"head_open": 1}, "Its print head is open."),
        ({"paused": 1}, "It is paused."),
        ({"ribbon_out": 1}, "Its ribbon has run out."),
        ({"paper_out": 1, "paused": 1}, "It is out of paper. It is paused."),
        (
            {"paper_out": 1, "waiting": 2},
            "It is out of paper. 2 of the labels that were sent to it wait in it and can still come out.",
        ),
    ],
)
def test_what_keeps_a_printer_from_printing_is_told(flags: dict[str, int], words: str) -> None:
    printer = Printer({b"~HS": host_status(**flags)})
    with plugged_in(printer) as port:
        status = ports.status(port)
    assert (status.ready, status.words) == (False, words)
    assert status.reasons
    assert (printer.asked, printer.taken) == ([b"~HS"], b"")


@pytest.mark.row("P5")
def test_a_printer_that_is_well_says_so() -> None:
    with plugged_in(Printer({b"~HS": host_status()})) as port:
        assert ports.status(port) == PrinterStatus(True, "It is ready.")


@pytest.mark.row("P7")
def test_a_printer_that_never_answers_is_unknown_and_still_prints() -> None:
    printer = Printer()
    with plugged_in(printer) as port:
        begun = time.monotonic()
        assert ports.status(port) == host_query.SILENT
        assert time.monotonic() - begun < host_query.SECONDS + 2
        send(port)
    assert printer.taken == ZPL


@pytest.mark.row("P7")
@pytest.mark.parametrize(
    "answer",
    [
        b"%PDF-1.7 not a printer",
        b"\x02\x03\x02\x03\x02\x03",
        b"\x021,2\x03\x023,4\x03\x02\x03",
        b"\x02" + b"9" * 200 + b"\x03\x02,,,,,,,,,,,,\x03\x020\x03",
        bytes(range(256)) * 40 + b"\x03\x03",
    ],
)
def test_an_answer_that_makes_no_sense_says_nothing_about_the_printer(answer: bytes) -> None:
    with plugged_in(Printer({b"~HS": answer, b"~HI": answer})) as port:
        assert ports.status(port).ready is None
        assert ports.recognise(port).language is None


@pytest.mark.row("P7")
def test_an_answer_without_end_is_cut_short() -> None:
    printer = Printer({b"~HS": b"?" * 10_000_000, b"~HI": b"?" * 10_000_000})
    with plugged_in(printer) as port:
        begun = time.monotonic()
        assert ports.status(port).ready is None
        assert ports.recognise(port).language is None
        assert time.monotonic() - begun < 2 * host_query.SECONDS + 2


def test_a_printer_says_its_model_density_and_language() -> None:
    question = b'! U1 getvar "device.languages"'
    printer = Printer({b"~HI": IDENTITY, question: b'"hybrid_xml_zpl"'})
    with plugged_in(printer) as port:
        guess = ports.recognise(port)
    assert (guess.language, guess.dpi, guess.model) == (Language.ZPL, 203, "ZD421-203dpi ZPL")
    assert (printer.asked, printer.taken) == ([b"~HI", question], b"")


def test_a_printer_that_is_set_to_another_language_is_not_taken_for_zpl() -> None:
    question = b'! U1 getvar "device.languages"'
    with plugged_in(Printer({b"~HI": IDENTITY, question: b'"line_print"'})) as port:
        guess = ports.recognise(port)
    assert guess.language is None
    assert "line_print" in guess.how


def test_what_knows_no_zpl_is_asked_nothing_else() -> None:
    printer = Printer()
    with plugged_in(printer) as port:
        assert ports.recognise(port).language is None
    assert printer.asked == [b"~HI"]
