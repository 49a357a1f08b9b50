"""A buyer is killed at each of its system calls, so that no moment between two of them was forgotten."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import buyer
from tests.faults.outside import Terminal, assert_paid_once_and_known
from tests.faults.sampling import ALL, SEED, few
from tests.faults.tracing import calls_of, killed_at
from tests.faults.world import KILLED, UNIX_ONLY, Carrier, Host, Template, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("K1", "K2", "K3", "K4", "K5", "K6", "K7")]
START = "before the intention"
SHARES = few(10, 20)
Calls = list[tuple[str, int]]


@pytest.fixture(scope="module")
def calls(
    carrier: Carrier, host: Host, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Calls:
    """The system calls of one purchase, from the intention to the end of the process."""
    folder = tmp_path_factory.mktemp("traced")
    carrier.reset()
    template.copy(folder / "shop")
    world = World(carrier, host, folder / "shop", template.draft)
    found = calls_of(host, world.job("buy", point=START), folder / "calls")
    assert {"fdatasync", "sendto", "recvfrom"} <= {name for name, _ in found}
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_a_buyer_killed_at_any_system_call_pays_once_and_knows_it(
    carrier: Carrier,
    host: Host,
    template: Template,
    tmp_path: Path,
    calls: Calls,
    share: int,
    record_property: Callable[[str, object], None],
) -> None:
    mine = calls[share::SHARES]
    mine = mine if ALL else [random.Random(f"{SEED} {share}").choice(mine)]
    record_property("cells", len(mine))
    for place, (name, number) in enumerate(mine):
        carrier.reset()
        template.copy(tmp_path / str(place))
        world = World(carrier, host, tmp_path / str(place), template.draft)
        ended = killed_at(host, world.job("buy", point=START), name, number)
        assert ended in (KILLED, buyer.DONE), (name, number)
        carrier.finish()
        charged = len(carrier.charges())
        assert charged <= 1, (name, number)
        assert_paid_once_and_known(Terminal(world), charged=charged)
