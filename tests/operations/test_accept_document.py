"""A document is a label's only when its barcode says so; whatever else comes is told and can be looked at."""

from __future__ import annotations

import pytest
from PIL import Image

from postwright.domain.barcode import in_fours, make_impb
from postwright.domain.faults import FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.operations.accept_document import Unaccepted, accept
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import page_of
from postwright.printing.renderer import Renderer
from tests.printing.bombs import BOMBS
from tests.printing.labels import LIVE, TRACKING, full_label_pdf, label_pdf, set_pdf

OTHER = make_impb(service_type="001", source="11", mailer="899563821", serial=7)
BLANK = page_of(Image.new("1", (812, 1218), 1), 203).png()


def pdf(content: bytes) -> Document:
    return Document(DocumentKind.PDF, content)


@pytest.mark.parametrize(
    "document",
    [
        pdf(label_pdf()),
        pdf(full_label_pdf()),
        pdf(label_pdf(size=(432, 288))),
        pdf(label_pdf(module=1.5, dpi=300)),
        Document(DocumentKind.PNG, page_from_pdf(label_pdf(), dpi=300).png()),
    ],
    ids=["a label", "a sample", "on its side", "bars too fine for 203 dpi", "a picture"],
)
def test_a_document_with_the_parcels_own_number_is_accepted(renderer: Renderer, document: Document) -> None:
    accept(document, in_fours(TRACKING), renderer)


@pytest.mark.row("F7", "N22")
@pytest.mark.parametrize(
    ("document", "words", "seen"),
    [
        (
            pdf(label_pdf(text=f"42062701{OTHER}")),
            f"reads {in_fours(OTHER)}, but.*{in_fours(TRACKING)}",
            True,
        ),
        (pdf(label_pdf(text="SHELF 14")), "No shipping barcode", True),
        (Document(DocumentKind.PNG, BLANK), "No shipping barcode", True),
        (pdf(label_pdf(size=(612, 792))), r"8\.5 x 11\.0 inches", True),
        (pdf(label_pdf(pages=300)), "300 pages", True),
        (pdf(BOMBS["a page of 14 400 points"]()), "200.0 x 200.0 inches", True),
        (pdf(label_pdf()[:600]), "damaged", False),
        (pdf(b"%PDF-1.7 nothing %%EOF"), "damaged", False),
    ],
    ids=["another's", "a shelf's", "blank", "a letter page", "300 pages", "huge", "cut short", "empty"],
)
def test_what_is_not_this_label_is_told_in_words_and_shown_where_it_can_be(
    renderer: Renderer, document: Document, words: str, seen: bool
) -> None:
    with pytest.raises(Unaccepted, match=words) as caught:
        accept(document, TRACKING, renderer)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert (caught.value.page is not None) == seen


def test_where_the_carrier_gave_no_number_a_page_of_the_right_size_is_a_label(renderer: Renderer) -> None:
    accept(Document(DocumentKind.PNG, BLANK), "", renderer)
    with pytest.raises(Unaccepted):
        accept(pdf(label_pdf(pages=9)), "", renderer)


def test_the_number_may_stand_on_any_page_and_no_page_may_bear_another(renderer: Renderer) -> None:
    accept(pdf(set_pdf("CN 22", LIVE, "CN 23")), TRACKING, renderer)
    with pytest.raises(Unaccepted, match=f"reads {in_fours(OTHER)}, but") as caught:
        accept(pdf(set_pdf(LIVE, "CN 22", f"42062701{OTHER}")), TRACKING, renderer)
    assert caught.value.page is not None
    with pytest.raises(Unaccepted, match="No shipping barcode"):
        accept(pdf(set_pdf("CN 22", "CN 23")), TRACKING, renderer)


@pytest.mark.parametrize("kind", [DocumentKind.QR, DocumentKind.ZPL, DocumentKind.FORM])
def test_what_is_no_labels_page_is_not_drawn(kind: DocumentKind) -> None:
    with Renderer(command=("/nowhere",)) as none:
        accept(Document(kind, b"whatever"), TRACKING, none)


def zpl(number: str, *, call: bytes = b">;>8") -> Document:
    code = call + b"42062701>8" + number.encode()
    return Document(DocumentKind.ZPL, b"^XA^BY3^FO40,700^BCN,200,N,N,N,N^FD" + code + b"^FS^XZ")


@pytest.mark.parametrize(
    "document",
    [zpl(TRACKING), zpl(TRACKING, call=b">:"), Document(DocumentKind.ZPL, b"^XA^FO1,1^GB9,9^FS^XZ")],
)
def test_zpl_of_this_parcel_or_without_a_number_is_accepted(document: Document, renderer: Renderer) -> None:
    accept(document, TRACKING, renderer)
    accept(zpl(OTHER), "", renderer)


def test_zpl_of_another_parcel_is_refused_and_not_given_away(renderer: Renderer) -> None:
    with pytest.raises(Unaccepted) as caught:
        accept(zpl(OTHER), TRACKING, renderer)
    assert caught.value.document is None
    assert f"The barcode reads {in_fours(OTHER)}, but this parcel's" in caught.value.detail
