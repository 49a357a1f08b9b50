"""The QR page as a panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.qr_mail.presenter import Deeds, QrMailPresenter
from postwright.ui.qr_mail.view import QrMailView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class QrMailPanel:
    """`open` turns to a label; `leave` goes back to the panel that it was opened from."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        prints: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = QrMailView()
        self.presenter = QrMailPresenter(
            submit,
            deeds,
            self.view.render_screen,
            prints=prints,
            announce=lambda: announce(Change(labels=True), self),
            go=go,
            leave=leave,
        )
        self._connect()
        self.view.labels_wanted.connect(lambda: go(Action.OPEN_LABELS))
        self.view.render_screen(self.presenter.screen)

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.recipient_written.connect(presenter.write_recipient)
        view.id_written.connect(presenter.write_id)
        view.id_kept.connect(presenter.keep_id)
        view.send_wanted.connect(presenter.send)
        view.place_chosen.connect(presenter.save_eml)
        view.copy_wanted.connect(presenter.copy)
        view.card_wanted.connect(presenter.send_card)
        view.card_place_chosen.connect(presenter.save_card)
        view.left.connect(presenter.leave)
        view.banner.acted.connect(self._act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _act(self, action: str) -> None:
        if not self.view.acted(action):
            self.presenter.act(action)

    def open(self, label_id: str) -> None:
        """Turn to another label."""
        self.presenter.open(label_id)

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.settings:
            self.presenter.load()
