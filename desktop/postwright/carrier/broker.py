"""Find the USPS Label ID in a label's reply. No document says where it stands; several places are tried.

The first place wins (api.md 10.7, in its order); what differs from it is told, and nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postwright.carrier.wire import labels as wire
from postwright.domain.qr_code import IdSource, differing, id_in_link, read_label_id

_TOKEN = re.compile(r"(?<![A-Za-z0-9-])[A-Z0-9]{8,10}(?![A-Za-z0-9-])")
# In English and in Spanish: "Label ID XYZ", "the code is XYZ", "ID de etiqueta: XYZ", "su código es XYZ".
_LABEL_ID = r"\b(?:label(?:\s+broker)?\s+id|id\s+de\s+(?:la\s+)?etiqueta)\b\s*(?:[:#=]|(?:is|es)\b\s?:?)?"
_CALLED = r"\b(?:id|code|number|c[oó]digo|n[uú]mero|identificador)\b\s*(?:[:#=]|(?:is|es)\b\s?:?)"
_NAMED = re.compile(rf"(?i:{_LABEL_ID}|{_CALLED})\s*([A-Z0-9]{{8,10}})(?![A-Za-z0-9-])")
_TYPES = ("label_broker", "labelbroker", "broker", "qr")
_VANITY = "ASKUSPS"  # 1-800-ASK-USPS, without its dashes
_WORD_HAS = 2  # vowels; a word in capitals looks like an ID, and is none


@dataclass(frozen=True, slots=True)
class FoundId:
    """`source` is where it stood, `notes` are sentences about whatever is odd; both "" or empty for none."""

    value: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


def label_id_of(label: wire.Label) -> FoundId:
    """The 8 to 10 characters that a customer can tell at the counter."""
    places = [(text.strip(), source) for text, source in _places(label)]
    found = [(code, source.value) for text, source in places if (code := read_label_id(text))]
    odd = tuple(
        f'The carrier\'s code "{text[:40]}" is no Label ID.'
        for text in dict.fromkeys(text for text, _ in places)
        if text and not read_label_id(text)
    )
    if not found:
        return FoundId(notes=odd)
    value, source = found[0]
    return FoundId(value, source, differing(value, found[1:]) + odd)


def instructions_of(label: wire.Label) -> str:
    return next((paper.instructions for paper in _papers(label) if paper.instructions), "")


def _places(label: wire.Label) -> Iterator[tuple[str, IdSource]]:
    if label.paperless_download:
        yield from _handoff(label.paperless_download.handoff_code, IdSource.HANDOFF)
    for package in label.packages:
        if package.paperless_download:
            yield from _handoff(package.paperless_download.handoff_code, IdSource.PACKAGE)
    identifiers = [*label.alternative_identifiers]
    for package in label.packages:
        identifiers += package.alternative_identifiers
    for identifier in identifiers:
        if any(word in identifier.type.lower() for word in _TYPES):
            yield identifier.value, IdSource.IDENTIFIER
    yield from ((id_in_link(href), IdSource.LINK) for href in _addresses(label))
    yield from ((_from_instructions(paper.instructions), IdSource.INSTRUCTIONS) for paper in _papers(label))


def _handoff(text: str, source: IdSource) -> Iterator[tuple[str, IdSource]]:
    """A link in place of a code may name the Label ID, as USPS's own page does."""
    if "://" in text:
        yield id_in_link(text), IdSource.LINK
    else:
        yield text, source


def _papers(label: wire.Label) -> Iterator[wire.Paperless]:
    found = [label.paperless_download, *(package.paperless_download for package in label.packages)]
    yield from (paper for paper in found if paper)


def _addresses(label: wire.Label) -> Iterator[str]:
    """Every address in the reply under which a document, or the page that prints one, may stand."""
    yield from (paper.href for paper in _papers(label))
    codes = [label.qr_code_download, *(package.qr_code_download for package in label.packages)]
    for download in [*codes, label.label_download, label.form_download]:
        if download:
            yield from (download.href, download.png, download.pdf, download.zpl)


def _from_instructions(text: str) -> str:
    """The token that is called an ID or a code; else the only one there is. A phone number is none."""
    named = [token for token in _NAMED.findall(text) if _may_be(token)]
    if named:
        return str(named[0])
    tokens = {token for token in _TOKEN.findall(text) if _may_be(token) and not _is_word(token)}
    if text.isupper():  # among capitals an ordinary word looks just the same
        tokens = {token for token in tokens if not token.isalpha()}
    return tokens.pop() if len(tokens) == 1 else ""


def _may_be(token: str) -> bool:
    return not token.isdecimal() and _VANITY not in token


def _is_word(token: str) -> bool:
    return token.isalpha() and sum(letter in "AEIOU" for letter in token) >= _WORD_HAS
