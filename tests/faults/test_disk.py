"""Whatever the disk does, a label is paid for once, known, and nothing that was typed is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE
from tests.faults import buyer
from tests.faults.outside import (
    DONE,
    ENVIRONMENT,
    IN_DOUBT,
    Terminal,
    assert_paid_once_and_known,
    assert_sound,
)
from tests.faults.sampling import ALL, few
from tests.faults.world import UNIX_ONLY, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow]
STRACE = shutil.which("strace")
NEEDS_STRACE = pytest.mark.skipif(STRACE is None, reason="NOT TESTED HERE: there is no strace")


def mount(*words: str | Path) -> None:
    """Only the administrator of a Linux system can; elsewhere the test is skipped loudly."""
    program = shutil.which("mount")
    if program is None or subprocess.run([program, *words], capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED HERE: only the administrator of a Linux system can make such a disk")


def put_on_disk(world: World, options: str) -> Path:
    """Move the shop's database to a disk of its own, in memory."""
    place = world.folder / "loopback"
    kept = world.folder / "kept"
    place.rename(kept)
    place.mkdir()
    mount("-t", "tmpfs", "-o", options, "tmpfs", place)
    for path in kept.iterdir():
        shutil.copy2(path, place)
    return place


@pytest.fixture
def small(world: World) -> Iterator[Path]:
    place = put_on_disk(world, "size=4m")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(place: Path) -> Path:
    """Not a byte is left."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            while True:
                try:
                    file.write(bytes(size))
                except OSError:
                    break
    return filler


@pytest.mark.row("D1")
def test_a_full_disk_buys_nothing_and_keeps_the_draft(world: World, small: Path) -> None:
    terminal = Terminal(world)
    filler = fill(small)
    refused = terminal.buy()
    assert (refused.code, refused.said["fault"]["kind"]) == (ENVIRONMENT, "disk_full")
    assert terminal.charges() == []
    assert any("Disk" in part["part"] for part in terminal.run("doctor").result)
    filler.unlink()
    assert_paid_once_and_known(terminal, charged=0)


@pytest.mark.row("D2")
def test_a_receipt_is_written_on_a_disk_that_filled_up_meanwhile(world: World, small: Path) -> None:
    world.carrier.fail("delay", seconds=2)
    process = world.host.start(world.job("cli", argv=["buy", world.draft, "--service", buyer.SERVICE]))
    until(lambda: not world.carrier.ask("GET", "faults")["faults"], "the buyer to ask")
    filler = fill(small)
    assert world.host.end_of(process) == DONE
    terminal = Terminal(world)
    assert len(terminal.labels()) == 1
    filler.unlink()
    assert_paid_once_and_known(terminal, charged=1)


def traced(world: World, inject: str) -> subprocess.CompletedProcess[str]:
    """A purchase by the real program, some of whose system calls go wrong."""
    command = [sys.executable, "-m", "postwright", "--data-dir", world.folder, "--json"]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        URL_VARIABLE: world.carrier.url,
        KEY_VARIABLE: PRACTICE_KEY,
    }
    watched = [STRACE or "", "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", f"inject={inject}"]
    return subprocess.run(
        [*watched, *command, "buy", world.draft, "--service", buyer.SERVICE],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@NEEDS_STRACE
@pytest.mark.row("D3")
@pytest.mark.parametrize("when", [str(one) for one in range(1, 13)] if ALL else ["1+", "2", "3"])
def test_a_sync_that_fails_never_pays_twice(world: World, when: str) -> None:
    """The intention, Sending and the receipt are each synced; whichever fails, the rest agrees."""
    done = traced(world, f"fdatasync,fsync:error=EIO:when={when}")
    assert done.returncode in (DONE, IN_DOUBT, ENVIRONMENT), done
    assert "Traceback" not in done.stdout + done.stderr
    charged = len(world.carrier.charges())
    assert charged <= 1
    assert charged == 0 or when != "1+"
    assert_paid_once_and_known(Terminal(world), charged=charged)


@NEEDS_STRACE
@pytest.mark.row("D10")
def test_a_slow_disk_buys_in_the_end(world: World) -> None:
    done = traced(world, f"fdatasync,fsync:delay_enter={few(100_000, 300_000)}")
    assert done.returncode == DONE, done
    assert_paid_once_and_known(Terminal(world), charged=1)


@pytest.mark.row("D4")
def test_a_read_only_disk_can_be_looked_at_and_buys_nothing(world: World) -> None:
    place = world.folder / "loopback"
    terminal = Terminal(world)
    before = sorted(path.name for path in place.iterdir())
    mount("--bind", place, place)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        assert terminal.labels() == []
        assert len(terminal.run("queue", "list").result) == 1
        refused = terminal.buy()
        assert (refused.code, refused.said["fault"]["kind"]) == (ENVIRONMENT, "read_only")
        told = {part["part"]: part["detail"] for part in terminal.run("doctor").result if not part["ok"]}
        assert "cannot be written to" in told["Data"]
    finally:
        subprocess.run(["umount", place], check=True)
    assert terminal.charges() == []
    assert sorted(path.name for path in place.iterdir()) == before
    assert_paid_once_and_known(terminal, charged=0)


@pytest.mark.row("D6")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_database_that_is_moved_away_while_buying_stops_the_purchase(world: World, replaced: bool) -> None:
    slow = world.host.start(world.job("buy", point="before SENT", halt=True))
    assert world.host.end_of(slow) == buyer.HALTED
    place = world.folder / "loopback"
    moved = place.rename(place.with_name("moved"))
    place.mkdir()
    if replaced:
        shutil.copy2(moved / "shop.db", place)
    os.kill(slow, signal.SIGCONT)
    assert world.host.end_of(slow) == buyer.ENVIRONMENT
    assert world.carrier.charges() == []
    shutil.rmtree(place)
    moved.rename(place)
    assert_paid_once_and_known(Terminal(world), charged=0)


@pytest.mark.row("D6")
def test_a_database_that_is_gone_is_never_begun_anew(world: World) -> None:
    terminal = Terminal(world)
    assert terminal.buy().code == DONE
    path = world.folder / "loopback" / "shop.db"
    aside = path.rename(world.folder / "elsewhere.db")
    for words in (("labels",), ("queue", "list")):
        said = terminal.run(*words)
        assert (said.code, said.said["fault"]["kind"]) == (ENVIRONMENT, "database_gone")
    assert not path.exists()
    aside.rename(path)
    assert_paid_once_and_known(terminal, charged=1)


@pytest.mark.row("D8")
@pytest.mark.parametrize("harm", ["DELETE FROM document", "UPDATE document SET content = x'255044462d'"])
def test_a_document_that_is_lost_or_changed_is_fetched_again(world: World, harm: str, tmp_path: Path) -> None:
    terminal = Terminal(world)
    label = terminal.buy().result["label"]
    with closing(sqlite3.connect(world.folder / "loopback" / "shop.db", isolation_level=None)) as database:
        database.execute(harm)
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    printed = terminal.run("print", label, "--printer", f"file:{sheets}/label.pdf", "--as", "pdf")
    assert printed.code == DONE, printed
    assert_sound(terminal)
    assert len(terminal.charges()) == 1


@pytest.mark.row("D9")
def test_a_disk_without_room_for_another_file_name_is_told(world: World) -> None:
    place = put_on_disk(world, "size=8m,nr_inodes=4")  # the root, the database, its reserve, one more
    try:
        terminal = Terminal(world)
        said = terminal.buy()
        assert said.code in (DONE, ENVIRONMENT)
        assert len(terminal.charges()) == (1 if said.code == DONE else 0)
        subprocess.run(["mount", "-o", "remount,nr_inodes=99", place], check=True)
        assert_paid_once_and_known(terminal, charged=len(terminal.charges()))
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.row("D9")
@pytest.mark.parametrize("name", [b"a" * 300, b"/".join([b"deep" * 20] * 60), b"caf\xe9 \xff"])
def test_a_home_with_a_strange_name_works_or_is_told(world: World, name: bytes) -> None:
    folder = os.fsdecode(os.fsencode(world.folder) + b"/" + name)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment |= {URL_VARIABLE: world.carrier.url, KEY_VARIABLE: PRACTICE_KEY}
    command = [sys.executable, "-m", "postwright", "--data-dir", folder, "--json", "labels"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (DONE, ENVIRONMENT), done
    assert done.stdout.strip()
