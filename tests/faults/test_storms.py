"""A carrier that wants time, answers 5xx for minutes or takes the key no longer, met by a whole queue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain import draft_document
from tests.domain.samples import DRAFT
from tests.faults.buyer import SERVICE
from tests.faults.hostile import Hostile, Mischief, Reply, Wire
from tests.faults.outside import Terminal
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, Carrier, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.usefixtures("queue")]
NAMES = ("Ann Lee", "Bob Ray", "Cy Poe", "Di Fox")


def fill(terminal: Terminal) -> None:
    """Four parcels to four people, approved and waiting."""
    file = terminal.world.folder / "parcel.json"
    for number, name in enumerate(NAMES, 1):
        to = replace(DRAFT.to, name=name, line1=f"{number}{number} Oak Ave", email="")
        parcel = replace(DRAFT, to=to, order_reference=name, reference1=name)
        file.write_text(json.dumps(draft_document.write(parcel)), "utf-8")
        draft = terminal.run("draft", "add", str(file)).result["draft"]
        assert terminal.run("queue", "add", draft, "--at-most", "20", "--service", SERVICE).code == 0


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shop with the full queue is kept once it was made."""
    return tmp_path_factory.mktemp("full") / "shop"


@pytest.fixture
def queue(world: World, full: Path) -> None:
    """The world's shop has a queue."""
    if not full.exists():
        fill(Terminal(world))
        shutil.copytree(world.folder, full)
    shutil.copytree(full, world.folder, dirs_exist_ok=True)


def waiting(terminal: Terminal) -> int:
    return sum(row["state"] == "queued" for row in terminal.run("queue", "list").result)


def run_until_empty(terminal: Terminal) -> None:
    """As a person would, once the trouble is over."""
    terminal.world.carrier.calm_down()
    terminal.settle()
    assert terminal.run("queue", "run", "--once").code == 0
    assert waiting(terminal) == 0


@pytest.mark.row("N11")
@pytest.mark.parametrize("executed", [False, True], ids=["not charged", "charged"])
def test_a_storm_over_purchases_makes_no_string_of_doubts(world: World, executed: bool) -> None:
    terminal = Terminal(world)
    world.carrier.fail("error_500", count=50, executed=executed)
    terminal.run("queue", "run", "--once")
    in_doubt = terminal.world.carrier.charges() if executed else terminal.settle().result["in_doubt"]
    assert 1 <= len(in_doubt) <= 2
    assert waiting(terminal) >= len(NAMES) - 2
    world.carrier.calm_down()
    if executed:
        run_until_empty(terminal)
        assert len(terminal.charges()) == len(NAMES)


@pytest.mark.row("N11")
def test_a_storm_over_everything_lets_nothing_out_that_could_be_in_doubt(world: World) -> None:
    terminal = Terminal(world)
    world.carrier.fail("error_502", route="*", method="*", count=500)
    said = terminal.run("queue", "run", "--once").said
    assert "trouble" in json.dumps(said)
    asked = 500 - world.carrier.ask("GET", "faults")["faults"][0]["count"]
    assert asked <= 5
    world.carrier.behave()
    assert terminal.charges() == []
    assert terminal.settle().result["in_doubt"] == []
    run_until_empty(terminal)
    assert len(terminal.charges()) == len(NAMES)


@pytest.mark.row("N10")
@pytest.mark.parametrize("route", drawn(["/v1/rates", "/v1/labels"], 1, lambda _: ()))
def test_a_carrier_that_wants_a_second_gets_it_and_every_parcel_is_bought_once(
    world: World, route: str
) -> None:
    terminal = Terminal(world)
    world.carrier.fail("too_many", route=route, count=2, seconds=1)
    terminal.run("queue", "run", "--once")
    assert len(terminal.charges()) + waiting(terminal) == len(NAMES)
    run_until_empty(terminal)
    assert len(terminal.charges()) == len(NAMES)


@pytest.fixture(scope="module")
def hostile(carrier: Carrier) -> Iterator[Hostile]:
    hostile = Hostile(carrier.port)
    yield hostile
    hostile.close()


def go_on(wire: Wire) -> None:
    wire.send(wire.reply.raw())


def take_the_key_no_longer(wire: Wire) -> None:
    wire.send(Reply(401, "Unauthorized", (("Content-Type", "text/plain"),), b"Unauthorized").raw())


@pytest.mark.row("N12", "S4")
def test_a_key_that_is_revoked_in_the_middle_of_a_queue_stops_it(world: World, hostile: Hostile) -> None:
    terminal = Terminal(world, hostile.url)
    revoked = Mischief(take_the_key_no_longer, commits=False, count=50)
    hostile.plot(Mischief(go_on, commits=True, count=2), revoked)
    said = terminal.run("queue", "run", "--once").said
    hostile.calm()
    assert "does not accept the API key" in json.dumps(said)
    assert len(terminal.charges()) == 2
    assert waiting(terminal) == len(NAMES) - 2
    assert terminal.settle().result["in_doubt"] == []
    run_until_empty(terminal)
    assert len(terminal.charges()) == len(NAMES)
