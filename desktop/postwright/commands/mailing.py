"""Commands about mails to customers: write one, look at the outbox, carry it, and a person's word on one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import HANDED_ON, UNDER_WAY, MailRecord, MailState
from postwright.operations import mail_qr
from postwright.operations.gather_facts import facts_of
from postwright.operations.mail_results import MailWish
from postwright.operations.post_mail import deliver_due, put_wish
from postwright.secret_store import SecretName, SecretStore
from postwright.server import KEYRING_SERVICE
from postwright.shop import Shop
from postwright.store.mails import Mails
from postwright.store.sqlite_faults import Conflict

_STATES = {
    MailState.WAITING: "waiting",
    MailState.SENDING: "being sent",
    MailState.SENT: "the mail server took it",
    MailState.REFUSED: "refused",
    MailState.GIVEN_UP: "never left",
    MailState.IN_DOUBT: "may have left",
    MailState.CANCELLED: "called off",
    MailState.OWN_PROGRAM: "given to a mail program",
}


def mail(args: Namespace) -> Answer:
    """`mail LABEL`: the mail as it would be; `--out FILE.eml` saves it, `--send` puts it into the outbox and
    carries what is due.
    """
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        post, language = shop.post(), Language(args.language) if args.language else None
        wish = mail_qr.wish_for(post, entry.id, LetterKind(args.kind), args.to or "", language)
        letter, facts = mail_qr.write(post, wish), facts_of(post, entry.id, wish.kind, wish.to)
        data = {"label": entry.id, "kind": wish.kind, "language": wish.language, "file": args.out,
                "recipient": wish.to.email, "subject": letter.subject, "broker_id": facts.label_id,
                "office_link": facts.office_link, "print_link": facts.print_link, "text": letter.text,
                "mail": None}  # fmt: skip
        lines = [f"To: {wish.to.email}", f"Subject: {letter.subject}", "", letter.text]
        if args.out:
            lines = [mail_qr.save(post, wish, Path(args.out))]
        if not args.send:
            return Answer(data, tuple(lines))
        sent = _sent(shop, wish)
    return Answer({**data, "mail": mail_data(sent)}, (mail_line(sent),), _code((sent,)))


def _sent(shop: Shop, wish: MailWish) -> MailRecord:
    record = put_wish(shop.post(), wish)
    _carry(shop)
    return shop.mails.get(record.id)


def _carry(shop: Shop) -> tuple[MailRecord, ...]:
    """Somebody is waiting, so what only waited for the server is tried now."""
    shop.mails.hurry_all()
    needs_password = shop.preferences.mail.user and not shop.is_practice and shop.mails.due(shop.now())
    secret = SecretStore(KEYRING_SERVICE).get(SecretName.MAIL_PASSWORD) if needs_password else None
    return deliver_due(shop.postman(secret.reveal() if secret else None))


def outbox(args: Namespace) -> Answer:
    """`outbox list`: what waits, what wants a person, and what ended of late, the newest first."""
    with opened(args) as shop:
        shop.mails.interrupted_at_start()
        found = shop.mails.outbox()
    doubt = any(one.state is MailState.IN_DOUBT for one in found)
    return _answer(found, "Nothing was mailed of late, and nothing waits.", IN_DOUBT if doubt else DONE)


def send(args: Namespace) -> Answer:
    """`outbox send`: hand what is due to the mail server, each mail once."""
    with opened(args) as shop:
        moved = _carry(shop)
    return _answer(moved, "Nothing is due.", _code(moved))


def cancel(args: Namespace) -> Answer:
    """`outbox cancel N`: it is not to leave."""
    return _said(args, Mails.cancel)


def again(args: Namespace) -> Answer:
    """`outbox again N`: let the same mail leave once more; `outbox send` carries it."""
    return _said(args, Mails.again)


def arrived(args: Namespace) -> Answer:
    """`outbox arrived N`: the customer has it, says who asked."""
    return _said(args, Mails.arrived)


def _said(args: Namespace, word: Callable[[Mails, int], MailRecord]) -> Answer:
    """A person's word on one mail. Raises BadInput: MAIL_UNKNOWN, MAIL_MOVED_ON, MAIL_FORGOTTEN."""
    with opened(args) as shop:
        shop.mails.interrupted_at_start()
        try:
            record = word(shop.mails, args.mail)
        except Conflict:
            stands = shop.mails.get(args.mail)
            raise BadInput(FaultKind.MAIL_MOVED_ON, f"It is: {_STATES[stands.state]}.") from None
    return Answer(mail_data(record), (mail_line(record),))


def _answer(records: Iterable[MailRecord], nothing: str, code: int) -> Answer:
    found = tuple(records)
    return Answer([mail_data(one) for one in found], tuple(map(mail_line, found)) or (nothing,), code)


def _code(records: Iterable[MailRecord]) -> int:
    """What was carried and did not reach the server has failed for now, though it is not lost."""
    states = {one.state for one in records}
    if MailState.IN_DOUBT in states:
        return IN_DOUBT
    return DONE if states <= HANDED_ON | {MailState.CANCELLED} else FAILED


def mail_line(record: MailRecord) -> str:
    """One mail in one line."""
    when = f"{record.at.astimezone():%a %d %b %H:%M}"
    next_at = record.next_at if record.state in UNDER_WAY else None
    again = f", tried again {next_at.astimezone():%a %d %b %H:%M}" if next_at else ""
    told = f"  {record.detail}" if record.detail else ""
    kind = record.kind.value.replace("_", " ")
    return f"{record.id:>5}  {when}  {record.label_id}  {kind} to {record.recipient}: " + (
        f"{_STATES[record.state]}{again}{told}"
    )


def mail_data(record: MailRecord) -> dict[str, object]:
    return {
        "mail": record.id,
        "label": record.label_id,
        "kind": record.kind,
        "to": record.recipient,
        "subject": record.subject,
        "state": record.state,
        "created_at": record.created_at,
        "at": record.at,
        "attempts": record.attempts,
        "next_at": record.next_at,
        "detail": record.detail,
        "message_id": record.message_id,
    }
