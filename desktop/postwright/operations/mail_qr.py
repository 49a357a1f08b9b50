"""Show, send and save the mail that lets a customer ship with a QR code. One mail per wish; doubt is
shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from postwright.domain.address import Address
from postwright.domain.faults import BadInput, FaultKind, MailFault, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.preferences import MailSetup, Origin
from postwright.domain.shipment import Shipment
from postwright.operations.results import QrSheet
from postwright.paperless.customer_mail import QrMail, Templates, compose, preview
from postwright.paperless.delivery import save_eml, send
from postwright.paperless.instructions import office_link, print_link
from postwright.store.labels import Labels
from postwright.store.mails import Mails, MailState


@dataclass(frozen=True, slots=True)
class Post:
    """What mailing needs. `practice` marks every mail as a sample that ships nothing."""

    labels: Labels
    mails: Mails
    templates: Templates
    setup: MailSetup
    origins: tuple[Origin, ...]
    practice: bool


def qr_mail(post: Post, label_id: str, recipient: str = "") -> QrMail:
    """The mail's contents from the archive. Raises BadInput(NOT_PAPERLESS), PaperFault(QR_MISSING)."""
    entry = post.labels.get(label_id)
    if not entry.delivery.paperless:
        raise BadInput(FaultKind.NOT_PAPERLESS)
    if entry.is_void:
        raise PaperFault(FaultKind.LABEL_VOIDED)
    picture = post.labels.document(label_id, DocumentKind.QR)
    if picture is None and not entry.label.broker_id:
        raise PaperFault(FaultKind.QR_MISSING)
    return _filled(post, entry, picture.content if picture else b"", recipient)


def customer_of(shipment: Shipment, origins: tuple[Origin, ...], *, is_return: bool) -> Address:
    """Who gets the mail: the side that is not the shop's. A parcel from a saved origin goes to the customer;
    a return, or a parcel from anywhere else, is handed in by the customer.
    """
    ours = {(origin.address.line1.strip(), origin.address.postal_code[:5]) for origin in origins}
    leaves = shipment.ship_from
    from_shop = not ours or (leaves.line1, leaves.postal_code[:5]) in ours
    return shipment.ship_to if from_shop and not is_return else leaves


def _filled(post: Post, entry: LabelEntry, qr_png: bytes, recipient: str) -> QrMail:
    shipment, setup = entry.shipment, post.setup
    customer = customer_of(shipment, post.origins, is_return=entry.label.is_return)
    return QrMail(
        shop_name=setup.shop_name or shipment.ship_from.who,
        sender=setup.sender or shipment.ship_from.email,
        reply_to=setup.reply_to,
        recipient_name=customer.who,
        recipient=recipient or customer.email,
        broker_id=entry.label.broker_id,
        qr_png=qr_png,
        office_zip=customer.postal_code[:5],
        ship_from_zip=shipment.ship_from.postal_code[:5],
        # Nobody is told that a parcel goes to themselves.
        ship_to_name="" if customer == shipment.ship_to else shipment.ship_to.who,
        order_reference=shipment.order_reference,
        is_return=entry.label.is_return,
        practice=post.practice,
    )


def show(post: Post, label_id: str, recipient: str = "") -> QrSheet:
    """The QR code, the Label ID and the mail as the customer will see it."""
    mail = qr_mail(post, label_id, recipient)
    seen = preview(mail, post.templates)
    return QrSheet(
        label_id=label_id,
        qr_png=mail.qr_png,
        broker_id=mail.broker_id,
        office_link=office_link(mail.office_zip),
        print_link=print_link(mail.broker_id, mail.ship_from_zip) if mail.broker_id else "",
        recipient=mail.recipient,
        subject=seen.subject,
        html=seen.html,
        text=seen.text,
    )


def message(post: Post, label_id: str, recipient: str = "") -> EmailMessage:
    """The mail, ready to be sent or saved. Raises MailFault(MAIL_ADDRESS) for a recipient that is none."""
    return compose(qr_mail(post, label_id, recipient), post.templates)


def send_mail(post: Post, label_id: str, recipient: str, password: str | None) -> str:
    """Send it once; the sentence says what is known. Raises MailFault when it was surely not sent."""
    if post.practice:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP, "Practice mails are shown and saved, never sent.")
    if not post.setup.can_send:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    mail = qr_mail(post, label_id, recipient)
    letter = compose(mail, post.templates)
    number = post.mails.begin(label_id, mail.recipient)
    try:
        send(letter, post.setup, password)
    except MailFault as fault:
        doubt = fault.kind is FaultKind.MAIL_IN_DOUBT
        post.mails.finish(number, MailState.IN_DOUBT if doubt else MailState.FAILED, str(fault))
        raise
    post.mails.finish(number, MailState.SENT)
    return f"Handed to {post.setup.host} for {mail.recipient}."


def save(post: Post, label_id: str, recipient: str, path: Path) -> str:
    """Save it as an .eml file that the operator's own mail program opens."""
    save_eml(message(post, label_id, recipient), path)
    return f"Saved as {path.name}. Your mail program can open and send it."


def keep_broker_id(post: Post, label_id: str, text: str) -> QrSheet:
    """Keep the Label ID that the operator read under the QR code. Raises BadInput(QR_MISSING) for no such
    code.
    """
    code = "".join(text.split()).upper()
    if not (8 <= len(code) <= 10 and code.isalnum() and code.isascii()):
        raise BadInput(FaultKind.QR_MISSING, "A Label ID has 8 to 10 letters and digits.", field="broker_id")
    post.labels.set_broker_id(label_id, code)
    return show(post, label_id)
