"""Gather what a mail may tell about a label. Writes, sends and buys nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from postwright.domain.address import Address
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterFacts, LetterKind
from postwright.domain.mail_recipient import MailRecipient, Role, for_code, for_notice, for_return
from postwright.domain.mail_refusal import why_not
from postwright.domain.preferences import MailSetup, Origin
from postwright.domain.qr_code import QrCode
from postwright.domain.qr_validity import hand_in_by
from postwright.domain.tracking_page import tracking_page
from postwright.operations.fetch_documents import Archive
from postwright.operations.read_qr import qr_of
from postwright.operations.return_label_pdf import return_label_pdf
from postwright.paperless.instructions import office_link, print_link
from postwright.paperless.letter_shelf import LetterShelf
from postwright.store.code_watch import CodeWatch
from postwright.store.labels import Labels
from postwright.store.mails import Mails

_PAPER_FAULTS = (FaultKind.LABEL_VOIDED, FaultKind.QR_ONLY)


@dataclass(frozen=True, slots=True)
class Post:
    """What mailing needs. In `practice` a mail is sent to nobody; from there and from a sandbox each says
    that it ships nothing.
    """

    labels: Labels
    mails: Mails
    shelf: LetterShelf
    setup: MailSetup
    origins: tuple[Origin, ...]
    practice: bool
    catalogue: Catalogue
    archive: Archive
    codes: CodeWatch
    sandbox: bool = False


def recipients_of(post: Post, entry: LabelEntry, kind: LetterKind) -> tuple[MailRecipient, ...]:
    """Whom a mail of this kind may go to, the likeliest first."""
    if kind is LetterKind.TRACKING:
        return for_notice(entry.shipment)
    if kind is LetterKind.RETURN_LABEL:
        return for_return(entry.shipment)
    return for_code(entry.shipment, post.origins, post.setup, is_return=entry.label.is_return)


def recipient_of(post: Post, entry: LabelEntry, kind: LetterKind, address: str = "") -> MailRecipient:
    """The one at this mail address: of those proposed, or somebody else. Without an address the likeliest."""
    proposed = recipients_of(post, entry, kind)
    wanted = address.strip().casefold()
    known = (one for one in proposed if one.email and one.email.casefold() == wanted)
    if not wanted:
        return proposed[0]
    other = MailRecipient(Role.OTHER, email=address.strip(), zip_code=proposed[0].zip_code)
    return next(known, other)


def refuse(kind: LetterKind, entry: LabelEntry) -> None:
    """Raises BadInput or PaperFault where no mail of this kind can be written about the label."""
    reason = why_not(kind, entry)
    if reason is not None:
        raise PaperFault(reason) if reason in _PAPER_FAULTS else BadInput(reason)


def facts_of(post: Post, label_id: str, kind: LetterKind, to: MailRecipient) -> LetterFacts:
    """What is known of the label, for the one who is written to.

    Raises BadInput: LABEL_UNKNOWN, NOT_PAPERLESS, NOT_A_RETURN, PAPERLESS_ABROAD, NO_TRACKING_NUMBER,
    MAIL_ADDRESS for a wrong ZIP code; PaperFault: LABEL_VOIDED, QR_ONLY, QR_MISSING, DOCUMENT_MISSING.
    """
    entry = post.labels.get(label_id)
    refuse(kind, entry)
    shipment, label, setup = entry.shipment, entry.label, post.setup
    code = qr_of(post.archive, label_id) if kind is LetterKind.QR else None
    page = return_label_pdf(post.archive, label_id) if kind is LetterKind.RETURN_LABEL else None
    is_return = label.is_return or shipment.is_return
    ours = shipment.ship_to if is_return else shipment.ship_from
    return LetterFacts(
        shop_name=setup.shop_name or ours.company or ours.who,
        website=setup.website,
        reply_to=setup.reply_to or setup.sender,
        customer_name=to.name,
        # Nobody is told that a parcel goes to themselves.
        ship_to_name="" if to.role is Role.ADDRESSEE else shipment.ship_to.who,
        order=shipment.order_reference,
        service=post.catalogue.service_name(label.service_code),
        label_id=code.broker_id if code else "",
        office_link=office_link(to.zip_code) if code else "",
        print_link=_print_link(code, shipment.ship_from),
        valid_until=valid_until(post, entry) if code else None,
        ship_date=shipment.ship_date,
        tracking_number=label.tracking_number,
        tracking_link=tracking_page(label.tracking_number, label.tracking_url),
        is_return=is_return,
        practice=post.practice or post.sandbox,
        qr_png=code.picture if code else b"",
        logo=post.shelf.logo(),
        pdf=page.content if page else b"",
    )


def valid_until(post: Post, entry: LabelEntry) -> date:
    """The last day on which the code is taken to be good and a counter is open."""
    days = post.catalogue.qr_validity.chosen(post.setup.qr_days)
    return hand_in_by(entry.label.created_at, entry.zone, days)


def _print_link(code: QrCode | None, leaves: Address) -> str:
    return print_link(code.broker_id, leaves.postal_code) if code and code.broker_id else ""
