"""The Pickups panel as it is drawn and pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.draft import Problem
from postwright.domain.pickup import PickupState
from postwright.domain.pickup_note import Spot
from postwright.ui.change import Change
from postwright.ui.pickups.panel import PickupsPanel
from postwright.ui.pickups.screen import Contact, PickupsScreen
from postwright.ui.pickups.view import PickupsView
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.pickups.dock import FAIR, NOW, DockPanel, Yard, piece, place, plan, visit

BOOKED = plausible.pickup_entry(1)
DOUBT = plausible.pickup_entry(2, state=PickupState.IN_DOUBT)
PLAN = plan(
    place(piece(0), piece(1), piece(3), entries=(BOOKED,)),
    place(piece(9, at=FAIR), name="Book & fair", at=FAIR),
    visits=(visit(BOOKED), visit(DOUBT)),
)
FULL = PickupsScreen(
    plan=PLAN,
    now=NOW,
    chosen=frozenset({"se-5000"}),
    contact=Contact("June Alder", "503 555 0142", "shop@example.com"),
    note="1 package",
    form=1,
    looked=NOW,
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PickupsView]:
    shown = PickupsView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_the_day_the_labels_and_the_pickups_are_drawn(view: PickupsView) -> None:
    assert view.day.day.text() == "USPS comes on Wed 25 Nov"
    assert "As of 1 Nov 2026" in view.day.until.toolTip()
    assert view.day.notes.texts[0].startswith("USPS comes here on Wed 25 Nov already")
    assert view.pieces.table.ticks == ("se-5000",)
    assert view.form.contact() == FULL.contact
    assert view.form.note.toPlainText() == "1 package"
    card, doubt = view.coming.cards
    assert card.when.text() == "Wed 25 Nov, 9:00 am to 5:00 pm PST"
    assert (card.cancel.isHidden(), card.list.isHidden(), card.check.isHidden()) == (False, False, True)
    assert (doubt.cancel.isHidden(), doubt.check.isHidden()) == (True, False)


def test_the_fields_are_written_only_when_the_form_is_new(view: PickupsView, qtbot: QtBot) -> None:
    view.form.note.setPlainText("Behind the blue gate.")
    view.render_screen(replace(FULL, note="2 packages"))
    assert view.form.note.toPlainText() == "Behind the blue gate."
    with qtbot.assertNotEmitted(view.form.note_written), qtbot.assertNotEmitted(view.form.contact_written):
        view.render_screen(replace(FULL, note="2 packages", form=2))
    assert view.form.note.toPlainText() == "2 packages"


def test_what_is_typed_is_told(view: PickupsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.form.contact_written) as told:
        qtbot.keyClicks(view.form.name.editor, "!")
    assert told.args[0].name == "!June Alder"
    with qtbot.waitSignal(view.form.note_written):
        qtbot.keyClicks(view.form.note, "x")


def test_a_spot_is_chosen_and_taken_back(view: PickupsView, qtbot: QtBot) -> None:
    button = view.form.buttons[Spot.PORCH]
    with qtbot.waitSignal(view.form.spot_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [Spot.PORCH]
    view.render_screen(replace(FULL, spot=Spot.PORCH))
    with qtbot.waitSignal(view.form.spot_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [None]


def test_problems_stand_at_their_fields(view: PickupsView) -> None:
    view.render_screen(replace(FULL, problems=(Problem("phone", "Write a phone number."),)))
    assert view.form.phone.problem.isVisible()
    assert not view.form.name.problem.isVisible()


def test_enter_asks_for_no_pickup_and_cancels_none(view: PickupsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.day.asked):
        qtbot.keyClick(view.day.go, Qt.Key.Key_Return)
    view.render_screen(replace(FULL, asking_cancel=1))
    assert view.focusWidget() is view.question.keep
    with qtbot.assertNotEmitted(view.cancel_confirmed):
        qtbot.keyClick(view.question.keep, Qt.Key.Key_Return)
        qtbot.keyClick(view.question.confirm, Qt.Key.Key_Return)


def test_all_and_none_and_the_filter_are_told(view: PickupsView, qtbot: QtBot) -> None:
    for button, signal in (
        (view.pieces.all, view.pieces.all_wanted),
        (view.pieces.none, view.pieces.none_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.pieces.only_chosen) as told:
        qtbot.keyClick(view.pieces.only, Qt.Key.Key_Down)
    assert told.args == ["premium"]
    view.render_screen(replace(FULL, only="premium"))
    assert [row.key for row in view.pieces.table.rows_model.rows] == ["se-5001"]


def test_what_is_odd_about_a_piece_stands_beside_it(view: PickupsView) -> None:
    odd = place(
        piece(1, insured=5000),
        piece(2, pounds=71, was_on=3),
        piece(3, was_on=3),
        piece(4, ship_date=datetime(2026, 11, 28, tzinfo=UTC).date(), was_on=3, pounds=71),
        piece(6, ship_date=datetime(2026, 11, 28, tzinfo=UTC).date()),
    )
    view.render_screen(replace(FULL, plan=plan(odd)))
    marks = [(row.cells[2], row.tones[2]) for row in view.pieces.table.rows_model.rows]
    assert marks == [
        ("Premium · Insured", "muted"),
        ("Over 70 lb · Not scanned", "trouble"),
        ("Not scanned", "waiting"),
        ("Over 70 lb · Not scanned · For Sat 28 Nov · Premium", "trouble"),
        ("For Sat 28 Nov", "waiting"),
    ]


def test_the_service_stands_in_a_wide_list_only(view: PickupsView) -> None:
    assert view.pieces.table.isColumnHidden(1)
    view.resize(1800, 900)
    assert not view.pieces.table.isColumnHidden(1)


# ---------------------------------------------------------------- the places


def test_another_place_is_chosen_by_its_tab(view: PickupsView, qtbot: QtBot) -> None:
    assert [view.tabs.tabText(number) for number in range(2)] == ["Shop · 3", "Book && fair · 1"]
    with qtbot.waitSignal(view.place_chosen) as told:
        qtbot.keyClick(view.tabs, Qt.Key.Key_Right)
    assert told.args == [PLAN.places[1].key]
    with qtbot.assertNotEmitted(view.place_chosen):
        view.render_screen(replace(FULL, origin=PLAN.places[1].key))
        view.render_screen(replace(FULL, plan=plan(PLAN.places[0])))
    assert not view.tabs.isVisible()


# ---------------------------------------------------------------- the week


def test_the_week_is_one_stop_of_the_tab_key_and_the_arrows_go_from_day_to_day(
    view: PickupsView, qtbot: QtBot
) -> None:
    days = view.week.days
    assert [day.focusPolicy() is Qt.FocusPolicy.StrongFocus for day in days] == [True] + [False] * 6
    days[0].setFocus()
    with qtbot.waitSignal(view.week.day_chosen) as told:
        qtbot.keyClick(days[0], Qt.Key.Key_Right)
    assert told.args == ["2026-11-25"]
    assert view.focusWidget() is days[1]
    qtbot.keyClick(days[1], Qt.Key.Key_End)
    assert view.focusWidget() is days[6]
    qtbot.keyClick(days[6], Qt.Key.Key_Right)
    assert view.focusWidget() is days[6]
    qtbot.keyClick(days[6], Qt.Key.Key_Home)
    qtbot.keyClick(days[0], Qt.Key.Key_Left)
    assert view.focusWidget() is days[0]
    view.render_screen(replace(FULL, day="2026-11-26"))
    assert days[2].focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert view.week.line.text() == "Thu 26 Nov. Thanksgiving Day: USPS fetches nothing."


def test_each_day_is_told_whole_to_who_hears_it(view: PickupsView) -> None:
    spoken = [day.accessibleName() for day in view.week.days]
    assert spoken[0] == "Tue 24 Nov, today. 3 labels leave on it."
    assert spoken[1] == "Wed 25 Nov. 1 pickup booked."
    assert spoken[5] == "Sun 29 Nov. It is a Sunday: USPS fetches nothing."


def test_a_day_is_told_of_when_it_is_pressed(view: PickupsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.week.day_chosen) as told:
        qtbot.mouseClick(view.week.days[2], Qt.MouseButton.LeftButton)
    assert told.args == ["2026-11-26"]
    with qtbot.waitSignal(view.week.day_chosen):
        qtbot.keyClick(view.week.days[2], Qt.Key.Key_Space)


def test_a_day_that_is_pressed_shows_the_pickup_that_stands_on_it(view: PickupsView, qtbot: QtBot) -> None:
    view.resize(1096, 480)
    wednesday = next(one for one in view.week.days if one.day == BOOKED.day.isoformat())
    card = view.coming.cards[0]
    qtbot.waitUntil(lambda: card.visibleRegion().isEmpty())
    qtbot.mouseClick(wednesday, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect().height() == card.height())


# ---------------------------------------------------------------- the pickups


def test_where_every_label_is_on_a_pickup_the_pickups_stand_alone(view: PickupsView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.day.go.setFocus()
    view.render_screen(replace(FULL, scheduling=True))
    assert view.focusWidget() is view.day.go
    alone = plan(place(entries=(BOOKED,)), visits=(visit(BOOKED),))
    view.render_screen(replace(FULL, plan=alone, chosen=frozenset()))
    assert view.nothing.text() == "No label waits for the carrier here."
    assert not view.day.isVisible()
    assert not view.columns.isVisible()
    (card,) = view.coming.cards
    qtbot.waitUntil(card.cancel.isVisible)
    assert card.list.isVisible()
    assert card.cancel.mapTo(view, card.cancel.rect().bottomLeft()).y() < view.height()
    assert view.focusWidget() is not card.cancel
    card.cancel.setFocus()
    view.settle()
    assert view.focusWidget() is not card.cancel


def test_cards_that_stay_the_same_keep_their_buttons(view: PickupsView) -> None:
    card = view.coming.cards[1]
    view.render_screen(replace(FULL, checking=2))
    assert view.coming.cards[1] is card
    assert (card.check.text(), card.check.busy) == ("Checking…", True)
    view.coming.cards[0].cancel.setFocus()
    view.render_screen(replace(FULL, plan=plan(PLAN.places[0], visits=(visit(BOOKED, voided=1),))))
    assert view.focusWidget() is not view.coming.cards[0].cancel


def test_a_doubt_is_looked_at_and_a_list_asked_for_from_the_card(view: PickupsView, qtbot: QtBot) -> None:
    card, doubt = view.coming.cards
    with qtbot.waitSignal(view.check_wanted) as checked:
        qtbot.mouseClick(doubt.check, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.list_wanted) as told:
        card.list.send_wanted.emit("pickup-list")
    with qtbot.waitSignal(view.list_place_chosen) as placed:
        card.list.place_chosen.emit("pickup-list", "/home/june/list.pdf")
    assert (checked.args, told.args) == ([2], [1])
    assert placed.args == [1, "/home/june/list.pdf"]


def test_no_labels_and_no_pickups_is_calm(view: PickupsView, qtbot: QtBot) -> None:
    view.render_screen(PickupsScreen(plan=plan(place()), now=NOW))
    with qtbot.waitSignal(view.first_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


# ---------------------------------------------------------------- the whole panel


def test_the_whole_panel_asks_for_one_pickup(qtbot: QtBot) -> None:
    yard, changes = Yard(plan(place(piece(0), piece(1)))), []
    lane = HeldLane()
    panel = PickupsPanel(
        lane,
        yard.deeds(),
        now=lambda: yard.now,
        announce=lambda change, origin: changes.append((change, origin)),
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    assert panel.clock.isActive()
    assert panel.view.pieces.table.ticks == ("se-5000", "se-5001")
    qtbot.mouseClick(panel.view.day.go, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert [request.label_ids for request in yard.asked] == [("se-5000", "se-5001")]
    assert changes == [(Change(pickups=True), panel)]
    assert panel.view.banner.text.text().startswith("Booked: Wed 25 Nov")
    panel.changed(Change(labels=True))
    panel.changed(Change(mails=True))
    panel.closed()
    assert lane.names == []
    assert not panel.clock.isActive()
    panel.view.hide()


def test_behind_other_panels_the_clock_rests(qtbot: QtBot) -> None:
    dock = DockPanel(plan(place(piece(0))))
    qtbot.addWidget(dock.panel.view)
    dock.show()
    assert not dock.panel.clock.isActive()
