"""The whole program in a test's hands: what is typed survives, and what is closed has ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program, stand_in
from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.app.tour.person import Person
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.preferences import Mode, Preferences, Theme
from postwright.paths import DataFolder
from postwright.settings_file import load, save
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
PARCEL = "Ann Lee\n12 Main St\nScranton, PA 18702"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path)
    save(found.settings_file, for_practice(Preferences(), SAMPLE_ORIGIN, tmp_path))
    return found


@contextmanager
def running(folder: DataFolder, application: QApplication) -> Iterator[tuple[Program, Person]]:
    program = Program(folder, application)
    program.open()
    person = Person(lambda: window_of(program), folder.root)
    try:
        yield program, person
    finally:
        if program.window is not None:
            program.window.close()
        program.close()


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def ship(program: Program) -> ShipScreen:
    panel = window_of(program).panel("ship")
    assert isinstance(panel, ShipPanel)
    return panel.presenter.screen


def compose(person: Person) -> None:
    person.wait("Ship is there", lambda: person.sees("To: Name"))
    person.paste("To: Name", PARCEL)
    person.type("Weight, pounds", "1")
    for side in ("Length", "Width", "Height"):
        person.type(f"{side} in inches", "6")


def test_what_was_typed_is_there_after_the_window_was_closed_in_the_middle_of_it(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (_, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        person.paste("To: Name", PARCEL)
        person.type("Weight, pounds", "1x")
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        assert program.session is not None
        (kept,) = program.session.shop.drafts.open()
        assert (kept.draft.to.name, kept.draft.pounds) == ("Ann Lee", "1x")


def test_a_purchase_under_way_is_finished_and_kept_when_the_window_is_closed(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
        person.keys(Qt.Key.Key_Return, CTRL)
        assert program.session is not None
        ledger = program.session.shop.ledger
        person.wait("the purchase is written down", lambda: ship(program).busy or ship(program).label)
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        assert program.session is not None
        shop = program.session.shop
        charged = [one for one in shop.practice.ledger() if one.kind == "purchase"] if shop.practice else []
        assert len(shop.labels.recent()) == len(charged)
        assert len(charged) <= 1
        assert not shop.ledger.unsettled()
        assert ledger is not shop.ledger


def test_the_other_look_is_kept_for_the_next_start(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        person.press("Dark colours")
        person.wait("it is saved", lambda: program.keeper.preferences().theme is Theme.DARK)
    assert load(folder.settings_file)[0].theme is Theme.DARK


def test_a_newcomer_is_asked_first_and_nothing_else_can_be_opened(tmp_path: Path, qapp: QApplication) -> None:
    with running(DataFolder(tmp_path), qapp) as (program, person):
        person.wait("the first page is there", lambda: person.sees("Practise now"))
        person.keys(Qt.Key.Key_2, CTRL)
        assert person.sees("Practise now")
        assert program.session is None
        person.press("Practise now")
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        assert program.keeper.preferences().mode is Mode.PRACTICE


def test_a_live_shop_without_a_key_asks_for_one(
    folder: DataFolder, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTWRIGHT_API_KEY", raising=False)
    save(folder.settings_file, Preferences(mode=Mode.LIVE))
    with running(folder, qapp) as (program, person):
        person.wait("the first page is there", lambda: person.sees("Practise now"))
        assert program.session is None


def test_a_bug_is_told_where_somebody_waits_and_a_fault_as_it_is() -> None:
    told = stand_in(KeyError("secret"))
    assert isinstance(told, Environment)
    assert told.kind is FaultKind.BUG
    assert told.detail == "KeyError"
    assert stand_in(told) is None
