"""A print is what somebody proved of it: a port, a spooler, or a person, who has the last word."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from postwright.domain.print_record import (
    NEXT,
    NOT_LEFT,
    ON_PAPER,
    PrintEvent,
    PrintRecord,
    PrintState,
    after,
    diagram,
)
from postwright.domain.printing_profile import Language

WAY = (PrintEvent.PROVED, PrintEvent.SENDING, PrintEvent.TAKEN, PrintEvent.DONE, PrintEvent.SEEN)


def test_a_print_goes_from_drawn_to_seen_one_step_at_a_time() -> None:
    state: PrintState | None = PrintState.RENDERED
    passed = []
    for event in WAY:
        assert state is not None
        state = after(state, event)
        passed.append(state)
    assert passed == [
        PrintState.PROVED,
        PrintState.SENDING,
        PrintState.HANDED_OVER,
        PrintState.DONE,
        PrintState.SEEN,
    ]


def test_nothing_that_was_not_proved_is_sent() -> None:
    assert after(PrintState.RENDERED, PrintEvent.SENDING) is None
    before = {state for state, exits in NEXT.items() if PrintState.SENDING in exits.values()}
    assert before == {PrintState.PROVED}


def test_a_print_in_doubt_ends_by_a_persons_word_alone() -> None:
    assert set(NEXT[PrintState.MAYBE]) == {PrintEvent.SEEN, PrintEvent.NOT_OUT}


def test_what_was_handed_over_is_never_called_failed_by_a_spooler() -> None:
    for state in (PrintState.HANDED_OVER, PrintState.DONE):
        assert PrintState.FAILED not in NEXT[state].values()


@pytest.mark.parametrize("state", sorted(ON_PAPER | {PrintState.FAILED}))
def test_what_a_person_has_seen_came_out_whatever_was_thought(state: PrintState) -> None:
    assert after(state, PrintEvent.SEEN) is PrintState.SEEN


def test_what_was_seen_stays_seen() -> None:
    for event in (PrintEvent.TAKEN, PrintEvent.DONE, PrintEvent.DOUBTED, PrintEvent.NOT_OUT):
        assert after(PrintState.SEEN, event) is PrintState.SEEN
    assert after(PrintState.SEEN, PrintEvent.SENDING) is None


def test_nothing_is_sent_twice_under_one_record() -> None:
    for state, event in product(PrintState, PrintEvent):
        if after(state, event) is PrintState.SENDING:
            assert (state, event) == (PrintState.PROVED, PrintEvent.SENDING)


def test_every_state_is_on_paper_or_has_not_left_or_failed() -> None:
    assert set(PrintState) == ON_PAPER | NOT_LEFT | {PrintState.FAILED}
    for state in PrintState:
        record = PrintRecord(1, "se-1", 1, "Desk", Language.ZPL, state, datetime(2026, 11, 22, tzinfo=UTC))
        assert record.counts == (state in ON_PAPER)


def test_the_architecture_shows_the_states_of_a_print_as_they_are() -> None:
    text = (Path(__file__).parents[2] / "desktop" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{diagram()}\n```" in text
