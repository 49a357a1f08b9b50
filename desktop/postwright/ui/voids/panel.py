"""The Voids panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.voids.presenter import Deeds, VoidsPresenter
from postwright.ui.voids.view import VoidsView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class VoidsPanel:
    """`open` puts the question about one label; Labels and Ship lead here with it."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        money: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.view = VoidsView()
        self.presenter = VoidsPresenter(
            submit,
            deeds,
            self.view.render_screen,
            money=money,
            announce=lambda: announce(Change(drafts=True, labels=True, money=True), self),
            go=go,
        )
        self._connect()
        self.view.labels_wanted.connect(lambda: go(Action.OPEN_LABELS))

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.found.connect(presenter.find)
        view.ticked.connect(presenter.choose)
        view.pointed.connect(presenter.point)
        view.track_wanted.connect(presenter.track)
        view.void_wanted.connect(presenter.ask)
        view.asked_pointed.connect(presenter.point_asked)
        view.correct_wanted.connect(presenter.correct)
        view.confirmed.connect(presenter.void)
        view.kept.connect(presenter.keep)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def open(self, label_id: str) -> None:
        """Put the question about one label."""
        self.presenter.open(label_id)

    def shown(self) -> None:
        self.presenter.shown()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.mails or change.standing or change.tracking:
            self.presenter.load()
