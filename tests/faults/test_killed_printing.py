"""A program that died while it printed says "may have printed", and never prints again by itself."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_record import PrintState
from postwright.domain.printing_profile import PrinterProfile
from postwright.instance import claim
from postwright.operations.print_label import print_label
from postwright.shop import Shop
from tests.fakes.raw_printer import raw_printer
from tests.faults import buyer
from tests.faults.outside import Terminal
from tests.faults.probes import draft_in
from tests.faults.world import KILLED, UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow]


def bought(world: World) -> str:
    assert world.host.run(world.job("buy")) == buyer.DONE
    (charge,) = world.carrier.charges()
    return str(charge["label_id"])


def sheets(world: World) -> list[Path]:
    return list((world.folder / "sheets").glob("*"))


def assert_a_reason_is_asked_for(shop: Shop, label: str, folder: Path) -> None:
    profile = PrinterProfile("Files", f"folder:{folder}")
    with pytest.raises(BadInput) as caught:
        print_label(shop.press(), label, profile)
    assert caught.value.kind is FaultKind.REASON_NEEDED
    assert print_label(shop.press(), label, profile, reason="not_out").copy == 2


@pytest.mark.parametrize(("point", "out"), [("before the bytes leave", 0), ("after the bytes left", 1)])
@pytest.mark.row("K9", "K11")
def test_a_print_that_was_cut_off_may_have_come_out(world: World, point: str, out: int) -> None:
    label = bought(world)
    assert world.host.run(world.job("print", label=label, point=point)) == KILLED
    assert len(sheets(world)) == out
    with world.restarted() as shop:
        (record,) = shop.prints.interrupted()
        assert (record.label_id, record.copy, record.state) == (label, 1, PrintState.MAYBE)
        assert len(sheets(world)) == out
        assert_a_reason_is_asked_for(shop, label, world.folder / "sheets")


@pytest.mark.row("K8")
def test_a_print_that_was_not_counted_yet_did_not_come_out(world: World) -> None:
    label = bought(world)
    point = "before the print is counted"
    assert world.host.run(world.job("print", label=label, point=point)) == KILLED
    assert sheets(world) == []
    with world.restarted() as shop:
        assert shop.prints.interrupted() == ()
        assert shop.prints.of_label(label) == ()


@pytest.mark.row("K11")
def test_a_print_that_was_written_down_as_sent_is_not_asked_about(world: World) -> None:
    label = bought(world)
    job = world.job("print", label=label, point="after the print is known")
    assert world.host.run(job) == KILLED
    with world.restarted() as shop:
        assert shop.prints.interrupted() == ()
        (record,) = shop.prints.of_label(label)
        assert record.state is PrintState.HANDED_OVER
        assert_a_reason_is_asked_for(shop, label, world.folder / "sheets")


# ---------------------------------------------------------------- many labels


def labels_of(world: World, number: int) -> list[str]:
    """So many labels of different parcels, with their documents."""
    terminal = Terminal(world)
    found = [str(terminal.buy().result["label"])]
    for other in range(1, number):
        with claim(world.folder):
            draft = draft_in(world.folder, world.carrier.url, other)
        found.append(str(terminal.run("buy", draft, "--service", buyer.SERVICE).result["label"]))
    return found


@pytest.mark.parametrize(
    ("point", "out", "states"),
    [
        ("before the print is counted", 1, ["sent", "waiting", "waiting"]),
        ("before the bytes leave", 1, ["sent", "maybe", "waiting"]),
        ("after the bytes left", 2, ["sent", "maybe", "waiting"]),
        ("after the print is known", 2, ["sent", "sent", "waiting"]),
    ],
)
@pytest.mark.row("K8", "K9", "K11", "P10")
def test_a_run_that_was_killed_waits_and_repeats_nothing_by_itself(
    world: World, point: str, out: int, states: list[str]
) -> None:
    labels = labels_of(world, 3)
    assert world.host.run(world.job("run", argv=labels, point=point)) == KILLED
    assert len(sheets(world)) == out
    terminal = Terminal(world)
    (run,) = terminal.run("print", "run", "--list").result
    assert (run["state"], [item["state"] for item in run["labels"]]) == ("paused", states)
    assert len(sheets(world)) == out
    waiting = states.count("waiting")
    ended = terminal.run("print", "run", "--resume", str(run["run"])).said["result"]
    assert ended["state"] == "ended"
    assert len(sheets(world)) == out + waiting
    maybe = [item for item in ended["labels"] if item["state"] == "maybe"]
    assert len(maybe) == states.count("maybe")
    for item in maybe:
        refused = terminal.run("print", item["label"], "--printer", f"folder:{world.folder / 'sheets'}")
        assert refused.said["fault"]["kind"] == "reason_needed"


@pytest.mark.row("P2", "P10")
def test_a_run_killed_in_the_middle_of_a_label_asks_about_that_one_alone(world: World) -> None:
    labels = labels_of(world, 3)
    terminal = Terminal(world)
    with socket.create_server(("127.0.0.1", 0)) as printer:
        printer.settimeout(20)
        port = f"tcp:127.0.0.1:{printer.getsockname()[1]}"
        job = world.job("cli", argv=["print", "run", *labels, "--printer", port, "--as", "zpl"])
        process = world.host.start(job)
        first, _ = printer.accept()
        with first:
            while first.recv(65_536):
                pass
        torn, _ = printer.accept()
        with torn:
            torn.recv(10)
            os.kill(process, signal.SIGKILL)
            assert world.host.end_of(process) == KILLED
    (run,) = terminal.run("print", "run", "--list").result
    assert [item["state"] for item in run["labels"]] == ["sent", "maybe", "waiting"]
    assert run["offers"] == [2, 3]
    print_id = str(run["labels"][1]["print"])
    assert [row["print"] for row in terminal.run("prints").said["result"] if row["state"] == "maybe"] == [
        int(print_id)
    ]
    assert terminal.run("prints", "--not-out", print_id).code == 0
    with raw_printer() as other:
        argv = ("print", "run", "--resume", str(run["run"]), "--printer", other.port, "--as", "zpl")
        ended = terminal.run(*argv).result
        assert [item["state"] for item in ended["labels"]] == ["sent"] * 3
        assert len(other.jobs) == 2


@pytest.mark.row("P9")
def test_a_label_sent_twice_by_the_operator_says_so_on_paper_and_in_the_book(world: World) -> None:
    label = bought(world)
    terminal = Terminal(world)
    with raw_printer() as printer:
        to = ("--printer", printer.port, "--as", "zpl")
        assert terminal.run("print", label, *to).result["copy"] == 1
        assert terminal.run("print", label, *to).said["fault"]["kind"] == "reason_needed"
        assert terminal.run("print", label, *to, "--reason", "jam").result["copy"] == 2
        first, second = printer.jobs
    assert first != second
    (row,) = terminal.labels()
    assert row["prints"] == 2
    assert [(one["copy"], one["reason"]) for one in terminal.run("prints", label).result] == [
        (1, ""),
        (2, "jam"),
    ]
