"""The page for a damaged shop opens a copy only when it is told to, and says what each choice means."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from postwright.domain.faults import Environment, FaultKind
from postwright.ui.rescue.presenter import RescueDeeds, RescuePresenter
from postwright.ui.rescue.screen import RescueScreen, Stage
from postwright.ui.rescue.view import RescueView
from tests.fakes.lane import HeldLane

MADE_AT = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("UTC"))
DAMAGED = Environment(FaultKind.DATABASE_DAMAGED, "file is not a database")


class Page:
    """The presenter with what was asked of it."""

    def __init__(self, made_at: datetime | None = MADE_AT, fault: Environment | None = None) -> None:
        self.lane = HeldLane(Environment)
        self.drawn: list[RescueScreen] = []
        self.asked: list[str] = []
        self.fault = fault

        def restore() -> str:
            self.asked.append("restore")
            if self.fault:
                raise self.fault
            return "The shop is open from the copy."

        deeds = RescueDeeds(
            lambda: made_at,
            restore,
            lambda: self.asked.append("go on"),
            lambda: self.asked.append("look"),
        )
        self.presenter = RescuePresenter(self.lane, deeds, DAMAGED, self.drawn.append)
        self.presenter.begin()

    @property
    def screen(self) -> RescueScreen:
        return self.drawn[-1]


def test_nothing_can_be_pressed_while_a_copy_is_looked_for() -> None:
    page = Page()
    assert (page.screen.button, page.screen.can_act) == ("", False)
    page.presenter.act()
    assert page.asked == []


def test_a_copy_is_opened_when_the_person_says_so_and_then_the_shop() -> None:
    page = Page()
    page.lane.run()
    assert page.screen.button.startswith("Open the copy of 22 Nov 2026")
    assert "fetched from the carrier" in page.screen.explained
    assert "what was printed after that is not counted" in page.screen.explained
    assert page.asked == []
    page.presenter.act()
    assert (page.screen.is_busy, page.screen.button) == (True, "Opening the copy…")
    page.presenter.act()
    page.lane.run()
    assert page.asked == ["restore"]
    assert page.screen.explained == "The shop is open from the copy."
    assert (page.screen.title, page.screen.button) == ("The shop is open again", "Go on")
    page.presenter.act()
    assert page.asked == ["restore", "go on"]


def test_without_a_copy_what_is_left_can_be_looked_at() -> None:
    page = Page(made_at=None)
    page.lane.run()
    assert page.screen.button == "Open to look only"
    assert "There is no good copy" in page.screen.explained
    page.presenter.act()
    assert page.asked == ["look"]


def test_a_copy_that_cannot_be_opened_is_told_and_can_be_tried_again() -> None:
    page = Page(fault=Environment(FaultKind.DISK_FULL))
    page.lane.run()
    page.presenter.act()
    page.lane.run()
    assert page.screen.notice is not None
    assert "full" in page.screen.notice.text
    assert (page.screen.stage, page.screen.can_act) == (Stage.FOUND, True)
    page.presenter.dismiss()
    assert page.screen.notice is None


def test_what_happened_is_told_first() -> None:
    page = Page()
    assert page.screen.happened.startswith("The shop's database is damaged.")
    assert page.screen.detail == "file is not a database"
    assert page.screen.title == "The shop could not be opened"


def test_the_one_thing_to_do_has_the_focus_once_it_can_be_done(qtbot: QtBot) -> None:
    view = RescueView()
    qtbot.addWidget(view)
    view.show()
    view.render_screen(RescueScreen("The shop's database is damaged."))
    assert view.focusWidget() is not view.button
    view.render_screen(RescueScreen("The shop's database is damaged.", stage=Stage.FOUND, copy_of="22 Nov"))
    assert view.focusWidget() is view.button
