"""The Labels panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.labels.presenter import Deeds, LabelsPresenter
from postwright.ui.labels.view import LabelsView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class LabelsPanel:
    """`prints` is the lane that draws and prints; `begin` leads to Ship for a first label."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        prints: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = LabelsView()
        self.presenter = LabelsPresenter(
            submit,
            deeds,
            self.view.render_screen,
            prints=prints,
            announce=lambda: announce(Change(labels=True), self),
            go=go,
        )
        self._connect()
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.found.connect(presenter.find)
        view.chosen.connect(presenter.choose)
        view.print_wanted.connect(presenter.print)
        view.reprint_wanted.connect(presenter.reprint)
        view.compared.connect(presenter.print_compared)
        view.reason_left.connect(presenter.leave_reason)
        view.mail_wanted.connect(presenter.mail)
        view.track_wanted.connect(presenter.track)
        view.save_chosen.connect(presenter.save)
        view.void_wanted.connect(presenter.void)
        view.detail.return_wanted.connect(presenter.send_back)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def open(self, label_id: str, text: str = "") -> None:
        """See one label; `text` finds it when it is an old one."""
        self.presenter.open(label_id, text)

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels:
            self.presenter.load()
