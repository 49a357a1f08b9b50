"""The Voids panel: what can be voided, and what became of the refunds. Ties views and presenters together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.voids.presenter import Deeds, VoidsPresenter
from postwright.ui.voids.refunds.presenter import RefundDeeds, RefundsPresenter
from postwright.ui.voids.refunds.told import RefundDeed
from postwright.ui.voids.view import VoidsView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class VoidsPanel:
    """`open` puts the question about one label; Labels and Ship lead here with it."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        refund_deeds: RefundDeeds,
        *,
        now: Callable[[], datetime],
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
        self.refunds = RefundsPresenter(
            submit,
            refund_deeds,
            self.view.render_refunds,
            now=now,
            tell=self.presenter.tell,
            ask_void=self.open,
            announce=lambda: announce(Change(drafts=True, labels=True, money=True), self),
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
        refunds = self.view.refunds
        refunds.pointed.connect(self.refunds.point)
        refunds.done_with.connect(lambda key, deed: self.refunds.do(key, RefundDeed(deed)))
        refunds.entry.typed.connect(self.refunds.write)
        refunds.entry.entered.connect(self.refunds.enter)
        refunds.entry.left.connect(self.refunds.leave)
        view.turned.connect(lambda: presenter.tell(None))
        view.confirmed.connect(presenter.void)
        view.kept.connect(presenter.keep)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def open(self, label_id: str) -> None:
        """Put the question about one label."""
        self.view.show_part(0)
        self.presenter.open(label_id)

    def open_refunds(self, label_id: str = "") -> None:
        """Lead to the refunds, and to the one of that label."""
        self.view.show_part(1)
        if label_id:
            self.refunds.point(label_id)

    def shown(self) -> None:
        self.presenter.shown()
        self.refunds.load()

    def closed(self) -> None:
        self.presenter.close()
        self.refunds.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.mails or change.standing or change.tracking:
            self.presenter.load()
            self.refunds.load()
