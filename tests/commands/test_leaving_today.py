"""In the evening, and after the SCAN form, the terminal says when a parcel leaves; it may be told today."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.commands.terminal import GROUND, Terminal

# Ten in the evening in California, where the sample parcel leaves.
LATE = datetime(2026, 11, 24, 6, tzinfo=UTC)
ROLLED = "Ship date was Mon 23 Nov; it leaves Tue 24 Nov."


@pytest.fixture
def evening(terminal: Terminal) -> Terminal:
    terminal.practice.clock.freeze(LATE)
    return terminal


def leaves(terminal: Terminal) -> list[object]:
    return [one["ship_date"] for one in terminal("labels").result]


def test_a_price_and_a_label_of_the_evening_say_when_it_leaves(evening: Terminal) -> None:
    draft = evening.draft()
    quoted = evening("quote", draft).result
    assert (quoted["leaves"], quoted["rolled"]) == ("2026-11-24", ROLLED)
    assert ROLLED in evening.words("quote", draft).out
    assert ROLLED in evening.words("buy", draft, "--service", GROUND).out
    assert leaves(evening) == ["2026-11-24"]


def test_whoever_knows_better_says_that_it_leaves_today(evening: Terminal) -> None:
    bought = evening.words("buy", evening.draft(), "--service", GROUND, "--leaves-today")
    assert "it leaves" not in bought.out
    assert leaves(evening) == ["2026-11-23"]
    evening("buy", evening.draft(), "--service", GROUND)
    assert leaves(evening) == ["2026-11-23", "2026-11-23"]


@pytest.mark.parametrize(("options", "day"), [((), "2026-11-24"), (("--leaves-today",), "2026-11-23")])
def test_the_queue_of_the_evening_does_the_same(
    evening: Terminal, options: tuple[str, ...], day: str
) -> None:
    evening.queued()
    assert evening("queue", "run", "--dry").result["parcels"][0]["rolled"] == ROLLED
    run = evening("queue", "run", "--once", *options).result
    assert [one["leaves"] for one in run["bought"]] == [day]


def test_by_day_nothing_is_said(terminal: Terminal) -> None:
    terminal.practice.clock.freeze(datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert terminal("quote", terminal.draft()).result["rolled"] == ""
    bought = terminal.words("buy", terminal.draft(), "--service", GROUND, "--leaves-today")
    assert "it leaves" not in bought.out
