"""Accept a label's document only if it can be drawn and bears the parcel's own number. Stores nothing."""

from __future__ import annotations

from postwright.domain.barcode import in_fours, squeeze
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.printing.label_numbers import numbers_on
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

    Only a label's page is looked at; of other documents their bytes alone are known. Where the carrier gave
    no tracking number, any page of the right size is a label.
    """
    if document.kind not in _PAGES:
        return
    wanted = squeeze(tracking_number)
    for dpi in _DENSITIES:
        page = _drawn(document, dpi, renderer)
        found = numbers_on(page)
        if not wanted or wanted in found:
            return
        if found:
            read = " and ".join(in_fours(number) for number in sorted(found))
            words = f"The barcode reads {read}, but this parcel's number is {in_fours(wanted)}."
            raise Unaccepted(words, page, None)
    raise Unaccepted("No shipping barcode can be read on this document.", page, document)


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
