"""The Queue panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.advice import Action
from postwright.ui import keys
from postwright.ui.change import Change
from postwright.ui.queue.deeds import Deeds, QueueLanes
from postwright.ui.queue.presenter import QueuePresenter
from postwright.ui.queue.screen import Step
from postwright.ui.queue.view import QueueView


class QueuePanel:
    """`begin` leads to Ship for a first parcel; `announce` gets the change and this panel as its origin."""

    def __init__(
        self,
        deeds: Deeds,
        lanes: QueueLanes,
        *,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = QueueView()
        change = Change(drafts=True, labels=True, money=True)
        self.presenter = QueuePresenter(
            deeds, lanes, self.view.render_screen, announce=lambda: announce(change, self)
        )
        self._connect()
        self._connect_buying()
        keys.bind("buy", self.view, self.view.press)
        keys.bind("edit", self.view, self.presenter.ask_terms)
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.found.connect(presenter.find)
        view.ticked.connect(presenter.choose)
        view.pointed.connect(presenter.point)
        view.edit_wanted.connect(presenter.edit)
        view.remove_wanted.connect(presenter.remove)
        view.unqueue_wanted.connect(presenter.unqueue)
        view.terms_wanted.connect(presenter.ask_terms)
        view.terms.written.connect(presenter.write_terms)
        view.terms.saved.connect(presenter.approve)
        view.left.connect(presenter.step_back)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _connect_buying(self) -> None:
        view, buying = self.view, self.presenter.buying
        view.buy_wanted.connect(buying.summarise)
        view.summary.confirmed.connect(buying.confirm)
        view.summary.answered.connect(buying.answer)
        view.summary.left_out.connect(buying.leave_out)
        view.summary.reprinted.connect(buying.reprint)
        view.summary.voided.connect(buying.void_old)
        view.summary.taken.connect(buying.take)
        view.summary.day_answered.connect(buying.answer_leaving)
        view.counted_down.connect(buying.buy)
        view.batch.stopped.connect(buying.running.stop)
        view.batch.labels_wanted.connect(buying.print_these)
        view.batch.attention_wanted.connect(lambda: buying.act(Action.OPEN_ATTENTION))

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        """A batch under way tells of itself; what it changed is read when it is over."""
        if self.presenter.screen.step is Step.RUNNING:
            return
        if change.drafts or change.standing or change.money or change.settings:
            self.presenter.load()
