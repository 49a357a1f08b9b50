"""What a test mail proved, in words for the one who sets up mail. Knows no customer and no label."""

from __future__ import annotations

from postwright.domain.advice import Action
from postwright.domain.faults import Fault, FaultKind, MailFault
from postwright.domain.mail_provider import MailProvider
from postwright.domain.preferences import MailSetup
from postwright.domain.sentences import Sentence, sentence
from postwright.ui.notice import Notice, Tone, notice_of

_REFUSED = (
    "The mail server let us in and did not take the test mail. Nothing was sent. Many servers take mail only "
    "from an address of the account that logs in: compare Sent from with the user name."
)
_IN_DOUBT = (
    "The connection broke after the test mail was handed over. It may have been sent. "
    "Look for it in the mailbox of {} before you try again."
)


def trial_notice(fault: Fault, setup: MailSetup, provider: MailProvider | None = None) -> Notice:
    """A sentence for each thing that may be wrong; after a failed login, what the provider wants."""
    if not isinstance(fault, MailFault):
        return notice_of(fault)
    words = sentence(fault)
    tone = Tone.WAITING if fault.kind is FaultKind.MAIL_IN_DOUBT else Tone.TROUBLE
    action = Action.RETRY if words.action is Action.RETRY else ""
    return Notice(tone, _text(fault, words, setup, provider), words.quotation, action)


def _text(fault: Fault, words: Sentence, setup: MailSetup, provider: MailProvider | None) -> str:
    if fault.kind is FaultKind.MAIL_REFUSED:
        return _REFUSED
    if fault.kind is FaultKind.MAIL_IN_DOUBT:
        return _IN_DOUBT.format(setup.reply_to.strip() or setup.sender.strip())
    if fault.kind in (FaultKind.MAIL_CERTIFICATE, FaultKind.MAIL_UNPROTECTED):
        return words.text
    hint = provider.password if provider and fault.kind is FaultKind.MAIL_LOGIN else words.do
    return f"{words.happened} Nothing was sent. {hint}"
