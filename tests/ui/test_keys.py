"""The table of keys: nothing is bound twice, and what the sheet of F1 says is what is bound."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from postwright.ui import keys
from postwright.ui.key_sheet import KeySheet
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.text import PlainLabel


def test_no_key_is_bound_twice() -> None:
    bound = [QKeySequence(one).toString() for key in keys.KEYS for one in key.keys]
    assert len(bound) == len(set(bound))


def test_every_key_is_one_that_qt_knows() -> None:
    for key in keys.KEYS:
        for one in key.keys:
            assert not QKeySequence(one).isEmpty()
            assert "Unknown" not in QKeySequence(one).toString()


def test_every_command_has_one_place_in_the_table() -> None:
    commands = [key.command for key in keys.KEYS]
    assert len(commands) == len(set(commands))


def test_enter_alone_is_no_key_of_any_command() -> None:
    alone = {QKeySequence(one).toString() for one in ("Return", "Enter", "Space")}
    assert not alone & {QKeySequence(one).toString() for key in keys.KEYS for one in key.keys}


def test_the_sheet_tells_of_every_command() -> None:
    lines = [line for _, group in keys.sheet({"go.1": "Ship", "go.2": "Queue"}) for line in group]
    told = {words for _, words in lines}
    others = [key for key in keys.KEYS if not key.bare and key.command not in keys.PLACES]
    assert {keys.words(key.command) for key in others} <= told
    assert "1 – 9" in [key for key, _ in lines]


def test_the_sheet_names_the_places_of_the_rail_and_no_others() -> None:
    lines = [line for _, group in keys.sheet({"go.1": "Ship", "go.2": "Queue"}) for line in group]
    assert [line for line in lines if line[0] in {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+9"}] == [
        ("Ctrl+1", "Ship"),
        ("Ctrl+2", "Queue"),
    ]


@pytest.mark.parametrize("text", ["theme", "Dark", "light", "night", "dàrk"])
def test_the_look_is_found_by_many_words(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keys.bind("theme", window, lambda: None)
    keys.bind("quit", window, lambda: None)
    assert list(keys.offered(window, text)) == ["Light or dark colours"]


def test_a_command_of_the_window_is_found_from_its_panel(qtbot: QtBot) -> None:
    window, panel, behind = QWidget(), QWidget(), QWidget()
    window.setLayout(column(panel, behind))
    window.resize(200, 200)
    qtbot.addWidget(window)
    keys.bind("theme", window, lambda: None)
    keys.bind("next", behind, lambda: None)
    with qtbot.waitExposed(window):
        window.show()
    behind.hide()
    assert list(keys.offered(panel, "e")) == ["Light or dark colours"]


def test_a_tool_tip_ends_with_the_key() -> None:
    assert keys.tip("print") == "Print (Ctrl+P)"
    assert keys.tip("find", "Find") == "Find (Ctrl+K)"


def test_a_bare_key_works_only_outside_of_fields(qtbot: QtBot) -> None:
    done: list[int] = []
    window, field = QWidget(), QLineEdit()
    window.setLayout(QVBoxLayout())
    window.layout().addWidget(field)
    qtbot.addWidget(window)
    keys.bind("preset.3", window, lambda: done.append(3))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "3")
    assert (field.text(), done) == ("3", [])
    field.clearFocus()
    QTest.keyClicks(window, "3")
    assert done == [3]


def test_the_sheet_can_be_read_and_closed_without_a_mouse(qtbot: QtBot) -> None:
    sheet = KeySheet()
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    texts = {label.text() for label in sheet.findChildren(PlainLabel)}
    assert "Buy the label, or queue it" in texts
    assert keys.shown("buy") in texts
