"""The box that finds anything: where its list stands, when it goes, and where the focus is afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from postwright.ui.find_box import FindBox
from postwright.ui.key_sheet import KeySheet
from postwright.ui.theme import Look
from postwright.ui.widgets.text import PlainLabel
from tests.ui.test_window import Shell


@pytest.fixture
def found(qtbot: QtBot, look: Look) -> Shell:
    """A window in whose find box "queue" was typed, with its list open."""
    shell = Shell(qtbot).open(qtbot)
    shell.built["ship"].view.setFocus()
    QTest.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box_of(shell), "queue")
    qtbot.waitUntil(lambda: popup(shell).isVisible())
    return shell


def box_of(shell: Shell) -> FindBox:
    return shell.window.top.find_box


def popup(shell: Shell) -> QWidget:
    return shell.window.findChild(QFrame, "Popup") or QWidget()


def test_another_panel_in_front_ends_the_search(found: Shell) -> None:
    QTest.keyClick(found.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert found.window.stack.currentWidget() is found.built["attention"].view
    assert popup(found).isHidden()
    assert box_of(found).text() == ""
    assert found.built["attention"].view.isAncestorOf(found.window.focusWidget())


def test_the_list_goes_with_the_focus(found: Shell) -> None:
    found.built["ship"].view.setFocus()
    assert popup(found).isHidden()


def test_escape_gives_the_focus_back(found: Shell) -> None:
    QTest.keyClick(box_of(found), Qt.Key.Key_Escape)
    assert popup(found).isHidden()
    assert found.built["ship"].view.isAncestorOf(found.window.focusWidget())


def test_nothing_typed_stays_after_going_there(found: Shell) -> None:
    QTest.keyClick(box_of(found), Qt.Key.Key_Return)
    assert found.window.stack.currentWidget() is found.built["queue"].view
    assert box_of(found).text() == ""
    assert popup(found).isHidden()


def test_the_list_stays_under_the_box_when_the_window_grows(found: Shell, qtbot: QtBot) -> None:
    found.window.resize(1100, 640)

    def stands_under() -> bool:
        box = box_of(found)
        return popup(found).pos() == box.mapTo(found.window, QPoint(0, box.height() + 4))

    qtbot.waitUntil(stands_under)
    before = popup(found).pos()
    found.window.resize(1400, 800)
    qtbot.waitUntil(lambda: popup(found).pos() != before and stands_under())
    assert popup(found).isVisible()


def test_the_sheet_of_keys_reads_the_places_from_the_rail(found: Shell, qtbot: QtBot) -> None:
    sheet = KeySheet(found.window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    texts = [label.text() for label in sheet.findChildren(PlainLabel)]
    assert {"Ship", "Queue", "Attention"} <= set(texts)
    assert "Ctrl+3" in texts
    assert "Ctrl+4" not in texts


def test_the_rail_is_pale_while_it_is_switched_off(found: Shell) -> None:
    rail = found.window.rail
    usual = rail.grab().toImage()
    rail.setEnabled(False)
    assert rail.grab().toImage() != usual
    assert rail.graphicsEffect() is not None
    rail.setEnabled(True)
    assert rail.graphicsEffect() is None
    assert rail.grab().toImage() == usual
