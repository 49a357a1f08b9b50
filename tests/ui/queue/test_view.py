"""The Queue as it is drawn and pressed: what a key does, and that no Enter spends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.domain.ship_day import WhyOver
from postwright.operations.results import CameBack, StillInDoubt
from postwright.ui.change import Change
from postwright.ui.notice import UNDO, Notice, Tone
from postwright.ui.queue.batch import Batch, BatchLine, LineState
from postwright.ui.queue.deeds import QueueLanes
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.summary import LeftOut, Summary
from postwright.ui.queue.view import QueueView
from postwright.ui.theme import Look
from tests.fakes.lane import HeldLane
from tests.ui import plausible, walking
from tests.ui.queue.shop import Shop
from tests.ui.scenes import LONG, SCENES, Scene, all_rows, guarded

FULL = QueueScreen(rows=plausible.queue_rows(), loaded=True, standing=plausible.standing())
READY = tuple(plausible.queue_rows()[:5])
SUM = Summary(plausible.plan_of(READY))
ASKED = Summary(
    plausible.plan_with((plausible.planned(READY[0], plausible.similar_guard()), plausible.planned(READY[1])))
)
ENTERS = [Qt.Key.Key_Return, Qt.Key.Key_Enter]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QueueView]:
    shown = QueueView(grace=60, arm=0)
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def at(step: Step, summary: Summary | None = SUM, **changes: object) -> QueueScreen:
    return replace(FULL, step=step, summary=summary, **changes)  # type: ignore[arg-type]


def test_the_rows_and_the_sum_are_drawn(view: QueueView) -> None:
    assert view.table.rows_model.rowCount() == 8
    assert view.buy.text() == "Buy 5 · $40.25"
    assert view.line.text() == "3 drafts · 5 queued"
    assert not view.edit.isEnabled()


def test_a_ship_date_that_has_passed_stands_under_the_new_one(view: QueueView) -> None:
    view.render_screen(replace(FULL, rows=all_rows()))
    dates = [row.cells[5] for row in view.table.rows_model.rows]
    assert "Tue 24 Nov\nwas Fri 20 Nov" in dates
    assert dates.count("Soonest day") == 11


def test_each_state_has_a_word(view: QueueView) -> None:
    view.render_screen(replace(FULL, rows=all_rows()))
    states = {row.cells[6] for row in view.table.rows_model.rows}
    assert states == {"Queued", "Draft", "Came back", "Not bought yet", "In doubt"}


def test_drawing_again_sends_nothing(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.ticked), qtbot.assertNotEmitted(view.pointed):
        view.render_screen(replace(FULL, chosen=frozenset({"d0", "d3"}), text="a"))
    assert set(view.table.ticks) == {"d0", "d3"}


def test_a_row_that_changed_is_drawn_again_and_no_other(view: QueueView, qtbot: QtBot) -> None:
    rows = (*FULL.rows[:3], replace(FULL.rows[3], waits_for="A printer."), *FULL.rows[4:])
    with qtbot.waitSignal(view.table.rows_model.dataChanged) as told:
        view.render_screen(replace(FULL, rows=rows))
    first, last, *_ = told.args
    assert (first.row(), last.row()) == (3, 3)


def test_ticking_a_row_is_told(view: QueueView, qtbot: QtBot) -> None:
    view.table.selectRow(1)
    with qtbot.waitSignal(view.ticked) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert told.args == [frozenset({"d1"})]


def test_delete_asks_to_remove(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.remove_wanted):
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)


@pytest.mark.parametrize("key", ENTERS)
def test_enter_on_a_row_opens_its_card_and_spends_nothing(view: QueueView, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(view.terms_wanted), qtbot.assertNotEmitted(view.buy_wanted):
        view.table.selectRow(0)
        qtbot.keyClick(view.table, key)


@pytest.mark.parametrize("key", ENTERS)
def test_a_scanners_enter_spends_nothing_wherever_it_lands(
    view: QueueView, qtbot: QtBot, key: Qt.Key
) -> None:
    spending = (view.buy_wanted, view.summary.confirmed, view.counted_down, view.terms.saved)
    steps = (
        at(Step.LOOKING),
        at(Step.APPROVING, chosen=frozenset({"d0"}), form=1),
        at(Step.ASKING),
        at(Step.SUMMARY),
        at(Step.SUMMARY, ASKED),
        at(Step.RESULT, batch=Batch(over=True)),
    )
    for screen in steps:
        view.render_screen(screen)
        for button in view.findChildren(QPushButton):
            if button.isVisible() and button.isEnabled():
                with qtbot.assertNotEmitted(spending[0]), qtbot.assertNotEmitted(spending[1]):
                    with qtbot.assertNotEmitted(spending[2]), qtbot.assertNotEmitted(spending[3]):
                        button.setFocus()
                        qtbot.keyClick(button, key)


# ------------------------------------------------------------ the card


def test_enter_in_the_card_moves_on(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.APPROVING, chosen=frozenset({"d0"}), form=1))
    assert view.focusWidget() is view.terms.service
    view.terms.more.setFocus()
    with qtbot.assertNotEmitted(view.terms.saved):
        qtbot.keyClick(view.terms.more, Qt.Key.Key_Return)
    assert view.focusWidget() is view.terms.per_cent


def test_what_is_written_into_the_card_is_told_whole(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.APPROVING, chosen=frozenset({"d0"}), form=1))
    with qtbot.waitSignal(view.terms.written) as told:
        qtbot.keyClick(view.terms.more, "5")
    assert told.args[0].more == "5"


def test_a_limit_that_is_missing_is_said_in_the_card(view: QueueView) -> None:
    view.render_screen(at(Step.APPROVING, chosen=frozenset({"d6"}), form=1, tried=True))
    assert view.terms.problem.isVisible()
    assert view.terms.problem.text() == "No price was seen, so say the most it may cost."
    assert view.terms.save.text() == "Queue 1"


# ------------------------------------------------------------ the sum


def test_the_sum_comes_up_with_the_focus_on_not_buying(view: QueueView) -> None:
    view.render_screen(at(Step.SUMMARY))
    assert view.summary.isVisible()
    assert view.summary.headline.text() == "5 labels for $40.25"
    assert view.focusWidget() is view.summary.leave
    assert view.summary.accessibleName().startswith("5 labels for $40.25 At most $41.50 together")
    assert not view.buttons.isVisible()


def test_buying_with_a_question_open_points_at_it(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.SUMMARY, ASKED))
    assert not view.summary.go.isEnabled()
    with qtbot.assertNotEmitted(view.summary.confirmed):
        view.press()
    assert view.focusWidget() is view.summary.questions[0].buy


def test_each_answer_is_told_with_its_question(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.SUMMARY, ASKED))
    row, sum_up = view.summary.questions[0], view.summary
    for button, signal in (
        (row.buy, sum_up.answered),
        (row.leave, sum_up.left_out),
        (row.reprint, sum_up.reprinted),
        (row.void, sum_up.voided),
    ):
        assert button.isVisible()
        with qtbot.waitSignal(signal) as told:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert told.args == ["d0/similar:se-12"]


def test_an_answered_question_looks_so_and_keeps_its_place(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.SUMMARY, ASKED))
    row = view.summary.questions[0]
    row.buy.setFocus()
    view.render_screen(at(Step.SUMMARY, replace(ASKED, answered=frozenset({("d0", "similar:se-12")}))))
    assert view.summary.questions[0] is row
    assert row.buy.isChecked()
    assert view.focusWidget() is row.buy
    with qtbot.waitSignal(view.summary.confirmed):
        view.press()


def test_a_focus_in_a_question_that_goes_stands_on_not_buying(view: QueueView) -> None:
    view.render_screen(at(Step.SUMMARY, ASKED))
    view.summary.questions[0].leave.setFocus()
    view.render_screen(at(Step.SUMMARY, SUM))
    assert view.focusWidget() is view.summary.leave


def test_a_second_click_of_a_double_click_confirms_nothing(qtbot: QtBot) -> None:
    view = QueueView(arm=600_000)
    qtbot.addWidget(view)
    view.show()
    view.render_screen(at(Step.SUMMARY))
    with qtbot.assertNotEmitted(view.summary.confirmed):
        qtbot.mouseClick(view.summary.go, Qt.MouseButton.LeftButton)
        view.press()
    view.hide()


def test_a_new_price_can_be_taken_in(view: QueueView, qtbot: QtBot) -> None:
    offer = replace(READY[1].record.approval, seen=plausible.Money(912))  # type: ignore[type-var]
    left = (LeftOut("d1", "Jens Lindqvist", "It costs $9.12 now.", offer), LeftOut("d7", "Ruth", "No."))
    view.render_screen(at(Step.SUMMARY, replace(SUM, left=left)))
    (row,) = view.summary.offers
    assert view.summary.out.text() == "Left out:\nRuth: No."
    with qtbot.waitSignal(view.summary.taken) as told:
        qtbot.mouseClick(row.take, Qt.MouseButton.LeftButton)
    assert told.args == ["d1"]


def test_a_thousand_questions_are_not_drawn_at_once(view: QueueView) -> None:
    parcels = tuple(
        plausible.planned(plausible.queue_row(number), plausible.similar_guard()) for number in range(1000)
    )
    view.render_screen(at(Step.SUMMARY, Summary(plausible.plan_with(parcels))))
    assert len(view.summary.questions) == 40
    assert view.summary.more.text() == "960 more questions follow once some of these are answered."


def test_many_left_out_are_counted_after_some(view: QueueView) -> None:
    left = tuple(LeftOut(str(number), f"Nr {number}", "No.") for number in range(20))
    view.render_screen(at(Step.SUMMARY, replace(SUM, left=left)))
    assert view.summary.out.text().endswith("Nr 7: No.\nand 12 more")


# ------------------------------------------------------------ the countdown


def test_the_countdown_runs_out_once(view: QueueView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.counted_down):
        view.render_screen(at(Step.COUNTING))
        assert view.countdown.words.text() == "Buy 5 · $40.25 in 1 s"
        assert view.focusWidget() is view.countdown.cancel
    assert not view.countdown.counting


def test_esc_stops_the_countdown(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.COUNTING))
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.countdown.cancel, Qt.Key.Key_Escape)
    view.render_screen(FULL)
    assert not view.countdown.counting
    assert not view.countdown.isVisible()


def test_a_countdown_that_is_out_of_sight_is_stopped(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.COUNTING))
    with qtbot.waitSignal(view.left):
        view.hide()


@pytest.mark.parametrize("step", [Step.APPROVING, Step.ASKING, Step.SUMMARY, Step.RESULT])
def test_esc_leaves_every_step(view: QueueView, qtbot: QtBot, step: Step) -> None:
    view.render_screen(at(step, batch=Batch(over=True), chosen=frozenset({"d0"}), form=1))
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Escape)


# ------------------------------------------------------------ the batch

LINES = tuple(BatchLine(row.record.id, row.record.draft.to.name, plausible.Money(800)) for row in READY)


def test_news_of_one_parcel_draws_one_line(view: QueueView, qtbot: QtBot) -> None:
    batch = Batch(LINES)
    view.render_screen(at(Step.RUNNING, None, batch=batch))
    assert view.batch.isVisible()
    with qtbot.waitSignal(view.batch.table.rows_model.dataChanged) as told:
        changed = batch.with_line(3, replace(LINES[3], state=LineState.BUYING))
        view.render_screen(at(Step.RUNNING, None, batch=changed))
    first, last, *_ = told.args
    assert (first.row(), last.row()) == (3, 3)
    assert view.batch.sums.text() == "0 bought for $0.00 · 1 under way · 4 waiting"


def test_news_in_a_row_is_drawn_together(view: QueueView, qtbot: QtBot) -> None:
    batch = Batch(LINES)
    view.render_screen(at(Step.RUNNING, None, batch=batch))
    for place in range(4):
        batch = batch.with_line(place, replace(LINES[place], state=LineState.BUYING))
        view.render_screen(at(Step.RUNNING, None, batch=batch))
    assert view.batch.table.rows_model.rows[0].cells[2] == "Waiting"
    qtbot.waitUntil(lambda: view.batch.table.rows_model.rows[3].cells[2] == "Buying…")
    assert view.batch.sums.text() == "0 bought for $0.00 · 4 under way · 1 waiting"


def test_the_result_is_drawn_at_once(view: QueueView) -> None:
    view.render_screen(at(Step.RUNNING, None, batch=Batch(LINES)))
    view.render_screen(at(Step.RESULT, None, batch=Batch(LINES, over=True)))
    assert view.batch.headline.text() == "Nothing was bought"


def test_stop_is_pressed_once(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.RUNNING, None, batch=Batch(LINES)))
    assert view.batch.stop.text() == "Stop after the ones under way"
    with qtbot.waitSignal(view.batch.stopped):
        qtbot.mouseClick(view.batch.stop, Qt.MouseButton.LeftButton)
    view.render_screen(at(Step.RUNNING, None, batch=Batch(LINES, stopping=True)))
    assert not view.batch.stop.isEnabled()


def test_esc_stops_no_batch(view: QueueView, qtbot: QtBot) -> None:
    view.render_screen(at(Step.RUNNING, None, batch=Batch(LINES)))
    assert view.focusWidget() is view.batch.table
    with qtbot.assertNotEmitted(view.left), qtbot.assertNotEmitted(view.batch.stopped):
        qtbot.keyClick(view.batch.table, Qt.Key.Key_Escape)


def test_the_result_leads_to_its_labels_and_to_its_doubts(view: QueueView, qtbot: QtBot) -> None:
    done = replace(LINES[0], state=LineState.BOUGHT, cost=plausible.Money(579))
    doubtful = replace(LINES[1], state=LineState.IN_DOUBT)
    view.render_screen(at(Step.RESULT, None, batch=Batch((done, doubtful), over=True)))
    for button, signal in (
        (view.batch.print, view.batch.labels_wanted),
        (view.batch.attention, view.batch.attention_wanted),
        (view.batch.close_result, view.left),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not view.batch.stop.isVisible()


def test_with_nothing_bought_there_is_nothing_to_print(view: QueueView) -> None:
    view.render_screen(at(Step.RESULT, None, batch=Batch(LINES, over=True)))
    assert not view.batch.print.isVisible()
    assert not view.batch.attention.isVisible()


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


# ------------------------------------------------------------ the whole panel


class Whole:
    """The panel with its keys."""

    def __init__(self, qtbot: QtBot, shop: Shop) -> None:
        self.shop = shop
        self.lane, self.errands = HeldLane(Fault), HeldLane(Fault)
        self.changes: list[tuple[Change, object]] = []
        self.panel = QueuePanel(
            shop.deeds(),
            QueueLanes(self.lane, self.errands),
            announce=lambda change, origin: self.changes.append((change, origin)),
        )
        self.view = self.panel.view
        self.view.summary.arm = 0
        qtbot.addWidget(self.view)
        self.view.show()
        self.view.activateWindow()
        self.panel.shown()
        self.run()

    def run(self) -> None:
        while self.lane.held or self.errands.held:
            self.lane.run_all()
            self.errands.run_all()

    def key(self, keys: str) -> None:
        QTest.keySequence(self.view.focusWidget() or self.view, QKeySequence(keys))


@pytest.fixture
def whole(qtbot: QtBot, look: Look) -> Iterator[Whole]:
    made = Whole(qtbot, Shop())
    yield made
    made.view.hide()


def test_a_batch_is_bought_without_a_mouse(whole: Whole) -> None:
    whole.key("Ctrl+Return")
    whole.run()
    whole.key("Ctrl+Return")
    assert whole.view.countdown.counting
    whole.key("Ctrl+Return")
    whole.view.countdown.stop()
    whole.view.countdown.over.emit()
    whole.run()
    assert whole.shop.did("run") == [("run", ("d0", "d1", "d2", "d3", "d4"))]
    batch = whole.shop.batch
    for number in range(4):
        batch.bought(f"d{number}", number)
    batch.end("d4", StillInDoubt("d4"))
    batch.heard.over("")
    whole.run()
    assert whole.view.batch.headline.text() == "4 labels bought for $29.94"
    assert whole.changes == [(Change(drafts=True, labels=True, money=True), whole.panel)]
    whole.key("Esc")
    assert whole.view.table.isVisible()


def test_f2_opens_the_card_and_ctrl_enter_keeps_it(whole: Whole) -> None:
    whole.view.table.setFocus()
    whole.key("F2")
    assert whole.view.terms.isVisible()
    whole.view.terms.more.setFocus()
    whole.view.terms.more.selectAll()
    QTest.keyClicks(whole.view.terms.more, "1")
    whole.key("Ctrl+Return")
    whole.run()
    assert [one[1] for one in whole.shop.did("approve")] == ["d0"]
    assert not whole.view.terms.isVisible()


def test_the_panel_reads_its_list_again_when_drafts_change(whole: Whole) -> None:
    whole.panel.changed(Change(drafts=True))
    assert whole.lane.names == ["Looking at the queue"]
    whole.panel.closed()
    assert whole.lane.names == []


def test_a_batch_under_way_is_not_disturbed_by_its_own_news(whole: Whole) -> None:
    whole.key("Ctrl+Return")
    whole.run()
    whole.key("Ctrl+Return")
    whole.view.countdown.stop()
    whole.view.countdown.over.emit()
    whole.run()
    whole.panel.changed(Change(drafts=True, money=True))
    assert whole.lane.names == []
    whole.shop.batch.end("d0", CameBack(READY[0].record, "No."))
    whole.shop.batch.heard.over("")
    assert whole.lane.names == ["Looking at the queue"]


# ------------------------------------------------------------ room for everything


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (3840, 2160)])
@pytest.mark.parametrize("scene", [one for one in SCENES if one.place == "queue"], ids=lambda one: one.name)
def test_nothing_is_clipped(qtbot: QtBot, look: Look, scene: Scene, size: tuple[int, int]) -> None:
    made = scene.make()
    view = made.panel.view
    qtbot.addWidget(view)
    view.resize(size[0] - 56, size[1] - 110)
    view.show()
    made.act()
    for _ in range(10):
        QApplication.processEvents()
    assert walking.unnamed(view) == []
    assert walking.formatted(view) == []
    assert walking.clipped(view) == []
    view.hide()


def test_long_names_and_right_to_left_break_nothing(qtbot: QtBot, look: Look) -> None:
    guard = plausible.similar_guard(who=LONG)
    shop = Shop(held=list(all_rows()), **guarded(guard))  # type: ignore[arg-type]
    made = Whole(qtbot, shop)
    made.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.view.resize(968, 530)
    made.key("Ctrl+Return")
    made.run()
    for _ in range(10):
        QApplication.processEvents()
    assert walking.clipped(made.view) == []
    ground = QRect(made.view.summary.rect())
    place = made.view.summary.go.mapTo(made.view.summary, made.view.summary.go.rect().topLeft())
    assert ground.contains(QRect(place, made.view.summary.go.size()))
    made.view.hide()


def test_the_count_of_before_does_not_stand_over_what_was_bought(view: QueueView) -> None:
    view.render_screen(at(Step.RUNNING, None, batch=Batch(LINES)))
    assert view.line.text() == ""
    view.render_screen(FULL)
    assert view.line.text() == "3 drafts · 5 queued"


def test_the_sum_says_for_whom_which_service_and_how_much(view: QueueView) -> None:
    view.render_screen(at(Step.SUMMARY))
    first, *_ = view.summary.lines.text().splitlines()
    assert first == f"{SUM.parcels[0].record.draft.to.name} · Ground Advantage · {SUM.parcels[0].price}"
    assert len(view.summary.lines.text().splitlines()) == SUM.count
    many = Summary(plausible.plan_of(READY * 3))
    view.render_screen(at(Step.SUMMARY, many))
    assert view.summary.lines.text().splitlines()[8:] == ["and 7 more"]


def test_the_sum_asks_for_each_place_whether_parcels_leave_today(view: QueueView, qtbot: QtBot) -> None:
    places = (plausible.leaving(), replace(plausible.leaving(WhyOver.FORM_MADE), place="10001 ELSEWHERE"))
    asked = replace(SUM, plan=replace(SUM.plan, leaving=places))
    view.render_screen(at(Step.SUMMARY, asked))
    rows = view.summary.leaving
    assert [row.words.text() for row in rows] == [one.sentence for one in places]
    assert rows[1].who.text() == "From 10001 ELSEWHERE"
    rows[1].today.setFocus()
    with qtbot.assertNotEmitted(view.summary.day_answered):
        QTest.keyClick(rows[1].today, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.summary.day_answered) as told:
        qtbot.mouseClick(rows[1].today, Qt.MouseButton.LeftButton)
    assert told.args == [places[1], True]
    view.render_screen(at(Step.SUMMARY, replace(asked, checking=True)))
    assert not rows[0].later.isEnabled()
    view.render_screen(at(Step.SUMMARY, replace(asked, plan=replace(asked.plan, leaving=places[:1]))))
    assert [row.isVisible() for row in rows] == [True, False]
    assert rows[0].who.text() == ""
    view.render_screen(at(Step.SUMMARY))
    assert not any(row.isVisible() for row in rows)
