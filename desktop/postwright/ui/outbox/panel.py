"""The Mail panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.ui.change import Change
from postwright.ui.outbox.codes_told import CodeDeed
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.presenter import Deeds, OutboxPresenter
from postwright.ui.outbox.screen import Part
from postwright.ui.outbox.view import OutboxView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class OutboxPanel:
    """`open` turns to one of its parts. `online` says whether the network is there, `trouble` what else keeps
    every mail from leaving.
    """

    def __init__(
        self,
        desk: Submit,
        errands: Submit,
        deeds: Deeds,
        *,
        online: Callable[[], bool] = lambda: True,
        trouble: Callable[[], Fault | None] = lambda: None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.view = OutboxView()
        self._online = online
        self._trouble = trouble
        self.presenter = OutboxPresenter(
            desk,
            errands,
            deeds,
            self.view.render_screen,
            announce=lambda: announce(Change(mails=True), self),
            go=go,
        )
        self._connect()
        self.view.labels_wanted.connect(lambda: go(Action.OPEN_LABELS))
        self.view.render_screen(self.presenter.screen)

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.look_wanted.connect(presenter.again)
        view.part_chosen.connect(lambda part: presenter.turn(Part(part)))
        view.pointed.connect(presenter.point)
        view.code_pointed.connect(presenter.point_code)
        view.done_with.connect(lambda mail_id, deed: presenter.do(mail_id, MailDeed(deed)))
        view.code_done_with.connect(lambda label_id, deed: presenter.do_code(label_id, CodeDeed(deed)))
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def open(self, part: Part) -> None:
        """Turn to the outbox or to the unused codes."""
        self.presenter.turn(part)

    def shown(self) -> None:
        self._stand()
        self.presenter.shown()

    def _stand(self) -> None:
        self.presenter.stand(online=self._online(), trouble=self._trouble())

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        self._stand()
        if change.labels or change.mails or change.settings or change.tracking:
            self.presenter.load()
