"""Bind what the page of a mail may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from postwright import outside
from postwright.app.paper_deeds import paper_deeds
from postwright.operations import mail_qr
from postwright.operations.give_mail import MailDoor, give
from postwright.operations.mail_results import GivenAway, MailWish
from postwright.operations.post_mail import put_wish
from postwright.shop import Shop
from postwright.ui.qr_mail.deeds import Deeds


def opened_whole(eml: Path, folder: Path, mailto: str) -> bool:
    """Whether the mail program took the file, and not only an address with a text."""
    return outside.open_mail(eml, folder, mailto) is outside.Opened.FILE


def mail_door(shop: Shop) -> MailDoor:
    """The way to the operator's own mail program."""
    return MailDoor(shop.folder.mails_to_open(shop.kind), opened_whole)


def mail_deeds(
    shop: Shop,
    *,
    copy_text: Callable[[str], None],
    copy_mail: Callable[[str, str, bytes], None],
) -> Deeds:
    door = mail_door(shop)

    def handed(wish: MailWish) -> GivenAway:
        return give(shop.post(), door, wish)

    return Deeds(
        sheet=lambda label_id, kind: mail_qr.mail_sheet(shop.post(), label_id, kind),
        write=lambda wish: mail_qr.draft(shop.post(), wish),
        keep_id=lambda label_id, text: mail_qr.keep_broker_id(shop.post(), label_id, text),
        post=lambda wish: put_wish(shop.post(), wish),
        give=handed,
        save_eml=lambda wish, path: mail_qr.save(shop.post(), wish, Path(path)),
        save_picture=lambda label_id, path: mail_qr.save_picture(shop.post(), label_id, Path(path)),
        copy_text=copy_text,
        copy_mail=copy_mail,
        open_link=lambda address: outside.open_link(address, shop.preferences.mail.website),
        papers=paper_deeds(shop),
    )
