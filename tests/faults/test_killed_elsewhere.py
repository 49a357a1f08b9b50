"""Killed in the middle of something else than a purchase: a void, a copy, an upgrade, an export, settings."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from postwright.domain.preferences import Preferences
from postwright.paths import DataFolder
from postwright.settings_file import load, save
from postwright.shop_opening import DATABASE_NAME
from postwright.store import upgrade
from postwright.store.value_json import to_json
from tests.domain.samples import DRAFT
from tests.faults import buyer
from tests.faults.buyer import SERVICE
from tests.faults.hostile import Act, Hostile, Mischief
from tests.faults.mischief import close, reset
from tests.faults.outside import DONE, IN_DOUBT, Terminal, assert_paid_once_and_known, assert_sound
from tests.faults.sampling import SEED, few
from tests.faults.world import KILLED, UNIX_ONLY, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow]
RUNS = few(1, 20)
VOID = r"/v1/labels/[^/]+/void"


def ends(world: World, job: buyer.Job, seconds: float) -> int:
    """Start the job and kill it after so long, if it still runs."""
    process = world.host.start(job)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return world.host.end_of(process)


# ---------------------------------------------------------------- K12: voids


@pytest.mark.row("K12")
@pytest.mark.parametrize(("act", "commits"), [(close, 0), (close, 1), (reset, 1)])
def test_a_void_whose_answer_is_lost_is_settled_by_reading(
    world: World, hostile: Hostile, act: Act, commits: int
) -> None:
    terminal = Terminal(world, hostile.url)
    label = terminal.buy().result["label"]
    hostile.plot(Mischief(act, commits=commits, method="PUT", path=VOID))
    assert terminal.run("void", label).code == IN_DOUBT
    terminal.settle()
    (entry,) = terminal.labels()
    assert entry["void_state"] == ("requested" if commits else "in_doubt")
    if not commits:
        assert terminal.run("void", label).code == DONE
    (entry,) = terminal.labels()
    assert entry["void_state"] == "requested"


@pytest.mark.row("K12")
@pytest.mark.parametrize("run", range(RUNS))
def test_a_void_that_is_killed_at_any_time_is_known_after_a_look(
    world: World, whole_purchase: float, run: int
) -> None:
    terminal = Terminal(world)
    label = terminal.buy().result["label"]
    job = world.job("cli", argv=["void", label])
    ends(world, job, random.Random(f"{SEED} {run}").random() * whole_purchase)
    world.carrier.finish()
    terminal.settle()
    kinds = [charge["kind"] for charge in world.carrier.ask("GET", "ledger")["charges"]]
    (entry,) = terminal.labels()
    assert kinds.count("purchase") == 1
    if entry["void_state"] != "requested":
        assert terminal.run("void", label).code == DONE
    (entry,) = terminal.labels()
    assert entry["void_state"] == "requested"


# ---------------------------------------------------------------- K13: copies, upgrades, exports


@pytest.mark.row("K13")
@pytest.mark.parametrize("run", range(RUNS))
def test_a_copy_that_is_cut_off_is_whole_or_not_there(world: World, run: int) -> None:
    target = world.folder / "copy.db"
    job = world.job("backup", argv=[str(target)])
    ends(world, job, 0.1 + random.Random(f"{SEED} {run}").random() * 0.1)
    if target.exists():
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    assert_paid_once_and_known(Terminal(world), charged=0)


@pytest.mark.row("K13")
@pytest.mark.parametrize("run", range(RUNS))
def test_an_upgrade_that_is_cut_off_is_done_by_the_next_start(world: World, run: int) -> None:
    """The first form of the database is made; then the program brings it forward and is killed."""
    folder = world.folder.with_name("old")
    draft = old_shop(DataFolder(folder).shop_folder("loopback") / DATABASE_NAME)
    with_old = World(world.carrier, world.host, folder, draft)
    ends(with_old, with_old.job("cli", argv=["labels"]), random.Random(f"{SEED} {run}").random() * 0.3)
    assert_paid_once_and_known(Terminal(with_old), charged=0)


def old_shop(path: Path) -> str:
    """A shop that the first version left behind; the number of its draft."""
    row = (
        "an-old-draft",
        "open",
        "2026-11-22T12:00:00.000000+00:00",
        "2026-11-22T12:00:00.000000+00:00",
        0,
        "",
    )
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade.migrate(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO draft (id, state, created_at, updated_at, revision, handed_back, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, to_json(DRAFT)),
        )
    engine.dispose()
    return row[0]


@pytest.mark.row("K13", "K7")
@pytest.mark.parametrize("run", range(RUNS))
def test_a_document_whose_saving_is_cut_off_is_whole_or_not_there(
    world: World, whole_purchase: float, run: int
) -> None:
    terminal = Terminal(world)
    label = terminal.buy().result["label"]
    target = world.folder / "mail.eml"
    job = world.job("cli", argv=["mail", label, "--out", str(target)])
    ends(world, job, random.Random(f"{SEED} {run}").random() * whole_purchase)
    if target.exists():
        part = target.read_bytes()
        assert terminal.run("mail", label, "--out", str(target)).code == DONE
        assert len(part) == len(target.read_bytes())
    assert_sound(terminal)


# ---------------------------------------------------------------- K14: settings


@pytest.mark.row("K14")
@pytest.mark.parametrize("run", range(RUNS))
def test_settings_that_are_cut_off_while_they_are_written_are_the_old_or_the_new_ones(
    world: World, run: int
) -> None:
    file = DataFolder(world.folder).settings_file
    known = [Preferences(carrier_id="se-1"), Preferences(carrier_id="se-2")]
    save(file, known[0])
    ends(world, world.job("settings"), 0.1 + random.Random(f"{SEED} {run}").random() * 0.05)
    found, notice = load(file)
    assert found in known
    assert not notice


# ---------------------------------------------------------------- K10: a print that is half out


@pytest.mark.row("K10", "K9", "K11")
@pytest.mark.parametrize("run", range(few(1, 10)))
def test_a_print_killed_with_a_part_of_its_bytes_sent_may_have_come_out(world: World, run: int) -> None:
    """A printer that takes some of the bytes and then no more."""
    terminal = Terminal(world)
    label = terminal.buy().result["label"]
    with socket.create_server(("127.0.0.1", 0)) as printer:
        printer.settimeout(20)
        port = f"tcp:127.0.0.1:{printer.getsockname()[1]}"
        job = world.job("cli", argv=["print", label, "--printer", port, "--as", "zpl"])
        process = world.host.start(job)
        taken, _ = printer.accept()
        with taken:
            taken.recv(1 + 400 * run)
            os.kill(process, signal.SIGKILL)
            assert world.host.end_of(process) == KILLED
    with world.restarted() as shop:
        assert [record.label_id for record in shop.prints.interrupted()] == [label]
    again = terminal.run("print", label, "--printer", f"file:{world.folder / 'sheet.pdf'}")
    assert again.said["fault"]["kind"] == "reason_needed"


# ---------------------------------------------------------------- K15: the end of the session


@pytest.mark.row("K15")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGABRT, signal.SIGINT])
def test_a_session_that_ends_in_the_middle_of_a_purchase_leaves_a_doubt_that_ends(
    world: World, hostile: Hostile, how: signal.Signals
) -> None:
    terminal = Terminal(world, hostile.url)
    hostile.plot(Mischief(lambda wire: wire.hang(), commits=1))
    job = world.job("cli", argv=["buy", world.draft, "--service", SERVICE]).at(hostile.url)
    process = world.host.start(job)
    until(lambda: bool(terminal.charges()), "the charge")
    os.kill(process, how)
    assert world.host.end_of(process) != DONE
    assert_paid_once_and_known(terminal, charged=1)
