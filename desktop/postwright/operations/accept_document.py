"""Accept a label's document only if it can be drawn and bears the parcel's own number. Stores nothing.

A QR code is no label, whatever it is called and in whatever form it comes: it is never accepted as one.
"""

from __future__ import annotations

from postwright.domain.barcode import in_fours, squeeze
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.printing.label_numbers import holds_code, numbers_in, numbers_on
from postwright.printing.page import Page
from postwright.printing.renderer import Renderer

_PAGES = frozenset({DocumentKind.PDF, DocumentKind.PNG})
# The common density is read fastest; bars too fine for it are still a label's.
_DENSITIES = (203, 600)


class Unaccepted(PaperFault):
    """A document that is not printed. `page` shows what came in its place, as far as it can be drawn.

    `document` is there unless it is another parcel's, or no label: a person may still want it as a file.
    """

    def __init__(
        self,
        sentence: str,
        page: Page | None,
        document: Document | None,
        kind: FaultKind = FaultKind.DOCUMENT_UNUSABLE,
    ) -> None:
        super().__init__(kind, sentence)
        self.page = page
        self.document = document


class QrInstead(Unaccepted):
    """A QR code where a label should be; `as_code` is the document under its right kind, if it is any use."""

    def __init__(self, page: Page | None, code: Document | None) -> None:
        super().__init__("It is a QR code for the counter, not a label.", page, None, FaultKind.QR_INSTEAD)
        self.as_code = code


def accept(document: Document, tracking_number: str, renderer: Renderer) -> None:
    """Raises Unaccepted with a sentence, QrInstead for a QR code.

    Only a label's pages are looked at, and the barcodes that ZPL names; of others their bytes alone are
    known. The number may stand on any of several pages, and none may bear another. Where the carrier gave no
    tracking number, any page of the right size is a label unless it is a QR code.
    """
    wanted = squeeze(tracking_number)
    if document.kind is DocumentKind.ZPL:
        accept_zpl(document, wanted)
    if document.kind not in _PAGES:
        return
    for dpi in _DENSITIES:
        pages = _drawn(document, dpi, renderer)
        found = [numbers_on(page) for page in pages]
        for page, numbers in zip(pages, found, strict=True):
            if wanted and numbers and wanted not in numbers:
                raise _of_another(numbers, wanted, page)
        if wanted and any(found):
            return
        if not any(found):
            refuse_code(document, renderer)
        if not wanted:
            return
    raise Unaccepted("No shipping barcode can be read on this document.", pages[0], document)


def accept_zpl(document: Document, tracking_number: str) -> None:
    """Raises Unaccepted for another parcel's, QrInstead for a QR code alone.

    What is one picture tells its number only when it is drawn.
    """
    wanted, found = squeeze(tracking_number), numbers_in(document.content)
    if not found and holds_code(document.content):
        raise QrInstead(None, None)
    if wanted and found and wanted not in found:
        raise _of_another(found, wanted, None)


def _of_another(found: frozenset[str], wanted: str, page: Page | None) -> Unaccepted:
    read = " and ".join(in_fours(number) for number in sorted(found))
    words = f"The barcode reads {read}, but this parcel's number is {in_fours(wanted)}."
    return Unaccepted(words, page, None)


def refuse_code(document: Document, renderer: Renderer) -> None:
    """Raises QrInstead for a page that has a QR code and no number of any parcel."""
    try:
        page, codes = renderer.codes(document.content)
    except PaperFault:  # which the drawing of the label tells about
        return
    if codes and not numbers_on(page):
        raise QrInstead(page, Document(DocumentKind.QR, document.content))


def _drawn(document: Document, dpi: int, renderer: Renderer) -> tuple[Page, ...]:
    try:
        return renderer.label(document.content, dpi)
    except PaperFault as fault:
        refuse_code(document, renderer)
        raise Unaccepted(fault.detail, _glimpse(document, renderer), document) from fault


def _glimpse(document: Document, renderer: Renderer) -> Page | None:
    try:
        return renderer.glimpse(document.content)
    except PaperFault:
        return None
