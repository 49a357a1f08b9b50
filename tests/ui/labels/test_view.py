"""The Labels panel as it is drawn and pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.domain.void import VoidState
from postwright.operations.results import LabelSheet
from postwright.ui.change import Change
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.labels.table import BOUGHT
from postwright.ui.labels.view import LabelsView
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive

ENTRIES = (
    plausible.entry(0, prints=0),
    plausible.entry(1),
    plausible.entry(2, void_state=VoidState.REQUESTED),
)
SHEET = LabelSheet("se-5000", b"", 203, True, "The barcode reads.")
FULL = LabelsScreen(entries=ENTRIES, loaded=True, chosen="se-5000", sheet=SHEET)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[LabelsView]:
    shown = LabelsView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_the_chosen_label_stands_beside_the_list(view: LabelsView) -> None:
    assert view.table.current == "se-5000"
    assert view.detail.proof.text() == "The barcode reads."
    assert ("Tracking", "9400 1118 9956 3821 3040 02") in view.detail.facts.texts


def test_moving_in_the_list_chooses(view: LabelsView, qtbot: QtBot) -> None:
    view.table.setFocus()
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert told.args == ["se-5001"]


def test_drawing_again_sends_nothing(view: LabelsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.chosen), qtbot.assertNotEmitted(view.found):
        view.render_screen(replace(FULL, chosen="se-5001", text="jens"))
    assert view.search.text() == "jens"
    assert view.table.current == "se-5001"


def test_what_is_typed_is_looked_for_after_a_pause(view: LabelsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.found) as told:
        qtbot.keyClicks(view.search, "jens")
    assert told.args == ["jens"]


def test_a_void_label_offers_no_print(view: LabelsView) -> None:
    view.render_screen(replace(FULL, chosen="se-5002", sheet=None))
    assert not view.detail.print.isEnabled()
    assert not view.detail.void.isEnabled()
    assert "void" in view.detail.hint.text()


def test_enter_prints_nothing(view: LabelsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.print_wanted):
        qtbot.keyClick(view.detail.print, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.print_wanted):
        qtbot.keyClick(view.detail.print, Qt.Key.Key_Space)


def test_the_reason_is_asked_in_the_panel_and_esc_leaves_it(view: LabelsView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, chosen="se-5001", asking_reason=True))
    card = view.detail.reason
    assert card.isVisible()
    assert card.go.text() == "Print copy 2"
    assert view.focusWidget() is card.box
    with qtbot.waitSignal(view.reprint_wanted) as told:
        qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert told.args == ["damaged"]
    with qtbot.waitSignal(view.reason_left):
        qtbot.keyClick(card.box, Qt.Key.Key_Escape)


def test_a_search_without_hits_can_be_taken_back(view: LabelsView, qtbot: QtBot) -> None:
    view.render_screen(LabelsScreen(loaded=True, text="nobody"))
    with qtbot.waitSignal(view.found) as told:
        qtbot.mouseClick(view.nothing.button, Qt.MouseButton.LeftButton)
    assert told.args == [""]


def test_an_empty_archive_offers_to_buy_the_first_label(view: LabelsView, qtbot: QtBot) -> None:
    view.render_screen(LabelsScreen(loaded=True))
    with qtbot.waitSignal(view.first_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_the_columns_give_way_to_the_name_where_it_is_narrow(view: LabelsView) -> None:
    assert not view.table.isColumnHidden(BOUGHT)
    view.resize(840, 504)
    assert view.table.isColumnHidden(BOUGHT)
    assert not view.table.isColumnHidden(0)  # where the boxes to tick are


def test_the_whole_panel_prints_what_is_shown(qtbot: QtBot) -> None:
    lane, changes = HeldLane(Fault), []
    archive = Archive(list(ENTRIES), sheets={"se-5000": SHEET})
    panel = LabelsPanel(
        LabelsLanes(lane, lane, lane),
        archive.deeds(),
        announce=lambda change, origin: changes.append((change, origin)),
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    qtbot.mouseClick(panel.view.detail.print, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert archive.done == [("print", "se-5000", "")]
    assert changes == [(Change(labels=True), panel)]
    assert panel.view.banner.text.text() == "Handed to Zebra ZD421."
    panel.open("se-5001")
    lane.run_all()
    assert panel.view.table.current == "se-5001"
    panel.changed(Change(settings=True))
    assert not lane.held
    panel.changed(Change(labels=True))
    panel.closed()
    assert lane.names == []
    panel.view.hide()


def test_a_label_that_differs_from_its_order_is_red_and_asks_once(view: LabelsView, qtbot: QtBot) -> None:
    assert view.detail.alarms.isHidden()
    odd = replace(ENTRIES[0], alarms=("The label cost $99.00.",))
    screen = replace(FULL, entries=(odd, *ENTRIES[1:]))
    view.render_screen(screen)
    assert view.detail.alarms.text().startswith("The label cost $99.00.")
    assert view.detail.alarms.property("role") == "trouble"
    assert view.detail.question.isHidden()
    view.render_screen(replace(screen, asking_compared=True))
    assert view.detail.question.isVisible()
    with qtbot.waitSignal(view.reason_left):
        qtbot.keyClick(view.detail.question, Qt.Key.Key_Escape)
    view.render_screen(screen)
    view.render_screen(replace(screen, asking_compared=True))
    with qtbot.waitSignal(view.compared):
        qtbot.mouseClick(view.detail.question.confirm, Qt.MouseButton.LeftButton)
