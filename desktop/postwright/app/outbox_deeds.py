"""Bind what the Mail panel, and the carrying of mail, may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from postwright.app.mail_deeds import mail_door
from postwright.app.posting import Ahead, Rounds
from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import HANDED_ON, MailRecord
from postwright.operations.extend_code import extend_code
from postwright.operations.give_mail import give
from postwright.operations.list_mails import list_mails
from postwright.operations.mail_qr import wish_for
from postwright.operations.post_mail import deliver_due, put_in_outbox
from postwright.operations.watch_codes import watch_codes
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.store.sqlite_faults import Conflict
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.presenter import Deeds
from postwright.ui.outbox.screen import Outbox

if TYPE_CHECKING:
    from postwright.app.ways import Ways


_LEFT_TOO = "The outbox was just sending it too: close it there without sending it."


def outbox_deeds(shop: Shop, ways: Ways, ask_usps: Callable[[], None]) -> Deeds:
    door = mail_door(shop)

    def mail_again(label_id: str) -> str:
        """To the one who got the code last; nobody gets it whom no person chose."""
        of_label, post = shop.mails.of_label(label_id), shop.post()
        had = [one.recipient for one in of_label if one.kind is LetterKind.QR and one.state in HANDED_ON]
        to = next(filter(None, reversed(had)), "")
        if not to:
            raise MailFault(FaultKind.MAIL_ADDRESS)
        record = put_in_outbox(post, label_id, LetterKind.QR, to, post.setup.language)
        return f"The mail to {record.recipient} is in the outbox."

    def own_program(mail_id: int) -> str:
        """Written anew for that program; what waited here is called off, so that it does not leave twice."""
        record, post = shop.mails.get(mail_id), shop.post()
        wish = wish_for(post, record.label_id, record.kind, record.recipient, post.setup.language)
        given = give(post, door, wish)
        try:
            shop.mails.cancel(mail_id)
        except Conflict:
            return f"{given.sentence} {_LEFT_TOO}"
        return given.sentence

    return Deeds(
        look=partial(look_at, shop),
        codes=lambda: watch_codes(shop.lookout()),
        settle=partial(settle, shop),
        own_program=own_program,
        mail_again=mail_again,
        new_code=lambda label_id: extend_code(shop.codes, shop.drafts, label_id).id,
        ask_usps=ask_usps,
        open_label=ways.open_label,
        open_mail=ways.open_mail,
        open_void=ways.open_void,
        open_draft=ways.edit_draft,
    )


def look_at(shop: Shop) -> Outbox:
    setup = shop.preferences.mail
    host = setup.host if setup.can_send else ""
    return Outbox(list_mails(shop.labels, shop.mails), shop.now(), host, shop.is_practice)


def settle(shop: Shop, mail_id: int, deed: MailDeed) -> Outbox:
    """A person's word. What became of the mail meanwhile stands: the outbox is shown as it is."""
    words = {
        MailDeed.SEND_NOW: shop.mails.hurry,
        MailDeed.SEND_AGAIN: shop.mails.again,
        MailDeed.ARRIVED: shop.mails.arrived,
        MailDeed.CANCEL: shop.mails.cancel,
        MailDeed.PUT_ASIDE: shop.mails.cancel,
    }
    with suppress(Conflict):
        words[deed](mail_id)
    return look_at(shop)


def rounds(shop: Shop, secrets: SecretStore) -> Rounds:
    """What carrying the outbox consists of. The password is asked for before any mail is taken in hand."""

    def ahead() -> Ahead:
        if not (shop.is_practice or shop.preferences.mail.can_send):
            return Ahead(0)
        now, later = shop.now(), shop.mails.next_due()
        return Ahead(len(shop.mails.due(now)), later - now if later else None)

    def deliver() -> tuple[MailRecord, ...]:
        setup = shop.preferences.mail
        secret = secrets.get(SecretName.MAIL_PASSWORD) if setup.user and not shop.is_practice else None
        return deliver_due(shop.postman(secret.reveal() if secret else None))

    return Rounds(
        begin=shop.mails.interrupted_at_start,
        hurry=shop.mails.hurry_all,
        ahead=ahead,
        deliver=deliver,
        way=lambda: (shop.preferences.mail, secrets.passwords_kept),
        rests=lambda: shop.database.closed_for is not None,
        practice=shop.is_practice,
    )
