"""Send the operator a mail that proves the mail settings. Carries no customer's data."""

from __future__ import annotations

from email.message import EmailMessage

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.preferences import MailSetup
from postwright.paperless.delivery import send
from postwright.paperless.mail_address import mailbox


def send_test(setup: MailSetup, recipient: str, password: str | None) -> str:
    """Send one plain mail; the sentence says what is known. Raises MailFault when it was not handed over."""
    if not setup.can_send:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    message = EmailMessage()
    message["Subject"] = "Postwright can send mail"
    message["From"] = mailbox(setup.shop_name, setup.sender, "sender")
    message["To"] = mailbox("", recipient, "recipient")
    message.set_content("This is the test mail you asked for. QR codes for customers will come from here.")
    send(message, setup, password)
    return f"Handed to {setup.host} for {recipient}."
