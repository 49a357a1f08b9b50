"""What is kept around the window, and the second start."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from postwright.app.doorbell import Doorbell, ring
from postwright.app.look_file import read_look, write_look
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.domain.preferences import Mode, Preferences, Theme
from postwright.operations.print_form import form_place
from postwright.settings_file import load


def test_a_second_start_rings_at_the_first_and_nowhere_else(tmp_path: Path, qtbot: QtBot) -> None:
    assert not ring(tmp_path)
    bell = Doorbell(tmp_path)
    rung = QSignalSpy(bell.rung)
    assert ring(tmp_path)
    qtbot.waitUntil(lambda: rung.count() == 1)
    assert not ring(tmp_path / "other")
    bell.close()
    assert not ring(tmp_path)


def test_a_look_that_cannot_be_read_or_written_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "look.json"
    assert read_look(file) == {}
    write_look(file, {"panel": "queue"})
    assert read_look(file) == {"panel": "queue"}
    file.write_text("[1", encoding="utf-8")
    assert read_look(file) == {}
    write_look(tmp_path / "nowhere" / "look.json", {})
    assert not (tmp_path / "nowhere").exists()


def test_preferences_are_on_disk_before_they_count(tmp_path: Path) -> None:
    keeper = PreferencesKeeper(tmp_path / "settings.json")
    keeper.change(theme=Theme.DARK)
    assert keeper.preferences().theme is Theme.DARK
    assert PreferencesKeeper(tmp_path / "settings.json").preferences().theme is Theme.DARK


def test_two_lanes_that_change_the_preferences_at_once_both_have_their_way(tmp_path: Path) -> None:
    for number in range(40):
        keeper = PreferencesKeeper(tmp_path / f"settings-{number}.json")
        together = threading.Barrier(2)

        def change(keeper: PreferencesKeeper, together: threading.Barrier, **values: object) -> None:
            together.wait(timeout=60)
            keeper.change(**values)

        with ThreadPoolExecutor(2) as lanes:
            look = lanes.submit(change, keeper, together, theme=Theme.DARK)
            account = lanes.submit(change, keeper, together, carrier_id="se-2")
            look.result()
            account.result()
        kept = load(tmp_path / f"settings-{number}.json")[0]
        assert kept == keeper.preferences()
        assert (kept.theme, kept.carrier_id) == (Theme.DARK, "se-2")


def test_practice_fills_in_what_was_never_set_and_keeps_the_rest(tmp_path: Path) -> None:
    fresh = for_practice(Preferences(), SAMPLE_ORIGIN, tmp_path)
    assert fresh.mode is Mode.PRACTICE
    assert fresh.origin is not None
    assert {printer.language for printer in fresh.printers} == {"pdf", "zpl"}
    form, label = form_place(fresh), fresh.printer
    assert (form is not None and form.profile.name, label and label.name) == ("Sheet files", "PDF files")
    again = for_practice(fresh, SAMPLE_ORIGIN, tmp_path / "elsewhere")
    assert again == fresh
