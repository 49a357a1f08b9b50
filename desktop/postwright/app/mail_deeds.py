"""Bind what the page of a mail may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from postwright import outside
from postwright.app.paper_deeds import paper_deeds
from postwright.domain.mail_record import MailRecord
from postwright.operations import mail_qr
from postwright.operations.give_mail import MailDoor, give
from postwright.operations.mail_results import GivenAway, MailWish
from postwright.operations.post_mail import deliver_due, put_wish
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.ui.qr_mail.deeds import Deeds


def opened_whole(eml: Path, folder: Path, mailto: str) -> bool:
    """Whether the mail program took the file, and not only an address with a text."""
    return outside.open_mail(eml, folder, mailto) is outside.Opened.FILE


def mail_deeds(
    shop: Shop,
    secrets: SecretStore,
    *,
    copy_text: Callable[[str], None],
    copy_mail: Callable[[str, str, bytes], None],
) -> Deeds:
    door = MailDoor(shop.folder.mails_to_open(shop.kind), opened_whole)

    def post(wish: MailWish) -> MailRecord:
        record = put_wish(shop.post(), wish)
        needs_password = shop.preferences.mail.user and not shop.is_practice
        secret = secrets.get(SecretName.MAIL_PASSWORD) if needs_password else None
        deliver_due(shop.postman(secret.reveal() if secret else None))
        return shop.mails.get(record.id)

    def handed(wish: MailWish) -> GivenAway:
        return give(shop.post(), door, wish)

    return Deeds(
        sheet=lambda label_id, kind: mail_qr.mail_sheet(shop.post(), label_id, kind),
        write=lambda wish: mail_qr.draft(shop.post(), wish),
        keep_id=lambda label_id, text: mail_qr.keep_broker_id(shop.post(), label_id, text),
        post=post,
        give=handed,
        save_eml=lambda wish, path: mail_qr.save(shop.post(), wish, Path(path)),
        save_picture=lambda label_id, path: mail_qr.save_picture(shop.post(), label_id, Path(path)),
        copy_text=copy_text,
        copy_mail=copy_mail,
        open_link=lambda address: outside.open_link(address, shop.preferences.mail.website),
        papers=paper_deeds(shop),
    )
