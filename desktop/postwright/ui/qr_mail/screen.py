"""What the page of a mail shows: the code, who gets it, the mail as it will be read, what was sent. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours
from postwright.domain.file_name import file_name
from postwright.domain.letter import Language, LetterKind
from postwright.domain.lookalikes import host_caution
from postwright.domain.mail_recipient import Role
from postwright.domain.postal_calendar import day_words
from postwright.ui.mail_look import Look
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice
from postwright.ui.qr_mail.mail_lines import history_lines, said_before, shortened
from postwright.ui.tone_line import ToneLine

if TYPE_CHECKING:
    from postwright.domain.mail_recipient import MailRecipient
    from postwright.operations.mail_results import MailDraft, MailSheet

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ZIP = re.compile(r"\d{5}(-?\d{4})?")

TITLES = {
    LetterKind.QR: "QR code for the customer",
    LetterKind.TRACKING: "Tracking mail",
    LetterKind.RETURN_LABEL: "Return label by mail",
}
# What fits beside the buttons in a narrow window.
_TITLE = 44
LANGUAGES = ((Language.ENGLISH.value, "English"), (Language.SPANISH.value, "Spanish"))


@dataclass(frozen=True, slots=True)
class QrMailScreen:
    """Everything shown. `form` grows when the fields must be written anew; `followed` is the mail that was
    put into the outbox last, whose fate the banner tells.
    """

    label_id: str = ""
    kind: LetterKind = LetterKind.QR
    sheet: MailSheet | None = None
    draft: MailDraft | None = None
    look: Look = Look.DESKTOP
    loading: bool = False
    form: int = 0
    role: Role = Role.OTHER
    name: str = ""
    email: str = ""
    zip_code: str = ""
    language: Language = Language.ENGLISH
    broker_id: str = ""
    email_problem: str = ""
    zip_problem: str = ""
    saving_id: bool = False
    sending: bool = False
    giving: bool = False
    followed: int = 0
    notice: Notice | None = None
    papers: PaperChoice = field(default_factory=PaperChoice)

    # ------------------------------------------------------------ the head

    @property
    def is_empty(self) -> bool:
        return not self.label_id

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def id_line(self) -> str:
        """The quiet line under the title."""
        if self.sheet is None:
            return "Fetching…" if self.loading else ""
        return shortened(self.sheet.title, _TITLE)

    @property
    def closed(self) -> str:
        """Why nothing about this label is mailed, or nothing."""
        return self.sheet.closed if self.sheet else ""

    # ------------------------------------------------------------ the code

    @property
    def is_code(self) -> bool:
        return self.kind is LetterKind.QR and not self.closed

    @property
    def id_spelled(self) -> str:
        """The Label ID as it is read out: in characters, four by four."""
        return in_fours(self.sheet.broker_id) if self.sheet and self.is_code else ""

    @property
    def picture(self) -> bytes:
        return self.sheet.picture if self.sheet and self.is_code else b""

    @property
    def asks_id(self) -> bool:
        """Whether the Label ID must be typed in, because the carrier did not tell it."""
        return self.sheet is not None and self.is_code and not self.sheet.broker_id

    @property
    def id_hint(self) -> str:
        if not self.asks_id:
            return ""
        return "The carrier did not tell the Label ID. Type the characters printed under the QR code."

    @property
    def hand_in_by(self) -> str:
        """Until when the code is taken to be valid."""
        until = self.sheet.valid_until if self.sheet and self.is_code else None
        return f"Hand in by {day_words(until)}" if until else ""

    @property
    def validity(self) -> str:
        """Where that day comes from."""
        return self.sheet.validity if self.sheet and self.is_code else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        return self.sheet.remarks if self.sheet else ()

    @property
    def can_save_id(self) -> bool:
        """Whether a Label ID was typed that is not stored yet."""
        typed = self.broker_id.strip().upper()
        return self.asks_id and not self.saving_id and bool(typed)

    # ------------------------------------------------------------ who gets it

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Whom it may go to, as (code, words)."""
        return tuple((one.role.value, self._words_of(one)) for one in self._proposed)

    @property
    def who_label(self) -> str:
        return "Who takes it to the Post Office" if self.kind is LetterKind.QR else "Who gets the mail"

    @property
    def means(self) -> str:
        """What it means to choose this one."""
        return next((one.means for one in self._proposed if one.role is self.role), "")

    @property
    def caution(self) -> str:
        """What to look at in the mail address before anything is sent to it."""
        return host_caution(self.email)

    @property
    def asks_zip(self) -> bool:
        """Only the mail with a code names a Post Office near somebody."""
        return self.kind is LetterKind.QR

    @property
    def _proposed(self) -> tuple[MailRecipient, ...]:
        return self.sheet.recipients if self.sheet else ()

    def _words_of(self, one: MailRecipient) -> str:
        roles = {
            Role.SHOP: "You, at the shop",
            Role.SENDER: "Who sends it",
            Role.ADDRESSEE: "The addressee",
            Role.OTHER: "Somebody else",
        }
        words = roles[one.role]
        return f"{words}: {one.name}" if one.name and one.role is not Role.OTHER else words

    # ------------------------------------------------------------ the mail

    @property
    def subject(self) -> str:
        return self.draft.preview.subject if self.draft and self.draft.preview else ""

    @property
    def html(self) -> str:
        return self.draft.preview.html if self.draft and self.draft.preview else ""

    @property
    def pictures(self) -> tuple[bytes, ...]:
        return self.draft.pictures if self.draft else ()

    @property
    def text(self) -> str:
        return self.draft.preview.text if self.draft and self.draft.preview else ""

    @property
    def can_save(self) -> bool:
        """Whether there is a mail to be saved, copied or given away."""
        return bool(self.text) and not self.closed

    @property
    def can_send(self) -> bool:
        return self.can_save and not self.sending and bool(self.email.strip())

    @property
    def can_give(self) -> bool:
        return self.can_save and not self.giving and bool(self.email.strip())

    @property
    def send_text(self) -> str:
        again = bool(self.said_before)
        if self.sheet is not None and self.sheet.practice:
            return "Mail it again (practice)" if again else "Mail it (practice)"
        return "Mail it again" if again else "Mail it"

    @property
    def said_before(self) -> str:
        """That a mail of this kind went already, and which one the next would be."""
        of_kind = [one for one in self.sheet.history if one.kind is self.kind] if self.sheet else []
        return said_before(of_kind)

    @property
    def send_hint(self) -> str:
        """What pressing it means, or why it cannot be pressed."""
        if self.sheet is None or self.closed:
            return ""
        parts = [self.said_before]
        if self.sheet.practice:
            parts.append("Practice: the mail is kept here and sent to nobody.")
        elif not self.email.strip():
            parts.append("There is no mail address yet. Type one.")
        elif not self.sheet.server:
            parts.append("No mail server is set up. Your own mail program can send it.")
        return " ".join(part for part in parts if part)

    def file_name(self, suffix: str) -> str:
        """What a saved file of this mail is called."""
        ours = {"png": "qr-code", "pdf": "qr-card"}.get(suffix, f"{self.kind.replace('_', '-')}-mail")
        return file_name(ours, self.sheet.order if self.sheet else "", suffix=suffix)

    @property
    def history(self) -> tuple[ToneLine, ...]:
        """Every mail about this label, newest first."""
        return history_lines(self.sheet.history) if self.sheet else ()


def looks_like_mail(text: str) -> bool:
    """Whether the text could be one mail address; the mail server has the last word."""
    return _MAIL.fullmatch(text.strip()) is not None


def looks_like_zip(text: str) -> bool:
    """Whether it is a ZIP code of five or nine digits."""
    return text.isascii() and _ZIP.fullmatch(text.strip()) is not None
