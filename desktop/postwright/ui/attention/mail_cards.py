"""What the cards about mails say in Attention: doubts, mails that did not leave, ending codes. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.label_entry import LabelEntry
from postwright.domain.mail_record import MailRecord, MailState
from postwright.ui.attention.cards_told import Answer, PlainCard
from postwright.ui.outbox.mails_told import DOUBT, KINDS
from postwright.ui.words import count_words, moment_words

if TYPE_CHECKING:
    from postwright.domain.qr_watch import UnusedCode

CODES = "Unused QR codes"
_AGAIN = (Answer.MAIL_AGAIN, "Send again")


def mail_card(record: MailRecord, entry: LabelEntry) -> PlainCard:
    """A mail that may have left, or that never did and is not tried again."""
    what = f"{KINDS[record.kind]} for {entry.customer.who}"
    to = f"To {record.recipient}, {moment_words(record.at)}."
    said = (record.detail,) if record.detail else ()
    if record.state is MailState.IN_DOUBT:
        arrived = (Answer.ARRIVED, "It arrived")
        lines = (DOUBT, to, *said)
        return PlainCard(_key(record), f"{what}: mailed or not?", lines, "Mail", (arrived, _AGAIN))
    refused = record.state is MailState.REFUSED
    title = f"{what}: the mail server refused the mail" if refused else f"{what}: the mail never left"
    aside = (Answer.PUT_ASIDE, "Put it aside")
    return PlainCard(_key(record), title, (to, *said, "The label is not affected."), "Mail", (_AGAIN, aside))


def _key(record: MailRecord) -> str:
    return f"mail {record.id}"


def codes_card(codes: tuple[UnusedCode, ...]) -> PlainCard:
    """Codes of customers that end by tomorrow or have ended, while their money can still be asked back."""
    count = count_words(len(codes), "QR code")
    verb = "was not used and ends or has ended" if len(codes) == 1 else "were not used and end or have ended"
    lines = tuple(f"{one.entry.customer.who}: {one.state_words}, {one.since_words}" for one in codes)
    shown, more = lines[:3], len(lines) - 3
    rest = (f"and {more} more",) if more > 0 else ()
    return PlainCard("codes", f"{count} {verb}", (*shown, *rest), CODES)
