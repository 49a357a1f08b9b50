"""The network spoils a purchase in every way: the program pays once, knows it, and says a clear sentence."""

from __future__ import annotations

import pytest

from tests.faults.hostile import Hostile, Mischief
from tests.faults.mischief import DIFFERING, Cell, cells
from tests.faults.outside import DONE, Terminal
from tests.faults.probes import Bench, spoilt
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow]
CELLS = [
    pytest.param(cell, marks=pytest.mark.row(*cell.rows), id=str(cell))
    for cell in drawn(cells(), 18, lambda cell: cell.rows)
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_purchase_with_a_spoilt_reply_is_paid_once(world: World, hostile: Hostile, cell: Cell) -> None:
    spoilt(Bench(world, hostile), cell)


@pytest.mark.row("N9")
@pytest.mark.parametrize("name", drawn(tuple(DIFFERING), 2, lambda _: ()))
def test_a_label_that_differs_from_its_order_is_ours_and_raises_an_alarm(
    world: World, hostile: Hostile, name: str
) -> None:
    terminal = Terminal(world, hostile.url)
    hostile.plot(Mischief(DIFFERING[name], commits=True))
    bought = terminal.buy()
    assert bought.code == DONE
    (alarm,) = bought.result["alarms"]
    (label,) = terminal.labels()
    assert label["alarms"] == [alarm]
    assert len(terminal.charges()) == 1
