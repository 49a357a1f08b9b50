"""What the operations about mails answer: frozen values that the page of a mail shows. Holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from postwright.domain.faults import Fault
from postwright.domain.letter import Language, LetterKind, LetterPreview
from postwright.domain.mail_recipient import MailRecipient
from postwright.domain.mail_record import MailRecord


@dataclass(frozen=True, slots=True)
class MailWish:
    """What is to be written about a label, and to whom. The mail address may be empty until it leaves."""

    label_id: str
    kind: LetterKind
    to: MailRecipient
    language: Language


@dataclass(frozen=True, slots=True)
class MailSheet:
    """What is known before a mail about a label is written.

    `closed` says why none may be, `remarks` what a person must look at first. `picture` is the PNG that goes
    with it, `broker_id` the Label ID. `validity` says where `valid_until` comes from. `recipients` are whom
    it may go to, the likeliest first. `server` is the mail server, empty where none is set up.
    """

    label_id: str
    kind: LetterKind
    recipients: tuple[MailRecipient, ...]
    language: Language = Language.ENGLISH
    title: str = ""
    order: str = ""
    picture: bytes = field(default=b"", repr=False)
    broker_id: str = ""
    valid_until: date | None = None
    validity: str = ""
    remarks: tuple[str, ...] = ()
    closed: str = ""
    server: str = ""
    practice: bool = False
    history: tuple[MailRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class MailDraft:
    """The mail as it would leave now, with the PNGs that stand in it, or why it cannot be written."""

    wish: MailWish
    preview: LetterPreview | None = None
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class GivenAway:
    """What the operator's own mail program was given. `whole` is false where no picture could go with it."""

    record: MailRecord
    whole: bool
    sentence: str
