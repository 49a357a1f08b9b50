"""Hand a mail to the shop's mail server once, or save it for another mail program. Never tries again.

What a failure proves decides its kind: until the server took the end of the mail, it has not been sent.
"""

from __future__ import annotations

import contextlib
import copy
import ipaddress
import os
import re
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.file_faults import cannot_write
from postwright.domain.preferences import MailSecurity, MailSetup

TIMEOUT = 15.0  # seconds for each step of the conversation

# Servers ask who calls. Our host's own name is nobody's business, and finding it can take many seconds.
_CALLER = "[127.0.0.1]"

# What may go wrong on the way to a server; the last two are what a nonsensical host or port raises.
# (Every SMTPException is an OSError.)
_NO_WAY = (OSError, ValueError, OverflowError)


def send(
    message: EmailMessage, setup: MailSetup, password: str | None = None, *, timeout: float = TIMEOUT
) -> None:
    """Send the mail to its one recipient, over a checked and encrypted connection.

    Raises MailFault. Nothing was sent: MAIL_NOT_SET_UP, MAIL_ADDRESS, MAIL_UNREACHABLE, MAIL_CERTIFICATE,
    MAIL_UNPROTECTED, MAIL_LOGIN, MAIL_REFUSED. Perhaps sent: MAIL_IN_DOUBT.
    """
    if not setup.can_send:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    sender, recipient = _only(message, "From"), _only(message, "To")
    content = message.as_bytes(policy=SMTP)
    try:
        client = _connect(setup, timeout)
    except _NO_WAY as error:
        raise MailFault(_no_way(error), _words(error)) from error
    try:
        _log_in(client, setup, password)
        _name_both_ends(client, sender, recipient)
        _hand_over(client, content)
        with contextlib.suppress(OSError):
            client.quit()
    finally:
        client.close()


def save_eml(message: EmailMessage, path: Path) -> None:
    """Write the mail as an unsent one, so that a mail program opens it ready to send. Raises Environment."""
    draft = copy.deepcopy(message)
    draft["X-Unsent"] = "1"
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(draft.as_bytes(policy=SMTP))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(new, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise cannot_write(error) from error


def _only(message: EmailMessage, header: str) -> str:
    """The one address in a header; a mail with a QR code in it must reach one person alone."""
    addresses: tuple[Address, ...] = getattr(message[header], "addresses", ())
    if len(addresses) != 1:
        raise MailFault(FaultKind.MAIL_ADDRESS, field=header.lower())
    return addresses[0].addr_spec


def _connect(setup: MailSetup, timeout: float) -> smtplib.SMTP:
    """Raises OSError, also for a bad certificate; ValueError or OverflowError for a nonsensical address."""
    if setup.security is MailSecurity.NONE and not _is_this_computer(setup.host):
        raise MailFault(FaultKind.MAIL_UNPROTECTED, field="security")
    where = (setup.host, setup.port, _CALLER, timeout)
    client = _open_encrypted(*where) if setup.security is MailSecurity.TLS else smtplib.SMTP(*where)
    try:
        if setup.security is MailSecurity.STARTTLS:
            client.starttls(context=ssl.create_default_context())
        client.ehlo_or_helo_if_needed()
    except OSError:
        client.close()
        raise
    return client


def _open_encrypted(host: str, port: int, caller: str, timeout: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    return smtplib.SMTP_SSL(host, port, caller, timeout=timeout, context=context)


def _no_way(error: Exception) -> FaultKind:
    """What kept us from a safe connection: who answers, how it is protected, or the way itself."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return FaultKind.MAIL_CERTIFICATE
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return FaultKind.MAIL_UNPROTECTED
    return FaultKind.MAIL_UNREACHABLE


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _log_in(client: smtplib.SMTP, setup: MailSetup, password: str | None) -> None:
    if not setup.user:
        return
    # smtplib takes ASCII alone, and its error would carry the password.
    if not (password and password.isascii() and setup.user.isascii()):
        raise MailFault(FaultKind.MAIL_LOGIN)
    try:
        client.login(setup.user, password)
    except smtplib.SMTPServerDisconnected as error:
        raise MailFault(FaultKind.MAIL_UNREACHABLE, _words(error)) from error
    except smtplib.SMTPException as error:
        raise MailFault(FaultKind.MAIL_LOGIN, _words(error)) from error


def _name_both_ends(client: smtplib.SMTP, sender: str, recipient: str) -> None:
    """Until the server says that it waits for the mail, nothing of it has left this computer."""
    try:
        _expect(client.mail(sender), 250)
        _expect(client.rcpt(recipient), 250, 251)
        _expect(client.docmd("DATA"), 354)
    except OSError as error:
        raise MailFault(FaultKind.MAIL_UNREACHABLE, _words(error)) from error


def _expect(reply: tuple[int, bytes], *good: int) -> None:
    code, words = reply
    if code not in good:
        raise MailFault(FaultKind.MAIL_REFUSED, _told(words))


def _hand_over(client: smtplib.SMTP, content: bytes) -> None:
    """The mail and the dot that ends it. A lost answer proves nothing, so it is a doubt."""
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    try:
        client.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, answer = client.getreply()
    except OSError as error:
        raise MailFault(FaultKind.MAIL_IN_DOUBT, _words(error)) from error
    if code // 100 not in (2, 4, 5):
        raise MailFault(FaultKind.MAIL_IN_DOUBT, _told(answer))
    if code // 100 != 2:
        raise MailFault(FaultKind.MAIL_REFUSED, _told(answer))


def _words(error: Exception) -> str:
    """What the server or the system said, without the addresses that smtplib puts beside it."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _told(error.smtp_error)
    return getattr(error, "strerror", None) or str(error)


def _told(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
