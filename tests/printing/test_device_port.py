"""A label goes to a device file whole, at the speed of its line, or a fault says how far it came."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import device_port, ports
from tests.printing.printers import IDENTITY, host_status

if sys.platform == "win32":
    pytest.skip("Windows has no device files", allow_module_level=True)

import pty
import termios
import tty

ZPL = b"^XA^FO1,1^GB9,9^FS^XZ\n"


@contextmanager
def serial_line() -> Iterator[tuple[int, str]]:
    """Our end of a serial line, and the path of the program's end."""
    ours, theirs = pty.openpty()
    try:
        tty.setraw(ours)
        yield ours, os.ttyname(theirs)
    finally:
        os.close(theirs)
        os.close(ours)


@contextmanager
def reading(end: int, total: int, answers: dict[bytes, bytes] | None = None) -> Iterator[bytearray]:
    """Whatever comes, up to that many bytes; questions are answered as they come."""
    taken = bytearray()

    def take() -> None:
        while len(taken) < total:
            part = os.read(end, 512)
            taken.extend(part)
            os.write(end, (answers or {}).get(part.strip(), b""))

    thread = threading.Thread(target=take)
    thread.start()
    yield taken
    thread.join(20)
    assert not thread.is_alive()


def fault_of(port: str, content: bytes = ZPL) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        ports.send(port, content, language=Language.ZPL, title="1001")
    return caught.value


@pytest.mark.row("P8")
def test_a_serial_line_gets_every_byte_at_its_speed_and_says_how_far_it_is() -> None:
    label = bytes(range(256)) * 400
    told: list[tuple[int, int]] = []
    with serial_line() as (end, path), reading(end, len(label)) as taken:
        ports.send(
            f"device:{path}?baud=19200",
            label,
            language=Language.ZPL,
            title="1001",
            progress=lambda sent, total: told.append((sent, total)),
        )
        modes = termios.tcgetattr(end)
    assert taken == label
    assert modes[4] == modes[5] == termios.B19200
    assert told[-1] == (len(label), len(label))
    assert [sent for sent, _ in told] == sorted(sent for sent, _ in told)
    assert len(told) > 10


@pytest.mark.row("P8")
def test_a_label_that_has_begun_is_sent_to_its_end_and_the_next_is_not_begun() -> None:
    asked: list[int] = []
    label = ZPL * 1000
    with serial_line() as (end, path), reading(end, len(label)) as taken:
        port = f"device:{path}"

        def stopped() -> bool:
            asked.append(len(taken))
            return len(asked) > 1

        def send() -> None:
            ports.send(port, label, language=Language.ZPL, title="1001", stopped=stopped)

        send()
        with pytest.raises(PaperFault, match="stopped before anything was sent") as caught:
            send()
    assert caught.value.kind is FaultKind.PRINTER_REFUSED
    assert taken == label
    assert len(asked) == 2


@pytest.mark.row("P8")
def test_a_printer_that_holds_the_line_for_ever_may_have_printed() -> None:
    with serial_line() as (_, path), pytest.raises(PaperFault) as caught:
        device_port.send(path, 115_200, b"^" * 300_000, patience=0.2)
    assert caught.value.kind is FaultKind.MAY_HAVE_PRINTED
    assert "of 300000 bytes were sent" in caught.value.detail


@pytest.mark.row("P5")
def test_a_printer_on_a_serial_line_is_asked_how_it_is() -> None:
    with serial_line() as (end, path), reading(end, 5, {b"~HS": host_status(paper_out=1)}):
        status = ports.status(f"device:{path}")
    assert (status.ready, status.words) == (False, "It is out of paper.")


def test_a_printer_on_a_serial_line_says_what_it_is() -> None:
    question = b'! U1 getvar "device.languages"'
    answers = {b"~HI": IDENTITY, question: b'"zpl"'}
    with serial_line() as (end, path), reading(end, 5 + len(question) + 2, answers):
        guess = ports.recognise(f"device:{path}")
    assert (guess.language, guess.dpi) == (Language.ZPL, 203)


@pytest.mark.row("P1")
def test_what_is_not_plugged_in_has_printed_nothing(tmp_path: Path) -> None:
    port = f"device:{tmp_path}/lp0"
    assert fault_of(port).kind is FaultKind.PRINTER_UNREACHABLE
    assert ports.status(port).ready is False


def test_a_plain_file_is_no_device(tmp_path: Path) -> None:
    (tmp_path / "label").write_bytes(b"kept")
    refused = fault_of(f"device:{tmp_path}/label")
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert (tmp_path / "label").read_bytes() == b"kept"


def test_a_line_has_no_speed_that_nobody_makes() -> None:
    with serial_line() as (_, path):
        assert "12345 baud" in fault_of(f"device:{path}?baud=12345").detail
    assert fault_of("device:lp0").kind is FaultKind.PRINTER_UNKNOWN


def test_a_device_takes_the_bytes_as_they_are() -> None:
    handed = ports.send("device:/dev/null", ZPL, language=Language.ZPL, title="1001")
    assert handed.job == ""
    with pytest.raises(PaperFault, match="pages of letters"):
        ports.send("device:/dev/null", b"%PDF-1.7", language=Language.PDF, title="1001")


def test_a_device_that_is_not_there_is_told_in_plain_words(tmp_path: Path) -> None:
    gone = fault_of(f"device:{tmp_path / 'lp0'}")
    assert (gone.kind, gone.detail) == (
        FaultKind.PRINTER_UNREACHABLE,
        "It is switched off or not connected.",
    )


def test_what_the_printer_is_set_to_counts_before_what_its_driver_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    question = b'! U1 getvar "device.languages"'
    answers = {b"~HI": IDENTITY, question: b'"line_print"'}
    with serial_line() as (end, path), reading(end, 5 + len(question) + 2, answers):
        told = tmp_path / Path(path).name / "device" / "ieee1284_id"
        told.parent.mkdir(parents=True)
        told.write_text("MFG:Zebra Technologies;CMD:ZPL;MDL:ZTC ZD421-203dpi ZPL;CLS:PRINTER;")
        monkeypatch.setattr(device_port, "_USB_CLASS", tmp_path)
        guess = ports.recognise(f"device:{path}")
    assert (guess.language, guess.speaks) == (None, "line_print")
