"""Turn names and mail addresses from outside into what may stand in a mail's header. Asks no server."""

from __future__ import annotations

import unicodedata
from email.headerregistry import Address

from email_validator import EmailNotValidError, validate_email

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.lookalikes import mixes_alphabets

LONGEST_NAME = 60

# Control characters, those that hide or turn the writing, halves of characters, characters without a meaning
# of their own, and line separators.
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def mailbox(name: str, address: str, field: str) -> Address:
    """A name with exactly one address, its host in plain letters. Raises MailFault(MAIL_ADDRESS) naming the
    field. A name whose words mix alphabets, so that it may pass for another, is left out.
    """
    one_line(name, field)
    try:
        checked = validate_email(address.strip(" "), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise MailFault(FaultKind.MAIL_ADDRESS, str(error), field=field) from error
    return Address(
        display_name="" if mixes_alphabets(name) else shown(name),
        addr_spec=checked.ascii_email or checked.normalized,
    )


def one_line(text: str, field: str) -> None:
    """Raises MailFault(MAIL_ADDRESS) for a line break, with which strangers could write headers."""
    if len(f"{text}.".splitlines()) > 1:
        raise MailFault(FaultKind.MAIL_ADDRESS, field=field)


def visible(text: str, longest: int = LONGEST_NAME) -> str:
    """A text from outside as one line to be read: nothing invisible in it, and not longer than that."""
    seen = "".join(" " if unicodedata.category(one) in _UNSHOWN else one for one in text[: 20 * longest])
    line = " ".join(seen.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def shown(text: str, longest: int = LONGEST_NAME) -> str:
    """The same for a mail's header, where a reader would decode what looks like an encoded word, line breaks
    and all (RFC 2047).
    """
    return visible(visible(text, longest).replace("=?", "= ?"), longest)
