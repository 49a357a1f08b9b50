"""Send the operator a mail that proves the mail settings. Carries no customer's data."""

from __future__ import annotations

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import Letter
from postwright.domain.preferences import MailSetup
from postwright.paperless.delivery import send
from postwright.paperless.letters import compose


def send_test(setup: MailSetup, letter: Letter, password: str | None) -> str:
    """Send it once to the shop's own address; the sentence says what is known.

    Raises MailFault when it was not handed over, MAIL_IN_DOUBT when it may have been.
    """
    if not setup.can_send:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    recipient = own_address(setup)
    message = compose(
        letter,
        sender=setup.sender,
        shop_name=setup.shop_name,
        reply_to=setup.reply_to,
        recipient_name=setup.shop_name,
        recipient=recipient,
    )
    send(message, setup, password)
    return f"{setup.host} took a test mail for {recipient}. Look for it there, also among the spam."


def own_address(setup: MailSetup) -> str:
    """Where the shop reads its mail."""
    return setup.reply_to.strip() or setup.sender.strip()
