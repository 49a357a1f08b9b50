"""The Attention panel as it is drawn and pressed: the cards stay themselves, and Enter denies nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.operations.results import Attention
from postwright.ui.attention.cards_told import Answer
from postwright.ui.attention.panel import AttentionPanel
from postwright.ui.attention.presenter import Deeds
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.attention.view import AttentionView
from postwright.ui.change import Change
from tests.fakes.lane import HeldLane
from tests.ui import plausible

EARLY, RIPE = (f"{number:032x}" for number in (2, 4))
FULL = AttentionScreen(attention=plausible.attention())


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[AttentionView]:
    shown = AttentionView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_every_doubt_has_its_card_and_its_three_answers(view: AttentionView) -> None:
    assert list(view.doubts) == [EARLY, RIPE]
    early, ripe = view.doubts.values()
    assert early.amount.text() == "$7.61"
    assert early.check.isEnabled()
    assert not early.deny.isEnabled()
    assert ripe.deny.isEnabled()
    assert "This can be said in" in early.hint.text()


def test_a_number_that_was_pasted_stays_over_a_fresh_look(view: AttentionView, qtbot: QtBot) -> None:
    card = view.doubts[EARLY]
    qtbot.keyClicks(card.number, "9400")
    view.render_screen(replace(FULL, looking=True))
    assert view.doubts[EARLY] is card
    assert card.number.text() == "9400"
    with qtbot.waitSignal(view.exists_said) as told:
        qtbot.mouseClick(card.exists, Qt.MouseButton.LeftButton)
    assert told.args == [EARLY, "9400"]


def test_what_is_settled_leaves_the_list(view: AttentionView) -> None:
    held = plausible.attention()
    view.render_screen(AttentionScreen(attention=replace(held, doubts=held.doubts[1:], maybe_printed=())))
    assert list(view.doubts) == [RIPE]
    assert view.prints == {}


def test_denying_asks_with_the_focus_on_keeping(view: AttentionView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, asking_deny=RIPE))
    question = view.doubts[RIPE].question
    assert question.isVisible()
    assert view.focusWidget() is question.keep
    with qtbot.assertNotEmitted(view.denied):
        qtbot.keyClick(question.keep, Qt.Key.Key_Return)
        qtbot.keyClick(question.confirm, Qt.Key.Key_Return)
        qtbot.keyClick(view.doubts[RIPE].deny, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.kept):
        qtbot.keyClick(question.keep, Qt.Key.Key_Escape)


def test_the_word_about_a_print_is_told(view: AttentionView, qtbot: QtBot) -> None:
    (card,) = view.prints.values()
    with qtbot.waitSignal(view.print_said) as told:
        qtbot.mouseClick(card.no, Qt.MouseButton.LeftButton)
    assert told.args == [card.print_id, False]


def test_voids_and_pickups_in_doubt_lead_to_their_panels(view: AttentionView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.panel_wanted) as told:
        qtbot.mouseClick(list(view.others.values())[-1].open, Qt.MouseButton.LeftButton)
    assert told.args == ["Pickups"]


def test_a_card_below_says_what_was_answered_and_stays_the_same_widget(
    view: AttentionView, qtbot: QtBot
) -> None:
    key, card = next((key, one) for key, one in view.others.items() if key.startswith("foreign"))
    with qtbot.waitSignal(view.answered) as told:
        qtbot.mouseClick(card.answers[Answer.ASIDE], Qt.MouseButton.LeftButton)
    assert told.args == [key, "aside"]
    view.render_screen(replace(FULL, busy_others=frozenset({key})))
    assert view.others[key] is card
    assert not card.answers[Answer.ASIDE].isEnabled()
    assert not card.open.isVisible()


def test_the_history_unfolds(view: AttentionView, qtbot: QtBot) -> None:
    card = view.doubts[RIPE]
    assert not card.history.isVisible()
    with qtbot.waitSignal(view.unfold_wanted) as told:
        qtbot.mouseClick(card.unfold, Qt.MouseButton.LeftButton)
    assert told.args == [RIPE]
    view.render_screen(replace(FULL, unfolded=frozenset({RIPE})))
    assert card.history.isVisible()
    assert "The order was sent." in card.history.text()


def test_the_second_question_takes_the_place_of_the_first(view: AttentionView) -> None:
    view.render_screen(replace(FULL, asking_deny=RIPE))
    question = view.doubts[RIPE].question
    first = question.question.text()
    view.render_screen(replace(FULL, asking_deny=RIPE, asking_twice=True))
    assert question.question.text() != first
    assert view.focusWidget() is question.keep


def test_nothing_to_settle_is_calm(view: AttentionView) -> None:
    view.render_screen(AttentionScreen(attention=Attention()))
    assert view.empty.isVisible()
    assert not view.look.isVisible()


def test_the_whole_panel_settles_a_doubt_and_counts_what_is_left(qtbot: QtBot) -> None:
    lane, counts, changes, checked = HeldLane(Fault), [], [], []
    held = plausible.attention()

    def check(purchase_id: str) -> Attention:
        checked.append(purchase_id)
        return replace(held, doubts=held.doubts[1:])

    deeds = Deeds(
        look=lambda: held,
        check_again=check,
        it_exists=lambda purchase_id, text: held,
        it_does_not_exist=lambda purchase_id, seen: held,
        print_came_out=lambda print_id, yes: held,
        answer=lambda key, said: replace(held, foreign=()),
    )
    panel = AttentionPanel(
        lane,
        deeds,
        announce=lambda change, origin: changes.append((change, origin)),
        counted=counts.append,
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    qtbot.mouseClick(panel.view.doubts[EARLY].check, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert checked == [EARLY]
    assert counts[-1] == 6
    assert changes[:1] == [(Change(drafts=True, forms=True, labels=True, mails=True, money=True), panel)]
    strange = next(one for key, one in panel.view.others.items() if key.startswith("foreign"))
    qtbot.mouseClick(strange.answers[Answer.ASIDE], Qt.MouseButton.LeftButton)
    lane.run_all()
    assert [key for key in panel.view.others if key.startswith("foreign")] == []
    panel.changed(Change(money=True))
    panel.closed()
    assert lane.names == []
    panel.view.hide()
