"""The Queue panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.queue.presenter import Deeds, QueuePresenter
from postwright.ui.queue.view import QueueView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class QueuePanel:
    """`begin` leads to Ship for a first parcel; `announce` gets the change and this panel as its origin."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        money: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = QueueView()
        change = Change(drafts=True, labels=True, money=True)
        self.presenter = QueuePresenter(
            submit,
            deeds,
            self.view.render_screen,
            money=money,
            announce=lambda: announce(change, self),
            go=go,
        )
        self._connect()
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.found.connect(presenter.find)
        view.ticked.connect(presenter.choose)
        view.pointed.connect(presenter.point)
        view.edit_wanted.connect(presenter.edit)
        view.remove_wanted.connect(presenter.remove)
        view.queue_wanted.connect(presenter.ask_limit)
        view.unqueue_wanted.connect(presenter.unqueue)
        view.approved.connect(presenter.approve)
        view.buy_wanted.connect(presenter.summarise)
        view.confirmed.connect(presenter.confirm)
        view.left.connect(presenter.step_back)
        view.counted_down.connect(presenter.buy)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.drafts or change.standing or change.money or change.settings:
            self.presenter.load()
