"""What leaves the page of a mail: into the outbox, to the operator's own mail program, to a file, by copying.

Puts one mail into the outbox for one press; what becomes of it is told when it is known. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault, FaultKind
from postwright.domain.letter import LetterKind
from postwright.domain.mail_recipient import MailRecipient
from postwright.operations.mail_results import MailWish
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.qr_mail.deeds import Deeds, Stage
from postwright.ui.qr_mail.mail_lines import posted_notice
from postwright.ui.qr_mail.screen import looks_like_mail, looks_like_zip

if TYPE_CHECKING:
    from postwright.domain.mail_record import MailRecord
    from postwright.jobs.ticket import Submit
    from postwright.operations.mail_results import GivenAway

_BAD_ADDRESS = "Write one mail address, such as name@example.com."
_BAD_ZIP = "Write a ZIP code of five digits."


class Sending:
    """`announce` tells other panels, `reload` reads the label's mails again."""

    def __init__(
        self,
        stage: Stage,
        submit: Submit,
        deeds: Deeds,
        *,
        announce: Callable[[], None],
        reload: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._submit = submit
        self._deeds = deeds
        self._announce = announce
        self._reload = reload

    def wish(self) -> MailWish:
        """The mail as it is chosen and typed now."""
        screen = self._stage.screen
        to = MailRecipient(screen.role, screen.name.strip(), screen.email.strip(), screen.zip_code.strip())
        return MailWish(screen.label_id, screen.kind, to, screen.language)

    def send(self) -> None:
        """Put the mail into the outbox, from where it leaves when it can."""
        if not self._stage.screen.can_send or not self._is_sound():
            return
        wish = self.wish()
        self._stage.again = self.send
        self._stage.show(sending=True, notice=None, followed=0)
        self._submit(
            lambda: self._deeds.post(wish),
            lambda record: self._posted(record),
            lambda fault: self._not_posted(wish, fault),
            name="Putting a mail into the outbox",
        )

    def _is_sound(self) -> bool:
        screen = self._stage.screen
        email = "" if looks_like_mail(screen.email) else _BAD_ADDRESS
        zip_code = "" if not screen.asks_zip or looks_like_zip(screen.zip_code) else _BAD_ZIP
        if email or zip_code:
            self._stage.show(email_problem=email, zip_problem=zip_code)
        return not (email or zip_code)

    def _posted(self, record: MailRecord) -> None:
        self._announce()
        if self._is_here(record.label_id, record.kind):
            self._stage.show(sending=False, followed=record.id, notice=posted_notice(record))
            self._reload()

    def _not_posted(self, wish: MailWish, fault: Fault) -> None:
        if self._is_here(wish.label_id, wish.kind):
            problem = "This address cannot be used." if fault.kind is FaultKind.MAIL_ADDRESS else ""
            self._stage.show(sending=False, email_problem=problem, notice=notice_of(fault))
            if not problem:
                self._reload()  # the label may not be what it was

    def give(self) -> None:
        """Open the mail in the operator's own mail program."""
        if not self._stage.screen.can_give or not self._is_sound():
            return
        wish = self.wish()
        self._stage.again = self.give
        self._stage.show(giving=True, notice=None, followed=0)
        self._submit(
            lambda: self._deeds.give(wish),
            lambda given: self._given(given),
            lambda fault: self._stage.show(giving=False, notice=notice_of(fault)),
            name="Opening the mail program",
        )

    def _given(self, given: GivenAway) -> None:
        self._announce()
        self._stage.hold(giving=False)
        if self._is_here(given.record.label_id, given.record.kind):
            tone = Tone.DONE if given.whole else Tone.WAITING
            self._stage.show(notice=Notice(tone, given.sentence))
            self._reload()

    def save_eml(self, path: str) -> None:
        """Write the mail to a file, for a mail program of the person's own."""
        wish = self.wish()
        if self._stage.screen.can_save and self._is_sound():
            self._save(lambda: self._deeds.save_eml(wish, path), "Saving the mail")

    def save_picture(self, path: str) -> None:
        label_id = self._stage.screen.label_id
        self._save(lambda: self._deeds.save_picture(label_id, path), "Saving the picture")

    def _save(self, work: Callable[[], str], name: str) -> None:
        self._stage.again = lambda: self._save(work, name)
        self._submit(
            work,
            lambda words: self._stage.show(notice=done(words), followed=0),
            lambda fault: self._stage.show(notice=notice_of(fault)),
            name=name,
        )

    def copy_text(self) -> None:
        """Put the plain text of the mail on the clipboard."""
        if self._stage.screen.can_save:
            self._deeds.copy_text(self._stage.screen.text)
            self._stage.show(notice=done("The text of the mail is copied."), followed=0)

    def copy_mail(self) -> None:
        """Put the whole mail on the clipboard, to be pasted into a mail that is written elsewhere."""
        screen = self._stage.screen
        if screen.can_save:
            self._deeds.copy_mail(screen.html, screen.text, screen.picture)
            self._stage.show(notice=done("The mail is copied, with its pictures."), followed=0)

    def _is_here(self, label_id: str, kind: LetterKind) -> bool:
        screen = self._stage.screen
        return (screen.label_id, screen.kind) == (label_id, kind)
