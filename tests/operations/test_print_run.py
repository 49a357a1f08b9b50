"""Many labels are printed in order; a printer that dies leaves a run that a person takes up again."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.barcode import make_impb
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.domain.print_record import PrintState
from postwright.domain.print_run import ItemState, PrintRun, RunState
from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.operations.follow_prints import answer_print, follow_prints
from postwright.operations.hand_over import Press
from postwright.operations.print_label import print_label
from postwright.operations.print_run import (
    begin_run,
    end_run,
    open_runs,
    pause_run,
    print_next,
    resume_run,
    skip_item,
)
from postwright.operations.print_sheet import Wanted, lay, make_ready, send
from postwright.operations.scan_back import scan_back
from postwright.operations.void_label import void_label
from postwright.printing.renderer import Renderer
from postwright.store.prints import NewPrint
from postwright.store.sqlite_faults import Conflict
from tests.fakes.raw_printer import RawPrinter, raw_printer
from tests.operations.shops import Shop
from tests.printing.labels import label_pdf
from tests.printing.printers import host_status

SENT, WAITING, MAYBE = ItemState.SENT, ItemState.WAITING, ItemState.MAYBE
FAILED, SKIPPED = ItemState.FAILED, ItemState.SKIPPED


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    with raw_printer() as opened:
        yield opened


def labels(shop: Shop, number: int) -> list[str]:
    return [shop.bought().id for _ in range(number)]


def on(printer: RawPrinter) -> PrinterProfile:
    return PrinterProfile("Zebra", printer.port, Language.ZPL)


def states(run: PrintRun) -> list[ItemState]:
    return [item.state for item in run.items]


def to_the_end(press: Press, run: PrintRun) -> PrintRun:
    """Sheet after sheet, until it stops by itself."""
    for _ in range(len(run.items) + 1):
        if run.state is not RunState.RUNNING:
            return run
        run = print_next(press, None, run.id)
    raise AssertionError("the run goes on for ever")


def test_labels_are_printed_in_the_order_given(shop: Shop, press: Press, printer: RawPrinter) -> None:
    one, two, three = labels(shop, 3)
    run = begin_run(press, [three, one, two, one], on(printer))
    assert (run.state, states(run), printer.jobs) == (RunState.RUNNING, [WAITING] * 3, [])
    run = print_next(press, None, run.id)
    assert (states(run), len(printer.jobs)) == ([SENT, WAITING, WAITING], 1)
    run = to_the_end(press, run)
    assert (run.state, states(run)) == (RunState.ENDED, [SENT] * 3)
    assert [item.label_id for item in run.items] == [three, one, two]
    order = [press.prints.get(item.print_id or 0) for item in run.items]
    assert [record.id for record in order] == sorted(record.id for record in order)
    assert [(record.run_id, record.place) for record in order] == [(run.id, 1), (run.id, 2), (run.id, 3)]
    assert len(printer.jobs) == 3
    assert print_next(press, None, run.id) == run
    assert open_runs(press) == ()


def test_what_cannot_be_printed_is_named_and_left_out(shop: Shop, press: Press, printer: RawPrinter) -> None:
    good, void, strange, printed, last = labels(shop, 5)
    void_label(shop.till(), void, now=shop.now())
    other = make_impb(service_type="001", source="11", mailer="899563821", serial=1)
    press.labels.keep_document(strange, Document(DocumentKind.PDF, label_pdf(text=other)))
    print_label(press, printed, on(printer))
    run = to_the_end(press, begin_run(press, [good, void, strange, printed, last], on(printer)))
    assert (run.state, states(run)) == (RunState.ENDED, [SENT, FAILED, FAILED, FAILED, SENT])
    _, given_back, wrong, again, _ = run.items
    assert given_back.problem.startswith("This label was voided.")
    assert "but this parcel's number is" in wrong.problem
    assert again.problem.startswith("This label was printed before.")
    assert len(printer.jobs) == 3
    assert press.labels.get(strange).prints == 0


def test_a_reason_lets_labels_be_printed_once_more(shop: Shop, press: Press, printer: RawPrinter) -> None:
    old, new = labels(shop, 2)
    print_label(press, old, on(printer))
    run = to_the_end(press, begin_run(press, [old, new], on(printer), reason="lost"))
    assert states(run) == [SENT, SENT]
    first, second = (press.prints.of_label(label_id)[-1] for label_id in (old, new))
    assert (first.copy, first.reason) == (2, "lost")
    assert (second.copy, second.reason) == (1, "")


def test_two_labels_share_a_sheet_and_a_bad_one_wastes_no_half(
    shop: Shop, press: Press, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    sheets = PrinterProfile("Office", f"folder:{out}", dpi=300, width=8.5, height=11.0, layout=Layout.TWO)
    one, bad, two, three = labels(shop, 4)
    void_label(shop.till(), bad, now=shop.now())
    run = begin_run(press, [one, bad, two, three], sheets)
    run = print_next(press, None, run.id)
    assert states(run) == [SENT, FAILED, SENT, WAITING]
    first, second = (press.prints.get(run.items[place].print_id or 0) for place in (0, 2))
    assert first.page_sha256 == second.page_sha256
    run = print_next(press, None, run.id)
    assert (run.state, states(run)) == (RunState.ENDED, [SENT, FAILED, SENT, SENT])
    assert len(list(out.iterdir())) == 2


def test_a_label_that_fails_its_proof_leaves_its_half_empty(shop: Shop, press: Press, tmp_path: Path) -> None:
    sheets = PrinterProfile(
        "Office", f"file:{tmp_path / 'sheet.pdf'}", dpi=300, width=8.5, height=11.0, layout=Layout.TWO
    )
    bad, good = labels(shop, 2)
    other = make_impb(service_type="001", source="11", mailer="899563821", serial=1)
    press.labels.keep_document(bad, Document(DocumentKind.PDF, label_pdf(text=other)))
    run = to_the_end(press, begin_run(press, [bad, good], sheets))
    assert states(run) == [FAILED, SENT]
    (refused,) = press.prints.of_label(bad)
    assert (refused.state, refused.run_id) == (PrintState.RENDERED, run.id)


# ---------------------------------------------------------------- the operator


def test_a_paused_run_prints_nothing_until_it_is_taken_up(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    run = begin_run(press, labels(shop, 3), on(printer))
    print_next(press, None, run.id)
    pause_run(press, run.id)
    assert states(print_next(press, None, run.id)) == [SENT, WAITING, WAITING]
    assert len(printer.jobs) == 1
    skip_item(press, run.id, 2)
    assert states(skip_item(press, run.id, 1)) == [SENT, SKIPPED, WAITING]
    assert states(to_the_end(press, resume_run(press, run.id))) == [SENT, SKIPPED, SENT]


def test_a_run_can_be_printed_again_from_the_nth_label(shop: Shop, press: Press, printer: RawPrinter) -> None:
    run = to_the_end(press, begin_run(press, labels(shop, 3), on(printer)))
    with pytest.raises(BadInput) as caught:
        resume_run(press, run.id)
    assert caught.value.kind is FaultKind.RUN_NOT_OPEN
    with pytest.raises(BadInput) as caught:
        resume_run(press, run.id, 2)
    assert caught.value.kind is FaultKind.REASON_NEEDED
    again = resume_run(press, run.id, 2, reason="damaged")
    assert states(again) == [SENT, WAITING, WAITING]
    run = to_the_end(press, again)
    copies = [press.prints.of_label(item.label_id)[-1].copy for item in run.items]
    assert (copies, len(printer.jobs)) == ([1, 2, 2], 5)


def test_a_run_taken_up_further_down_leaves_out_what_waited_before(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    run = begin_run(press, labels(shop, 4), on(printer))
    print_next(press, None, run.id)
    assert states(resume_run(press, run.id, 3)) == [SENT, SKIPPED, WAITING, WAITING]


def test_an_ended_run_prints_nothing_more(shop: Shop, press: Press, printer: RawPrinter) -> None:
    run = end_run(press, begin_run(press, labels(shop, 2), on(printer)).id)
    assert (run.state, states(run)) == (RunState.ENDED, [SKIPPED, SKIPPED])
    for change in (pause_run, lambda press, run_id: skip_item(press, run_id, 1)):
        with pytest.raises(BadInput) as caught:
            change(press, run.id)
        assert caught.value.kind is FaultKind.RUN_NOT_OPEN


def test_a_run_of_nothing_or_of_unknown_labels_is_refused(press: Press, printer: RawPrinter) -> None:
    for label_ids in ([], ["se-unknown"]):
        with pytest.raises(BadInput) as caught:
            begin_run(press, label_ids, on(printer))
        assert caught.value.kind is FaultKind.LABEL_UNKNOWN
    with pytest.raises(BadInput) as caught:
        print_next(press, None, 77)
    assert caught.value.kind is FaultKind.RUN_UNKNOWN


# ---------------------------------------------------------------- the printer


@pytest.mark.row("P2", "P10")
def test_a_printer_that_dies_in_a_run_leaves_one_label_in_doubt_and_the_rest_waiting(
    shop: Shop, press: Press
) -> None:
    with raw_printer(dies_at=3) as printer:
        run = to_the_end(press, begin_run(press, labels(shop, 5), on(printer)))
        assert (run.state, states(run)) == (RunState.PAUSED, [SENT, SENT, MAYBE, WAITING, WAITING])
        assert run.offers == (3, 4, 5)
        assert run.problem.startswith("It is not certain that the label came out")
        run = to_the_end(press, resume_run(press, run.id))
        assert (run.state, states(run)) == (RunState.PAUSED, [SENT, SENT, MAYBE, WAITING, WAITING])
        assert run.problem.startswith("The printer does not answer.")
        printer.revive()
        run = to_the_end(press, resume_run(press, run.id))
        assert (run.state, states(run)) == (RunState.ENDED, [SENT, SENT, MAYBE, SENT, SENT])
    assert [press.labels.get(item.label_id).prints for item in run.items] == [1] * 5
    assert len(printer.jobs) == 5


@pytest.mark.row("P10")
def test_a_label_that_did_not_come_out_is_printed_when_the_run_goes_on(shop: Shop, press: Press) -> None:
    with raw_printer(dies_at=2) as printer:
        run = to_the_end(press, begin_run(press, labels(shop, 3), on(printer)))
        torn = run.items[1].print_id
        assert torn is not None
        answer_print(press, torn, False)
        assert states(press.runs.get(run.id)) == [SENT, WAITING, WAITING]
        printer.revive()
        run = to_the_end(press, resume_run(press, run.id))
    assert states(run) == [SENT] * 3
    assert [record.state for record in press.prints.of_label(run.items[1].label_id)] == [
        PrintState.FAILED,
        PrintState.HANDED_OVER,
    ]


@pytest.mark.row("P10")
def test_a_label_that_did_come_out_is_not_printed_when_the_run_goes_on(shop: Shop, press: Press) -> None:
    with raw_printer(dies_at=2) as printer:
        run = to_the_end(press, begin_run(press, labels(shop, 3), on(printer)))
        answer_print(press, run.items[1].print_id or 0, True)
        printer.revive()
        run = to_the_end(press, resume_run(press, run.id))
    assert (states(run), len(printer.jobs)) == ([SENT] * 3, 3)


@pytest.mark.row("P10")
def test_a_run_is_over_when_its_last_label_is_known_to_have_come_out(shop: Shop, press: Press) -> None:
    with raw_printer(dies_at=2) as printer:
        run = to_the_end(press, begin_run(press, labels(shop, 2), on(printer)))
        assert (run.state, states(run)) == (RunState.PAUSED, [SENT, MAYBE])
        answer_print(press, run.items[1].print_id or 0, True)
        assert (press.runs.get(run.id).state, open_runs(press)) == (RunState.ENDED, ())


@pytest.mark.row("P10")
def test_a_scan_that_ends_the_last_doubt_ends_the_run(shop: Shop, press: Press) -> None:
    with raw_printer(dies_at=2) as printer:
        run = to_the_end(press, begin_run(press, labels(shop, 2), on(printer)))
        assert run.doubtful != ()
        scan_back(press, run.items[1].tracking_number, run_id=run.id)
        assert (press.runs.get(run.id).state, open_runs(press)) == (RunState.ENDED, ())


@pytest.mark.row("P1")
def test_a_printer_that_is_off_costs_no_label_its_place(shop: Shop, press: Press) -> None:
    with raw_printer() as printer:
        profile = on(printer)
    run = to_the_end(press, begin_run(press, labels(shop, 2), profile))
    assert (run.state, states(run)) == (RunState.PAUSED, [WAITING, WAITING])
    assert run.items[0].problem.startswith("The printer does not answer.")
    assert [press.labels.get(item.label_id).prints for item in run.items] == [0, 0]
    with raw_printer() as other:
        run = to_the_end(press, resume_run(press, run.id, profile=replace(profile, port=other.port)))
    assert (run.state, states(run), len(other.jobs)) == (RunState.ENDED, [SENT, SENT], 2)


@pytest.mark.row("P5", "P10")
def test_a_printer_without_labels_pauses_the_run_and_goes_on_from_the_same_label(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    printer.state = [host_status(), host_status(paper_out=1), host_status()]
    run = to_the_end(press, begin_run(press, labels(shop, 3), on(printer)))
    assert (run.state, states(run), len(printer.jobs)) == (RunState.PAUSED, [SENT, WAITING, WAITING], 1)
    assert run.problem.startswith("The printer says that it cannot print now.")
    assert "It is out of paper. Load labels, then try again." in run.problem
    assert (run.items[1].problem, run.offers) == (run.problem, (2, 3))
    stopped = press.prints.of_label(run.items[1].label_id)
    assert [record.state for record in stopped] == [PrintState.FAILED]
    run = to_the_end(press, resume_run(press, run.id))
    assert (run.state, states(run), len(printer.jobs)) == (RunState.ENDED, [SENT] * 3, 3)
    assert [press.labels.get(item.label_id).prints for item in run.items] == [1] * 3
    assert printer.asked == 4


@pytest.mark.row("P5", "P10")
def test_a_label_that_did_not_leave_waits_again_as_soon_as_that_can_be_written_down(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    lock = sqlite3.connect(shop.database.path, check_same_thread=False, isolation_level=None)
    run = begin_run(press, labels(shop, 2), on(printer))
    with closing(lock), socket.create_server(("127.0.0.1", 0)) as server:

        def say_that_it_is_open() -> None:
            line, _ = server.accept()
            with line:
                line.recv(5)
                lock.execute("BEGIN IMMEDIATE")  # nothing can be written down from here on
                line.sendall(host_status(head_open=1))
                line.recv(1)

        thread = threading.Thread(target=say_that_it_is_open)
        thread.start()
        away = replace(on(printer), port=f"tcp:127.0.0.1:{server.getsockname()[1]}")
        resume_run(press, run.id, profile=away)
        with pytest.raises(Environment):
            print_next(press, None, run.id)
        thread.join()
        lock.execute("ROLLBACK")
    assert states(press.runs.get(run.id)) == [MAYBE, WAITING]
    (found,) = follow_prints(press)
    assert found.state is PrintState.FAILED
    assert "Its print head is open." in found.detail
    assert states(press.runs.get(run.id)) == [WAITING, WAITING]
    assert states(to_the_end(press, resume_run(press, run.id, profile=on(printer)))) == [SENT, SENT]
    assert [press.labels.get(item.label_id).prints for item in run.items] == [1, 1]


@pytest.mark.row("P7")
def test_a_printer_that_says_nothing_is_asked_once_in_a_run(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    printer.state = [b""]
    run = to_the_end(press, begin_run(press, labels(shop, 3), on(printer)))
    assert (run.state, states(run)) == (RunState.ENDED, [SENT] * 3)
    assert (len(printer.jobs), printer.asked) == (3, 1)


@pytest.mark.row("K9", "K10", "P10")
def test_a_run_that_was_cut_off_is_paused_and_its_label_may_have_come_out(
    shop: Shop, press: Press, renderer: Renderer, printer: RawPrinter
) -> None:
    run = begin_run(press, labels(shop, 3), on(printer))
    print_next(press, None, run.id)
    # The copy is counted, and nothing more is written down: that is how a killed program leaves it.
    item = run.items[1]
    shop.prints.begin(NewPrint(item.label_id, "Zebra", Language.ZPL, run_id=run.id, place=2))
    assert open_runs(press)[0].state is RunState.RUNNING
    window = shop.second_window()
    later = window.press(renderer)
    (found,) = open_runs(later)
    assert (found.state, states(found), found.offers) == (RunState.PAUSED, [SENT, MAYBE, WAITING], (2, 3))
    assert found.problem == "Postwright was closed or broke off while this was being printed."
    assert states(to_the_end(later, resume_run(later, found.id))) == [SENT, MAYBE, SENT]
    assert len(printer.jobs) == 2
    window.database.close()


def test_paper_that_holds_no_label_pauses_the_run(shop: Shop, press: Press, printer: RawPrinter) -> None:
    run = begin_run(press, labels(shop, 2), replace(on(printer), width=2.0, height=2.0))
    run = print_next(press, None, run.id)
    assert (run.state, states(run)) == (RunState.PAUSED, [WAITING] * 2)
    assert "does not fit the 2 x 2 inches" in run.problem
    assert to_the_end(press, resume_run(press, run.id, profile=on(printer))).state is RunState.ENDED
    assert len(printer.jobs) == 2


def test_a_drawing_program_that_does_not_start_fails_no_label(shop: Shop, printer: RawPrinter) -> None:
    press = shop.press(Renderer(command=("/nowhere/draws",)))
    run = print_next(press, None, begin_run(press, labels(shop, 2), on(printer)).id)
    assert (run.state, states(run)) == (RunState.PAUSED, [WAITING] * 2)
    assert "did not start" in run.problem


def test_two_windows_at_one_run_print_no_label_twice(
    shop: Shop, press: Press, printer: RawPrinter, renderer: Renderer
) -> None:
    (label_id,) = labels(shop, 1)
    print_label(press, label_id, on(printer))
    run = begin_run(press, [label_id], on(printer), reason="lost")
    other = shop.second_window()
    elsewhere = replace(other.press(renderer), sample_allowed=True)
    ready = make_ready(press, Wanted(label_id, "lost", run.id, 1), on(printer))
    laid = lay(press, [ready], on(printer))
    assert states(print_next(elsewhere, None, run.id)) == [SENT]
    with pytest.raises(Conflict):
        send(press, laid, on(printer))
    assert [record.copy for record in press.prints.of_label(label_id)] == [1, 2]
    assert len(printer.jobs) == 2
    other.database.close()


def test_a_label_that_was_begun_meanwhile_is_not_called_left_out(
    shop: Shop, press: Press, printer: RawPrinter
) -> None:
    run = begin_run(press, labels(shop, 2), on(printer))
    print_next(press, None, run.id)
    assert states(press.runs.leave_out(run.id, [1, 2])) == [SENT, SKIPPED]
