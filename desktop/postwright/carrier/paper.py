"""Which documents a label's reply holds or points to, and what their bytes really are. Fetches nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from postwright.carrier.wire import labels as wire
from postwright.domain.display_scheme import is_code_alone
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind, DocumentLink

_DATA = "data:"
_FORMATS = {"pdf": DocumentKind.PDF, "png": DocumentKind.PNG, "zpl": DocumentKind.ZPL}
_FIRST_BYTES = {
    DocumentKind.PDF: (b"%PDF-",),
    DocumentKind.PNG: (b"\x89PNG\r\n\x1a\n",),
    DocumentKind.ZPL: (b"^XA",),
    DocumentKind.FORM: (b"%PDF-",),
}
_BLANK = b" \r\n\t\0"
_HEAD, _WEB_PAGE = 200, (b"<!doctype", b"<html", b"<head", b"<?xml")
# What stands at the end, and in how many bytes from there it is found (ISO 32000-1 Annex H.3.18 for the PDF).
_LAST_BYTES = {
    DocumentKind.PDF: (b"%%EOF", 1024),
    DocumentKind.PNG: (b"IEND", 8),
    DocumentKind.ZPL: (b"^XZ", 3),
    DocumentKind.FORM: (b"%%EOF", 1024),
}


class OtherBytes(PaperFault):
    """A download whose bytes are not what its link says; `content` is what came."""

    def __init__(self, kind: DocumentKind, content: bytes) -> None:
        super().__init__(FaultKind.DOCUMENT_UNUSABLE, what_came(kind, content))
        self.content = content


def is_really(kind: DocumentKind, content: bytes) -> bool:
    """Whether the bytes begin and end as such a document does; names and content types are not believed.

    A reply without a length can be cut short unnoticed, and then lacks its end. A QR code is a picture or,
    as nothing says that it is none, a PDF.
    """
    if kind is DocumentKind.QR:
        return is_really(DocumentKind.PNG, content) or is_really(DocumentKind.PDF, content)
    head = content.lstrip(_BLANK) if kind is DocumentKind.ZPL else content
    last, within = _LAST_BYTES[kind]
    return head.startswith(_FIRST_BYTES[kind]) and last in content.rstrip(_BLANK)[-within:]


def what_came(kind: DocumentKind, content: bytes) -> str:
    """Why bytes are no such document, for the operator."""
    if content[:_HEAD].lstrip().lower().startswith(_WEB_PAGE):
        return "The carrier's link leads to a web page, not to a document."
    if kind is DocumentKind.QR:
        return "What came is neither a whole PNG picture nor a PDF."
    return f"What came is not a whole {kind.upper()}."


def papers_of(label: wire.Label) -> tuple[tuple[DocumentLink, ...], tuple[Document, ...]]:
    """Links and documents, one of each kind; of a QR code every link, since one may lead to a web page.

    Unusable documents are left out, since they can be fetched later.
    """
    links: dict[tuple[DocumentKind, str], DocumentLink] = {}
    documents: dict[DocumentKind, Document] = {}
    for kind, href in _addresses(label):
        if href.startswith(_DATA):
            content = inline_bytes(href)
            found = _settle(kind, content)
            if found and found not in documents:
                documents[found] = Document(found, content)
        elif href and kind:
            which = href if kind is DocumentKind.QR else ""
            links.setdefault((kind, which), DocumentLink(kind, href))
    return tuple(links.values()), tuple(documents.values())


def without_papers(text: str) -> str:
    """A reply's JSON without the documents inside it; they are kept apart, and are most of its length."""
    cut, place = [], 0
    while (start := text.find(f'"{_DATA}', place)) >= 0:
        end = text.find('"', start + 1)
        cut.append(text[place : start + 1 + len(_DATA)])
        place = end if end >= 0 else len(text)
    return "".join([*cut, text[place:]])


def _addresses(label: wire.Label) -> Iterator[tuple[DocumentKind | None, str]]:
    """Every address with the kind it is said to be; None where only the bytes can tell."""
    # Such an ordinary download holds the QR image, which must never reach a printer (api.md 10.7).
    qr_only = is_code_alone(label.display_scheme)
    yield from ((DocumentKind.QR, href) for href in _qr_addresses(label))
    if label.form_download:
        yield DocumentKind.FORM, label.form_download.href
    ordinary = label.label_download
    if ordinary is None:
        return
    if qr_only:
        pictures = (ordinary.png, ordinary.href, ordinary.pdf)
        yield from ((DocumentKind.QR, href) for href in pictures if not _is_zpl(href))
        return
    for name, kind in _FORMATS.items():
        yield kind, getattr(ordinary, name)
    yield _kind_of_address(ordinary.href, label.label_format), ordinary.href


def _qr_addresses(label: wire.Label) -> Iterator[str]:
    places: list[wire.LabelPackage | wire.Label] = [label, *label.packages]
    yield from (place.paperless_download.href for place in places if place.paperless_download)
    yield from (place.qr_code_download.href for place in places if place.qr_code_download)


def _kind_of_address(href: str, label_format: str) -> DocumentKind | None:
    if href.startswith(_DATA):
        return None
    return _FORMATS.get(href.partition("?")[0].rpartition(".")[2].lower()) or _FORMATS.get(label_format)


def _is_zpl(href: str) -> bool:
    return href.partition("?")[0].lower().endswith(".zpl")


def _settle(kind: DocumentKind | None, content: bytes) -> DocumentKind | None:
    """The kind that the bytes bear out."""
    kinds = [kind] if kind else list(_FORMATS.values())
    return next((one for one in kinds if is_really(one, content)), None)


def inline_bytes(href: str) -> bytes:
    """The bytes of a data URL in strict base64, or nothing."""
    head, _, packed = href.partition(",")
    if not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(packed, validate=True)
    except binascii.Error:
        return b""
