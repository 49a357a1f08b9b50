"""The strip of a run as it is drawn and pressed: where its buttons stand, and what a hasty hand does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.labels.run_view import RunView
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive

MAYBE, WAITING = ItemState.MAYBE, ItemState.WAITING


@dataclass
class Table:
    """A run that stands still on the packing table."""

    archive: Archive
    panel: LabelsPanel
    prints: HeldLane
    others: HeldLane

    @property
    def strip(self) -> RunView:
        return self.panel.view.run

    @property
    def done(self) -> list[tuple[object, ...]]:
        return self.archive.printer.done

    def lay(self, *states: ItemState) -> None:
        """A paused run whose labels stand like this."""
        entries = self.archive.entries
        items = tuple(
            RunItem(place, entries[place - 1].id, entries[place - 1].shipment.ship_to.who, "", state,
                    print_id=100 + place)
            for place, state in enumerate(states, start=1)
        )  # fmt: skip
        self.archive.printer.run = PrintRun(7, "Zebra ZD421", RunState.PAUSED, items)
        self.panel.shown()
        self.settle()

    def settle(self) -> None:
        while self.prints.held or self.others.held:
            self.prints.run_all()
            self.others.run_all()


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Table]:
    archive = Archive([plausible.entry(number, prints=0) for number in range(4)])
    prints, others = HeldLane(Fault), HeldLane(Fault)
    panel = LabelsPanel(LabelsLanes(others, prints, others), archive.deeds())
    qtbot.addWidget(panel.view)
    panel.view.resize(1024, 640)
    panel.view.show()
    yield Table(archive, panel, prints, others)
    panel.view.hide()


@pytest.mark.parametrize("states", [(MAYBE,), (MAYBE, MAYBE), (MAYBE, WAITING)])
def test_stop_stands_beside_the_answers_and_never_alone(
    table: Table, qtbot: QtBot, states: tuple[ItemState, ...]
) -> None:
    table.lay(*states)
    strip = table.strip
    qtbot.waitUntil(lambda: strip.stop.geometry().center().y() == strip.out.geometry().center().y())
    assert strip.stop.x() > strip.print_again.geometry().right()
    assert strip.stop.geometry().right() <= strip.rect().right()


def test_stop_goes_back_to_the_other_buttons_when_all_is_answered(table: Table, qtbot: QtBot) -> None:
    table.lay(MAYBE, WAITING)
    qtbot.mouseClick(table.strip.out, Qt.MouseButton.LeftButton)
    table.settle()
    strip = table.strip
    assert not strip.out.isVisible()
    qtbot.waitUntil(lambda: strip.stop.geometry().center().y() == strip.go_on.geometry().center().y())


def test_a_double_click_answers_about_one_label(table: Table, qtbot: QtBot) -> None:
    table.lay(MAYBE, MAYBE)
    button = table.strip.out
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    table.settle()
    assert table.strip.headline.text() == "Label 1 may have come out, too."
    place = QPointF(button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(button, QMouseEvent(kind, place, button.mapToGlobal(place), left, left, none))
    table.settle()
    assert table.done == [("came out", 102, True)]


def pressed(button: QWidget, qtbot: QtBot, *, with_key: bool) -> None:
    """As a hand presses at the place where a button was, whether it still stands there or not."""
    window = button.window()
    if not with_key:
        spot = button.mapTo(window, button.rect().center())
        under = window.childAt(spot)
        assert under is not None
        qtbot.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(window, spot))
    elif (focus := window.focusWidget()) is not None:
        qtbot.keyClick(focus, Qt.Key.Key_Space)


@pytest.mark.parametrize("with_key", [False, True], ids=["pointer", "key"])
def test_a_second_press_answers_no_question_that_nobody_read(
    table: Table, qtbot: QtBot, with_key: bool
) -> None:
    table.lay(MAYBE, MAYBE, MAYBE)
    strip = table.strip
    strip.out.setFocus()
    for answered in ([103], [103, 102], [103, 102, 101]):
        for _ in range(3):
            pressed(strip.out, qtbot, with_key=with_key)
            table.settle()
            assert [done[1] for done in table.done] == answered
        if len(answered) == 3:
            break
        place = 3 - len(answered)
        assert strip.headline.text() == f"Label {place} may have come out, too."
        assert not strip.out.isVisible()
        assert table.panel.view.focusWidget() is not strip.turn
        qtbot.mouseClick(strip.turn, Qt.MouseButton.LeftButton)
        assert strip.headline.text() == f"Label {place} may have come out. Look there."
        assert strip.out.isVisible()
        assert not strip.turn.isVisible()
        strip.out.setFocus()


def test_a_question_that_is_answered_elsewhere_does_not_give_its_buttons_to_another(
    table: Table, qtbot: QtBot
) -> None:
    table.lay(MAYBE, MAYBE)
    qtbot.mouseClick(table.strip.print_again, Qt.MouseButton.LeftButton)
    assert table.strip.reason.isVisible()
    table.lay(MAYBE, ItemState.SENT)
    strip = table.strip
    assert (strip.out.isVisible(), strip.reason.isVisible(), strip.turn.isVisible()) == (False, False, True)
    assert strip.turn.text() == "Go to label 1"
    table.panel.shown()
    table.settle()
    assert strip.turn.isVisible()
    table.lay(ItemState.SENT, ItemState.SENT, WAITING)
    assert not strip.turn.isVisible()
    table.lay(MAYBE, ItemState.SENT)
    assert strip.out.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_enter_of_a_scanner_answers_nothing(table: Table, qtbot: QtBot, key: Qt.Key) -> None:
    table.lay(MAYBE, MAYBE)
    for button in (table.strip.out, table.strip.nothing):
        button.setFocus()
        qtbot.keyClick(button, key)
    table.settle()
    assert table.done == []
