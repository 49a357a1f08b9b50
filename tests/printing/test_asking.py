"""A printer on port 9100 is asked first: one that cannot print gets nothing, one that is silent gets all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing import host_query, ports, socket9100
from postwright.printing.asking import Asking
from postwright.printing.handover import PrinterStatus
from postwright.printing.readiness import hindrance
from tests.printing.printers import Printer, host_status, plugged_in

ZPL = b"^XA^FO1,1^GB9,9^FS^XZ\n"


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def send(port: str, asking: Asking, content: bytes = ZPL) -> str:
    profile = PrinterProfile("Zebra", port, Language.ZPL)
    return ports.send_to(profile, content, title="1001", asking=asking).detail


@pytest.mark.row("P5")
@pytest.mark.parametrize(
    ("flags", "advice"),
    [
        ({"paper_out": 1}, "It is out of paper. Load labels, then try again."),
        ({"ribbon_out": 1}, "Its ribbon has run out. Put in a ribbon, then try again."),
        ({"head_open": 1}, "Its print head is open. Close the print head, then try again."),
        ({"paused": 1}, "It is paused. Press Pause on it, then try again."),
        ({"too_hot": 1}, "Its print head is too hot. Let it cool down, then try again."),
        (
            {"paper_out": 1, "paused": 1},
            "It is out of paper. It is paused. Load labels, press Pause on it, then try again.",
        ),
    ],
)
def test_a_printer_that_cannot_print_gets_nothing_and_says_what_to_do(
    flags: dict[str, int], advice: str
) -> None:
    printer = Printer({b"~HS": host_status(**flags)})
    with plugged_in(printer) as port, pytest.raises(PaperFault) as caught:
        send(port, Asking())
    assert (caught.value.kind, caught.value.detail) == (FaultKind.PRINTER_NOT_READY, advice)
    assert (printer.asked, printer.taken) == ([b"~HS"], b"")


@pytest.mark.row("P5")
@pytest.mark.parametrize("flags", [{}, {"waiting": 2}, {"memory_lost": 1}])
def test_a_printer_that_can_print_is_asked_and_gets_the_label_in_one_connection(
    flags: dict[str, int],
) -> None:
    printer = Printer({b"~HS": host_status(**flags)})
    with plugged_in(printer) as port:
        send(port, Asking())
        send(port, Asking())
        assert printer.connections == 2
    assert (printer.asked, printer.taken) == ([b"~HS"] * 2, ZPL * 2)


@pytest.mark.row("P5")
def test_a_printer_whose_hands_are_full_is_waited_for_and_not_for_ever() -> None:
    printer = Printer({b"~HS": host_status(full=1)})
    with plugged_in(printer) as port:
        host, _, number = port.removeprefix("tcp:").partition(":")
        with pytest.raises(PaperFault) as caught:
            socket9100.send_if_ready(host, int(number), ZPL, None, Asking(), room=0.3)
    assert caught.value.kind is FaultKind.PRINTER_NOT_READY
    assert "Wait until it has printed what it holds" in caught.value.detail
    assert (len(printer.asked) >= 2, printer.taken) == (True, b"")


@pytest.mark.row("P5")
def test_a_printer_that_makes_room_meanwhile_gets_its_label() -> None:
    printer = Printer(host_says=[host_status(full=1), host_status(full=1), host_status()])
    with plugged_in(printer) as port:
        send(port, Asking())
    assert (printer.asked, printer.taken) == ([b"~HS"] * 3, ZPL)


@pytest.mark.row("P7")
@pytest.mark.parametrize("answer", [b"", b"what?", b"\x02,,,\x03" * 3, b"?" * 40_000])
def test_a_printer_that_gives_no_answer_prints_and_is_not_asked_again_for_a_while(answer: bytes) -> None:
    clock = Clock()
    asking, printer = Asking(clock), Printer({b"~HS": answer})
    with plugged_in(printer) as port:
        for _ in range(3):
            send(port, asking)
        assert (printer.asked, printer.taken) == ([b"~HS"], ZPL * 3)
        clock.seconds += 601
        printer.answers = {b"~HS": host_status(paused=1)}
        with pytest.raises(PaperFault):
            send(port, asking)
    assert printer.taken == ZPL * 3


def test_one_silent_printer_keeps_no_other_from_being_asked() -> None:
    asking, silent, other = Asking(), Printer(), Printer({b"~HS": host_status()})
    with plugged_in(silent) as here, plugged_in(other) as there:
        send(here, asking)
        send(there, asking)
        send(there, asking)
    assert (len(silent.asked), len(other.asked)) == (1, 2)


@contextmanager
def touchy(ends: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A printer that ends the line at a question, and takes labels."""
    taken: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(100)
                ends(line)
            line, _ = server.accept()
            with line:
                while part := line.recv(65_536):
                    taken.append(part)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp:127.0.0.1:{server.getsockname()[1]}", taken
        thread.join(10)
        assert not thread.is_alive()


def hangs_up(line: socket.socket) -> None:
    line.close()


def breaks_off(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.close()


@pytest.mark.row("P7")
@pytest.mark.parametrize("ends", [hangs_up, breaks_off])
def test_a_printer_that_hangs_up_at_a_question_gets_the_whole_label_on_a_new_line(
    ends: Callable[[socket.socket], None],
) -> None:
    asking = Asking()
    with touchy(ends) as (port, taken):
        send(port, asking)
    assert b"".join(taken) == ZPL
    assert not asking.is_worth(port.removeprefix("tcp:"))


def test_nothing_but_zpl_on_the_raw_port_is_asked() -> None:
    printer = Printer({b"~HS": host_status(paused=1)})
    with plugged_in(printer) as port:
        profile = PrinterProfile("Office", port, Language.PDF)
        with pytest.raises(PaperFault) as caught:
            ports.send_to(profile, b"%PDF-1.4", title="1001", asking=Asking())
        assert (caught.value.kind, printer.connections) == (FaultKind.PRINTER_REFUSED, 0)
        socket9100.send("127.0.0.1", int(port.rpartition(":")[2]), ZPL)
    assert (printer.asked, printer.taken) == ([], ZPL)


@pytest.mark.parametrize("reasons", [(), ("memory lost",), ("media-empty",)])
def test_what_keeps_no_label_from_coming_out_is_no_hindrance(reasons: tuple[str, ...]) -> None:
    assert hindrance(PrinterStatus(False, "It is odd.", reasons)) == ""


def test_a_printer_that_counts_without_end_is_read_all_the_same() -> None:
    said = host_status().replace(b",000,0,0,0,000", b"," + b"9" * 5_000 + b",0,0,0,000", 1).decode()
    read = host_query.read_status(said)
    assert read is not None
    assert read.ready
