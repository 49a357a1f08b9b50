"""The computer's clock is wrong, jumps or changes its zone: it is told, and no label gets another day's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE
from tests.faults.buyer import SERVICE
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, World, until

_PLACES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
_LIBRARY = next(
    (file for place in _PLACES if (file := Path(place, "faketime", "libfaketime.so.1")).is_file()), None
)
pytestmark = [
    UNIX_ONLY,
    pytest.mark.slow,
    pytest.mark.row("C"),
    pytest.mark.skipif(_LIBRARY is None, reason="NOT TESTED HERE: no libfaketime (package faketime)"),
]
ROOT = Path(__file__).parents[2]


class Clock:
    """What a process takes for the time. It can be set while the process runs."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set("+0")

    def set(self, offset: str) -> None:
        """An offset such as -1d; put in its place in one step, since it is read all the time."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{offset}\n")
        new.replace(self._file)

    def environment(self, world: World, zone: str) -> dict[str, str]:
        faking = {
            "LD_PRELOAD": str(_LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "TZ": zone,
        }
        path = {"PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}"}
        return os.environ | faking | path | {URL_VARIABLE: world.carrier.url, KEY_VARIABLE: PRACTICE_KEY}


class Terminal:
    """A terminal on a computer whose clock is in the test's hands."""

    def __init__(self, world: World, tmp_path: Path, zone: str = "America/Los_Angeles") -> None:
        self._world = world
        self._zone = zone
        self.clock = Clock(tmp_path)

    def start(self, *command: str) -> subprocess.Popen[str]:
        program = [sys.executable, "-m", "postwright", "--data-dir", str(self._world.folder), "--json"]
        environment = self.clock.environment(self._world, self._zone)
        return subprocess.Popen([*program, *command], env=environment, stdout=subprocess.PIPE, text=True)

    def __call__(self, *command: str) -> Any:
        return self.end(self.start(*command))

    def end(self, process: subprocess.Popen[str]) -> Any:
        out, _ = process.communicate(timeout=60)
        return json.loads(out)

    def buy(self) -> Any:
        return self("buy", self._world.draft, "--service", SERVICE)


def part(terminal: Terminal, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in terminal("doctor")["result"] if one["part"] == name)
    return found


MINUTES = drawn([("+10m", "10 minutes ahead"), ("-10m", "10 minutes behind")], 1, lambda _: ())
YEARS = drawn(["+20y", "-20y"], 1, lambda _: ())
ZONES = drawn(["Pacific/Kiritimati", "Pacific/Pago_Pago"], 1, lambda _: ())


@pytest.mark.parametrize(("offset", "words"), MINUTES)
def test_a_clock_that_is_some_minutes_off_is_told_and_does_no_harm(
    world: World, tmp_path: Path, offset: str, words: str
) -> None:
    terminal = Terminal(world, tmp_path)
    terminal.clock.set(offset)
    assert terminal.buy()["ok"]
    told = part(terminal, "Clock")
    assert not told["ok"]
    assert words in told["detail"]
    assert len(world.carrier.charges()) == 1
    terminal.clock.set("+0")
    assert part(terminal, "Books")["ok"]


@pytest.mark.parametrize("offset", YEARS)
def test_a_clock_that_is_years_off_buys_nothing_for_another_day(
    world: World, tmp_path: Path, offset: str
) -> None:
    terminal = Terminal(world, tmp_path)
    terminal.clock.set(offset)
    fault = terminal.buy()["fault"]
    assert (fault["kind"], fault["proves"]) == ("clock_wrong", "not_sent")
    assert "Set the date" in fault["message"]
    assert world.carrier.charges() == []
    terminal.clock.set("+0")
    assert terminal.buy()["ok"]
    assert len(world.carrier.charges()) == 1


def test_a_clock_that_is_set_back_during_a_purchase_makes_no_doubt_old_enough_to_deny(
    world: World, tmp_path: Path
) -> None:
    terminal = Terminal(world, tmp_path)
    world.carrier.fail("hang", seconds=2)
    process = terminal.start("buy", world.draft, "--service", SERVICE)
    until(lambda: _was_sent(world), "the purchase to be under way")
    terminal.clock.set("-1d")
    assert terminal.end(process)["fault"]["proves"] == "lost"
    terminal.clock.set("+0")  # a day later, says the clock, and a few seconds, says everything else
    doubt = terminal("settle")["result"]["in_doubt"][0]["purchase"]
    terminal("settle")
    refused = terminal("settle", "--absent", doubt)
    assert refused["fault"]["kind"] == "not_yet_absent"
    assert terminal.buy()["ok"] is False
    assert world.carrier.charges() == []


def _was_sent(world: World) -> bool:
    """Whether the carrier has taken the planned trouble, and so holds the purchase."""
    time.sleep(0.02)
    return not world.carrier.ask("GET", "faults")["faults"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_parcel_leaves_on_the_day_of_its_origin_whatever_the_computers_zone(
    world: World, tmp_path: Path, zone: str
) -> None:
    """Those two zones never have the same date."""
    assert Terminal(world, tmp_path, zone).buy()["ok"]
    with world.restarted() as shop:
        (entry,) = shop.labels.recent()
        today = shop.now().astimezone(shop.zone()).date()
    # A Sunday or two holidays may lie between.
    assert 0 <= (entry.shipment.ship_date - today).days <= 3
