"""A printer is set right from the command line: its size and place, and the dots of its head."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.instance import claim
from postwright.settings_file import load, save
from tests.commands.terminal import Terminal

RULER = ("--a", "2.94", "--b", "4.90", "--c", "0.5", "--d", "0.5")


@pytest.fixture
def out(terminal: Terminal) -> Path:
    """Where the label printer Zebra writes; Office prints sheets, Tiny what no label fits on."""
    out = terminal.files / "out"
    out.mkdir()
    zebra = PrinterProfile("Zebra", f"folder:{out}", Language.ZPL)
    office = PrinterProfile("Office", f"folder:{out}", width=8.5, height=11.0)
    tiny = PrinterProfile("Tiny", f"folder:{out}", Language.ZPL, width=2.0, height=2.0)
    terminal.folder.mkdir(exist_ok=True)
    held = load(terminal.folder / "settings.json")[0]
    save(terminal.folder / "settings.json", Preferences(held.mode, printers=(zebra, office, tiny)))
    return out


def zebra(terminal: Terminal) -> PrinterProfile:
    found = load(terminal.folder / "settings.json")[0].printer_named("Zebra")
    assert found is not None
    return found


def test_a_test_page_is_sent(terminal: Terminal, out: Path) -> None:
    said = terminal("printer", "test-page", "Zebra").result
    assert said["sent"].startswith("Sent a test page to Zebra.")
    assert len(list(out.iterdir())) == 1


def test_a_target_is_printed_and_what_the_ruler_shows_is_kept(terminal: Terminal, out: Path) -> None:
    said = terminal("printer", "calibrate", "Zebra").result
    assert said["expected"]["A"] == "3 in, 76.2 mm"
    assert len(list(out.iterdir())) == 1
    found = terminal("printer", "calibrate", "Zebra", *RULER).result
    assert (found["changed"], found["scale_x"], found["scale_y"]) == (True, 1020, 1020)
    assert "Scale 102 %" in found["words"]
    assert (zebra(terminal).scale_x, zebra(terminal).offset_x) == (1020, found["offset_x"])
    assert len(list(out.iterdir())) == 1
    back = terminal("printer", "calibrate", "Zebra", "--reset").result
    assert (back["changed"], back["scale_x"], zebra(terminal).is_plain) == (True, 1000, True)


def test_a_person_reads_how_to_go_on(terminal: Terminal, out: Path) -> None:
    said = terminal.words("printer", "calibrate", "Zebra")
    assert "  A    should be 3 in, 76.2 mm" in said.out
    assert '  printer calibrate "Zebra" --a LENGTH' in said.out
    assert terminal.words("printer", "head-check", "Zebra").out.count("Gaps that are known: none.") == 1
    assert out.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("--a", "three"), "--a: Write a length, such as 2 15/16 or 74.6 mm."),
        (("--a", "3"), "--b: Measure this too, or the box."),
        (("--a", "2.0", "--b", "3.3", "--c", "0.5", "--d", "0.5"), "came out at 66 %"),
        (("--box", "1"), "A or B was cut off by the paper"),
    ],
)
def test_what_a_ruler_cannot_have_shown_changes_nothing(
    terminal: Terminal, out: Path, typed: tuple[str, ...], why: str
) -> None:
    said = terminal("printer", "calibrate", "Zebra", *typed)
    assert said.code == 1
    result = said.document["result"]
    assert why in result["words"]
    assert result["changed"] is False
    assert zebra(terminal).is_plain
    assert list(out.iterdir()) == []


def test_gaps_of_the_head_are_kept_and_taken_back(terminal: Terminal, out: Path) -> None:
    assert terminal("printer", "head-check", "Zebra").result["gaps"] == []
    assert len(list(out.iterdir())) == 1
    marked = terminal("printer", "head-check", "Zebra", "--gaps", "37.4").result
    assert (marked["gaps"], marked["dead_dots"]) == (["37.4"], [291])
    assert zebra(terminal).dead_dots == (291,)
    worn = terminal("printer", "head-check", "Zebra", "--gaps", "37.4, 52, 53")
    assert (marked["past_help"], worn.result["past_help"]) == (False, True)
    assert "must be replaced" in worn.result["words"]
    assert len(zebra(terminal).dead_dots) == 17
    assert terminal("printer", "head-check", "Zebra", "--gaps", "").result["dead_dots"] == []
    assert zebra(terminal).dead_dots == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("head-check", "Zebra", "--gaps", "x"), "is no place on the ladder"),
        (("head-check", "Zebra", "--gaps", "9999"), "There is no 9999"),
        (("head-check", "Office"), "Office prints sheets."),
    ],
)
def test_a_head_that_is_not_there_is_not_checked(
    terminal: Terminal, out: Path, typed: tuple[str, ...], why: str
) -> None:
    said = terminal("printer", *typed)
    assert said.code == 1
    assert why in said.document["result"]["words"]
    assert list(out.iterdir()) == []


def test_paper_that_holds_no_label_is_not_measured(terminal: Terminal, out: Path) -> None:
    for typed in ((), RULER, ("--reset",)):
        fault = terminal("printer", "calibrate", "Tiny", *typed).fault
        assert fault["kind"] == "document_unusable"
        assert "No 4 x 6 label fits" in fault["quotation"]
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("verb", ["test-page", "calibrate", "head-check"])
def test_a_printer_that_is_not_set_up_is_told(terminal: Terminal, verb: str) -> None:
    assert terminal("printer", verb, "Nobody's").fault["kind"] == "printer_unknown"


def test_a_window_that_holds_the_settings_keeps_the_command_out(terminal: Terminal, out: Path) -> None:
    with claim(terminal.folder):
        said = terminal("printer", "calibrate", "Zebra", *RULER)
    assert said.fault["kind"] == "already_running"
    assert zebra(terminal).is_plain
    assert list(out.iterdir()) == []
