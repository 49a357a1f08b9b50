"""Find the USPS Label ID in a label's reply. No document says where it stands; several places are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from postwright.carrier.wire import labels as wire

_TOKEN = re.compile(r"(?<![A-Za-z0-9-])[A-Z0-9]{8,10}(?![A-Za-z0-9-])")
_NAMED = re.compile(
    r"(?i:\b(?:id|code|number)\b)\s*(?:[:#=]|(?i:is\b)[\s:]?)\s*([A-Z0-9]{8,10})(?![A-Za-z0-9-])"
)
_TYPES = ("label_broker", "labelbroker", "broker", "qr")


def label_id_of(label: wire.Label) -> str:
    """The 8 to 10 characters a customer can tell at the counter, or "" (api.md 10.7, in its order)."""
    return next((found for found in _places(label) if found), "")


def instructions_of(label: wire.Label) -> str:
    return next((paper.instructions for paper in _papers(label) if paper.instructions), "")


def _places(label: wire.Label) -> Iterator[str]:
    papers = tuple(_papers(label))
    yield from (paper.handoff_code.strip() for paper in papers)
    identifiers = [*label.alternative_identifiers]
    for package in label.packages:
        identifiers += package.alternative_identifiers
    for identifier in identifiers:
        if any(word in identifier.type.lower() for word in _TYPES):
            yield identifier.value.strip()
    yield from (_from_address(href) for href in _addresses(label))
    yield from (_from_instructions(paper.instructions) for paper in papers)


def _papers(label: wire.Label) -> Iterator[wire.Paperless]:
    found = [label.paperless_download, *(package.paperless_download for package in label.packages)]
    yield from (paper for paper in found if paper)


def _addresses(label: wire.Label) -> Iterator[str]:
    yield from (paper.href for paper in _papers(label))
    codes = [label.qr_code_download, *(package.qr_code_download for package in label.packages)]
    for download in [*codes, label.label_download]:
        if download:
            yield from (download.href, download.png, download.pdf)


def _from_address(href: str) -> str:
    try:
        pairs = parse_qsl(urlsplit(href).query)
    except ValueError:
        return ""
    return next((value for name, value in pairs if name.lower() == "labelid"), "")


def _from_instructions(text: str) -> str:
    """The token that is called an ID or a code; else the only one there is. A phone number is none."""
    named = [token for token in _NAMED.findall(text) if not token.isdecimal()]
    if named:
        return str(named[0])
    tokens = {token for token in _TOKEN.findall(text) if not token.isdecimal()}
    if text.isupper():  # among capitals an ordinary word looks just the same
        tokens = {token for token in tokens if not token.isalpha()}
    return tokens.pop() if len(tokens) == 1 else ""
