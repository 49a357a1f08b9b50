"""The End of day panel: holds view and presenter, and the clock that ticks while it is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.end_of_day.deeds import Deeds
from postwright.ui.end_of_day.presenter import EndOfDayPresenter
from postwright.ui.end_of_day.screen import EndOfDayScreen
from postwright.ui.end_of_day.view import EndOfDayView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class EndOfDayPanel:
    """`now` is the shop's clock, or the practice carrier's in practice. `to_voids` takes the labels that it
    is about; it and `to_pickups` lead back here.
    """

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
        to_voids: Callable[[tuple[str, ...]], None] = lambda label_ids: None,
        to_pickups: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = EndOfDayView()
        self.clock = QTimer(self.view, singleShot=True)
        self.presenter = EndOfDayPresenter(
            submit,
            deeds,
            self._render,
            now=now,
            money=money,
            prints=prints,
            announce=lambda: announce(Change(forms=True), self),
            go=go,
        )
        self._begin, self._to_voids, self._to_pickups = begin, to_voids, to_pickups
        self.clock.timeout.connect(self.presenter.tick)
        self._connect()

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.day_chosen.connect(presenter.choose_day)
        view.ticked.connect(presenter.tick_labels)
        view.day.make_wanted.connect(presenter.make)
        for saved in (view.day, view.sheet):
            saved.place_chosen.connect(presenter.save_form)
        view.print_wanted.connect(lambda: presenter.print_form())
        for forms in (view.forms, view.earlier):
            forms.show_wanted.connect(presenter.show_form)
            forms.print_wanted.connect(presenter.print_form)
            forms.place_chosen.connect(presenter.save_form)
            forms.again_wanted.connect(presenter.try_again)
            forms.attention_wanted.connect(lambda: presenter.act(str(Action.OPEN_ATTENTION)))
        view.sheet.back_wanted.connect(presenter.hide_form)
        view.voids_wanted.connect(self._void_first)
        view.pickups_wanted.connect(lambda: self._to_pickups())
        view.late.correct_wanted.connect(lambda label_id: self._to_voids((label_id,)))
        view.late.all_wanted.connect(lambda: presenter.act(str(Action.OPEN_LABELS)))
        view.first_wanted.connect(lambda: self._begin())
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _void_first(self) -> None:
        self._to_voids(tuple(entry.id for entry in self.presenter.screen.unused))

    def shown(self) -> None:
        self.view.settle()
        self.presenter.tick()
        self.presenter.shown()

    def closed(self) -> None:
        self.clock.stop()
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.forms or change.labels or change.pickups or change.settings or change.tracking:
            self.presenter.tick()
            self.presenter.load()

    def _render(self, screen: EndOfDayScreen) -> None:
        """Show it, and look at the clock again when its words change; behind other panels the clock rests."""
        self.view.render_screen(screen)
        wait = self.presenter.until_tick() if self.view.isVisible() else 0
        if wait:
            self.clock.start(wait)
        else:
            self.clock.stop()
