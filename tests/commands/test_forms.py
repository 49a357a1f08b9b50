"""SCAN forms and the day at the terminal: make, list, look, ask again, save, print."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.printing_profile import PrinterProfile
from postwright.practice.app import PRACTICE_KEY
from postwright.practice.faults import Fault as Trouble
from tests.carrier.answers import still_pacer
from tests.commands.terminal import Terminal

# Noon in Portland on the Monday on which the sample parcel leaves.
MONDAY = datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.fixture
def terminal(terminal: Terminal, tmp_path: Path) -> Terminal:
    terminal.practice.clock.freeze(MONDAY)
    office = PrinterProfile("Office", f"folder:{tmp_path / 'printer'}", width=8.5, height=11)
    terminal.set_up(printers=(office,))
    return terminal


def label(terminal: Terminal) -> str:
    return terminal.label(ship_date="2026-11-23")


def trouble(terminal: Terminal, kind: str) -> None:
    terminal.practice.faults.add(Trouble(kind, "/v1/manifests", "POST"))  # type: ignore[arg-type]


def test_the_day_says_what_goes_on_the_form_what_does_not_and_how_long_there_is(terminal: Terminal) -> None:
    assert terminal.words("day").out == "Nothing leaves today or later.\n"
    good, void = label(terminal), label(terminal)
    assert terminal("void", void).code == 0
    first, second, third, source = terminal.words("day").out.splitlines()
    assert first == "Desk, Mon 23 Nov: 1 label for a SCAN form, until 9:00 pm PST, 9 hours left."
    assert second == "  Not on it: 1 void."
    assert third.startswith(f"  Never printed or mailed: {good}. Void what")
    assert source.startswith("As of ")
    (day,) = terminal("day").result
    assert (day["on_the_form"], day["not_on_it"], day["unused"]) == ([good], {void: "voided"}, [good])
    assert terminal("form", "make").result["labels"] == [good]
    terminal.practice.clock.advance(timedelta(hours=9))
    first, second, form, _ = terminal.words("day").out.splitlines()
    assert first == "Desk, Mon 23 Nov: 0 labels for a SCAN form, over since 9:00 pm PST."
    assert second == "  Not on it: 1 on a form already, 1 void."
    assert form == "  Form 1 is made: 1 label."


def test_a_place_is_named_as_in_the_settings(terminal: Terminal) -> None:
    good = label(terminal)
    for origin, word in (("Attic", "No origin is called Attic."), ("Desk", "")):
        said = terminal("form", "make", "--origin", origin)
        if word:
            assert said.told == (2, "form_incomplete", "bad_input")
            assert word in said.fault["message"] + said.fault["quotation"]
        else:
            assert said.result["labels"] == [good]


def test_a_form_is_saved_by_its_number_and_by_the_carriers_id(terminal: Terminal, tmp_path: Path) -> None:
    label(terminal)
    made = terminal("form", "make").result
    (form,) = made["forms"]
    for name in (str(made["form"]), form["id"]):
        out = tmp_path / f"{name}.pdf"
        assert terminal("form", "save", name, "--out", str(out)).result == {"files": [str(out)]}
        assert out.read_bytes().startswith(b"%PDF")
    assert terminal("form", "save", "9", "--out", str(tmp_path / "x.pdf")).told[1] == "form_unknown"
    assert terminal("form", "save", "se-9", "--out", str(tmp_path / "x.pdf")).told[1] == "form_unknown"


def test_several_forms_of_one_request_are_saved_side_by_side(terminal: Terminal, tmp_path: Path) -> None:
    labels = [label(terminal), terminal.label(ship_date="2026-11-24")]
    out = tmp_path / "form.pdf"
    made = terminal("form", "make", *labels, "--out", str(out)).result
    assert [one["labels"] for one in made["forms"]] == [[one] for one in labels]
    assert {file.name for file in tmp_path.glob("form*.pdf")} == {"form.pdf", "form-2.pdf"}
    assert "a form is for one day only." in terminal.words("form", "list").out
    one = tmp_path / "one.pdf"
    assert terminal("form", "save", made["forms"][1]["id"], "--out", str(one)).code == 0
    assert one.read_bytes() == (tmp_path / "form-2.pdf").read_bytes()


def test_a_form_is_printed_again_by_the_printer_that_takes_it_or_the_one_that_is_named(
    terminal: Terminal, tmp_path: Path
) -> None:
    label(terminal)
    number = str(terminal("form", "make").result["form"])
    (said,) = terminal("form", "print", number).result["detail"]
    assert said.startswith("Sent the SCAN form to Office.")
    assert terminal("form", "print", number, "--printer", f"file:{tmp_path / 'sheet.pdf'}").code == 0
    (printed,) = (tmp_path / "printer").iterdir()
    assert (tmp_path / "sheet.pdf").read_bytes() == printed.read_bytes()
    small = terminal("form", "print", number, "--printer", f"file:{tmp_path / 's.pdf'}", "--size", "4x6")
    assert small.told == (1, "printer_refused", "paper_fault")


def test_a_form_that_is_being_made_is_asked_about_until_it_is_there(terminal: Terminal) -> None:
    good = label(terminal)
    terminal.practice.set_switches(manifest_polls=2)
    assert terminal("form", "make").code == 3
    assert terminal("form", "check").code == 3
    said = terminal("form", "check")
    assert (said.code, said.result["state"], said.result["labels"]) == (0, "made", [good])
    assert terminal("form", "check").result == {"parts": []}
    assert terminal.words("form", "check").out == "Nothing is in doubt.\n"


def test_a_form_without_a_sheet_yet_is_not_saved(terminal: Terminal, tmp_path: Path) -> None:
    label(terminal)
    terminal.practice.set_switches(manifest_polls=9)
    number = str(terminal("form", "make").result["form"])
    said = terminal("form", "save", number, "--out", str(tmp_path / "x.pdf"))
    assert said.told == (2, "form_no_sheet", "bad_input")
    assert not (tmp_path / "x.pdf").exists()


def test_a_form_that_is_being_made_is_told_of_though_no_sheet_can_be_saved(
    terminal: Terminal, tmp_path: Path
) -> None:
    good = label(terminal)
    terminal.practice.set_switches(manifest_polls=9)
    said = terminal("form", "make", "--out", str(tmp_path / "x.pdf"))
    assert (said.code, said.result["state"], said.result["labels"]) == (3, "in_doubt", [good])
    assert said.result["unsaved"] == 'There is no sheet of this form. "Form 1 is in_doubt."'


def test_a_form_is_made_though_its_sheet_cannot_be_saved(terminal: Terminal, tmp_path: Path) -> None:
    good = label(terminal)
    (tmp_path / "taken").mkdir()
    said = terminal.words("form", "make", "--out", str(tmp_path / "taken"))
    assert said.code == 1
    made, unsaved = said.out.splitlines()
    assert made.startswith("Form 1 is made: 1 label.")
    assert "No SCAN form was made" not in unsaved
    (form,) = terminal("form", "list").result
    assert (form["state"], form["labels"]) == ("made", [good])


def test_a_form_is_made_though_its_sheet_cannot_be_fetched(terminal: Terminal, tmp_path: Path) -> None:
    label(terminal)
    terminal.practice.faults.add(Trouble("error_502", "*", "GET", count=99))
    said = terminal("form", "make", "--out", str(tmp_path / "x.pdf"))
    assert (said.code, said.result["state"]) == (1, "made")
    assert said.result["unsaved"]
    assert not (tmp_path / "x.pdf").exists()


def test_a_form_that_was_refused_is_asked_for_again_by_its_number(terminal: Terminal) -> None:
    good = label(terminal)
    trouble(terminal, "carrier_error")
    assert terminal("form", "make").code == 1
    (failed,) = terminal("form", "list").result
    assert failed["state"] == "refused"
    made = terminal("form", "again", str(failed["form"])).result
    assert (made["state"], made["labels"]) == ("made", [good])


def test_what_another_program_made_is_noticed_when_everything_is_settled(terminal: Terminal) -> None:
    good = label(terminal)
    assert terminal("form", "list").result == []
    make_elsewhere(terminal, good)
    assert terminal("settle").code == 0
    (form,) = terminal("form", "list").result
    assert (form["made_elsewhere"], form["labels"], form["state"]) == (True, [good], "made")
    assert terminal.words("form", "list").out.startswith("Form 1 is made by another program: 1 label.")


def make_elsewhere(terminal: Terminal, *label_ids: str) -> None:
    """Somebody makes a form at the carrier's own pages."""
    pages = open_carrier(
        "http://localhost",
        PRACTICE_KEY,
        patient=False,
        pacer=still_pacer(),
        transport=practice_transport(terminal.practice.wsgi),
        now=terminal.practice.clock.now,
    )
    pages.manifests.make(label_ids)
    pages.close()
