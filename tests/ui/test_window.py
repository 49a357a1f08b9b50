"""The shell: it draws before it builds, builds a panel once, and tells panels what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.reminder import Reminder
from postwright.ui.bottom_line import BottomLine
from postwright.ui.change import Announcer, Change
from postwright.ui.find_box import Found, Tell
from postwright.ui.panel import PanelSpec
from postwright.ui.rail import RailButton
from postwright.ui.theme import Look
from postwright.ui.widgets.layout import column
from postwright.ui.window import MainWindow
from tests.ui.plausible import NOW, standing


@dataclass
class PlainPanel:
    """A panel that notes what it is told."""

    key: str
    view: QWidget = field(default_factory=QWidget)
    presenter: object = field(default_factory=object)
    told: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        splitter = QSplitter()
        splitter.setObjectName("parts")
        splitter.addWidget(QLineEdit())
        splitter.addWidget(QLineEdit())
        self.view.setLayout(column(splitter))
        self.view.setFocusProxy(splitter.widget(0))

    def shown(self) -> None:
        self.told.append("shown")

    def closed(self) -> None:
        self.told.append("closed")

    def changed(self, change: Change) -> None:
        self.told.append(change)


class Shell:
    """A window with three panels, and what it saved."""

    def __init__(self, qtbot: QtBot, state: dict[str, Any] | None = None) -> None:
        self.built: dict[str, PlainPanel] = {}
        self.saved: dict[str, Any] = {}
        self.asked: list[tuple[str, Tell]] = []
        places = (("ship", "go.1", ""), ("queue", "go.2", "waiting parcels"), ("attention", "go.3", ""))
        specs = [
            PanelSpec(key, key.title(), key, command, self._builder(key), also=also)
            for key, command, also in places
        ]
        self.window = MainWindow(
            specs,
            find=lambda text, tell: self.asked.append((text, tell)),
            load=lambda: state or {},
            save=self.saved.update,
        )
        self.window.ready.connect(self.window.begin)
        qtbot.addWidget(self.window)

    def _builder(self, key: str) -> Callable[[], PlainPanel]:
        def build() -> PlainPanel:
            assert key not in self.built
            self.built[key] = PlainPanel(key)
            return self.built[key]

        return build

    def open(self, qtbot: QtBot) -> Shell:
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.window.activateWindow()
        return self


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> Shell:
    return Shell(qtbot).open(qtbot)


def test_nothing_is_built_before_the_first_paint(qtbot: QtBot, look: Look) -> None:
    shell = Shell(qtbot)
    shell.window.go("queue")
    assert shell.built == {}
    assert not shell.window.rail.isEnabled()
    shell.open(qtbot)
    assert list(shell.built) == ["ship"]
    assert shell.window.rail.isEnabled()


def test_a_panel_is_built_once_and_told_when_it_is_shown(shell: Shell) -> None:
    shell.window.go("queue")
    shell.window.go("ship")
    shell.window.go("queue")
    assert shell.built["queue"].told == ["shown", "shown"]
    assert shell.window.stack.currentWidget() is shell.built["queue"].view


def test_the_keys_lead_to_the_panels(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.stack.currentWidget() is shell.built["attention"].view


def test_a_panel_behind_hears_of_all_changes_when_it_comes_to_the_front(shell: Shell) -> None:
    shell.window.go("queue")
    shell.window.go("ship")
    shell.window.changed(Change(drafts=True))
    shell.window.changed(Change(labels=True))
    assert shell.built["ship"].told[-2:] == [Change(drafts=True), Change(labels=True)]
    assert shell.built["queue"].told == ["shown"]
    shell.window.go("queue")
    assert shell.built["queue"].told == ["shown", Change(drafts=True, labels=True), "shown"]


def test_whoever_announced_a_change_is_not_told_of_it(shell: Shell) -> None:
    ship = shell.built["ship"]
    shell.window.changed(Change(drafts=True), ship.presenter)
    shell.window.changed(Change(drafts=True), ship)
    assert ship.told == ["shown"]


def test_a_guest_hears_of_changes_while_it_is_in_front(shell: Shell) -> None:
    guest = PlainPanel("mail")
    shell.window.visit(guest)
    shell.window.changed(Change(mails=True))
    shell.window.changed(Change(labels=True), guest)
    assert guest.told == ["shown", Change(mails=True)]
    shell.window.back()
    shell.window.changed(Change(mails=True))
    assert guest.told == ["shown", Change(mails=True)]


def test_changes_add_up() -> None:
    assert Change(drafts=True) | Change(money=True) == Change(drafts=True, money=True)
    assert not Change()
    heard: list[object] = []
    announcer = Announcer()
    announcer.announced.connect(lambda change, origin: heard.append((change, origin)))
    announcer.announce(Change(labels=True), "me")
    assert heard == [(Change(labels=True), "me")]


def test_what_waits_for_a_person_is_counted_in_the_title_and_on_the_rail(shell: Shell) -> None:
    shell.window.show_attention(2)
    assert shell.window.windowTitle() == "Postwright (2 need attention)"
    buttons = {one.accessibleName() for one in shell.window.rail.findChildren(RailButton)}
    assert "Attention, 2 waiting" in buttons
    shell.window.show_attention(0)
    assert shell.window.windowTitle() == "Postwright"


def test_practice_and_offline_are_said_in_words(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    window.show_standing(standing(), practice=False, now=NOW)
    assert (window.top.state.text, window.strip.isVisible()) == ("Online", False)
    assert window.top.balance.text() == "$84.10"
    window.show_standing(standing(), practice=True, now=NOW + timedelta(days=2))
    assert (window.top.state.text, window.strip.isVisible()) == ("Practice", True)
    assert "Nov" in window.top.as_of.text()
    window.show_standing(replace(standing(online=False), account=None), practice=True, now=NOW)
    assert window.top.state.text.startswith("Offline since ")
    assert window.top.balance.text() == ""
    with qtbot.waitSignal(window.online_wanted) as wanted:
        window.strip.online_wanted.emit(True)
    assert wanted.args == [True]


def test_the_rail_shows_icons_alone_in_a_narrow_window(shell: Shell) -> None:
    shell.window.resize(1280, 800)
    assert shell.window.rail.width() == 184
    shell.window.resize(1024, 640)
    assert shell.window.rail.width() == 56
    assert all(one.accessibleName() for one in shell.window.rail.findChildren(RailButton))


def test_finding_lists_panels_at_once_and_labels_when_they_come(shell: Shell, qtbot: QtBot) -> None:
    box, gone = shell.window.top.find_box, list[str]()
    QTest.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()
    QTest.keyClicks(box, "que")
    qtbot.waitUntil(lambda: bool(shell.asked))
    text, tell = shell.asked[-1]
    assert text == "que"
    tell((Found("Quentin Lee", "9400 …", "labels", lambda: gone.append("label")),))
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert gone == ["label"]
    assert box.text() == ""


def test_enter_in_the_find_box_goes_to_the_first_thing_found(shell: Shell, qtbot: QtBot) -> None:
    box = shell.window.top.find_box
    box.start()
    QTest.keyClicks(box, "queue")
    qtbot.waitUntil(lambda: bool(shell.asked))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert shell.window.stack.currentWidget() is shell.built["queue"].view


def test_a_late_answer_to_an_older_question_is_not_listed(shell: Shell, qtbot: QtBot) -> None:
    box = shell.window.top.find_box
    box.start()
    QTest.keyClicks(box, "queue")
    qtbot.waitUntil(lambda: bool(shell.asked))
    _, tell = shell.asked[-1]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    tell((Found("Late", "", "labels", lambda: None),))
    assert not any(one.objectName() == "Popup" and one.isVisible() for one in shell.window.children()
                   if isinstance(one, QWidget))  # fmt: skip


def test_f6_goes_round_the_parts_of_the_window(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    shell.built["ship"].view.setFocus()
    window.next_pane()
    assert window.top.find_box.hasFocus()
    window.next_pane()
    assert isinstance(window.focusWidget(), RailButton)
    window.next_pane()
    assert shell.built["ship"].view.isAncestorOf(window.focusWidget())


def test_the_window_stands_where_it_stood(qtbot: QtBot, look: Look) -> None:
    first = Shell(qtbot).open(qtbot)
    first.window.setGeometry(20, 30, 1100, 660)
    first.window.go("queue")
    splitter = first.built["queue"].view.findChild(QSplitter)
    splitter.setSizes([200, 600])
    sizes = splitter.sizes()
    first.window.close()
    assert first.built["queue"].told[-1] == "closed"

    again = Shell(qtbot, first.saved).open(qtbot)
    assert again.window.geometry().getRect() == (20, 30, 1100, 660)
    assert list(again.built) == ["queue"]
    assert again.built["queue"].view.findChild(QSplitter).sizes() == sizes


@pytest.mark.parametrize(
    "state",
    [{"place": [90_000, 90_000, 800, 600]}, {"place": "here"}, {"place": [1, 2]}, {"panel": "gone"}],
    ids=str,
)
def test_a_place_that_makes_no_sense_is_passed_over(qtbot: QtBot, look: Look, state: dict[str, Any]) -> None:
    shell = Shell(qtbot, state).open(qtbot)
    assert (shell.window.width(), shell.window.height()) == (1280, 800)
    assert list(shell.built) == ["ship"]


def test_work_in_the_background_is_named(qtbot: QtBot, look: Look) -> None:
    line = BottomLine()
    qtbot.addWidget(line)
    line.show_work(("Buying a label for Ann", "Asking for rates"))
    assert line.work.text() == "Buying a label for Ann and 1 more …"
    assert line.work.accessibleName() == "Going on: Buying a label for Ann, Asking for rates"
    line.show_work(())
    assert line.work.isHidden()


def test_the_bottom_line_says_how_long_the_carrier_makes_us_wait_and_can_be_told_not_to(qtbot: QtBot) -> None:
    line = BottomLine()
    qtbot.addWidget(line)
    line.show_problem("This computer has no network.")
    assert (line.notice.whole, line.cancel.isHidden()) == ("This computer has no network.", True)
    line.show_wait(11.2)
    assert (line.notice.whole, line.cancel.isHidden()) == ("Waiting for the carrier, 12 s", False)
    with qtbot.waitSignal(line.called_off):
        line.cancel.click()
    line.show_wait(0)
    assert (line.notice.whole, line.cancel.isHidden()) == ("This computer has no network.", True)
    line.show_problem("")
    assert line.notice.isHidden()


def test_f1_opens_the_keys(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell.window, Qt.Key.Key_F1)
    sheets = [one for one in shell.window.children() if type(one).__name__ == "KeySheet"]
    assert len(sheets) == 1
    assert isinstance(sheets[0], QWidget)
    sheets[0].close()


def test_a_place_reached_by_its_key_gets_what_is_typed_next(shell: Shell) -> None:
    QTest.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.top.find_box.hasFocus()
    QTest.keyClick(shell.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    focus = shell.window.focusWidget()
    assert focus is not None
    assert shell.built["queue"].view.isAncestorOf(focus)


def test_what_was_bought_while_nobody_looked_stays_in_the_bottom_line_until_it_is_read(qtbot: QtBot) -> None:
    line = BottomLine()
    qtbot.addWidget(line)
    line.show_news("")
    assert line.news.isHidden()
    line.show_news("Bought what waited: 2 labels for $15.22.")
    line.show_work(("Asking for rates",))
    line.show_work(())
    assert (line.news.isHidden(), line.news.text()) == (False, "Bought what waited: 2 labels for $15.22.")
    with qtbot.waitSignal(line.news_read):
        line.news.click()
    assert line.news.isHidden()


def test_a_reminder_stands_over_every_panel_but_the_one_that_it_leads_to(shell: Shell) -> None:
    window = shell.window
    one = Reminder("day:1", "3 parcels leave today.", "", "queue", "Open it", count=3)
    window.show_reminders((one,), {"queue": 3})
    assert window.reminder.isVisible()
    assert window.findChildren(RailButton)[1].accessibleName() == "Queue, 3 waiting"
    window.reminder.go.click()
    assert window.stack.currentWidget() is shell.built["queue"].view
    assert window.reminder.isHidden()
    window.go("ship")
    assert window.reminder.isVisible()
    window.show_attention(1)
    window.show_reminders((), {})
    assert window.reminder.isHidden()
    names = [button.accessibleName() for button in window.findChildren(RailButton)]
    assert names == ["Ship", "Queue", "Attention, 1 waiting"]


def test_a_panel_is_found_by_other_words_for_it(shell: Shell, qtbot: QtBot) -> None:
    box = shell.window.top.find_box
    box.setFocus()
    QTest.keyClicks(box, "parcels")
    qtbot.waitUntil(lambda: bool(shell.asked))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert shell.window.stack.currentWidget() is shell.built["queue"].view
