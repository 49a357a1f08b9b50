"""A mail to a customer: the shop's text, what it may tell, and what became of both. Sends nothing.

A template is Markdown with fields. `domain/letter_fields.py` lists the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    """What a customer is written to about."""

    QR = "qr"
    TRACKING = "tracking"
    RETURN_LABEL = "return_label"


class Language(StrEnum):
    """The languages that the program has texts in, by their code (BCP 47)."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """The wording of one kind of mail in one language: a subject line, and a body in Markdown with fields."""

    kind: LetterKind
    language: Language
    subject: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What is wrong with a template. Line 0 is the subject or the whole; a warning keeps it from no use."""

    line: int
    sentence: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What is known of one parcel. What is empty is not known, and nothing is said of it.

    `label_id` and `tracking_number` are as the carrier gave them; the mail spells them in groups. `logo` is a
    PNG of the shop (`paperless/logo.py`), `pdf` the label that is attached. `practice` marks a mail about a
    parcel that cannot be mailed.
    """

    shop_name: str = ""
    website: str = ""
    reply_to: str = ""
    customer_name: str = ""
    ship_to_name: str = ""
    order: str = ""
    service: str = ""
    label_id: str = ""
    office_link: str = ""
    print_link: str = ""
    valid_until: date | None = None
    ship_date: date | None = None
    tracking_number: str = ""
    tracking_link: str = ""
    is_return: bool = False
    practice: bool = False
    qr_png: bytes = field(default=b"", repr=False)
    logo: bytes = field(default=b"", repr=False)
    pdf: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG inside a mail; the HTML names it by `cid:` and its content id."""

    content_id: str
    file_name: str
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with a mail."""

    file_name: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its addresses: the same words as HTML and as plain text, and what belongs to them."""

    kind: LetterKind
    language: Language
    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """The mail as the customer will see it; pictures stand inside the HTML."""

    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
