"""The Reports panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.reports.presenter import Deeds, ReportsPresenter
from postwright.ui.reports.view import ReportsView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class ReportsPanel:
    """`begin` leads to the first parcel."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        prints: Submit | None = None,
        go: Callable[[Action], None] = lambda action: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = ReportsView()
        self.presenter = ReportsPresenter(submit, deeds, self.view.render_screen, prints=prints, go=go)
        view, presenter = self.view, self.presenter
        view.stepped.connect(presenter.step)
        view.chosen.connect(presenter.choose)
        view.place_chosen.connect(presenter.save)
        view.print_wanted.connect(presenter.print_paper)
        view.paper_place_chosen.connect(presenter.save_paper)
        view.first_wanted.connect(lambda: begin())
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))
        view.render_screen(presenter.screen)

    def shown(self) -> None:
        self.presenter.shown()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.money or change.prints or change.settings or change.tracking:
            self.presenter.load()
