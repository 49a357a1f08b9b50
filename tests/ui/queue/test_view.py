"""The Queue as it is drawn and pressed: what a key does, and that no Enter spends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.operations.results import QueueRun
from postwright.ui.change import Change
from postwright.ui.notice import UNDO, Notice, Tone
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.queue.presenter import Deeds
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.view import QueueView
from tests.fakes.lane import HeldLane
from tests.ui import plausible

FULL = QueueScreen(rows=plausible.queue_rows(), loaded=True, standing=plausible.standing())


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QueueView]:
    shown = QueueView(grace=60)
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_the_rows_and_the_sum_are_drawn(view: QueueView) -> None:
    assert view.table.rows_model.rowCount() == 8
    assert view.buy.text() == "Buy 5 · up to $41.50"
    assert view.line.text() == "3 drafts · 5 queued"
    assert not view.edit.isEnabled()


def test_drawing_again_sends_nothing(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.ticked), qtbot.assertNotEmitted(view.pointed):
        view.render_screen(replace(FULL, chosen=frozenset({"d0", "d3"}), text="a"))
    assert set(view.table.ticks) == {"d0", "d3"}


def test_ticking_a_row_is_told(view: QueueView, qtbot: QtBot) -> None:
    view.table.selectRow(1)
    with qtbot.waitSignal(view.ticked) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert told.args == [frozenset({"d1"})]


def test_delete_asks_to_remove(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.remove_wanted):
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_spends_nothing(view: QueueView, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(view.buy_wanted):
        qtbot.keyClick(view.buy, key)
    view.render_screen(replace(FULL, step=Step.SUMMARY))
    with qtbot.assertNotEmitted(view.confirmed):
        qtbot.keyClick(view.summary.go, key)


def test_the_sum_comes_up_with_the_focus_on_not_buying(view: QueueView) -> None:
    view.render_screen(replace(FULL, step=Step.SUMMARY))
    assert view.summary.isVisible()
    assert view.summary.headline.text() == "5 parcels, at most $41.50 together"
    assert view.focusWidget() is view.summary.leave
    assert not view.buttons.isVisible()


def test_the_countdown_runs_out_once(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.counted_down):
        view.render_screen(replace(FULL, step=Step.COUNTING))
        assert view.focusWidget() is view.countdown.cancel
    assert not view.countdown.counting


def test_esc_stops_the_countdown(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, step=Step.COUNTING))
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.countdown.cancel, Qt.Key.Key_Escape)
    view.render_screen(FULL)
    assert not view.countdown.counting
    assert not view.countdown.isVisible()


def test_a_countdown_that_is_out_of_sight_is_stopped(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, step=Step.COUNTING))
    with qtbot.waitSignal(view.left):
        view.hide()


def test_a_wrong_limit_is_said_at_the_field(view: QueueView) -> None:
    view.render_screen(
        replace(FULL, step=Step.APPROVING, chosen=frozenset({"d6"}), limit_problem="Write an amount.")
    )
    assert view.limit.field.problem.isVisible()
    assert view.limit.go.text() == "Queue 1"


def test_an_empty_queue_offers_to_begin_a_parcel(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(QueueScreen(loaded=True))
    assert view.empty.isVisible()
    with qtbot.waitSignal(view.first_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_a_notice_can_be_undone(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, notice=Notice(Tone.PLAIN, "1 parcel removed.", action=UNDO)))
    with qtbot.waitSignal(view.banner.acted) as told:
        qtbot.mouseClick(view.banner.button, Qt.MouseButton.LeftButton)
    assert told.args == [UNDO]


@dataclass
class Said:
    """What reached the shop."""

    bought: list[tuple[str, ...]] = field(default_factory=list)
    changes: list[tuple[Change, object]] = field(default_factory=list)


def test_the_whole_panel_buys_what_was_summed_up(qtbot: QtBot) -> None:
    said, lane = Said(), HeldLane(Fault)

    def run(ids: tuple[str, ...]) -> QueueRun:
        said.bought.append(ids)
        return QueueRun(tuple(plausible.entry(number) for number in range(len(ids))), spent=Money(4000))

    def nothing(*_: object) -> None:
        raise AssertionError("nobody asked for this")

    deeds = Deeds(
        rows=plausible.queue_rows,
        edit=nothing,
        remove=nothing,
        restore=nothing,
        queue=nothing,
        unqueue=nothing,
        run=run,
        preferences=Preferences,
        standing=plausible.standing,
    )
    panel = QueuePanel(lane, deeds, announce=lambda change, origin: said.changes.append((change, origin)))
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    qtbot.mouseClick(panel.view.buy, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.view.summary.go, Qt.MouseButton.LeftButton)
    assert panel.view.countdown.counting
    panel.view.countdown.stop()
    panel.view.countdown.over.emit()
    lane.run_all()
    assert said.bought == [("d0", "d1", "d2", "d3", "d4")]
    assert said.changes == [(Change(drafts=True, labels=True, money=True), panel)]
    assert panel.view.banner.text.text() == "5 labels bought for $40.00."
    panel.changed(Change(drafts=True))
    assert lane.names == ["Looking at the queue"]
    panel.closed()
    assert lane.names == []
    panel.view.hide()
