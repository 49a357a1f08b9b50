"""What is known of a print, in words: none of them says that it was printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.print_record import SAID_SO, SCANNED, PrintState
from postwright.ui.print_words import copy_line, state_tone, state_words
from postwright.ui.proof_words import check_lines
from postwright.ui.words import clock_words
from tests.ui import plausible

AT = clock_words(plausible.NOW)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PrintState.RENDERED, "Not proved"),
        (PrintState.PROVED, "Proved"),
        (PrintState.SENDING, "Being sent"),
        (PrintState.HANDED_OVER, "Handed to Zebra ZD421"),
        (PrintState.DONE, "Printer says done"),
        (PrintState.SEEN, "On its parcel"),
        (PrintState.FAILED, "Nothing came out"),
        (PrintState.MAYBE, "May have printed"),
    ],
)
def test_each_state_has_its_words(state: PrintState, words: str) -> None:
    assert state_words(plausible.print_record(state=state)) == words
    assert state_tone(plausible.print_record(state=state))


def test_a_scan_is_told_from_a_persons_word_that_it_came_out() -> None:
    seen = replace(plausible.print_record(state=PrintState.SEEN), seen_at=plausible.NOW)
    assert state_words(replace(seen, detail=SCANNED)) == f"On its parcel (scanned {AT})"
    assert state_words(replace(seen, detail=SAID_SO)) == f"Came out (seen {AT})"
    assert state_words(replace(seen, detail=SAID_SO, seen_at=None)) == "Came out"
    assert "\n" not in copy_line(replace(seen, detail=SCANNED)).below


def test_the_other_sides_words_are_a_quotation_and_ours_are_not() -> None:
    held = plausible.print_record(state=PrintState.HANDED_OVER)
    assert copy_line(replace(held, detail="job held")).below.endswith("\n“job held”")
    assert copy_line(replace(held, detail="The queue is paused.")).below.endswith("\nThe queue is paused.")


def test_each_check_of_a_proof_has_its_measure_and_its_result_in_a_word() -> None:
    lines = check_lines(plausible.proof_facts())
    assert [line.word for line in lines] == ["ok", "ok", "warning", "ok", "ok"]
    assert lines[2].text == "Bars 2 dots, 0.0099 in. USPS asks for 0.013 in."
    assert lines[2].tip == "USPS-B-3200, 4.1"


@pytest.mark.parametrize("facts", [None, {}, {"checks": 3}, {"checks": ["odd"]}])
def test_a_proof_of_an_older_kind_shows_no_checks(facts: dict[str, object] | None) -> None:
    assert check_lines(facts) == ()


def test_a_result_that_nobody_knows_is_not_called_ok() -> None:
    (line,) = check_lines({"checks": [{"words": "Something new.", "result": "perhaps"}]})
    assert (line.tone, line.word) == ("plain", "not checked")
