"""The End of day panel as it is seen: one button that no Enter presses, and a clock that rests unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.advice import Action
from postwright.domain.form_request import FormState
from postwright.ui.change import Change
from postwright.ui.end_of_day.deeds import DayBook
from postwright.ui.theme import Look
from postwright.ui.widgets.text import PlainLabel
from tests.ui import plausible, walking
from tests.ui.day_scenes import DAYS
from tests.ui.end_of_day.counter import CLOSES, NOW, OFF, ClosingPanel, book, day, elsewhere, parcels, request

Open = Callable[[DayBook], ClosingPanel]
THREE = day(parcels(3), OFF)


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Open:
    def open_it(held: DayBook) -> ClosingPanel:
        closing = ClosingPanel(held)
        qtbot.addWidget(closing.panel.view)
        closing.panel.view.resize(1000, 640)
        with qtbot.waitExposed(closing.panel.view):
            closing.panel.view.show()
        return closing.look()

    return open_it


def texts(ground: QWidget) -> set[str]:
    return {label.text() for label in ground.findChildren(PlainLabel) if label.isVisible()}


def test_a_press_of_the_button_makes_the_form_and_enter_does_not(opened: Open) -> None:
    closing = opened(book(THREE))
    button = closing.panel.view.day.make
    assert button.text() == "Make the SCAN form · 3 parcels"
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    assert not closing.screen.making
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert closing.screen.making
    closing.lane.run_all()
    assert len(closing.counter.closed) == 1


def test_unticked_parcels_are_taken_off(opened: Open) -> None:
    closing = opened(book(THREE))
    model = closing.panel.view.table.rows_model
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert closing.panel.view.day.make.text() == "Make the SCAN form · 2 parcels"
    assert any(text.startswith("1 parcel is taken off.") for text in texts(closing.panel.view.day))


def test_the_table_is_as_high_as_its_parcels_and_never_higher_than_the_room(opened: Open) -> None:
    closing = opened(book(THREE))
    table = closing.panel.view.table
    low = table.height()
    closing.counter.book = book(day(parcels(600)))
    closing.panel.changed(Change(labels=True))
    closing.lane.run_all()
    high = table.height()
    assert low < high < 640
    closing.panel.view.resize(1000, 1200)
    assert table.height() > high


def test_days_are_tabs_and_choosing_one_shows_it(opened: Open) -> None:
    closing = opened(book(THREE, day(elsewhere(2))))
    view = closing.panel.view
    assert [view.tabs.tabText(place) for place in range(view.tabs.count())] == [
        "Shop · today (3)",
        "Book fair · today (2)",
    ]
    view.tabs.setCurrentIndex(1)
    assert view.line.text() == "Book fair · Tue 24 Nov"
    closing.counter.book = book(THREE)
    closing.panel.changed(Change(forms=True))
    closing.lane.run_all()
    assert view.tabs.isHidden()


def test_the_ways_to_voids_pickups_and_the_first_parcel(opened: Open) -> None:
    on = parcels(3)
    late = (plausible.entry(8, days_ago=4), *(plausible.entry(number, days_ago=4) for number in range(9, 18)))
    closing = opened(book(day(on, unused=on[:2]), late=late))
    view = closing.panel.view
    view.voids_wanted.emit()
    view.pickups_wanted.emit()
    view.late.correct_wanted.emit("se-5008")
    view.late.more.click()
    view.empty.button.click()
    assert closing.went == [
        ("se-5000", "se-5001"),
        "pickups",
        ("se-5008",),
        Action.OPEN_LABELS,
        "begin",
    ]


def test_a_form_is_shown_printed_saved_and_left_again(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    closing = opened(book(day((), OFF, forms=(request(2, count=39),))))
    view = closing.panel.view
    (card,) = view.forms.views
    card.print.click()
    closing.lane.run_all()
    assert closing.counter.sent == ["se-f2"]
    (card,) = view.forms.views
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/form.pdf", ""))
    card.save.click()
    closing.lane.run_all()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    card.save.click()
    assert closing.counter.saved == [("se-f2", "/tmp/form.pdf")]
    card.show_it.click()
    closing.lane.run_all()
    assert view.stack.currentWidget() is view.sheet
    view.sheet.print.click()
    closing.lane.run_all()
    assert closing.counter.sent == ["se-f2", "se-f2"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/other.pdf", ""))
    view.sheet.save.click()
    closing.lane.run_all()
    assert closing.counter.saved[1:] == [("se-f2", "/tmp/other.pdf")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    view.sheet.save.click()
    assert closing.screen.sending == ""
    view.sheet.back.click()
    assert view.stack.currentWidget() is view.whole
    view.day.print.click()
    assert closing.screen.sending == "se-f2"


def test_without_a_printer_for_paper_the_form_is_saved(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    held = book(day((), OFF, forms=(request(2, count=39),)))
    closing = opened(held)
    closing.counter.printer = ""
    closing.panel.changed(Change(settings=True))
    closing.lane.run_all()
    (card,) = closing.panel.view.forms.views
    assert (card.print.isEnabled(), card.save.isEnabled()) == (False, True)
    assert card.print.toolTip() == "No printer takes this paper"
    save = closing.panel.view.day.save
    assert (save.isVisible(), closing.panel.view.day.print.isVisible()) == (True, False)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    save.click()
    assert closing.lane.held == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/form.pdf", ""))
    save.click()
    closing.lane.run_all()
    assert closing.counter.saved == [("se-f2", "/tmp/form.pdf")]


def test_a_failed_form_offers_to_try_again_and_a_doubtful_one_leads_to_attention(opened: Open) -> None:
    failed, doubtful = request(4, FormState.REFUSED, count=3), request(3, FormState.IN_DOUBT)
    closing = opened(book(replace(THREE, forms=(failed, doubtful))))
    first, second = closing.panel.view.forms.views
    QTest.keyClick(first.again, Qt.Key.Key_Return)
    assert closing.screen.retrying == 0
    first.again.click()
    assert first.again.busy
    closing.lane.run_all()
    assert closing.counter.again == [4]
    second.attention.click()
    assert closing.went == [Action.OPEN_ATTENTION]


def test_a_change_of_the_forms_hands_the_focus_to_a_safe_place(opened: Open) -> None:
    held = book(day(parcels(3), forms=(request(2, count=39),)))
    closing = opened(held)
    view = closing.panel.view
    view.activateWindow()
    view.forms.views[0].show_it.setFocus()
    closing.counter.book = book(day(parcels(3), forms=(request(3), request(2, count=39))))
    closing.panel.changed(Change(forms=True))
    closing.lane.run_all()
    assert not isinstance(view.focusWidget(), QAbstractButton)


def test_late_labels_hand_the_focus_on_too(opened: Open) -> None:
    late = tuple(plausible.entry(number, days_ago=4) for number in range(3))
    closing = opened(book(THREE, late=late))
    view = closing.panel.view
    view.activateWindow()
    button = view.late.rows[0].findChildren(type(view.late.more))[0]
    button.setFocus()
    closing.panel.shown()
    assert not isinstance(view.focusWidget(), QAbstractButton)
    button.setFocus()
    closing.counter.book = book(THREE, late=late[:1])
    closing.panel.changed(Change(tracking=True))
    closing.lane.run_all()
    assert len(view.late.rows) == 1
    assert not isinstance(view.focusWidget(), QAbstractButton)


def test_the_clock_ticks_while_the_panel_is_seen_and_rests_behind_others(opened: Open) -> None:
    closing = opened(book(THREE))
    panel = closing.panel
    assert panel.clock.isActive()
    closing.now = NOW + timedelta(minutes=1)
    panel.clock.timeout.emit()
    assert panel.view.day.heading.text() == "4 hours 17 minutes left"
    panel.view.hide()
    panel.clock.timeout.emit()
    assert not panel.clock.isActive()
    panel.view.show()
    panel.shown()
    assert panel.clock.isActive()
    panel.closed()
    assert not panel.clock.isActive()


def test_when_the_practice_clock_jumps_the_words_follow(opened: Open) -> None:
    closing = opened(book(THREE))
    closing.now = CLOSES - timedelta(minutes=10)
    closing.panel.changed(Change(forms=True, labels=True))
    assert closing.panel.view.day.heading.text() == "10 minutes left"
    assert closing.panel.view.day.bar.property("tone") == "trouble"


def test_other_changes_are_no_news_for_the_day(opened: Open) -> None:
    closing = opened(book(THREE))
    closing.panel.changed(Change(mails=True, prints=True))
    assert closing.lane.held == []


def test_a_banner_can_be_closed(opened: Open) -> None:
    closing = opened(book(THREE))
    closing.counter.answers = (request(2, count=3),)
    closing.presenter.make()
    closing.lane.run_all()
    assert closing.announced == [Change(forms=True)]
    closing.panel.view.banner.close_button.click()
    assert closing.screen.notice is None


@pytest.mark.parametrize("width", [968, 1096])
@pytest.mark.parametrize("name", DAYS)
def test_everything_can_be_read_and_named_in_every_state(
    qtbot: QtBot, look: Look, name: str, width: int
) -> None:
    panel, act = DAYS[name]()
    qtbot.addWidget(panel.view)
    panel.view.resize(width, 530)
    with qtbot.waitExposed(panel.view):
        panel.view.show()
    act()
    for _ in range(10):
        QApplication.processEvents()
    assert walking.unnamed(panel.view) == []
    assert walking.formatted(panel.view) == []
    assert walking.clipped(panel.view) == []


def test_tab_goes_from_the_day_over_its_button_and_parcels_to_the_forms(opened: Open) -> None:
    on = parcels(3)
    closing = opened(book(day(on, OFF, unused=on[:1], forms=(request(2, count=39),)), day(elsewhere(2))))
    view = closing.panel.view
    QApplication.processEvents()
    order = walking.tab_order(view)
    places = (view.tabs, view.day.make, view.voids, view.forms.views[0].show_it, view.table, view.pickups)
    found = [order.index(one) for one in places]
    assert found == sorted(found)
