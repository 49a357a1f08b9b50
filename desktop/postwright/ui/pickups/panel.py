"""The Pickups panel: holds view and presenter, and the clock by which the day turns while it is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.pickups.deeds import Deeds
from postwright.ui.pickups.presenter import PickupsPresenter
from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.pickups.view import PickupsView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class PickupsPanel:
    """`now` is the shop's clock, or the practice carrier's in practice."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        now: Callable[[], datetime],
        money: Submit | None = None,
        prints: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = PickupsView()
        self.clock = QTimer(self.view, singleShot=True)
        self.presenter = PickupsPresenter(
            submit,
            deeds,
            self._render,
            now=now,
            money=money,
            prints=prints,
            announce=lambda: announce(Change(pickups=True), self),
            go=go,
        )
        self.clock.timeout.connect(self.presenter.load)
        self._connect()
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        choosing, asking = presenter.choosing, presenter.asking
        view.place_chosen.connect(choosing.place)
        view.week.day_chosen.connect(choosing.day)
        view.pieces.ticked.connect(choosing.pieces)
        view.pieces.only_chosen.connect(choosing.only)
        view.pieces.all_wanted.connect(choosing.all)
        view.pieces.none_wanted.connect(choosing.none)
        view.form.contact_written.connect(choosing.contact)
        view.form.spot_chosen.connect(choosing.spot)
        view.form.note_written.connect(choosing.note)
        view.day.asked.connect(asking.schedule)
        view.cancel_wanted.connect(asking.ask_cancel)
        view.cancel_confirmed.connect(asking.cancel)
        view.kept.connect(asking.keep)
        view.check_wanted.connect(asking.check)
        view.list_wanted.connect(presenter.send_list)
        view.list_place_chosen.connect(presenter.save_list)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def shown(self) -> None:
        self.view.settle()
        self.presenter.shown()

    def closed(self) -> None:
        self.clock.stop()
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.pickups or change.settings or change.standing or change.tracking:
            self.presenter.load()

    def _render(self, screen: PickupsScreen) -> None:
        """Show it, and read anew when the day turns; behind other panels the clock rests."""
        self.view.render_screen(screen)
        wait = self.presenter.until_turn() if self.view.isVisible() else 0
        if wait:
            self.clock.start(wait)
        else:
            self.clock.stop()
