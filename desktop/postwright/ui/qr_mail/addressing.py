"""Who gets the mail and in which language, and the mail written for them. Sends nothing. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault, FaultKind
from postwright.domain.letter import Language
from postwright.domain.mail_recipient import Role
from postwright.domain.sentences import Deed, sentence
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.qr_mail.deeds import Deeds, Stage

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.mail_results import MailDraft, MailWish


class Addressing:
    """`wish` is the mail as it is chosen and typed now. The newest one is written; older ones are dropped."""

    def __init__(self, stage: Stage, submit: Submit, deeds: Deeds, wish: Callable[[], MailWish]) -> None:
        self._stage = stage
        self._deeds = deeds
        self._wish = wish
        self._writing = Asking(submit)

    def choose(self, role: str) -> None:
        """Somebody else gets it; name, address and ZIP are theirs."""
        self.take(Role(role))
        self.write()

    def take(self, role: Role) -> None:
        proposed = self._stage.screen.sheet.recipients if self._stage.screen.sheet else ()
        for one in proposed:
            if one.role is role:
                self._stage.hold(
                    role=role, name=one.name, email=one.email, zip_code=one.zip_code,
                    email_problem="", zip_problem="", form=self._stage.screen.form + 1,
                )  # fmt: skip

    def write_name(self, text: str) -> None:
        self._stage.hold(name=text)

    def write_email(self, text: str) -> None:
        self._stage.show(email=text, email_problem="")

    def write_zip(self, text: str) -> None:
        self._stage.hold(zip_code=text)

    def speak(self, language: str) -> None:
        self._stage.hold(language=Language(language))
        self.write()

    def write(self) -> None:
        """Write the mail anew with what is chosen and typed. Sends nothing."""
        if self._stage.screen.sheet is None or self._stage.screen.closed:
            self._stage.show(draft=None)
            return
        wish = self._wish()
        self._stage.show()
        self._writing.ask(
            lambda: self._deeds.write(wish), self._written, self._not_written, name="Writing the mail"
        )

    def _written(self, draft: MailDraft) -> None:
        before = self._stage.screen.draft
        self._stage.hold(draft=draft, zip_problem="")
        if draft.fault is None:
            mended = before is not None and before.fault is not None
            self._stage.show(notice=None if mended else self._stage.screen.notice)
        elif draft.fault.field == "office_zip":
            self._stage.show(zip_problem="Write a ZIP code of five digits.")
        else:
            self._stage.show(notice=_why_not_written(draft.fault))

    def drop(self) -> None:
        """Hear nothing more of what is being written."""
        self._writing.drop()

    def _not_written(self, fault: Fault) -> None:
        self._stage.show(notice=notice_of(fault))


def _why_not_written(fault: Fault) -> Notice:
    """In the words for looking: nothing was to be sent yet. A missing code can be fetched or typed."""
    if fault.kind is FaultKind.QR_MISSING:
        return notice_of(fault)
    words = sentence(fault, Deed.LOOK)
    return Notice(
        Tone.TROUBLE, f"The mail cannot be written yet. {words.happened} {words.do}", words.quotation
    )
