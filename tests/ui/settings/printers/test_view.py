"""The Printers page as it is drawn, typed into and pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Layout
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.printers.view import PrintersView
from postwright.ui.settings.screen import Page
from postwright.ui.widgets.field import choose
from tests.ui.settings.shop import Shop


class House:
    """The settings, open at the printers."""

    def __init__(self, held: Preferences | None = None) -> None:
        self.shop = Shop() if held is None else Shop(held=held)
        self.panel = SettingsPanel(self.shop.lane, self.shop.deeds())
        self.panel.view.resize(1096, 704)
        self.panel.view.show()
        self.panel.shown()
        self.shop.lane.run_all()
        self.panel.open(Page.PRINTERS)
        self.shop.lane.run_all()

    @property
    def view(self) -> PrintersView:
        return self.panel.view.printers

    def settle(self) -> None:
        self.panel.view.flush()
        self.shop.lane.run_all()


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    held = House()
    qtbot.addWidget(held.panel.view)
    yield held
    held.panel.view.hide()


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(field: QWidget, text: str) -> None:
    field.setProperty("text", text)


def test_a_printer_is_edited_and_tested(house: House, qtbot: QtBot) -> None:
    form = house.view.form
    assert form.darkness.text() == "Printer's own"
    form.darkness.setValue(-22)
    press(qtbot, house.view.test)
    house.shop.lane.run_all()
    assert house.shop.held.printers[0].darkness == -22
    assert ("test", "Zebra ZD421") in house.shop.done
    assert house.panel.view.banner.text.text() == "A test page was sent."


def test_a_found_printer_is_used_with_one_press(qtbot: QtBot) -> None:
    house = House(Preferences())
    qtbot.addWidget(house.panel.view)
    assert house.view.empty.isVisible()
    assert not house.view.list.isVisible()
    press(qtbot, house.view.found.uses[0])
    house.settle()
    assert [one.name for one in house.shop.held.printers] == ["Zebra ZD421"]
    assert house.view.form.name.editor.property("text") == "Zebra ZD421"
    assert not house.view.found.isVisible()
    house.panel.view.hide()


def test_an_address_is_typed_and_used_by_keyboard(house: House, qtbot: QtBot) -> None:
    press(qtbot, house.view.add)
    house.shop.lane.run_all()
    editor = house.view.found.address.editor
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "10.0.0.9")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    house.settle()
    assert house.shop.held.printers[-1].port == "tcp:10.0.0.9:9100"
    assert editor.property("text") == ""
    press(qtbot, house.view.add)
    press(qtbot, house.view.found.close_button)
    assert not house.view.found.isVisible()


def pick(house: House, box: QWidget, code: str) -> None:
    """Choose as a person does: the list tells that it was activated."""
    choose(box, code)  # type: ignore[arg-type]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]
    house.shop.lane.run_all()


def test_the_fields_are_those_that_the_profile_has_a_use_for(house: House) -> None:
    form = house.view.form
    assert form.burning_card.isVisible()
    assert not form.wide.isVisible()
    assert not form.layouts.isVisible()
    pick(house, form.stock, "letter")
    pick(house, form.layouts, Layout.TWO.value)
    pick(house, form.language, "pdf")
    assert form.layouts.isVisible()
    assert not form.burning_card.isVisible()
    assert not house.view.head.isVisible()
    held = house.shop.held.printers[0]
    assert (held.width, held.height, held.layout) == (8.5, 11.0, Layout.TWO)
    pick(house, form.stock, "custom")
    assert form.wide.isVisible()
    form.high.setValue(7)
    house.settle()
    assert (house.shop.held.printers[0].height, house.shop.held.printers[0].layout) == (7, Layout.ONE)


def test_turning_swaps_the_sides_and_forgets_the_place(house: House) -> None:
    form = house.view.form
    form.offset_x.setValue(12)
    house.settle()
    assert house.shop.held.printers[0].offset_x == 12
    pick(house, form.turn, "90")
    held = house.shop.held.printers[0]
    assert (held.width, held.height, held.rotation, held.offset_x) == (6.0, 4.0, 90, 0)
    assert form.offset_x.value() == 0
    pick(house, form.dpi, "300")
    assert house.shop.held.printers[0].dpi == 300


def test_the_carrier_s_own_zpl_is_switched_off(house: House, qtbot: QtBot) -> None:
    house.view.form.carrier_zpl.click()
    house.shop.lane.run_all()
    assert not house.shop.held.printers[0].carrier_zpl


def test_a_calibration_goes_by_keyboard_from_the_target_to_undo(house: House, qtbot: QtBot) -> None:
    card = house.view.calibrate
    before = house.shop.held.printers[0]
    press(qtbot, card.open)
    assert card.print.hasFocus()
    qtbot.keyClick(card.print, Qt.Key.Key_Space)
    house.shop.lane.run_all()
    assert house.shop.kinds()[-1] == "target"
    for field, text in zip(card.fields, ("3.04", "5.065", "0.492", "0.5065"), strict=False):
        qtbot.keyClicks(field.editor, text)
    assert card.work.isEnabled()
    qtbot.keyClick(card.fields[3].editor, Qt.Key.Key_Return)
    house.shop.lane.run_all()
    assert card.verdict.text.text() == "Scale 98.7 %, moved 3 dots right."
    assert card.print.text() == "Print it again to check"
    assert house.view.form.offset_x.value() == 3
    assert house.shop.held.printers[0] == replace(before, scale_x=987, scale_y=987, offset_x=3)
    press(qtbot, card.undo)
    house.shop.lane.run_all()
    assert house.shop.held.printers[0] == before
    press(qtbot, card.close_button)
    assert not card.verdict.isVisible()


def test_what_follows_is_scrolled_into_view(house: House, qtbot: QtBot) -> None:
    card = house.view.calibrate
    house.panel.view.resize(840, 480)
    press(qtbot, card.open)
    for field, text in zip(card.fields, ("2.03", "3.38", "0.34", "0.34"), strict=False):
        qtbot.keyClicks(field.editor, text)
    qtbot.keyClick(card.fields[0].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.verdict.visibleRegion().isEmpty())


def test_a_calibration_is_put_back_with_one_press(house: House, qtbot: QtBot) -> None:
    card = house.view.calibrate
    assert not card.reset.isVisible()
    house.view.form.offset_x.setValue(7)
    house.settle()
    assert card.reset.isVisible()
    press(qtbot, card.reset)
    house.shop.lane.run_all()
    assert house.shop.held.printers[0].offset_x == 0
    assert card.undo.isVisible()


def test_what_is_typed_but_not_told_is_saved_before_a_calibration(house: House, qtbot: QtBot) -> None:
    qtbot.keyClicks(house.view.form.name.editor, " 2")
    press(qtbot, house.view.calibrate.open)
    house.shop.lane.run_all()
    assert house.shop.held.printers[0].name == "Zebra ZD421 2"


def cell(grid: QTableWidget, number: int) -> QPoint:
    row, column = divmod(number - 1, grid.columnCount())
    return grid.visualItemRect(grid.item(row, column)).center()


def test_gaps_are_marked_with_the_mouse(house: House, qtbot: QtBot) -> None:
    card = house.view.head
    press(qtbot, card.open)
    grid = card.blocks.viewport()
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=cell(card.blocks, 37))
    assert card.lines_words.text() == "Block 37: in which line is the stroke missing?"
    qtbot.mouseClick(card.lines.viewport(), Qt.MouseButton.LeftButton, pos=cell(card.lines, 4))
    assert card.gaps.editor.property("text") == "37.4"
    assert card.save.text() == "Save this gap"
    press(qtbot, card.save)
    house.shop.lane.run_all()
    assert house.shop.held.printers[0].dead_dots == (291,)
    assert "37.4" in card.known.text()


def test_gaps_are_marked_with_the_keyboard_and_a_scanner_marks_none(house: House, qtbot: QtBot) -> None:
    card = house.view.head
    press(qtbot, card.open)
    card.blocks.setFocus()
    card.blocks.setCurrentCell(0, 0)
    qtbot.keyClick(card.blocks, Qt.Key.Key_Down)
    qtbot.keyClick(card.blocks, Qt.Key.Key_Right)
    assert card.lines_words.text().startswith("Block 12:")
    card.lines.setFocus()
    card.lines.setCurrentCell(0, 2)
    qtbot.keyClick(card.lines, Qt.Key.Key_Return)
    assert card.gaps.editor.property("text") == ""
    qtbot.keyClick(card.lines, Qt.Key.Key_Space)
    assert card.gaps.editor.property("text") == "12.3"
    spoken = card.lines.item(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Line 3, marked as a gap"
    press(qtbot, card.whole)
    assert card.gaps.editor.property("text") == "12"
    assert card.whole.text() == "Not the whole block"
    press(qtbot, card.close_button)
    assert house.shop.held.printers[0].dead_dots == ()


def test_typed_gaps_show_in_the_blocks(house: House, qtbot: QtBot) -> None:
    card = house.view.head
    press(qtbot, card.open)
    qtbot.keyClicks(card.gaps.editor, "88.2, 52")
    card.flush()
    assert card.save.text() == "Save these 2 gaps"
    assert card.blocks.item(5, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Block 52, marked as a gap"
    assert card.gaps.editor.property("text") == "88.2, 52"
    qtbot.keyClicks(card.gaps.editor, ", x")
    card.flush()
    assert not card.save.isEnabled()
    assert not card.gaps.problem.isHidden()


def test_the_last_block_has_only_the_dots_of_the_sheet(house: House, qtbot: QtBot) -> None:
    card = house.view.head
    press(qtbot, card.open)
    card.blocks.setCurrentCell(10, 1)
    assert card.lines.item(0, 3).text() == "4"
    assert card.lines.item(0, 4).text() == ""
    card.blocks.setCurrentCell(10, 5)  # there is no block 106
    assert card.lines_words.text().startswith("Block 102:")
