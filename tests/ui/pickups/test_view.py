"""The Pickups panel as it is drawn and pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.draft import Problem
from postwright.domain.faults import Fault
from postwright.domain.pickup import PickupEntry, PickupRequest
from postwright.operations.results import PickupPlan
from postwright.ui.change import Change
from postwright.ui.pickups.panel import PickupsPanel
from postwright.ui.pickups.presenter import Deeds
from postwright.ui.pickups.screen import Contact, PickupsScreen
from postwright.ui.pickups.view import PickupsView
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.papers import Drawer

TOMORROW = date(2026, 11, 25)
LABELS = (plausible.entry(0), plausible.entry(1))
PLAN = PickupPlan(
    TOMORROW,
    LABELS[0].zone,
    LABELS,
    has_premium=True,
    entries=(plausible.pickup_entry(1),),
    rule=RULES.pickup,
)
FULL = PickupsScreen(
    plan=PLAN,
    now=plausible.NOW,
    chosen=frozenset({"se-5000"}),
    contact=Contact("June Alder", "503 555 0142", "shop@example.com"),
    note="1 package",
    form=1,
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
    assert view.day.text() == "USPS comes on Wed 25 Nov"
    assert view.table.ticks == ("se-5000",)
    assert view.form.contact() == FULL.contact
    assert view.form.note.toPlainText() == "1 package"
    (card,) = view.entries.cards
    assert card.when.text() == "Wed 25 Nov, 9:00 am to 5:00 pm PST"
    assert card.cancel.isVisible()
    assert card.list.isVisible()


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


def test_a_place_is_chosen_and_taken_back(view: PickupsView, qtbot: QtBot) -> None:
    button = view.form.buttons["porch"]
    with qtbot.waitSignal(view.form.place_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["porch"]
    view.render_screen(replace(FULL, place="porch"))
    with qtbot.waitSignal(view.form.place_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [""]


def test_problems_stand_at_their_fields(view: PickupsView) -> None:
    view.render_screen(replace(FULL, problems=(Problem("phone", "Write a phone number."),)))
    assert view.form.phone.problem.isVisible()
    assert not view.form.name.problem.isVisible()


def test_enter_asks_for_no_pickup_and_cancels_none(view: PickupsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.form.asked):
        qtbot.keyClick(view.form.go, Qt.Key.Key_Return)
    view.render_screen(replace(FULL, asking_cancel=1))
    assert view.focusWidget() is view.question.keep
    with qtbot.assertNotEmitted(view.cancel_confirmed):
        qtbot.keyClick(view.question.keep, Qt.Key.Key_Return)
        qtbot.keyClick(view.question.confirm, Qt.Key.Key_Return)


def test_where_every_label_is_on_a_pickup_the_pickups_stand_alone(view: PickupsView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.form.go.setFocus()
    view.render_screen(replace(FULL, scheduling=True))
    assert view.focusWidget() is view.form.go
    view.render_screen(replace(FULL, plan=replace(PLAN, labels=()), chosen=frozenset()))
    assert view.nothing.text() == "Every label is on a pickup already."
    assert not view.card.isVisible()
    assert not view.columns.isVisible()
    (card,) = view.entries.cards
    assert card.cancel.isVisible()
    assert card.list.isVisible()
    assert card.cancel.mapTo(view, card.cancel.rect().bottomLeft()).y() < view.height()
    assert view.focusWidget() is not card.cancel
    card.cancel.setFocus()
    view.settle()
    assert view.focusWidget() is not card.cancel


def test_no_labels_and_no_pickups_is_calm(view: PickupsView, qtbot: QtBot) -> None:
    nothing = PickupPlan(TOMORROW, UTC, (), False, (), RULES.pickup)
    view.render_screen(PickupsScreen(plan=nothing, now=plausible.NOW))
    with qtbot.waitSignal(view.first_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_the_whole_panel_asks_for_one_pickup(qtbot: QtBot) -> None:
    lane, asked, changes = HeldLane(Fault), [], []

    def schedule(request: PickupRequest) -> PickupEntry:
        asked.append(request)
        return plausible.pickup_entry(2, labels=request.label_ids)

    deeds = Deeds(
        lambda: PLAN,
        schedule,
        lambda entry_id: plausible.pickup_entry(),
        plausible.preferences,
        Drawer().deeds(),
    )
    panel = PickupsPanel(
        lane,
        deeds,
        now=lambda: plausible.NOW,
        announce=lambda change, origin: changes.append((change, origin)),
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    assert panel.view.table.ticks == ("se-5001",)  # the other one is in a pickup that is booked
    qtbot.mouseClick(panel.view.form.go, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert [request.label_ids for request in asked] == [("se-5001",)]
    assert changes == [(Change(pickups=True), panel)]
    assert panel.view.banner.text.text().startswith("Booked: Wed 25 Nov")
    panel.changed(Change(labels=True))
    panel.closed()
    assert lane.names == []
    panel.view.hide()


def test_the_list_of_a_pickup_is_asked_for_from_its_card(view: PickupsView, qtbot: QtBot) -> None:
    (card,) = view.entries.cards
    with qtbot.waitSignal(view.list_wanted) as told:
        card.list.send_wanted.emit("pickup-list")
    with qtbot.waitSignal(view.list_place_chosen) as placed:
        card.list.place_chosen.emit("pickup-list", "/home/june/list.pdf")
    assert told.args == [1]
    assert placed.args == [1, "/home/june/list.pdf"]
