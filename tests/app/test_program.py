"""The whole program in a test's hands: what is typed survives, and what is closed has ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from postwright.app.program import stand_in
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.preferences import Mode, Preferences, Theme
from postwright.paths import DataFolder
from postwright.settings_file import load, save
from tests.app.whole import PARCEL, compose, running, session_of, ship

CTRL = Qt.KeyboardModifier.ControlModifier


def test_what_was_typed_is_there_after_the_window_was_closed_in_the_middle_of_it(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        person.wait("the standing is known", lambda: session_of(program).standing.standing().account)
        person.paste("To: Name", PARCEL)
        person.type("Weight, pounds", "1x")
        assert (ship(program).draft.to.name, ship(program).draft.pounds) == ("Ann Lee", "1x")
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        (kept,) = session_of(program).shop.drafts.open()
        assert (kept.draft.to.name, kept.draft.pounds) == ("Ann Lee", "1x")


def test_a_purchase_under_way_is_finished_and_kept_when_the_window_is_closed(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
        person.keys(Qt.Key.Key_Return, CTRL)
        ledger = session_of(program).shop.ledger
        person.wait("the purchase is written down", lambda: ship(program).busy or ship(program).label)
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
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
