"""The page of a mail as a panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.letter import LetterKind
from postwright.ui.change import Change
from postwright.ui.qr_mail.deeds import Deeds
from postwright.ui.qr_mail.presenter import QrMailPresenter
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
            announce=lambda: announce(Change(labels=True, mails=True), self),
            go=go,
            leave=leave,
        )
        self._connect()
        self._connect_sending()
        self.view.labels_wanted.connect(lambda: go(Action.OPEN_LABELS))
        self.view.render_screen(self.presenter.screen)

    def _connect(self) -> None:
        view, presenter, recipient = self.view, self.presenter, self.view.recipient
        addressing = presenter.addressing
        recipient.role_chosen.connect(addressing.choose)
        recipient.name_written.connect(addressing.write_name)
        recipient.email_written.connect(addressing.write_email)
        recipient.zip_written.connect(addressing.write_zip)
        recipient.language_chosen.connect(addressing.speak)
        recipient.left.connect(addressing.write)
        view.code.id_written.connect(presenter.write_id)
        view.code.id_kept.connect(presenter.keep_id)
        view.mail.looked.connect(presenter.look)
        view.mail.link_tried.connect(presenter.open_link)
        view.left.connect(presenter.leave)
        view.banner.acted.connect(self._act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _connect_sending(self) -> None:
        view, presenter, sending = self.view, self.presenter, self.presenter.sending
        view.send_wanted.connect(sending.send)
        view.give_wanted.connect(sending.give)
        view.place_chosen.connect(sending.save_eml)
        view.picture_place_chosen.connect(sending.save_picture)
        view.copy_wanted.connect(sending.copy_mail)
        view.text_wanted.connect(sending.copy_text)
        view.card_wanted.connect(presenter.send_card)
        view.card_place_chosen.connect(presenter.save_card)

    def _act(self, action: str) -> None:
        if not self.view.acted(action):
            self.presenter.act(action)

    def open(self, label_id: str, kind: LetterKind = LetterKind.QR) -> None:
        """Turn to another label, or to another kind of mail about it."""
        self.presenter.open(label_id, kind)

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.settings or change.mails or change.labels or change.tracking:
            self.presenter.load()
