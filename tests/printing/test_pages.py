"""A PDF made of proved dots prints those dots, whether of a label or of a sheet."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from postwright.domain.barcode import make_impb
from postwright.domain.printing_profile import Layout, PrinterProfile
from postwright.printing.dots import page_from_document, page_from_pdf
from postwright.printing.label_numbers import numbers_on
from postwright.printing.layout import sheet
from postwright.printing.page import Page
from postwright.printing.pages import label_pdf
from tests.printing import labels


def page(serial: int = 70542, dpi: int = 203) -> Page:
    number = make_impb(service_type="001", source="11", mailer="899563821", serial=serial)
    return page_from_pdf(labels.label_pdf(text=f"42062701{number}", dpi=dpi), dpi=dpi)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_pdf_of_a_page_is_that_page_again(dpi: int) -> None:
    assert page_from_pdf(label_pdf(page(dpi=dpi)), dpi=dpi) == page(dpi=dpi)


def test_a_page_whose_rows_end_within_a_byte_is_kept_too() -> None:
    drawn = page()
    assert drawn.width % 8 == 4
    with pdfium.PdfDocument(label_pdf(drawn)) as document:
        assert document[0].get_size() == pytest.approx((288, 432), abs=0.001)


def test_the_pdf_of_a_label_is_small() -> None:
    assert len(label_pdf(page())) < 12_000


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_pdf_of_a_letter_sheet_shows_both_labels_at_their_true_size(dpi: int) -> None:
    profile = PrinterProfile("Office", "", dpi=dpi, width=8.5, height=11.0, layout=Layout.TWO)
    laid = sheet([page(1, dpi), page(2, dpi)], profile)
    drawn = page_from_document(label_pdf(laid), dpi=dpi, width=8.5, height=11.0)
    assert drawn == laid
    with pdfium.PdfDocument(label_pdf(laid)) as document:
        assert document[0].get_size() == pytest.approx((612, 792), abs=72 / dpi / 2)
    numbers = {make_impb(service_type="001", source="11", mailer="899563821", serial=one) for one in (1, 2)}
    assert numbers_on(drawn) == numbers
