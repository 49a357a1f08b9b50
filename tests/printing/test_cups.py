"""A CUPS queue gets a label in its own language, on paper of its size, once; and what it answers is told.

The server is one of ours that answers as CUPS 2.4 did; `test_cups_for_real` asks CUPS itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import cups, ports
from postwright.printing.handover import FoundPrinter, Handed, JobEnd
from postwright.printing.ipp_message import Tag, attribute
from tests.printing.ipp_server import (
    CANCEL_JOB,
    GET_JOB,
    GET_PRINTER,
    GET_PRINTERS,
    PRINT_JOB,
    Asked,
    Server,
    job,
    printer,
    refusal,
    reply,
    serve,
)

ZPL, PDF = Language.ZPL, Language.PDF
PAPERS = attribute(Tag.KEYWORD, "media-supported", "na_letter_8.5x11in", "oe_w288h432_4x6in")
ONE_SIZE = attribute(Tag.KEYWORD, "media-supported", "na_index-4x6_4x6in")
ANY_SIZE = attribute(Tag.KEYWORD, "media-supported", "custom_min_1x1in", "custom_max_4.1x39in")
QUEUES = {
    "raw": printer(model="Local Raw Printer"),
    "zebra": printer(
        attribute(Tag.KEYWORD, "media-supported", "na_index-4x6_4x6in"),
        state=4,
        model="Zebra ZPL Label Printer",
    ),
    "office": printer(PAPERS, model="Generic PostScript Printer"),
    "roll": printer(ANY_SIZE, model="Thermal Label Printer"),
    "stopped": printer(state=5, model="Local Raw Printer", reasons=("paused",)),
    "nameless": printer(),
}


def describe(asked: Asked) -> bytes:
    queue = QUEUES.get(asked.path.rpartition("/")[2])
    return refusal(0x0406, "The printer or class does not exist.") if queue is None else reply(queue)


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serve() as server:
        named = [group + attribute(Tag.NAME, "printer-name", name) for name, group in QUEUES.items()]
        server.answers = {
            GET_PRINTER: describe,
            GET_PRINTERS: reply(*named),
            PRINT_JOB: reply(job(7, 3)),
            GET_JOB: reply(job(7, 5)),
        }
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.number}")
        yield server


def send(
    port: str, language: Language, *, width: float = 4, height: float = 6, title: str = "1001"
) -> Handed:
    return ports.send(port, b"\x00label\xff", language=language, title=title, width=width, height=height)


def fault(port: str, language: Language, *, width: float = 4, height: float = 6) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        send(port, language, width=width, height=height)
    return caught.value


def test_zpl_goes_through_untouched_by_any_driver(spooler: Server) -> None:
    for queue in ("raw", "zebra", "nameless"):
        assert send(f"cups:{queue}", ZPL) == Handed("Job 7.", "7@urn:uuid:1")
        given = spooler.printed()[-1]
        assert attribute(Tag.MIME, "document-format", "application/vnd.cups-raw") in given
        assert given.endswith(b"\x03\x00label\xff")


@pytest.mark.parametrize(
    ("queue", "width", "height", "media"),
    [
        ("office", 4, 6, "oe_w288h432_4x6in"),
        ("office", 8.5, 11, "na_letter_8.5x11in"),
        ("zebra", 4, 6, "na_index-4x6_4x6in"),
        ("roll", 4, 6.75, "Custom.4x6.75in"),
    ],
)
def test_a_pdf_always_has_a_paper_size(
    spooler: Server, queue: str, width: float, height: float, media: str
) -> None:
    send(f"cups:{queue}", PDF, width=width, height=height)
    given = spooler.printed()[-1]
    assert attribute(Tag.KEYWORD, "media", media) in given
    assert attribute(Tag.KEYWORD, "print-scaling", "none") in given


def test_a_label_never_goes_on_paper_of_another_size(spooler: Server) -> None:
    for queue, width, height in (("office", 4, 8), ("roll", 8.5, 11)):
        refused = fault(f"cups:{queue}", PDF, width=width, height=height)
        assert refused.kind is FaultKind.PRINTER_REFUSED
        assert f"no paper of {width:g} x {height:g} inches" in refused.detail
    assert spooler.printed() == []


def test_one_copy_without_a_cover_sheet_whatever_the_queue_is_set_to(spooler: Server) -> None:
    send("cups:office", PDF)
    send("cups:raw", ZPL)
    for given in spooler.printed():
        assert attribute(Tag.INTEGER, "copies", 1) in given
        assert attribute(Tag.NAME, "job-sheets", "none", "none") in given


@pytest.mark.row("P6")
def test_the_wrong_language_never_reaches_the_queue(spooler: Server) -> None:
    pdf, zpl = fault("cups:raw", PDF), fault("cups:office", ZPL)
    assert {pdf.kind, zpl.kind} == {FaultKind.PRINTER_REFUSED}
    assert "Choose ZPL" in pdf.detail
    assert "Generic PostScript Printer" in zpl.detail
    assert spooler.printed() == []


@pytest.mark.row("P3")
def test_a_paused_queue_is_told(spooler: Server) -> None:
    handed = send("cups:stopped", ZPL)
    assert handed.detail == "Job 7. It is paused."
    assert ports.follow("cups:stopped", handed.job).end is JobEnd.HELD
    assert ports.status("cups:stopped").ready is False
    assert ports.status("cups:stopped").words == "It is paused."


def test_a_queue_that_is_gone_is_unknown(spooler: Server) -> None:
    gone = fault("cups:gone", ZPL)
    assert (gone.kind, gone.detail) == (FaultKind.PRINTER_UNKNOWN, "gone")
    assert ports.status("cups:gone").words == "There is no such printer."


@pytest.mark.parametrize(
    ("state", "end"),
    [(3, "waiting"), (4, "held"), (5, "printing"), (6, "held"), (7, "aborted"), (8, "aborted"), (9, "done")],
)
def test_every_state_of_a_job_is_told(spooler: Server, state: int, end: str) -> None:
    spooler.answers[GET_JOB] = reply(job(7, state))
    assert ports.follow("cups:raw", "7@urn:uuid:1").end.value == end


@pytest.mark.row("P4")
def test_a_number_that_was_given_to_another_job_is_not_taken_for_ours(spooler: Server) -> None:
    spooler.answers[GET_JOB] = reply(job(7, 9, uuid="urn:uuid:2"))
    assert ports.follow("cups:raw", "7@urn:uuid:1").end is JobEnd.UNKNOWN
    spooler.answers[GET_JOB] = refusal(0x0406)
    assert ports.follow("cups:raw", "7@urn:uuid:1").end is JobEnd.UNKNOWN
    assert ports.follow("cups:raw", "").end is JobEnd.UNKNOWN


@pytest.mark.row("P2")
def test_a_job_that_cups_would_send_again_is_taken_back(spooler: Server) -> None:
    again = attribute(Tag.KEYWORD, "job-state-reasons", "resources-are-not-ready")
    spooler.answers[GET_JOB] = reply(job(7, 4, again))
    spooler.answers[CANCEL_JOB] = reply()
    word = ports.follow("cups:raw", "7@urn:uuid:1")
    assert (word.end, "it cannot come out twice" in word.words) == (JobEnd.ABORTED, True)
    spooler.answers[CANCEL_JOB] = refusal(0x0403)
    word = ports.follow("cups:raw", "7@urn:uuid:1")
    assert (word.end, "may come out twice" in word.words) == (JobEnd.HELD, True)


@pytest.mark.row("P4")
def test_a_job_that_cannot_be_asked_about_is_handed_over_without_a_name(spooler: Server) -> None:
    spooler.answers[GET_JOB] = refusal(0x0500)
    assert send("cups:raw", ZPL) == Handed("Job 7.", "")


def test_what_the_spooler_says_is_passed_on(spooler: Server) -> None:
    spooler.answers[PRINT_JOB] = refusal(0x0506, 'Destination "raw" is not accepting jobs.')
    refused = fault("cups:raw", ZPL)
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert refused.detail == 'Destination "raw" is not accepting jobs.'


@pytest.mark.row("P2")
@pytest.mark.parametrize("status", [0x0405, 0x0411, 0x0500, 0x0504, 0x0508])
def test_a_job_that_was_given_up_with_may_have_printed(spooler: Server, status: int) -> None:
    spooler.answers[PRINT_JOB] = refusal(status, "The job was cancelled at the printer.")
    given_up = fault("cups:raw", ZPL)
    assert given_up.kind is FaultKind.MAY_HAVE_PRINTED
    assert given_up.detail == "The job was cancelled at the printer."


@pytest.mark.row("P2")
def test_an_error_about_a_job_that_there_is_may_have_printed(spooler: Server) -> None:
    spooler.answers[PRINT_JOB] = reply(job(7, 8), status=0x0506)
    assert fault("cups:raw", ZPL).kind is FaultKind.MAY_HAVE_PRINTED


@pytest.mark.row("P2")
def test_a_server_that_tires_of_a_document_may_have_printed_it(spooler: Server) -> None:
    def tired(_: Asked) -> bytes:
        spooler.http_status = 408
        return b""

    spooler.answers[PRINT_JOB] = tired
    assert fault("cups:raw", ZPL).kind is FaultKind.MAY_HAVE_PRINTED


@pytest.mark.parametrize(("http_status", "words"), [(401, "password"), (403, "does not let"), (426, "ipps")])
def test_a_server_that_wants_none_of_our_jobs_is_quoted(
    spooler: Server, http_status: int, words: str
) -> None:
    spooler.http_status = http_status
    refused = fault("cups:raw", ZPL)
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert words in refused.detail


def test_a_computer_without_a_print_system_has_no_printers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for server in (str(tmp_path / "cups.sock"), "127.0.0.1:1", "nonsense//"):
        monkeypatch.setenv("CUPS_SERVER", server)
        assert cups.printers() == ()
        assert fault("cups:raw", ZPL).kind is FaultKind.PRINTER_UNREACHABLE
        assert ports.follow("cups:raw", "7@urn:uuid:1").end is JobEnd.NO_ANSWER
        assert ports.status("cups:raw").ready is False


@pytest.mark.row("P3")
def test_every_queue_is_found_with_its_state_and_language(spooler: Server) -> None:
    found = ports.printers()
    assert [(one.name, one.port, one.state, one.language) for one in found] == [
        ("raw", "cups:raw", "ready", ZPL),
        ("zebra", "cups:zebra", "printing", ZPL),
        ("office", "cups:office", "ready", PDF),
        ("roll", "cups:roll", "ready", ZPL),
        ("stopped", "cups:stopped", "paused", ZPL),
        ("nameless", "cups:nameless", "ready", PDF),
    ]
    assert found[1] == FoundPrinter(
        "zebra", "cups:zebra", "printing", ZPL, None, "Zebra ZPL Label Printer", ("na_index-4x6_4x6in",)
    )


def test_a_job_behind_one_that_does_not_move_is_told_in_the_words_of_the_print_system(
    spooler: Server,
) -> None:
    stuck = (
        attribute(Tag.TEXT, "printer-state-message", "Der Drucker ist zurzeit nicht verfügbar."),
        attribute(Tag.INTEGER, "printer-state-change-time", 1_795_420_000),
        attribute(Tag.INTEGER, "printer-up-time", 1_795_420_030),
    )
    spooler.answers[GET_PRINTER] = reply(printer(*stuck, state=4))
    spooler.answers[GET_JOB] = reply(job(7, 3))
    word = ports.follow("cups:raw", "7@urn:uuid:1")
    assert (word.end, word.words) == (
        JobEnd.WAITING,
        "It has been at one job for a while and says: “Der Drucker ist zurzeit nicht verfügbar.”",
    )
