"""The Mail panel as it is drawn and pressed: Enter sends and voids nothing, and no colour stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.ui.change import Change
from postwright.ui.outbox.codes_told import CodeDeed
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.panel import OutboxPanel
from postwright.ui.outbox.screen import OutboxScreen, Part
from postwright.ui.outbox.tables import ENDS, STATE
from postwright.ui.outbox.view import OutboxView
from tests.fakes.lane import HeldLane
from tests.ui.outbox.mailbag import Mailroom, mail

ROOM = Mailroom()
FULL = OutboxScreen(outbox=ROOM.outbox(), codes=ROOM.unused, current=3, current_code="se-5001")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[OutboxView]:
    shown = OutboxView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_every_state_has_a_word_beside_its_colour(view: OutboxView) -> None:
    for table, place in ((view.mails, STATE), (view.codes, ENDS)):
        coloured = [row for row in table.rows_model.rows if row.tones[place]]
        assert coloured
        assert all(row.cells[place] for row in coloured)


def test_the_card_offers_what_the_state_allows_and_hides_the_rest(view: OutboxView) -> None:
    shown = {deed for deed, button in view.mail.buttons.items() if not button.isHidden()}
    assert shown == {"correct", "send_again", "own_program", "put_aside", "open_label"}
    assert "550 5.1.1" in view.mail.detail.text()


@pytest.mark.parametrize("part", list(Part))
def test_enter_on_any_button_of_a_card_does_nothing(view: OutboxView, qtbot: QtBot, part: Part) -> None:
    view.render_screen(replace(FULL, part=part))
    card, signal = (view.mail, view.done_with) if part is Part.OUTBOX else (view.code, view.code_done_with)
    for button in card.buttons.values():
        with qtbot.assertNotEmitted(signal):
            qtbot.keyClick(button, Qt.Key.Key_Return)


def test_a_button_says_which_mail_it_is_about(view: OutboxView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.done_with) as heard:
        qtbot.mouseClick(view.mail.buttons[MailDeed.SEND_AGAIN], Qt.MouseButton.LeftButton)
    assert heard.args == [3, "send_again"]
    view.render_screen(replace(FULL, part=Part.CODES))
    with qtbot.waitSignal(view.code_done_with) as told:
        qtbot.mouseClick(view.code.buttons[CodeDeed.VOID], Qt.MouseButton.LeftButton)
    assert told.args == ["se-5001", "void"]


def test_enter_in_a_list_opens_the_label_and_sends_nothing(view: OutboxView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.done_with) as heard:
        qtbot.keyClick(view.mails, Qt.Key.Key_Return)
    assert heard.args == [3, MailDeed.OPEN_LABEL]


def test_the_tabs_are_turned_with_the_arrow_keys_and_drawing_them_tells_nobody(
    view: OutboxView, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.part_chosen):
        view.render_screen(replace(FULL, part=Part.CODES))
        view.render_screen(FULL)
    with qtbot.waitSignal(view.part_chosen) as heard:
        qtbot.keyClick(view.tabs.tabBar(), Qt.Key.Key_Right)
    assert heard.args == [Part.CODES]


def test_empty_parts_say_what_they_will_hold(view: OutboxView, qtbot: QtBot) -> None:
    nothing = Mailroom(rows=(), unused=())
    view.render_screen(OutboxScreen(outbox=nothing.outbox(), codes=()))
    assert view.empty.isVisible()
    with qtbot.waitSignal(view.labels_wanted):
        view.empty.button.click()
    view.render_screen(OutboxScreen(outbox=nothing.outbox(), codes=(), part=Part.CODES))
    assert view.codes_empty.isVisible()


# ---------------------------------------------------------------- the panel


class Whole:
    """A panel with lanes that wait for the test."""

    def __init__(self, qtbot: QtBot) -> None:
        self.shop, self.lane = Mailroom(), HeldLane(Fault)
        self.online, self.trouble = True, None
        self.told: list[object] = []
        self.panel = OutboxPanel(
            self.lane,
            self.lane,
            self.shop.deeds(),
            online=lambda: self.online,
            trouble=lambda: self.trouble,
            announce=lambda change, origin: self.told.append(change),
            go=self.told.append,
        )
        qtbot.addWidget(self.panel.view)
        self.panel.shown()
        self.lane.run_all()


@pytest.fixture
def whole(qtbot: QtBot) -> Whole:
    return Whole(qtbot)


def test_a_mail_that_was_sent_elsewhere_is_read_anew_and_usps_is_not_asked(whole: Whole) -> None:
    whole.shop.rows = (mail(0),)
    whole.panel.changed(Change(mails=True))
    whole.lane.run_all()
    assert whole.panel.view.mails.rows_model.rowCount() == 1
    assert whole.shop.asked == []
    whole.panel.view.look.click()
    assert whole.shop.asked == [("usps",)]


def test_a_label_that_was_voided_elsewhere_leaves_the_codes(whole: Whole) -> None:
    whole.shop.unused = whole.shop.unused[:2]
    whole.panel.changed(Change(labels=True))
    whole.lane.run_all()
    assert whole.panel.view.codes.rows_model.rowCount() == 2


def test_the_panel_says_that_the_network_is_gone_and_what_else_keeps_mails(whole: Whole) -> None:
    whole.online = False
    whole.panel.changed(Change(standing=True))
    assert "offline" in whole.panel.view.banner.text.text()
    whole.online, whole.trouble = True, Environment(FaultKind.KEYRING_LOCKED)  # type: ignore[assignment]
    whole.panel.changed(Change(mails=True))
    assert whole.panel.view.banner.text.text() != ""
    whole.panel.view.banner.closed.emit()
    assert whole.panel.view.banner.isHidden()


def test_a_press_reaches_the_shop_and_is_announced(whole: Whole) -> None:
    whole.panel.presenter.point(4)
    whole.panel.view.mail.buttons[MailDeed.ARRIVED].click()
    whole.lane.run_all()
    assert whole.shop.asked == [("arrived", 4)]
    assert whole.told == [Change(mails=True)]
    whole.panel.open(Part.CODES)
    whole.panel.presenter.point_code("se-5001")
    whole.panel.view.code.buttons[CodeDeed.OPEN_LABEL].click()
    assert whole.shop.asked[-1] == ("label", "se-5001")
    whole.panel.view.empty.acted.emit()
    assert whole.told[-1] == "open_labels"


def test_a_row_that_is_gone_to_is_shown_in_the_card(whole: Whole) -> None:
    whole.panel.view.mails.chosen.emit("2")
    assert whole.panel.view.mail.title.text() == "QR code for Jens Lindqvist"
    whole.panel.view.mails.chosen.emit("")
    assert whole.panel.view.mail.isHidden()


def test_every_button_of_the_panel_can_be_reached_with_the_keyboard(whole: Whole) -> None:
    whole.panel.view.show()
    buttons = [one for one in whole.panel.view.findChildren(QPushButton) if one.isVisible()]
    assert buttons
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in buttons)
    whole.panel.view.hide()
    whole.panel.closed()
