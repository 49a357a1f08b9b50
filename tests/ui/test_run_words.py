"""One line about what was bought while nobody looked: never silence about money, never news without any."""

from __future__ import annotations

from postwright.domain.draft_record import DraftRecord
from postwright.domain.money import Money
from postwright.operations.results import CameBack, QueueRun
from postwright.ui.run_words import run_words
from tests.ui import plausible


def records(count: int) -> tuple[DraftRecord, ...]:
    return tuple(row.record for row in plausible.queue_rows()[:count])


def test_what_was_bought_is_told_with_its_money() -> None:
    run = QueueRun(bought=(plausible.entry(1), plausible.entry(2)), spent=Money(1522))
    assert run_words(run) == "Bought what waited: 2 labels for $15.22."


def test_what_waits_for_an_answer_and_what_came_back_is_told() -> None:
    held = tuple(CameBack(one, "asked", guards=(plausible.similar_guard(),)) for one in records(2))
    run = QueueRun(handed_back=records(1), held=held)
    assert run_words(run) == "2 parcels in Queue want an answer. 1 parcel came back as a draft."
    run = QueueRun(handed_back=records(2), held=held[:1])
    assert run_words(run) == "1 parcel in Queue wants an answer. 2 parcels came back as drafts."


def test_a_guard_that_stopped_all_of_it_is_told_in_its_own_words() -> None:
    guard = plausible.day_limit_guard()
    assert run_words(QueueRun(left=3, stopped_by=(guard,))) == guard.sentence


def test_a_run_that_came_to_nothing_is_no_news() -> None:
    assert run_words(QueueRun()) == ""
