"""Accept a label's document only if it can be drawn and bears the parcel's own number. Stores nothing."""

from __future__ import annotations

from postwright.domain.barcode import in_fours, squeeze
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.printing.label_numbers import numbers_in, numbers_on
from postwright.printing.page import Page
from postwright.printing.renderer import Renderer

_PAGES = frozenset({DocumentKind.PDF, DocumentKind.PNG})
# The common density is read fastest; bars too fine for it are still a label's.
_DENSITIES = (203, 600)


class Unaccepted(PaperFault):
    """A document that is not printed. `page` shows what came in its place, as far as it can be drawn.

    `document` is there unless it is another parcel's: a person may still want it as a file.
    """

    def __init__(self, sentence: str, page: Page | None, document: Document | None) -> None:
        super().__init__(FaultKind.DOCUMENT_UNUSABLE, sentence)
        self.page = page
        self.document = document


def accept(document: Document, tracking_number: str, renderer: Renderer) -> None:
    """Raises Unaccepted with a sentence.

    Only a label's page is looked at, and the barcodes that ZPL names; of others their bytes alone are known.
    Where the carrier gave no tracking number, any page of the right size is a label.
    """
    wanted = squeeze(tracking_number)
    if document.kind is DocumentKind.ZPL:
        accept_zpl(document, wanted)
    if document.kind not in _PAGES:
        return
    for dpi in _DENSITIES:
        page = _drawn(document, dpi, renderer)
        found = numbers_on(page)
        if not wanted or wanted in found:
            return
        if found:
            raise _of_another(found, wanted, page)
    raise Unaccepted("No shipping barcode can be read on this document.", page, document)


def accept_zpl(document: Document, tracking_number: str) -> None:
    """Raises Unaccepted for another parcel's. What is one picture tells its number only when it is drawn."""
    wanted, found = squeeze(tracking_number), numbers_in(document.content)
    if wanted and found and wanted not in found:
        raise _of_another(found, wanted, None)


def _of_another(found: frozenset[str], wanted: str, page: Page | None) -> Unaccepted:
    read = " and ".join(in_fours(number) for number in sorted(found))
    words = f"The barcode reads {read}, but this parcel's number is {in_fours(wanted)}."
    return Unaccepted(words, page, None)


def _drawn(document: Document, dpi: int, renderer: Renderer) -> Page:
    try:
        return renderer.render(document.content, dpi)
    except PaperFault as fault:
        raise Unaccepted(fault.detail, _glimpse(document, renderer), document) from fault


def _glimpse(document: Document, renderer: Renderer) -> Page | None:
    try:
        return renderer.glimpse(document.content)
    except PaperFault:
        return None
