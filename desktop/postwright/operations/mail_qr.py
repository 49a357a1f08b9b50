"""Show, write and save a mail about a label: its QR code, its tracking number, its label. Sends nothing.

`post_mail.py` puts such a mail into the outbox, `give_mail.py` into the operator's own mail program.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from postwright.domain.barcode import squeeze
from postwright.domain.faults import BadInput, Fault, FaultKind, PaperFault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import Language, Letter, LetterKind
from postwright.domain.mail_refusal import why_not
from postwright.domain.preferences import MailSetup
from postwright.domain.qr_code import QrCode
from postwright.domain.sentences import Deed, sentence
from postwright.operations.gather_facts import Post as Post  # whoever mails takes it from here
from postwright.operations.gather_facts import facts_of, recipient_of, recipients_of, valid_until
from postwright.operations.mail_results import MailDraft, MailSheet, MailWish
from postwright.operations.read_qr import qr_of
from postwright.paperless.delivery import save_eml
from postwright.paperless.letters import compose, preview, write_letter
from postwright.printing.file_port import write_file

_LABEL_ID = re.compile(r"[A-Z0-9]{8,10}")
_REPLACED = "This code was replaced by the label ending in"
_VOID_IT = "Mail that one, and void this one in Voids to ask for its money back."
_SCANNED = "USPS has scanned this parcel, so the code was used."


def mail_sheet(post: Post, label_id: str, kind: LetterKind = LetterKind.QR) -> MailSheet:
    """What is known before the mail is written. Raises BadInput(LABEL_UNKNOWN), or the fault of fetching."""
    entry = post.labels.get(label_id)
    refused = why_not(kind, entry)
    code = _code(post, entry, kind) if refused is None else None
    until = valid_until(post, entry) if code else None
    return MailSheet(
        label_id=label_id,
        kind=kind,
        recipients=recipients_of(post, entry, kind),
        language=post.setup.language,
        title=_title(entry),
        order=entry.shipment.order_reference,
        picture=code.picture if code else b"",
        broker_id=code.broker_id if code else "",
        valid_until=until,
        validity=_validity(post, code) if code else "",
        remarks=_remarks(post, label_id, code) if code else (),
        closed=_closed(refused),
        server=post.setup.host if post.setup.can_send else "",
        practice=post.practice,
        history=post.mails.of_label(label_id),
    )


def _code(post: Post, entry: LabelEntry, kind: LetterKind) -> QrCode | None:
    """None where the mail has none, and where neither a code nor a Label ID came: then it can be typed."""
    if kind is not LetterKind.QR:
        return None
    try:
        return qr_of(post.archive, entry.id)
    except PaperFault as fault:
        if fault.kind is not FaultKind.QR_MISSING:
            raise
        return QrCode(b"", False, "", "", "", "")


def _validity(post: Post, code: QrCode) -> str:
    words = post.catalogue.qr_validity.words(post.setup.qr_days)
    return f"{words} {code.said}" if code.said else words


def _remarks(post: Post, label_id: str, code: QrCode) -> tuple[str, ...]:
    """What a person must look at before the code is mailed."""
    known = post.codes.get(label_id)
    replaced = f"{_REPLACED} {known.replaced_by[-4:]}. {_VOID_IT}" if known.replaced_by else ""
    return tuple(
        text for text in (replaced, _SCANNED if known.entry.is_scanned else "", code.warning) if text
    )


def _title(entry: LabelEntry) -> str:
    order = entry.shipment.order_reference
    return f"{entry.shipment.ship_to.who}, {order}" if order else entry.shipment.ship_to.who


def _closed(refused: FaultKind | None) -> str:
    if refused is None:
        return ""
    words = sentence(BadInput(refused), Deed.LOOK)
    return f"{words.happened} Nothing is mailed about it. {words.do}"


def write(post: Post, wish: MailWish) -> Letter:
    """The mail's words and pictures, in the texts that are in use. Raises what facts and writing raise."""
    facts = facts_of(post, wish.label_id, wish.kind, wish.to)
    return write_letter(post.shelf.in_use(wish.kind, wish.language), facts)


def draft(post: Post, wish: MailWish) -> MailDraft:
    """The mail as it will be read, or why it cannot be written."""
    try:
        letter = write(post, wish)
        return MailDraft(wish, preview(letter), tuple(one.png for one in letter.pictures))
    except Fault as fault:
        return MailDraft(wish, fault=fault)


def message(post: Post, wish: MailWish, *, at: datetime | None = None) -> EmailMessage:
    """The mail with its addresses. Raises what `write` and `addressed` raise."""
    return addressed(post.setup, wish, write(post, wish), at=at)


def addressed(
    setup: MailSetup, wish: MailWish, letter: Letter, *, at: datetime | None = None
) -> EmailMessage:
    """The letter as a mail of the shop, dated now or `at` the moment that it is planned for.

    Raises MailFault(MAIL_ADDRESS) for a recipient that is none.
    """
    return compose(
        letter,
        sender=setup.sender,
        shop_name=setup.shop_name,
        reply_to=setup.reply_to,
        recipient_name=wish.to.name,
        recipient=wish.to.email,
        at=at,
    )


def wish_for(
    post: Post,
    label_id: str,
    kind: LetterKind = LetterKind.QR,
    address: str = "",
    language: Language | None = None,
) -> MailWish:
    """The mail to this address, or to whoever is proposed; in the shop's language where none is named."""
    to = recipient_of(post, post.labels.get(label_id), kind, address)
    return MailWish(label_id, kind, to, language or post.setup.language)


def save(post: Post, wish: MailWish, path: Path) -> str:
    """Save it as an .eml file that the operator's own mail program opens."""
    save_eml(message(post, wish), path)
    return f"Saved as {path.name}. Your mail program can open and send it."


def save_picture(post: Post, label_id: str, path: Path) -> str:
    """Save the QR code as a PNG. Raises PaperFault: LABEL_VOIDED, QR_MISSING."""
    entry = post.labels.get(label_id)
    refused = why_not(LetterKind.QR, entry)
    picture = qr_of(post.archive, label_id).picture if refused is None else b""
    if not picture:
        raise PaperFault(refused or FaultKind.QR_MISSING)
    return write_file(path, picture).detail


def keep_broker_id(post: Post, label_id: str, text: str) -> None:
    """Keep the Label ID that the operator read under the QR code. Raises BadInput(QR_MISSING) for no such
    code.
    """
    code = squeeze(text)
    if not _LABEL_ID.fullmatch(code):
        raise BadInput(FaultKind.QR_MISSING, "A Label ID has 8 to 10 letters and digits.", field="broker_id")
    post.labels.set_broker_id(label_id, code)
