"""A run of labels says what became of each, where it can be taken up again, and what stops it."""

from __future__ import annotations

import pytest

from postwright.domain.faults import FaultKind
from postwright.domain.print_record import PrintState
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState, item_state, stops_the_run

SENT, MAYBE, WAITING = ItemState.SENT, ItemState.MAYBE, ItemState.WAITING
FAILED, SKIPPED = ItemState.FAILED, ItemState.SKIPPED


def run(*states: ItemState) -> PrintRun:
    items = (RunItem(place, f"se-{place}", "Ann", "94", state) for place, state in enumerate(states, start=1))
    return PrintRun(1, "Desk", RunState.PAUSED, tuple(items))


@pytest.mark.row("P10")
def test_a_printer_that_died_leaves_its_label_and_the_rest_to_be_chosen_from() -> None:
    torn = run(*[SENT] * 236, MAYBE, *[WAITING] * 263)
    assert torn.offers == tuple(range(237, 501))
    assert [item.place for item in torn.doubtful] == [237]
    assert torn.summary == "236 of 500 sent, 1 may have come out."


def test_a_run_that_stopped_before_a_byte_left_goes_on_at_the_same_label() -> None:
    assert run(SENT, WAITING, WAITING).offers == (2, 3)


def test_an_older_doubt_is_left_to_attention() -> None:
    assert run(MAYBE, SENT, MAYBE, WAITING).offers == (3, 4)


def test_a_doubt_about_the_last_label_is_still_offered() -> None:
    assert run(SENT, MAYBE).offers == (2,)
    assert run(SENT, SENT).offers == ()


def test_what_was_not_printed_is_counted_apart() -> None:
    told = run(SENT, FAILED, SKIPPED, FAILED)
    assert told.summary == "1 of 4 sent, 2 not printed, 1 left out."
    assert told.waiting == ()


@pytest.mark.parametrize(
    ("state", "item"),
    [
        (PrintState.HANDED_OVER, SENT),
        (PrintState.DONE, SENT),
        (PrintState.SEEN, SENT),
        (PrintState.SENDING, MAYBE),
        (PrintState.MAYBE, MAYBE),
        (PrintState.FAILED, FAILED),
        (PrintState.RENDERED, FAILED),
    ],
)
def test_an_item_is_what_its_print_is(state: PrintState, item: ItemState) -> None:
    assert item_state(state) is item


def test_a_printer_in_trouble_stops_a_run_and_a_bad_label_does_not() -> None:
    for kind in (FaultKind.PRINTER_UNREACHABLE, FaultKind.MAY_HAVE_PRINTED, FaultKind.DISK_FULL):
        assert stops_the_run(kind)
    for kind in (FaultKind.PROOF_FAILED, FaultKind.LABEL_VOIDED, FaultKind.REASON_NEEDED):
        assert not stops_the_run(kind)
