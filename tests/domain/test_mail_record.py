"""A mail leaves at most once for each word of a person, is tried with patience, and is called what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest

from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import (
    HANDED_ON,
    KEPT,
    LONGEST_WAIT,
    NEXT,
    PATIENCE,
    UNDER_WAY,
    WANTS_A_PERSON,
    MailEvent,
    MailRecord,
    MailState,
    after,
    diagram,
    is_due,
    is_forgotten,
    next_try,
    put_off,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WAITING = MailRecord(1, "se-1", LetterKind.QR, "ann@example.com", "Your code", MailState.WAITING, NOON, NOON)


# ---------------------------------------------------------------- the table


def test_a_mail_is_taken_in_hand_only_while_it_waits() -> None:
    before = {(state, event) for state, exits in NEXT.items() for event in exits
              if exits[event] is MailState.SENDING}  # fmt: skip
    assert before == {(MailState.WAITING, MailEvent.SENDING)}


def test_what_may_have_left_waits_again_by_a_persons_word_or_the_servers() -> None:
    again = {event for event, target in NEXT[MailState.IN_DOUBT].items() if target is MailState.WAITING}
    assert again == {MailEvent.AGAIN, MailEvent.PUT_OFF}


@pytest.mark.parametrize("state", sorted(HANDED_ON | {MailState.CANCELLED}))
def test_what_is_over_stays_so(state: MailState) -> None:
    assert all(after(state, event) is None for event in MailEvent)


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.GIVEN_UP])
def test_what_did_not_leave_can_be_sent_again_or_put_aside(state: MailState) -> None:
    assert after(state, MailEvent.AGAIN) is MailState.WAITING
    assert after(state, MailEvent.CANCELLED) is MailState.CANCELLED


def test_a_mail_that_is_being_sent_cannot_be_called_off() -> None:
    assert after(MailState.SENDING, MailEvent.CANCELLED) is None


def test_the_late_word_of_a_server_ends_a_doubt() -> None:
    for event in (MailEvent.TAKEN, MailEvent.REFUSED, MailEvent.PUT_OFF, MailEvent.GAVE_UP):
        assert after(MailState.IN_DOUBT, event) is after(MailState.SENDING, event)


def test_every_state_has_its_exits_and_its_group() -> None:
    assert set(NEXT) == set(MailState)
    groups = (UNDER_WAY, WANTS_A_PERSON, HANDED_ON, {MailState.CANCELLED})
    assert sorted(state for group in groups for state in group) == sorted(MailState)


def test_the_diagram_draws_every_step() -> None:
    drawn = diagram()
    for state, event in product(MailState, MailEvent):
        target = after(state, event)
        assert target is None or f"    {state.name} --> {target.name}: {event}" in drawn
    assert "[*] --> WAITING" in drawn
    assert "[*] --> OWN_PROGRAM" in drawn


# ---------------------------------------------------------------- when it is tried again


def test_the_architecture_shows_the_states_of_a_mail_as_they_are() -> None:
    text = (Path(__file__).parents[2] / "desktop" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{diagram()}\n```" in text


def test_the_waits_grow_to_eight_hours_and_stay_there() -> None:
    waits = [(next_try(tries, NOON) - NOON) / MINUTE for tries in range(1, 9)]
    assert waits == [1, 5, 15, 60, 240, 480, 480, 480]
    assert next_try(0, NOON) == next_try(1, NOON)
    assert all(shorter <= longer for shorter, longer in pairwise(waits))
    assert timedelta(minutes=waits[-1]) == LONGEST_WAIT


def test_a_mail_that_is_put_off_is_given_up_three_days_after_the_first_time() -> None:
    assert put_off(WAITING, NOON) is MailEvent.PUT_OFF
    first = replace(WAITING, put_off_since=NOON)
    assert put_off(first, NOON + PATIENCE - MINUTE) is MailEvent.PUT_OFF
    assert put_off(first, NOON + PATIENCE) is MailEvent.GAVE_UP


def test_a_mail_that_only_waited_for_the_server_is_not_given_up_for_that() -> None:
    offline = replace(WAITING, attempts=50, next_at=NOON)
    assert offline.waits_for_server
    assert put_off(offline, NOON + 30 * PATIENCE) is MailEvent.PUT_OFF


def test_a_mail_is_due_at_once_or_when_its_time_has_come() -> None:
    assert is_due(WAITING, NOON)
    later = replace(WAITING, next_at=NOON + HOUR)
    assert not is_due(later, NOON)
    assert is_due(later, NOON + HOUR)


@pytest.mark.parametrize("state", sorted(set(MailState) - {MailState.WAITING}))
def test_only_what_waits_is_ever_due(state: MailState) -> None:
    assert not is_due(replace(WAITING, state=state), NOON)


def test_a_wait_that_a_wrong_clock_made_keeps_no_mail_for_years() -> None:
    assert is_due(replace(WAITING, attempts=1, next_at=NOON + timedelta(days=4000)), NOON)
    assert not is_due(replace(WAITING, attempts=1, next_at=NOON + LONGEST_WAIT), NOON)


def test_a_mail_that_is_planned_waits_for_its_day_however_far() -> None:
    monday = NOON + timedelta(days=8)
    planned = replace(WAITING, next_at=monday, not_before=monday)
    assert planned.is_planned
    assert not planned.waits_for_server
    assert not is_due(planned, NOON)
    assert is_due(planned, monday)


def test_what_a_mail_waits_for_is_told_apart() -> None:
    assert not WAITING.is_planned
    assert not WAITING.waits_for_server
    held = replace(WAITING, next_at=NOON + HOUR, not_before=NOON)
    assert (held.is_planned, held.waits_for_server) == (False, True)
    assert not replace(held, put_off_since=NOON).waits_for_server
    assert not replace(held, state=MailState.SENT).waits_for_server


# ---------------------------------------------------------------- how long it is kept


@pytest.mark.parametrize("state", sorted(MailState))
def test_a_mail_is_forgotten_a_month_after_its_end_and_never_before_it(state: MailState) -> None:
    old = replace(WAITING, state=state)
    ends = state not in UNDER_WAY and state is not MailState.IN_DOUBT
    assert not is_forgotten(old, NOON + KEPT)
    assert is_forgotten(old, NOON + KEPT + MINUTE) is ends
