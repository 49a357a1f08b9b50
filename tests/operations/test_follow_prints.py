"""What a printer or spooler says of a job is written down as its word; a job it lost is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_record import PrintEvent, PrintRecord, PrintState
from postwright.domain.printing_profile import Language
from postwright.operations.follow_prints import answer_print, follow_prints
from postwright.store.prints import NewPrint
from postwright.store.sqlite_faults import Conflict
from tests.operations.shops import Shop
from tests.printing.ipp_server import GET_JOB, GET_PRINTER, Server, printer, refusal, reply, serve
from tests.printing.ipp_server import job as told

JOB = "7@urn:uuid:1"
PENDING, HELD, PRINTING, STOPPED, CANCELLED, ABORTED, DONE = range(3, 10)
NO_SUCH_JOB = 0x0406


@pytest.fixture
def spooler() -> Iterator[Server]:
    with serve() as server:
        server.answers[GET_PRINTER] = reply(printer())
        yield server


def handed_over(shop: Shop, port: str, job: str = JOB) -> PrintRecord:
    """A print that a spooler took."""
    (begun,) = shop.prints.begin(NewPrint(shop.bought().id, "Office", Language.PDF, port))
    return shop.prints.record(begun.id, PrintEvent.TAKEN, "Job 7.", job=job)


def at(spooler: Server) -> str:
    return f"ipp:ipp://127.0.0.1:{spooler.number}/ipp/print"


def test_done_is_the_printers_word_and_is_asked_once(shop: Shop, spooler: Server) -> None:
    record = handed_over(shop, at(spooler))
    spooler.answers[GET_JOB] = reply(told(7, DONE))
    (found,) = follow_prints(shop.press())
    assert (found.id, found.state) == (record.id, PrintState.DONE)
    asked = len(spooler.asked)
    assert follow_prints(shop.press()) == ()
    assert len(spooler.asked) == asked


def test_a_job_that_waits_changes_nothing(shop: Shop, spooler: Server) -> None:
    record = handed_over(shop, at(spooler))
    for state in (PENDING, PRINTING):
        spooler.answers[GET_JOB] = reply(told(7, state))
        assert follow_prints(shop.press()) == ()
    assert shop.prints.get(record.id) == record


@pytest.mark.row("P3", "P5")
def test_what_holds_a_job_up_is_told_and_it_is_not_called_printed(shop: Shop, spooler: Server) -> None:
    handed_over(shop, at(spooler))
    spooler.answers[GET_JOB] = reply(told(7, PENDING))
    spooler.answers[GET_PRINTER] = reply(printer(state=5, reasons=("media-empty-error",)))
    (found,) = follow_prints(shop.press())
    assert found.state is PrintState.HANDED_OVER
    assert found.detail
    assert found.detail != "Job 7."
    assert follow_prints(shop.press()) == ()
    spooler.answers[GET_JOB] = reply(told(7, DONE))
    assert follow_prints(shop.press())[0].state is PrintState.DONE


@pytest.mark.row("P4")
def test_a_job_that_the_spooler_lost_may_have_come_out_and_is_not_repeated(
    shop: Shop, spooler: Server
) -> None:
    record = handed_over(shop, at(spooler))
    spooler.answers[GET_JOB] = refusal(NO_SUCH_JOB)
    (found,) = follow_prints(shop.press())
    assert (found.state, found.counts) == (PrintState.MAYBE, True)
    assert [one.id for one in shop.prints.doubtful()] == [record.id]
    assert spooler.printed() == []


@pytest.mark.row("P2")
@pytest.mark.parametrize("state", [CANCELLED, ABORTED])
def test_a_job_that_was_given_up_may_have_come_out_in_part(shop: Shop, spooler: Server, state: int) -> None:
    handed_over(shop, at(spooler))
    spooler.answers[GET_JOB] = reply(told(7, state))
    (found,) = follow_prints(shop.press())
    assert found.state is PrintState.MAYBE


def test_a_spooler_that_does_not_answer_is_asked_again_later(shop: Shop, spooler: Server) -> None:
    record = handed_over(shop, at(spooler))
    spooler.http_status = 503
    assert follow_prints(shop.press()) == ()
    assert shop.prints.get(record.id) == record


def test_a_spooler_that_does_not_answer_holds_up_no_other(shop: Shop, spooler: Server) -> None:
    with serve() as mute:
        mute.http_status = 500
        for _ in range(3):
            handed_over(shop, at(mute))
        record = handed_over(shop, at(spooler))
        spooler.answers[GET_JOB] = reply(told(7, DONE))
        assert [(one.id, one.state) for one in follow_prints(shop.press())] == [(record.id, PrintState.DONE)]
        assert len(mute.asked) == 1


def test_a_job_that_windows_is_through_with_is_no_doubt_and_is_asked_about_once(shop: Shop) -> None:
    handed_over(shop, "windows:Zebra", job="no number")
    (noted,) = follow_prints(shop.press())
    assert (noted.state, noted.job, noted.detail) == (PrintState.HANDED_OVER, "", "Job 7.")
    assert follow_prints(shop.press()) == ()


def test_old_prints_are_left_to_the_scanner(shop: Shop, spooler: Server) -> None:
    handed_over(shop, at(spooler))
    shop.later(days=4)
    assert follow_prints(shop.press()) == ()
    assert spooler.asked == []


def test_only_what_is_in_doubt_is_answered(shop: Shop) -> None:
    (begun,) = shop.prints.begin(NewPrint(shop.bought().id, "Zebra", Language.ZPL))
    shop.prints.record(begun.id, PrintEvent.TAKEN)
    with pytest.raises(Conflict):
        answer_print(shop.press(), begun.id, False)
    with pytest.raises(BadInput) as caught:
        answer_print(shop.press(), 99, True)
    assert caught.value.kind is FaultKind.PRINT_UNKNOWN
