"""A PDF made of proved dots prints those dots, alone or two to a letter sheet."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from postwright.domain.barcode import make_impb
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.pages import label_pdf, on_letter
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


def letter(pdf: bytes) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        assert len(document) == 1
        assert document[0].get_size() == (612, 792)
        sheet: Image.Image = document[0].render(scale=300 / 72, grayscale=True).to_pil()
        return sheet


def test_two_labels_share_a_letter_sheet_one_in_each_half() -> None:
    sheet = letter(on_letter([page(1), page(2)]))
    halves = [sheet.crop((0, 0, 2550, 1650)), sheet.crop((0, 1650, 2550, 3300))]
    for serial, half in enumerate(halves, 1):
        number = make_impb(service_type="001", source="11", mailer="899563821", serial=serial)
        assert [code.text for code in zxingcpp.read_barcodes(half)] == [f"42062701{number}"]


def test_one_label_leaves_the_lower_half_of_the_sheet_white() -> None:
    sheet = np.asarray(letter(on_letter([page()])))
    assert sheet[:1650].min() == 0
    assert sheet[1650:].min() == 255


def test_a_sheet_holds_no_more_than_it_can() -> None:
    for pages in ([], [page()] * 3):
        with pytest.raises(ValueError, match="one or two"):
            on_letter(pages)
    with pytest.raises(ValueError, match="larger than half"):
        on_letter([page_of(Image.new("1", (1200, 1218), 1), 203)])
