"""Write a letter from a template and facts, look at it, and address it. Sends nothing and asks no server."""

from __future__ import annotations

import base64
import hashlib
import struct
from datetime import datetime
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from postwright.domain.barcode import in_fours
from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import (
    Attachment,
    Letter,
    LetterFacts,
    LetterKind,
    LetterPreview,
    LetterTemplate,
    Picture,
)
from postwright.paperless import filling
from postwright.paperless.frame_words import WORDS
from postwright.paperless.instructions import label_id
from postwright.paperless.letter_html import Page, Placed, drawn, lifted
from postwright.paperless.letter_text import written
from postwright.paperless.link_rules import allowed_for
from postwright.paperless.logo import HEIGHT, WIDTH
from postwright.paperless.mail_address import mailbox, one_line, shown, visible
from postwright.paperless.passages import read
from postwright.paperless.qr_picture import read_picture
from postwright.paperless.small_png import smallest

# Mails without a sender are opened in a program that puts in its own; names in them end in this.
_NOWHERE = "postwright.invalid"


def write_letter(template: LetterTemplate, facts: LetterFacts) -> Letter:
    """The mail as it will be, but for its addresses.

    Raises MailFault: QR_MISSING when a QR mail has neither code nor ID, DOCUMENT_UNUSABLE for a picture that
    is none, DOCUMENT_MISSING when the label to attach is not there, MAIL_ADDRESS for a line break where it
    could become a header; BadInput(QR_MISSING) for a Label ID that is none.
    """
    _check(template.kind, facts)
    words, language = WORDS[template.language], template.language
    subject = filling.subject(template.subject, facts, language)
    subject = f"{words.practice_subject if facts.practice else ''}{subject}"
    blocks = lifted(read(filling.body(template.body, facts, language), allowed_for(facts.website)))
    pictures: list[Picture] = []
    page = Page(
        language,
        subject,
        blocks,
        shop=visible(facts.shop_name),
        practice=facts.practice,
        qr=_qr(template, facts, pictures),
        logo=_logo(facts, pictures),
    )
    attached = (Attachment(words.pdf_name, facts.pdf),) if template.kind is LetterKind.RETURN_LABEL else ()
    text = written(blocks, language, practice=facts.practice, with_qr=page.qr is not None)
    return Letter(template.kind, language, subject, drawn(page), text, tuple(pictures), attached)


def _check(kind: LetterKind, facts: LetterFacts) -> None:
    if kind is LetterKind.QR and not (facts.qr_png or facts.label_id.strip()):
        raise MailFault(FaultKind.QR_MISSING)
    if kind is LetterKind.RETURN_LABEL and not facts.pdf:
        raise MailFault(FaultKind.DOCUMENT_MISSING)
    if facts.label_id.strip():
        label_id(facts.label_id)
    one_line(facts.order, "order_reference")
    one_line(facts.shop_name, "shop_name")


def _qr(template: LetterTemplate, facts: LetterFacts, pictures: list[Picture]) -> Placed | None:
    if not facts.qr_png:
        return None
    size, words = read_picture(facts.qr_png), WORDS[template.language]
    code = in_fours("".join(facts.label_id.split()))
    alt = words.qr_with_id.format(code) if code else words.qr_alone
    return Placed(_put("qr-code", facts.qr_png, pictures), size.width, size.height, alt)


def _logo(facts: LetterFacts, pictures: list[Picture]) -> Placed | None:
    """Half as large as it is in dots, so that it is sharp on a phone. One that is none is left out."""
    if not (facts.logo.startswith(b"\x89PNG\r\n\x1a\n") and len(facts.logo) > 33):
        return None
    width, height = struct.unpack(">II", facts.logo[16:24])
    if not (0 < width <= 2 * WIDTH and 0 < height <= 2 * HEIGHT):
        return None
    return Placed(_put("logo", facts.logo, pictures), max(1, width // 2), max(1, height // 2))


def _put(name: str, png: bytes, pictures: list[Picture]) -> str:
    small = smallest(png)
    content_id = f"{name}-{hashlib.sha256(small).hexdigest()[:16]}@{_NOWHERE}"
    pictures.append(Picture(content_id, f"{name}.png", small))
    return f"cid:{content_id}"


def preview(letter: Letter) -> LetterPreview:
    """The letter with its pictures inside the HTML, for a viewer that has no mail around it."""
    html = letter.html
    for picture in letter.pictures:
        data = f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"
        html = html.replace(f'"cid:{picture.content_id}"', f'"{data}"')
    return LetterPreview(letter.subject, html, letter.text)


def compose(
    letter: Letter,
    *,
    sender: str,
    shop_name: str,
    reply_to: str,
    recipient_name: str,
    recipient: str,
    at: datetime | None = None,
) -> EmailMessage:
    """The whole mail: alternative[plain, related[html, pictures]], inside mixed when a label is attached.

    Without a sender there is no From line, which a saved mail can do without. Raises MailFault(MAIL_ADDRESS).
    """
    message = EmailMessage()
    # Python decodes an encoded word that it is given, and writes the line break in it as one (measured).
    message["Subject"] = shown(letter.subject, 2 * filling.LONGEST_SUBJECT)
    message["To"] = mailbox(recipient_name, recipient, "recipient")
    domain = _NOWHERE
    if sender:
        named = mailbox(shop_name, sender, "sender")
        message["From"], domain = named, named.domain
    if reply_to:
        message["Reply-To"] = mailbox(shop_name, reply_to, "reply_to")
    message["Date"] = at or localtime()
    message["Message-ID"] = make_msgid(domain=domain)
    _fill(message, letter)
    # Last, since what is called Content-… goes into the parts as they are made.
    message["Content-Language"] = letter.language.value
    return message


def _fill(message: EmailMessage, letter: Letter) -> None:
    # Quoted-printable keeps every line short and the whole mail in seven bits, whatever servers lie between.
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    part = message.get_body(("html",))
    for picture in letter.pictures:
        if part is not None:
            part.add_related(
                picture.png,
                "image",
                "png",
                cid=f"<{picture.content_id}>",
                disposition="inline",
                filename=picture.file_name,
            )
    for attachment in letter.attachments:
        message.add_attachment(
            attachment.pdf, "application", "pdf", filename=attachment.file_name, disposition="attachment"
        )
