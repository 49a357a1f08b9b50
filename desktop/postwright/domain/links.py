"""Which addresses Postwright may have opened: https, at a host on a short list. Opens nothing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from postwright.domain.faults import BadInput, FaultKind

USPS = "tools.usps.com"
_LONGEST = 2000
# A browser reads a backslash as a slash; the rest of these never stand in an address as they are.
_NEVER = frozenset(' \\"<>^`{|}')
# As we write it: no comma and no second @, in which another address could begin, not even in their codes.
_ONE_PERSON = re.compile(
    r"((?:[A-Za-z0-9.!$'*+/=_~-]|%(?!2[Cc]|40|3[Bb]|0[AaDd]|00)[0-9A-Fa-f]{2})+@[A-Za-z0-9.-]+)?"
)


def host_of(website: str) -> str:
    """The host of the shop's own website, as it stands in the settings; empty for none."""
    text = website.strip()
    bare = text if "://" in text else f"https://{text}"
    return _host(bare) if text else ""


def permitted(address: str, website: str = "") -> str:
    """The same address, where it may be opened: at USPS or at the shop's own website.

    Raises BadInput(LINK_REFUSED) for any other scheme or host, a user name, a port of its own, or characters
    that hide where it leads.
    """
    host = _host(address)
    if not host or host not in {USPS, host_of(website)}:
        raise BadInput(FaultKind.LINK_REFUSED)
    return address


def permitted_letter(address: str) -> str:
    """The same mailto address, where it writes to one person or to nobody yet, and fills in what a letter
    has: a subject and a text, each once.

    Raises BadInput(LINK_REFUSED) for anything else, such as others to write to or a file to attach.
    """
    to, _, filled = address.removeprefix("mailto:").partition("?")
    names = [part.partition("=")[0] for part in filled.split("&")] if filled else []
    plain = address.isascii() and address.isprintable() and not (_NEVER | {"#", ";"}) & set(address)
    only_known = len(names) == len(set(names)) and set(names) <= {"subject", "body"}
    if not (address.startswith("mailto:") and plain and only_known and _ONE_PERSON.fullmatch(to)):
        raise BadInput(FaultKind.LINK_REFUSED)
    return address


def _host(address: str) -> str:
    """The host that the whole address plainly leads to over https; empty when it is not plain."""
    plain = address.isascii() and address.isprintable() and not _NEVER & set(address)
    if not plain or len(address) > _LONGEST:
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme != "https" or "@" in parts.netloc or port not in (None, 443):
        return ""
    return (parts.hostname or "") if address.lower().startswith("https://") else ""
