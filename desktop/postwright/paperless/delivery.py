"""Hand mails to the shop's mail server, each once, or save one for another mail program. Never tries again.

What a failure proves decides its kind (decisions/0029): until the dot that ends a mail was begun, it has not
been sent; after that, only the server's answer tells.
"""

from __future__ import annotations

import contextlib
import copy
import ipaddress
import os
import re
import smtplib
import ssl
from collections.abc import Callable
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from types import TracebackType

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.file_faults import cannot_write
from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.paperless.server_words import told, words_of
from postwright.paperless.smtp_line import EncryptedLine, Limit, Line, Patience, spellings

PATIENCE = Patience()
# Whatever stands in a mail leaves in seven bits, so that no server on the way has to change it.
SEVEN_BITS = SMTP.clone(cte_type="7bit")

# What may go wrong on the way to a server; the last two are what a nonsensical host or port raises.
# (Every SMTPException is an OSError.)
_NO_WAY = (OSError, ValueError, OverflowError)
# The server wants a password, or another one (RFC 4954 6).
_WANTS_LOGIN = frozenset({530, 534, 535, 538})
# More than the server takes, or has room for (RFC 1870 6.1).
_TOO_LARGE = 552


def send(
    message: EmailMessage, setup: MailSetup, password: str | None = None, *, patience: Patience = PATIENCE
) -> None:
    """Send one mail to its one recipient. Raises what `open_server` and `MailServer.hand_over` raise."""
    only_address(message, "From"), only_address(message, "To")
    with open_server(setup, password, patience=patience) as server:
        server.hand_over(message.as_bytes(policy=SEVEN_BITS))


def open_server(
    setup: MailSetup, password: str | None = None, *, patience: Patience = PATIENCE
) -> MailServer:
    """A checked and encrypted connection, logged in. No mail is spoken of yet.

    Raises MailFault: MAIL_NOT_SET_UP, MAIL_UNREACHABLE, MAIL_CERTIFICATE, MAIL_UNPROTECTED, MAIL_BUSY,
    MAIL_LOGIN.
    """
    if not setup.can_send:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    _refuse_unsafe(setup)
    if setup.user and not password:
        raise MailFault(FaultKind.MAIL_LOGIN)
    limit = Limit(patience.step)
    limit.begin(patience.opening)
    secrets = spellings(setup.user, password or "") if password else ()
    try:
        line = _connect(setup, limit)
    except smtplib.SMTPResponseException as error:
        busy = error.smtp_code // 100 == 4
        kind = FaultKind.MAIL_BUSY if busy else FaultKind.MAIL_UNREACHABLE
        raise MailFault(kind, told(error.smtp_error, secrets)) from error
    except _NO_WAY as error:
        raise MailFault(_no_way(error), words_of(error, secrets)) from error
    server = MailServer(line, patience, secrets)
    try:
        server.log_in(setup.user, password or "")
    except BaseException:
        server.close()
        raise
    return server


class MailServer:
    """A connection over which several mails may leave, one after the other."""

    def __init__(self, line: Line, patience: Patience, secrets: tuple[str, ...] = ()) -> None:
        self._line = line
        self._patience = patience
        self._secrets = secrets

    def __enter__(self) -> MailServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        return self._line.sock is not None

    def log_in(self, user: str, password: str) -> None:
        """Raises MailFault: MAIL_LOGIN, MAIL_BUSY, MAIL_UNREACHABLE."""
        if not user:
            return
        try:
            code, words = self._line.log_in(user, password)
        except OSError as error:
            raise self._broken(error) from None
        if code != 235:
            kind = FaultKind.MAIL_BUSY if code // 100 == 4 else FaultKind.MAIL_LOGIN
            raise MailFault(kind, told(words, self._secrets))

    def is_ready(self) -> bool:
        """Whether another mail can leave over it; one that is not is hung up."""
        if not self.is_open:
            return False
        self._line.limit.begin(self._patience.opening, self._patience.step)
        try:
            ready = self._line.rset()[0] == 250
        except OSError:
            ready = False
        if not ready:
            self.drop()
        return ready

    def hand_over(self, content: bytes, at_the_end: Callable[[], object] = lambda: None) -> str:
        """Hand over one mail, to the one address in its To; the server's own words about it.

        All but the dot that ends the mail is sent, then `at_the_end` called: if that raises, the mail is not
        sent, and the connection ends.

        Raises MailFault. Nothing was sent: MAIL_ADDRESS, MAIL_REFUSED for good, MAIL_PUT_OFF, and, where it
        is every mail's trouble, MAIL_BUSY, MAIL_LOGIN, MAIL_SENDER and MAIL_UNREACHABLE. Perhaps sent:
        MAIL_IN_DOUBT.
        """
        heads = message_from_bytes(content, _class=EmailMessage, policy=SMTP)
        sender, recipient = only_address(heads, "From"), only_address(heads, "To")
        self._line.limit.begin(self._patience.talk, self._patience.step)
        try:
            size = [f"SIZE={len(content)}"] if self._line.has_extn("size") else []
            self._expect_sender(*self._line.mail(sender, size))
            self._expect(self._line.rcpt(recipient), 250, 251, 252)
            self._expect(self._line.docmd("DATA"), 354)
            self._line.send(_stuffed(content))
        except OSError as error:
            raise self._broken(error) from error
        try:
            at_the_end()
        except BaseException:
            self.drop()
            raise
        return self._end_mail()

    def _end_mail(self) -> str:
        """The dot that ends the mail. A lost answer to it proves nothing, so it is a doubt."""
        self._line.limit.begin(self._patience.dot, self._patience.dot)
        try:
            code, words = self._line.docmd(".")
        except OSError as error:
            self.drop()
            raise MailFault(FaultKind.MAIL_IN_DOUBT, words_of(error, self._secrets)) from error
        said = told(words, self._secrets)
        if code // 100 not in (2, 4, 5):
            self.drop()
            raise MailFault(FaultKind.MAIL_IN_DOUBT, said)
        if code // 100 != 2:
            raise self._refusal(code, words, FaultKind.MAIL_PUT_OFF)
        return said

    def _expect_sender(self, code: int, words: bytes) -> None:
        """A no to our own address is every mail's, but for one to the size that is told along with it."""
        if code != 250:
            never = FaultKind.MAIL_REFUSED if code == _TOO_LARGE else FaultKind.MAIL_SENDER
            raise self._refusal(code, words, FaultKind.MAIL_BUSY, never)

    def _expect(self, reply: tuple[int, bytes], *good: int) -> None:
        code, words = reply
        if code not in good:
            raise self._refusal(code, words, FaultKind.MAIL_PUT_OFF)

    def _refusal(
        self, code: int, words: bytes, later: FaultKind, never: FaultKind = FaultKind.MAIL_REFUSED
    ) -> MailFault:
        """`later` is what a temporary no to this step means, `never` what one for good does."""
        said = told(words, self._secrets)
        if code // 100 in (4, 5):
            return MailFault(_kind_of(code, later, never), f"{code} {said}".strip())
        self.drop()
        return MailFault(FaultKind.MAIL_UNREACHABLE, said)

    def _broken(self, error: OSError) -> MailFault:
        self.drop()
        return MailFault(FaultKind.MAIL_UNREACHABLE, words_of(error, self._secrets))

    def drop(self) -> None:
        """Hang up without a word."""
        self._line.close()

    def close(self) -> None:
        """Say goodbye; what the server answers to it is nothing to any mail."""
        if self.is_open:
            self._line.limit.begin(self._patience.goodbye)
            with contextlib.suppress(OSError):
                self._line.quit()
        self._line.close()


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


def only_address(message: EmailMessage, header: str) -> str:
    """The one address in a header; a mail with a QR code in it must reach one person alone. Raises
    MailFault(MAIL_ADDRESS).
    """
    addresses: tuple[Address, ...] = getattr(message[header], "addresses", ())
    if len(addresses) != 1 or not addresses[0].addr_spec.isascii():
        raise MailFault(FaultKind.MAIL_ADDRESS, field=header.lower())
    return addresses[0].addr_spec


def _refuse_unsafe(setup: MailSetup) -> None:
    """Without encryption a mail goes no further than this computer, and a password nowhere."""
    if setup.security is not MailSecurity.NONE:
        return
    why = "" if _is_this_computer(setup.host) else "Another computer is spoken to encrypted only."
    if setup.user:
        why = why or "A password is sent encrypted only."
    if why:
        raise MailFault(FaultKind.MAIL_UNPROTECTED, why, field="security")


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


def _connect(setup: MailSetup, limit: Limit) -> Line:
    """Raises OSError, also for a bad certificate; ValueError or OverflowError for a nonsensical address."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    where = (setup.host, setup.port, limit)
    encrypted = setup.security is MailSecurity.TLS
    line = EncryptedLine(*where, context=context) if encrypted else Line(*where)
    try:
        if setup.security is MailSecurity.STARTTLS:
            line.encrypt(context)
        line.ehlo_or_helo_if_needed()
    except BaseException:
        line.close()
        raise
    return line


def _stuffed(content: bytes) -> bytes:
    """The mail with its lines ended as SMTP wants them, and no line that could be taken for its end."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    whole = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)


def _kind_of(code: int, later: FaultKind, never: FaultKind) -> FaultKind:
    """What a no means. A few codes say something of the server or the login, whatever they answer (RFC 5321
    3.8, RFC 4954 6).
    """
    if code in _WANTS_LOGIN:
        return FaultKind.MAIL_LOGIN
    if code == 421:
        return FaultKind.MAIL_BUSY
    return later if code // 100 == 4 else never
