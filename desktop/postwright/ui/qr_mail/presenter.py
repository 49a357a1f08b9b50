"""Decides what the page of a mail shows: one label's code, its Label ID, the way out.

Who gets the mail is the work of a part, `addressing.py`; what leaves the page that of `sending.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.letter import LetterKind
from postwright.domain.papers import PaperKind
from postwright.ui.asking import Asking
from postwright.ui.mail_look import Look
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.papers import PaperChoice, Papers
from postwright.ui.qr_mail.addressing import Addressing
from postwright.ui.qr_mail.deeds import Deeds, Stage
from postwright.ui.qr_mail.mail_lines import posted_notice
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.qr_mail.sending import Sending

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.mail_results import MailSheet


class QrMailPresenter:
    """Holds the Screen of one label at a time. `announce` tells other panels of a mail that left it."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[QrMailScreen], None],
        *,
        prints: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self._stage = Stage(render)
        self._submit = submit
        self._deeds = deeds
        self._go = go
        self._leave = leave
        self._loading = Asking(submit)
        self.papers = Papers(prints or submit, deeds.papers, self._paper)
        self.sending = Sending(self._stage, submit, deeds, announce=announce, reload=self.load)
        self.addressing = Addressing(self._stage, submit, deeds, self.sending.wish)
        self._stage.again = self.load

    @property
    def screen(self) -> QrMailScreen:
        return self._stage.screen

    # ------------------------------------------------------------ the label

    def open(self, label_id: str, kind: LetterKind = LetterKind.QR) -> None:
        """Turn to another label or kind of mail; nothing of the one before is kept."""
        self.addressing.drop()
        fresh = QrMailScreen(label_id=label_id, kind=kind, look=self.screen.look, form=self.screen.form + 1)
        self._stage.screen = fresh
        self._stage.show(loading=True)
        self.load()

    def load(self) -> None:
        """Look up again what is known; what was chosen and typed stays."""
        label_id, kind = self.screen.label_id, self.screen.kind
        if label_id:
            self._stage.again = self.load
            choice = replace(self.screen.papers, printers=self.papers.printers(PaperKind.QR_CARD))
            self._stage.show(papers=choice)
            self._loading.ask(
                lambda: self._deeds.sheet(label_id, kind),
                self._loaded,
                self._failed,
                name="Fetching the mail",
            )

    def _loaded(self, sheet: MailSheet) -> None:
        first = self.screen.sheet is None
        self._stage.hold(sheet=sheet, loading=False)
        self._tell_fate(sheet)
        if first:
            self._stage.hold(language=sheet.language, broker_id=sheet.broker_id)
            self.addressing.take(sheet.recipients[0].role)
        self.addressing.write()

    def _tell_fate(self, sheet: MailSheet) -> None:
        """What became of the mail that was put into the outbox here."""
        mine = [record for record in sheet.history if record.id == self.screen.followed]
        if mine:
            self._stage.hold(notice=posted_notice(mine[0]))

    def look(self, look: str) -> None:
        """How the mail is looked at; the next label is looked at likewise."""
        self._stage.show(look=Look(look))

    # ------------------------------------------------------------ the Label ID

    def write_id(self, text: str) -> None:
        self._stage.show(broker_id=text)

    def keep_id(self) -> None:
        """Keep the Label ID that a person read under the picture; the mail is written anew with it."""
        if self.screen.can_save_id:
            label_id, text = self.screen.label_id, self.screen.broker_id.strip().upper()
            self._stage.show(saving_id=True, notice=None)
            self._submit(
                lambda: self._deeds.keep_id(label_id, text),
                lambda _: self._id_kept(label_id),
                self._failed,
                name="Keeping the Label ID",
            )

    def _id_kept(self, label_id: str) -> None:
        if label_id == self.screen.label_id:
            self._stage.show(saving_id=False, notice=done("The Label ID is kept. The mail names it now."))
            self.load()

    # ------------------------------------------------------------ the card, the links, the way out

    def send_card(self) -> None:
        """Send the card for the counter to the printer that takes it."""
        if self.screen.can_save:
            self.papers.send(PaperKind.QR_CARD, self.screen.label_id)

    def save_card(self, path: str) -> None:
        if self.screen.can_save:
            self.papers.save(PaperKind.QR_CARD, self.screen.label_id, path)

    def _paper(self, making: bool, notice: Notice | None) -> None:
        self._stage.again = self.papers.again
        self._stage.show(papers=PaperChoice(self.screen.papers.printers, making), notice=notice)

    def open_link(self, address: str) -> None:
        """Try a link of the mail in the browser, where it leads to USPS or to the shop."""
        self._submit(
            lambda: self._deeds.open_link(address), lambda _: None, self._failed, name="Opening a link"
        )

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget it. Saving asks for a place: in the view."""
        self._stage.show(notice=None, followed=0)
        if action == Action.RETRY:
            self._stage.again()
        elif action:
            self._go(Action(action))

    def leave(self) -> None:
        """Back to where the page was opened from."""
        self.close()
        self._leave()

    def close(self) -> None:
        self._loading.drop()
        self.addressing.drop()

    def _failed(self, fault: Fault) -> None:
        self._stage.show(loading=False, saving_id=False, notice=notice_of(fault))
