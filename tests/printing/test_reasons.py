"""What keeps a printer from printing is read from its keywords; its sentences may be in any language."""

from __future__ import annotations

import pytest

from postwright.printing.handover import PrinterStatus
from postwright.printing.ipp_jobs import state_of
from postwright.printing.ipp_message import Attributes
from postwright.printing.reasons import status_of

GERMAN = "Der Drucker existiert nicht oder ist zurzeit nicht verfügbar."
ENGLISH = "The printer may not exist or is unavailable at this time."
SINCE = 1_795_420_000


def at_a_job(
    message: str, *, seconds: int, state: int = 4, reasons: tuple[str, ...] = ("none",)
) -> Attributes:
    """As CUPS 2.4 answered with a job of another program in front, on a printer that was off."""
    return {
        "printer-state": (state,),
        "printer-state-reasons": reasons,
        "printer-state-message": (message,),
        "printer-state-change-time": (SINCE,),
        "printer-up-time": (SINCE + seconds,),
    }


def test_a_sentence_that_is_understood_is_believed_at_once() -> None:
    status = state_of(at_a_job(ENGLISH, seconds=0))
    assert (status.ready, status.words) == (False, "It is switched off or not connected.")


def test_a_sentence_in_another_language_is_told_once_it_has_stood_for_long() -> None:
    assert state_of(at_a_job(GERMAN, seconds=14)).ready is True
    status = state_of(at_a_job(GERMAN, seconds=15))
    assert status == PrinterStatus(None, f"It has been at one job for a while and says: “{GERMAN}”")


def test_keywords_count_before_any_sentence() -> None:
    status = state_of(at_a_job(GERMAN, seconds=60, reasons=("media-empty-error",)))
    assert (status.ready, status.words) == (False, "It is out of paper.")


@pytest.mark.parametrize(
    "attributes",
    [
        at_a_job("", seconds=60),
        at_a_job(GERMAN, seconds=60, state=3),
        at_a_job(GERMAN, seconds=60) | {"printer-state-change-time": ()},
        at_a_job(GERMAN, seconds=60) | {"printer-up-time": ()},
    ],
)
def test_what_proves_no_long_wait_says_nothing_against_the_printer(attributes: Attributes) -> None:
    assert state_of(attributes) == PrinterStatus(True, "It is ready.")


def test_a_sentence_without_end_is_cut_short() -> None:
    status = status_of((), message="a\nb " * 10_000, for_long=True)
    assert len(status.words) < 250
    assert "\n" not in status.words
