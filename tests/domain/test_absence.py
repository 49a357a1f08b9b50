"""A carrier's "no such label" is believed late, and no clock that is set brings that day nearer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postwright.domain.absence import (
    Moment,
    NotThere,
    SettlingRule,
    believable,
    believable_from,
    looks_missing,
    passed,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LOST = Moment(NOON)


def at(minute: float, ticked: float | None = None) -> Moment:
    """So many minutes past noon by the date, and by the uptime, which stood at 5 minutes then."""
    return Moment(NOON + MINUTE * minute, None if ticked is None else round((5 + ticked) * 60_000))


def looks(*moments: Moment) -> tuple[NotThere, ...]:
    return tuple(NotThere(one.at, one.uptime) for one in moments)


@pytest.mark.parametrize(
    ("minutes", "now", "believed"),
    [
        ((10, 11), 11, True),
        ((10, 10.5), 11, False),
        ((1, 2, 3, 4), 30, False),
        ((10,), 30, False),
        ((9.9, 10, 11), 11, True),
        ((10, 11), 9, False),
        ((11, 30), 12, False),
    ],
)
def test_absence_is_believed_only_after_settling_and_repeated_clean_answers(
    minutes: tuple[float, ...], now: float, believed: bool
) -> None:
    assert believable(LOST, looks(*map(at, minutes)), at(now)) is believed


def test_a_clock_that_is_set_forward_shortens_nothing() -> None:
    lost = at(0, 0)
    year = 525_600
    seen = looks(at(year, 1), at(year + 1, 2))
    assert not believable(lost, seen, at(year + 1, 2))
    assert believable_from(lost, seen, at(year + 1, 2)) == at(year + 10).at


def test_a_clock_that_is_set_back_lengthens_nothing_for_ever() -> None:
    lost = at(0, 0)
    seen = looks(at(-500, 10), at(-499, 11))
    assert believable(lost, seen, at(-499, 11))
    assert not believable(Moment(NOON), looks(at(-500), at(-499)), at(-499))


def test_looks_in_one_breath_count_once_whatever_the_date_says() -> None:
    lost = at(0, 0)
    assert not believable(lost, looks(at(11, 11), at(90, 11.1)), at(90, 11.2))


def test_after_a_start_of_the_computer_only_what_it_has_run_since_is_certain() -> None:
    lost = Moment(NOON, 5_000_000)
    early, late = Moment(NOON + 60 * MINUTE, 540_000), Moment(NOON + 61 * MINUTE, 600_000)
    assert (passed(lost, early), passed(lost, late)) == (9 * MINUTE, 10 * MINUTE)
    assert passed(lost, Moment(NOON - MINUTE, 600_000)) == -MINUTE  # and the clock was set back too


def test_the_shorter_of_two_clocks_counts() -> None:
    assert passed(at(0, 0), at(7, 9)) == 7 * MINUTE
    assert passed(at(0, 0), at(9, 7)) == 7 * MINUTE
    assert passed(at(0, 0), at(-3, 7)) == 7 * MINUTE
    assert passed(at(0), at(-3)) == -3 * MINUTE
    assert passed(at(0, 0), at(4)) == 4 * MINUTE


def test_the_operator_is_told_when_absence_can_be_believed() -> None:
    assert believable_from(LOST, (), LOST) == at(11).at
    assert believable_from(LOST, (), LOST, SettlingRule(MINUTE, 3, MINUTE)) == at(3).at
    once = looks(at(10))
    assert believable_from(LOST, once, at(10.25)) == at(11).at
    assert believable_from(LOST, once, at(40)) == at(40).at
    assert believable_from(LOST, looks(at(10), at(11)), at(40)) == at(40).at
    assert believable_from(LOST, (), at(40)) == at(41).at


def test_the_operator_is_told_how_many_looks_are_missing() -> None:
    assert looks_missing(LOST, (), at(1)) == 2
    assert looks_missing(LOST, looks(at(10)), at(12)) == 1
    assert looks_missing(LOST, looks(at(10), at(11), at(12)), at(12)) == 0
