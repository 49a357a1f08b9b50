"""Write the mail with which a customer ships by QR code or Label ID. Says only what is known."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from postwright.domain.barcode import in_fours
from postwright.domain.faults import FaultKind, MailFault
from postwright.paperless.instructions import label_id, office_link, print_link
from postwright.paperless.mail_address import mailbox, one_line, shown
from postwright.paperless.qr_picture import QrPicture, read_picture


@dataclass(frozen=True, slots=True)
class Templates:
    """The wording, as Jinja templates: `mail/qr.html.j2` and `mail/qr.txt.j2` of the resources."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class QrMail:
    """What is known. `office_zip` is near the one who hands the parcel in; `qr_png` is the carrier's picture.

    Without a sender there is no From line, which a saved mail can do without. `practice` marks the mail as
    one that ships nothing.
    """

    shop_name: str
    recipient: str
    office_zip: str
    ship_from_zip: str
    sender: str = ""
    reply_to: str = ""
    recipient_name: str = ""
    broker_id: str = ""
    qr_png: bytes = field(default=b"", repr=False)
    order_reference: str = ""
    service_name: str = ""
    ship_to_name: str = ""
    is_return: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class MailPreview:
    """The mail as the customer will see it; the picture stands inside the HTML."""

    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)


def compose(mail: QrMail, templates: Templates, *, at: datetime | None = None) -> EmailMessage:
    """The whole mail: alternative[plain, related[html, picture]]. `at` is its date, now if not given.

    Raises MailFault: MAIL_ADDRESS for an address or a name that cannot be used, QR_MISSING when there is
    neither code nor ID, DOCUMENT_UNUSABLE for a picture that is none; BadInput for a wrong ZIP or Label ID.
    """
    one_line(mail.order_reference, "order_reference")
    one_line(mail.shop_name, "shop_name")
    picture = _picture(mail)
    message = EmailMessage()
    message["Subject"] = _subject(mail)
    message["To"] = mailbox(mail.recipient_name, mail.recipient, "recipient")
    domain = "postwright.invalid"
    if mail.sender:
        sender = mailbox(mail.shop_name, mail.sender, "sender")
        message["From"], domain = sender, sender.domain
    if mail.reply_to:
        message["Reply-To"] = mailbox(mail.shop_name, mail.reply_to, "reply_to")
    message["Date"] = at or localtime()
    message["Message-ID"] = make_msgid(domain=domain)
    cid = f"qr-{hashlib.sha256(mail.qr_png).hexdigest()[:16]}@{domain}"
    _fill(message, mail, templates, picture, cid)
    return message


def preview(mail: QrMail, templates: Templates) -> MailPreview:
    """The same words as `compose`, also while addresses are missing. Raises what it raises for the rest."""
    picture = _picture(mail)
    source = f"data:image/png;base64,{base64.b64encode(mail.qr_png).decode()}"
    return MailPreview(
        _subject(mail),
        _render(templates.html, mail, picture, source, markup=True),
        _render(templates.text, mail, picture, "", markup=False),
    )


def _picture(mail: QrMail) -> QrPicture | None:
    if not (mail.qr_png or mail.broker_id.strip()):
        raise MailFault(FaultKind.QR_MISSING)
    return read_picture(mail.qr_png) if mail.qr_png else None


def _fill(
    message: EmailMessage, mail: QrMail, templates: Templates, picture: QrPicture | None, cid: str
) -> None:
    # Quoted-printable keeps every line short and the whole mail in seven bits, whatever servers lie between.
    message.set_content(_render(templates.text, mail, picture, "", markup=False), cte="quoted-printable")
    html = _render(templates.html, mail, picture, f"cid:{cid}", markup=True)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    part = message.get_body(("html",))
    if picture is not None and part is not None:
        part.add_related(
            mail.qr_png, "image", "png", cid=f"<{cid}>", disposition="inline", filename="qr-code.png"
        )


def _subject(mail: QrMail) -> str:
    code = "QR code" if mail.qr_png else "Label ID"
    order, shop = shown(mail.order_reference, 40), shown(mail.shop_name)
    words = (
        "Practice:" if mail.practice else "",
        f"{code} for your {'return' if mail.is_return else 'parcel'}",
        f"(order {order})" if order else "",
        f"{'to' if mail.is_return else 'from'} {shop}" if shop else "",
    )
    return " ".join(word for word in words if word)


def _render(template: str, mail: QrMail, picture: QrPicture | None, source: str, *, markup: bool) -> str:
    """The template with what is known. In HTML the environment escapes every value."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=markup, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    code = label_id(mail.broker_id) if mail.broker_id.strip() else ""
    return environment.from_string(template).render(
        shop=shown(mail.shop_name),
        name=shown(mail.recipient_name),
        ship_to=shown(mail.ship_to_name),
        order=shown(mail.order_reference),
        service=shown(mail.service_name),
        reply_to=shown(mail.reply_to, 254),
        is_return=mail.is_return,
        practice=mail.practice,
        picture=picture,
        source=source,
        label_id=in_fours(code),
        office_link=office_link(mail.office_zip),
        print_link=print_link(code, mail.ship_from_zip) if code else "",
    )
