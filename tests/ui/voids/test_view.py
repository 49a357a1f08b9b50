"""The Voids panel as it is drawn and pressed: the focus stands on Keep, and Enter voids nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.domain.tracking import Tracking
from postwright.domain.void import VoidState
from postwright.operations.results import Voided
from postwright.ui.change import Change
from postwright.ui.voids.panel import VoidsPanel
from postwright.ui.voids.presenter import Deeds
from postwright.ui.voids.refunds.presenter import RefundDeeds
from postwright.ui.voids.refunds.screen import RefundsScreen
from postwright.ui.voids.refunds.told import RefundDeed
from postwright.ui.voids.screen import TEAR_UP, VoidsScreen
from postwright.ui.voids.view import VoidsView
from postwright.ui.widgets.layout import column
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.voids.refunds import TODAY, every_kind

KINDS = every_kind()
SOME = RefundsScreen(RULES, KINDS, TODAY, loaded=True, current=KINDS[0].id)
FULL = VoidsScreen(rows=plausible.voidables(), loaded=True, chosen=frozenset({"se-5000"}))


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[VoidsView]:
    shown = VoidsView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_the_last_days_stand_with_a_word_beside_their_colour(view: VoidsView) -> None:
    cells = [row.cells[5] for row in view.table.rows_model.rows]
    assert cells[:3] == ["Urgent · 1 day left", "Urgent · today", "Soon · 5 days left"]


def test_what_became_of_refunds_stands_behind_the_other_tab(view: VoidsView) -> None:
    view.render_refunds(SOME)
    assert [view.tabs.tabText(place) for place in (0, 1)] == ["Can be voided (8)", "Refunds (3)"]
    assert view.line.text() == FULL.urgent_line
    view.show_part(1)
    assert view.line.text() == SOME.line
    assert view.refunds.table.rows_model.rowCount() == 8
    assert view.refunds.card.isVisible()
    assert not view.search.isVisible()


def test_what_came_back_is_written_in_the_place_of_the_card(view: VoidsView, qtbot: QtBot) -> None:
    view.show_part(1)
    view.render_refunds(replace(SOME, entering=RefundDeed.CAME, amount="5.79", day=TODAY))
    entry = view.refunds.entry
    assert entry.isVisible()
    assert not view.refunds.card.isVisible()
    assert view.focusWidget() is entry.amount.editor
    with qtbot.waitSignal(entry.typed) as typed:
        qtbot.keyClicks(entry.amount.editor, "1")
    assert typed.args == ["5.791", TODAY, ""]
    with qtbot.waitSignal(entry.left):
        qtbot.mouseClick(entry.leave, Qt.MouseButton.LeftButton)
    view.render_refunds(replace(SOME, entering=RefundDeed.DENIED))
    assert entry.why.isVisible()
    assert not entry.amount.isVisible()


def test_without_a_refund_the_part_says_what_will_stand_there(view: VoidsView) -> None:
    view.show_part(1)
    view.render_refunds(RefundsScreen(RULES, (), TODAY, loaded=True))
    assert view.refunds.empty.isVisible()


def test_the_question_puts_the_focus_on_keep_and_enter_keeps_nothing_void(
    view: VoidsView, qtbot: QtBot
) -> None:
    view.render_screen(replace(FULL, asking=("se-5000",)))
    assert view.question.isVisible()
    assert view.focusWidget() is view.question.keep
    assert "tear the paper up" in view.question.question.text()
    with qtbot.assertNotEmitted(view.confirmed):
        qtbot.keyClick(view.question.keep, Qt.Key.Key_Return)
        qtbot.keyClick(view.question.confirm, Qt.Key.Key_Return)


def test_esc_keeps(view: VoidsView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, asking=("se-5000",)))
    with qtbot.waitSignal(view.kept):
        qtbot.keyClick(view.question.keep, Qt.Key.Key_Escape)


@pytest.mark.parametrize("answer", ["keep", "confirm"])
def test_either_answer_leaves_the_focus_in_the_table(qtbot: QtBot, answer: str) -> None:
    window, rail, view = QWidget(), QPushButton("Rail"), VoidsView()
    window.setLayout(column(rail, view))
    qtbot.addWidget(window)
    window.resize(1096, 704)
    view.render_screen(FULL)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    view.void.setFocus()
    view.confirmed.connect(lambda: view.render_screen(replace(FULL, voiding=True)))
    view.kept.connect(lambda: view.render_screen(FULL))
    view.render_screen(replace(FULL, asking=("se-5000",)))
    assert window.focusWidget() is view.question.keep
    qtbot.mouseClick(getattr(view.question, answer), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.focusWidget() is view.table)
    view.render_screen(VoidsScreen(rows=FULL.rows[-2:-1], loaded=True))
    assert view.calm.isVisible()
    assert window.focusWidget() is view.search


def test_enter_on_void_asks_nothing(view: VoidsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.void_wanted):
        qtbot.keyClick(view.void, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.void_wanted):
        qtbot.mouseClick(view.void, Qt.MouseButton.LeftButton)


def test_drawing_again_sends_nothing(view: VoidsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.ticked), qtbot.assertNotEmitted(view.pointed):
        view.render_screen(replace(FULL, chosen=frozenset({"se-5003"})))
    assert view.table.ticks == ("se-5003",)


def test_nothing_to_void_is_calm(view: VoidsView, qtbot: QtBot) -> None:
    view.render_screen(VoidsScreen(loaded=True))
    with qtbot.waitSignal(view.labels_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_the_whole_panel_voids_after_one_question(qtbot: QtBot) -> None:
    lane, voided, changes, went = HeldLane(Fault), [], [], []

    def void(ids: tuple[str, ...]) -> tuple[Voided, ...]:
        voided.append(ids)
        return tuple(Voided(one, VoidState.REQUESTED, "Refund requested.") for one in ids)

    deeds = Deeds(
        rows=plausible.voidables,
        void=void,
        track=lambda label_id: Tracking(label_id, "NY"),
        correct=lambda label_id: label_id,
        open_draft=went.append,
        rule=RULES.void,
    )
    held = every_kind()
    refunds = RefundDeeds(
        lambda: held, lambda *of: None, *[went.append] * 5, correct=str, open_draft=went.append, rules=RULES
    )
    panel = VoidsPanel(
        lane,
        deeds,
        refunds,
        now=lambda: plausible.NOW,
        announce=lambda change, origin: changes.append((change, origin)),
        go=went.append,
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    panel.open("se-5003")
    lane.run_all()
    assert panel.view.question.isVisible()
    qtbot.mouseClick(panel.view.question.confirm, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert voided == [("se-5003",)]
    assert changes == [(Change(drafts=True, labels=True, money=True), panel)]
    assert panel.view.banner.text.text() == f"Refund requested. {TEAR_UP}"
    panel.changed(Change(labels=True))
    panel.closed()
    assert lane.names == []
    panel.view.hide()
