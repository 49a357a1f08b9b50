"""Which links a mail to a customer may hold: USPS, the shop's own website, and an address to write to."""

from __future__ import annotations

import re
from collections.abc import Callable

from postwright.domain.faults import BadInput
from postwright.domain.links import host_of, permitted

# An address and nothing behind it, which could fill in a subject or name others to write to.
_WRITE_TO = re.compile(r"mailto:[A-Za-z0-9.!#$&'*+/=^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")


def website_link(website: str) -> str:
    """The shop's website as a link, or nothing when it cannot be one."""
    text = website.strip()
    link = text if "://" in text else f"https://{text}"
    return link if host_of(website) and allowed_for(website)(link) else ""


def allowed_for(website: str) -> Callable[[str], bool]:
    """The question whether a link may stand in a mail of the shop that has this website."""

    def allowed(link: str) -> bool:
        if link.startswith("mailto:"):
            return _WRITE_TO.fullmatch(link) is not None
        try:
            return permitted(link, website) == link
        except BadInput:
            return False

    return allowed
