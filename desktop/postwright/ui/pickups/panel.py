"""The Pickups panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.pickups.presenter import Deeds, PickupsPresenter
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
        self.presenter = PickupsPresenter(
            submit,
            deeds,
            self.view.render_screen,
            now=now,
            money=money,
            prints=prints,
            announce=lambda: announce(Change(pickups=True), self),
            go=go,
        )
        self._connect()
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.ticked.connect(presenter.choose)
        view.form.contact_written.connect(presenter.write_contact)
        view.form.place_chosen.connect(presenter.choose_place)
        view.form.note_written.connect(presenter.write_note)
        view.form.asked.connect(presenter.schedule)
        view.cancel_wanted.connect(presenter.ask_cancel)
        view.cancel_confirmed.connect(presenter.cancel)
        view.kept.connect(presenter.keep)
        view.list_wanted.connect(presenter.send_list)
        view.list_place_chosen.connect(presenter.save_list)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def shown(self) -> None:
        self.view.settle()
        self.presenter.shown()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.pickups or change.settings or change.standing:
            self.presenter.load()
