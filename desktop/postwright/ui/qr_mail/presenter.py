"""Decides what the QR page does: show one label's code, keep a typed Label ID, send or save the mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.papers import PaperKind
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.papers import PaperChoice, PaperDeeds, Papers
from postwright.ui.qr_mail.screen import QrMailScreen, looks_like_mail

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import QrSheet


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the page may ask for. `send` and `save_eml` answer with a sentence; `save_eml` takes the label,
    the file and the recipient.
    """

    qr: Callable[[str], QrSheet]
    set_broker_id: Callable[[str, str], QrSheet]
    send: Callable[[str, str], str]
    save_eml: Callable[[str, str, str], str]
    copy_text: Callable[[str], None]
    papers: PaperDeeds


class QrMailPresenter:
    """Holds the Screen of one label at a time. `announce` tells other panels that a mail was sent."""

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
        self.screen = QrMailScreen()
        self._submit = submit
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._leave = leave
        self._loading = Asking(submit)
        self.papers = Papers(prints or submit, deeds.papers, self._paper)
        self._again: Callable[[], None] = self.load

    def _show(self, screen: QrMailScreen) -> None:
        self.screen = screen
        self._render(screen)

    def open(self, label_id: str) -> None:
        """Turn to another label; nothing of the one before is kept."""
        self._show(QrMailScreen(label_id=label_id, loading=True, form=self.screen.form + 1))
        self.load()

    def load(self) -> None:
        label_id = self.screen.label_id
        if label_id:
            self._again = self.load
            choice = replace(self.screen.papers, printers=self.papers.printers(PaperKind.QR_CARD))
            self._show(replace(self.screen, papers=choice))
            self._loading.ask(
                lambda: self._deeds.qr(label_id), self._loaded, self._failed, name="Fetching the QR code"
            )

    def _loaded(self, sheet: QrSheet) -> None:
        first = self.screen.sheet is None
        screen = replace(self.screen, sheet=sheet, loading=False)
        if first:
            form = screen.form + 1
            screen = replace(screen, recipient=sheet.recipient, broker_id=sheet.broker_id, form=form)
        self._show(screen)

    def write_recipient(self, text: str) -> None:
        self._show(replace(self.screen, recipient=text, recipient_problem=""))

    def write_id(self, text: str) -> None:
        self._show(replace(self.screen, broker_id=text))

    def keep_id(self) -> None:
        """Keep the Label ID that a person read under the picture; the mail is written anew with it."""
        if self.screen.can_save_id:
            label_id, text = self.screen.label_id, self.screen.broker_id.strip().upper()
            self._show(replace(self.screen, saving_id=True, notice=None))
            self._submit(
                lambda: self._deeds.set_broker_id(label_id, text),
                lambda sheet: self._id_kept(label_id, sheet),
                self._failed,
                name="Keeping the Label ID",
            )

    def _id_kept(self, label_id: str, sheet: QrSheet) -> None:
        if label_id == self.screen.label_id:
            form = self.screen.form + 1
            kept = replace(self.screen, sheet=sheet, broker_id=sheet.broker_id, saving_id=False, form=form)
            self._show(replace(kept, notice=done("The Label ID is kept. The mail names it now.")))

    def send(self) -> None:
        """Hand the mail to the shop's mail server."""
        if not self.screen.can_send:
            return
        label_id, recipient = self.screen.label_id, self.screen.recipient.strip()
        if not looks_like_mail(recipient):
            problem = "Write one mail address, such as name@example.com."
            self._show(replace(self.screen, recipient_problem=problem))
            return
        self._again = self.send
        self._show(replace(self.screen, sending=True, notice=None))
        self._submit(
            lambda: self._deeds.send(label_id, recipient),
            lambda words: self._sent(label_id, words),
            lambda fault: self._not_sent(label_id, fault),
            name="Sending a mail",
        )

    def _sent(self, label_id: str, words: str) -> None:
        self._announce()
        if label_id == self.screen.label_id:
            self._show(replace(self.screen, sending=False, sent=True, notice=done(words)))

    def _not_sent(self, label_id: str, fault: Fault) -> None:
        if label_id != self.screen.label_id:
            return
        problem = "This address cannot be used." if fault.kind is FaultKind.MAIL_ADDRESS else ""
        self._show(replace(self.screen, sending=False, recipient_problem=problem, notice=notice_of(fault)))

    def save_eml(self, path: str) -> None:
        """Write the mail to a file, for a mail program of the person's own."""
        label_id, recipient = self.screen.label_id, self.screen.recipient.strip()
        self._submit(
            lambda: self._deeds.save_eml(label_id, path, recipient),
            lambda words: self._show(replace(self.screen, notice=done(words))),
            self._failed,
            name="Saving the mail",
        )

    def send_card(self) -> None:
        """Send the card for the counter to the printer that takes it."""
        if self.screen.can_save:
            self.papers.send(PaperKind.QR_CARD, self.screen.label_id)

    def save_card(self, path: str) -> None:
        if self.screen.can_save:
            self.papers.save(PaperKind.QR_CARD, self.screen.label_id, path)

    def _paper(self, making: bool, notice: Notice | None) -> None:
        self._again = self.papers.again
        self._show(
            replace(self.screen, papers=PaperChoice(self.screen.papers.printers, making), notice=notice)
        )

    def copy(self) -> None:
        """Put the plain text of the mail on the clipboard."""
        if self.screen.sheet is not None:
            self._deeds.copy_text(self.screen.sheet.text)
            self._show(replace(self.screen, notice=done("The text of the mail is copied.")))

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget it. Saving asks for a place: in the view."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self._again()
        elif action:
            self._go(Action(action))

    def leave(self) -> None:
        """Back to where the page was opened from."""
        self.close()
        self._leave()

    def close(self) -> None:
        self._loading.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, loading=False, saving_id=False, notice=notice_of(fault)))
