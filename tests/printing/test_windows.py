"""What the flags of the Windows spooler mean is tested everywhere, that it sets them on Windows only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ports, windows
from postwright.printing.handover import JobEnd

ON_WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="needs the Windows spooler")
ELSEWHERE = pytest.mark.skipif(sys.platform == "win32", reason="the Windows spooler is there")


@pytest.mark.row("P3", "P5")
@pytest.mark.parametrize(
    ("flags", "attributes", "words"),
    [
        (0, 0, ""),
        (0x400, 0, ""),
        (0x1, 0, "It is paused."),
        (0x10, 0, "It is out of paper."),
        (0x400000, 0, "It is open."),
        (0x80, 0, "It is switched off or not connected."),
        (0, 0x400, "It is set to work offline."),
        (0x11, 0, "It is paused. It is out of paper."),
    ],
)
def test_the_flags_of_a_printer_are_told_in_words(flags: int, attributes: int, words: str) -> None:
    status = windows.printer_status(flags, attributes)
    assert (status.ready, status.words) == (not words, words or "The queue takes labels.")


@pytest.mark.parametrize(
    ("flags", "end"),
    [
        (0, JobEnd.WAITING),
        (0x8, JobEnd.WAITING),
        (0x10, JobEnd.PRINTING),
        (0x10 | 0x40, JobEnd.HELD),
        (0x1, JobEnd.HELD),
        (0x80, JobEnd.DONE),
        (0x1000, JobEnd.DONE),
        (0x1000 | 0x2, JobEnd.HELD),
        (0x4, JobEnd.ABORTED),
        (0x100 | 0x80, JobEnd.ABORTED),
    ],
)
def test_the_flags_of_a_job_are_told_by_the_worst_of_them(flags: int, end: JobEnd) -> None:
    assert windows.job_word(flags).end is end


@ELSEWHERE
def test_another_system_has_no_such_spooler() -> None:
    assert windows.printers() == ()
    assert ports.status("windows:Zebra").ready is False
    assert ports.recognise("windows:Zebra").language is None
    assert ports.follow("windows:Zebra", "7@then").end is JobEnd.NO_ANSWER
    assert ports.follow("windows:Zebra", "").end is JobEnd.UNKNOWN


@pytest.fixture
def queue() -> Iterator[str]:
    """A paused printer with the driver that every Windows has."""
    import win32print

    name, driver = f"Postwright {uuid4().hex[:8]}", "Generic / Text Only"
    told = {"pPrinterName": name, "pPortName": "FILE:", "pDriverName": driver}
    told |= {"pPrintProcessor": "winprint", "pDatatype": "RAW", "Attributes": 0}
    try:
        handle = win32print.AddPrinter(None, 2, told)
    except win32print.error as error:
        pytest.skip(f"this Windows lets no test add a printer: {error}")
    win32print.SetPrinter(handle, 0, None, win32print.PRINTER_CONTROL_PAUSE)
    try:
        yield name
    finally:
        win32print.SetPrinter(handle, 0, None, win32print.PRINTER_CONTROL_PURGE)
        win32print.DeletePrinter(handle)
        win32print.ClosePrinter(handle)


@ON_WINDOWS
@pytest.mark.row("P3")
def test_a_paused_queue_takes_a_label_as_it_is_and_holds_it(queue: str) -> None:
    port = f"windows:{queue}"
    [found] = [one for one in ports.printers() if one.name == queue]
    assert (found.port, found.state, found.language) == (port, "paused", Language.ZPL)
    assert ports.status(port).words == "It is paused."
    handed = ports.send(port, b"^XA^XZ", language=Language.ZPL, title="1001")
    assert handed.job
    assert ports.follow(port, handed.job).end in (JobEnd.WAITING, JobEnd.HELD)
    assert ports.follow(port, f"{handed.job}?").end is JobEnd.UNKNOWN


@ON_WINDOWS
def test_a_printer_that_is_not_there_is_unknown() -> None:
    with pytest.raises(PaperFault) as caught:
        ports.send("windows:no such printer", b"^XA^XZ", language=Language.ZPL, title="1001")
    assert caught.value.kind is FaultKind.PRINTER_UNKNOWN
    assert ports.status("windows:no such printer").ready is False
