"""Labels are printed, looked after and scanned back from the command line, one or many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands.terminal import Terminal
from tests.fakes.raw_printer import RawPrinter, raw_printer

ZPL = ("--as", "zpl")


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    with raw_printer() as opened:
        yield opened


def bought(terminal: Terminal, number: int) -> list[str]:
    """Labels of parcels that differ in nothing that matters here."""
    return [terminal.label() for _ in range(number)]


def states(run: dict[str, Any]) -> list[str]:
    return [label["state"] for label in run["labels"]]


def test_several_labels_are_printed_in_the_order_typed(terminal: Terminal, printer: RawPrinter) -> None:
    one, two = bought(terminal, 2)
    run = terminal("print", two, one, "--printer", printer.port, *ZPL).result
    assert (run["state"], states(run)) == ("ended", ["sent", "sent"])
    assert [label["label"] for label in run["labels"]] == [two, one]
    assert len(printer.jobs) == 2
    said = terminal.words("print", "run", one, "--printer", printer.port, *ZPL, "--reason", "lost")
    assert said.code == 0
    assert "1 of 1 sent." in said.out


def test_a_label_that_cannot_be_printed_is_named(terminal: Terminal, printer: RawPrinter) -> None:
    one, two = bought(terminal, 2)
    terminal("void", one)
    said = terminal.words("print", one, two, "--printer", printer.port, *ZPL)
    assert said.code == 1
    assert "1 of 2 sent, 1 not printed." in said.out
    assert "This label was voided." in said.out


@pytest.mark.row("P2", "P10")
def test_a_printer_that_dies_is_asked_about_and_the_run_goes_on(terminal: Terminal) -> None:
    with raw_printer(dies_at=2) as printer:
        labels = bought(terminal, 3)
        torn = terminal("print", "run", *labels, "--printer", printer.port, *ZPL)
        assert torn.code == 3
        run = torn.document["result"]
        assert (run["state"], states(run), run["offers"]) == ("paused", ["sent", "maybe", "waiting"], [2, 3])
        print_id = str(run["labels"][1]["print"])
        listed = terminal.words("print", "run", "--list").out
        assert f"prints --came-out {print_id}, or --not-out {print_id}" in listed
        assert f"print run --resume {run['run']}" in listed
        assert f"Print {print_id} of label {labels[1]} may have come out" in terminal.words("settle").out
        assert terminal("prints", "--not-out", print_id).code == 0
        printer.revive()
        again = terminal("print", "run", "--resume", str(run["run"])).result
    assert (again["state"], states(again)) == ("ended", ["sent", "sent", "sent"])
    assert len(printer.jobs) == 4
    assert terminal("print", "run", "--list").result == []
    assert terminal.words("print", "run", "--list").out == "No labels wait to be printed.\n"


def test_a_run_is_printed_again_from_the_nth_label_with_a_reason(
    terminal: Terminal, printer: RawPrinter
) -> None:
    run = terminal("print", *bought(terminal, 3), "--printer", printer.port, *ZPL).result
    number = str(run["run"])
    assert terminal("print", "run", "--resume", number).told == (2, "run_not_open", "bad_input")
    assert terminal("print", "run", "--resume", number, "--from", "3").told == (
        2, "reason_needed", "bad_input",
    )  # fmt: skip
    terminal("print", "run", "--resume", number, "--from", "3", "--reason", "jam")
    assert len(printer.jobs) == 4
    assert terminal("print", "run", "--resume", "99").told == (2, "run_unknown", "bad_input")


def test_prints_tell_what_is_known_and_who_says_so(terminal: Terminal, printer: RawPrinter) -> None:
    assert terminal.words("prints").out == "Nothing was printed yet.\n"
    (label,) = bought(terminal, 1)
    terminal("print", label, "--printer", printer.port, *ZPL)
    (row,) = terminal("prints", label).result
    assert (row["state"], row["copy"], row["port"]) == ("handed_over", 1, printer.port)
    assert len(row["page_sha256"]) == 64
    assert row["proof_facts"]["checks"][0]["result"] == "passed"
    assert "copy 1" in terminal.words("prints").out
    assert terminal("prints", "--came-out", str(row["print"])).told == (2, "print_unknown", "bad_input")


def test_a_scan_marks_the_label_and_a_wrong_one_ends_badly(terminal: Terminal, printer: RawPrinter) -> None:
    one, two = bought(terminal, 2)
    run = terminal("print", one, "run", "--printer", printer.port, *ZPL).result
    numbers = {row["label"]: row["tracking_number"] for row in terminal("labels").result}
    code = f"SAMPLE-{numbers[one]}"
    wrong = terminal("scan", code, "--expected", two)
    assert (wrong.code, wrong.document["result"]["alarm"]) == (1, True)
    assert "STOP." in terminal.words("scan", f"SAMPLE-{numbers[two]}", "--run", str(run["run"])).out
    right = terminal("scan", code, "--run", str(run["run"])).result
    assert (right["verdict"], right["label"]) == ("on_parcel", one)
    assert terminal("prints", one).result[0]["state"] == "seen"
    assert terminal("scan", "nonsense").code == 1


def test_printers_are_listed_with_how_they_are(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    (one,) = terminal("printers").result["set_up"]
    assert (one["name"], one["language"], one["port"]) == ("Zebra", "zpl", f"folder:{tmp_path / 'printer'}")
    assert "Zebra" in terminal.words("printers").out


def test_without_a_label_nothing_is_printed(terminal: Terminal, printer: RawPrinter) -> None:
    assert terminal("print", "--printer", printer.port).told == (2, "label_unknown", "bad_input")
