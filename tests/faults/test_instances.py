"""One program at a time has a shop; where the lock fails, each draft is still bought once."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.faults import buyer
from tests.faults.outside import DONE, ENVIRONMENT, IN_DOUBT, USAGE, Terminal, assert_sound
from tests.faults.sampling import few
from tests.faults.world import UNIX_ONLY, Template, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow]


@pytest.mark.row("I1")
def test_a_second_command_opens_no_database_while_the_first_buys(world: World) -> None:
    world.carrier.fail("delay", seconds=3)
    first = world.host.start(world.job("buy"))
    until(lambda: not world.carrier.ask("GET", "faults")["faults"], "the first buyer to ask")
    refused = Terminal(world).buy()
    assert (refused.code, refused.said["fault"]["kind"]) == (ENVIRONMENT, "already_running")
    examined = Terminal(world).run("doctor")  # by a copy
    assert {part["part"] for part in examined.result if not part["ok"]} <= {"In doubt"}
    assert world.host.end_of(first) == buyer.DONE
    assert len(world.carrier.charges()) == 1


OLD = {
    "empty": "",
    "of a process that is gone": "999999\nsomeone\n",
    "of this process": f"{os.getpid()}\npython3.11\n",
    "zeroes": "\0" * 99,
}


@pytest.mark.row("I2", "I3")
@pytest.mark.parametrize("content", OLD.values(), ids=OLD)
def test_whatever_an_old_lock_says_the_shop_opens(world: World, content: str) -> None:
    (world.folder / "lock").write_text(content, "utf-8")
    terminal = Terminal(world)
    assert terminal.buy().code == DONE
    assert_sound(terminal)


@pytest.mark.row("I4")
@pytest.mark.parametrize("run", range(few(2, 20)))
def test_four_processes_past_the_lock_buy_a_draft_once(world: World, run: int) -> None:
    processes = [world.host.start(world.job("buy", locked=False)) for _ in range(4)]
    ends = sorted(world.host.end_of(process) for process in processes)
    assert ends == [buyer.DONE, *[buyer.BAD_INPUT] * 3]
    assert len(world.carrier.charges()) == 1
    assert Terminal(world).buy().code == USAGE
    assert_sound(Terminal(world))


@pytest.mark.row("I7")
def test_a_database_that_another_program_holds_is_waited_for_and_then_told(world: World) -> None:
    terminal = Terminal(world)
    with closing(sqlite3.connect(world.folder / "loopback" / "shop.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = terminal.buy()
        assert (refused.code, refused.said["fault"]["kind"]) == (ENVIRONMENT, "database_busy")
        assert world.carrier.charges() == []
    assert terminal.buy().code == DONE
    assert len(world.carrier.charges()) == 1


@pytest.mark.row("I7")
def test_a_reader_of_the_database_is_in_nobodys_way(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "loopback" / "shop.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM draft").fetchone()
        assert Terminal(world).buy().code == DONE
    assert_sound(Terminal(world))


@pytest.mark.row("I5")
def test_a_label_of_another_computer_is_never_taken_for_ours(world: World, template: Template) -> None:
    """Two shops of one account: the one that is in doubt does not take the other's label for its own."""
    here = Terminal(world)
    world.carrier.fail("drop_before")
    assert here.buy().code == IN_DOUBT
    template.copy(world.folder.with_name("other"))
    there = Terminal(replace(world, folder=world.folder.with_name("other")))
    assert there.buy().code == DONE
    here.settle()
    assert here.labels() == []
    assert here.buy().said["fault"]["kind"] == "still_in_doubt"
    assert len(there.labels()) == 1
    assert_sound(there)
    assert len(world.carrier.charges()) == 1


@pytest.mark.row("I2")
def test_a_killed_program_leaves_its_folder_free(world: World) -> None:
    world.carrier.fail("delay", seconds=2)
    first = world.host.start(world.job("buy"))
    until(lambda: not world.carrier.ask("GET", "faults")["faults"], "the first buyer to ask")
    os.kill(first, signal.SIGKILL)
    world.host.end_of(first)
    refused = Terminal(world).buy()
    assert (refused.code, refused.said["fault"]["kind"]) == (USAGE, "still_in_doubt")
    until(lambda: len(world.carrier.charges()) == 1, "the charge of the first buyer")
    assert Terminal(world).settle().code == DONE
    assert_sound(Terminal(world))
