"""The harness is alive: a program that is weaker in one way is caught, and the program itself is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.faults.hostile import Hostile
from tests.faults.matrix import Control
from tests.faults.probes import CELLS, PROBES, Bench, probe
from tests.faults.sampling import drawn
from tests.faults.weaknesses import WEAKNESSES, Weakness, assert_it_can_be_made
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow]
ROWS = {
    "killed with the request out": ("K4",),
    "killed in the receipt": ("K5", "K7"),
    "overtaken": ("I4",),
    "overtaken before it began": ("I4",),
    "looks that fail": ("N21",),
    "two labels": ("N21",),
    "denied and late": ("N5",),
    "a document cut short": ("N22", "K7"),
    "a torn document": ("N22",),
    "another's document": ("N22",),
    "another's label named": ("N21",),
    "a draft that changes": ("U",),
    "killed while printing": ("K11",),
    "a printer that dies": ("P2", "P10"),
    "killed while mailing": ("M1",),
    "a mail without an answer": ("M2",),
    "a void without an answer": ("K12",),
    "a draft changed at the last moment": ("U",),
    "a pickup without an answer": ("V1",),
    "a cancellation without an answer": ("V2",),
    "a form without an answer": ("V3",),
    "a form that is made later": ("V3",),
    "two programs and one form": ("V4",),
    "a label after the form": ("V3",),
    "money that is gone": ("N13",),
    "money that runs out": ("N13",),
}
SOUND = [
    pytest.param(name, marks=pytest.mark.row(*ROWS.get(name, ())))
    for name in drawn(list(PROBES), 7, lambda name: ())
]


@pytest.mark.parametrize("name", SOUND)
def test_the_program_stands_the_trouble(world: World, hostile: Hostile, name: str) -> None:
    probe(Bench(world, hostile), name)


@pytest.mark.control
@pytest.mark.parametrize("weakness", drawn(WEAKNESSES, 8, lambda _: ()), ids=lambda one: one.name)
def test_a_weaker_program_is_caught(
    world: World, hostile: Hostile, weakness: Weakness, record_property: Callable[[str, object], None]
) -> None:
    record_property("control", Control("a weakness of the program: caught", 1, 1, 1).plain())
    assert_it_can_be_made(weakness)
    with pytest.raises((AssertionError, LookupError, ValueError)) as caught:
        probe(Bench(world, hostile, weakness.name), weakness.probe)
    assert "NameError" not in str(caught.value), "it is not weaker, it is broken"


def test_every_weakness_has_a_trouble_that_must_notice_it() -> None:
    assert len(WEAKNESSES) >= 20
    assert {one.probe for one in WEAKNESSES} <= PROBES.keys() | CELLS.keys()
