"""The sheet of a SCAN form is read back before it is printed: its number, whether it is real, its bars."""

from __future__ import annotations

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.dots import page_as_it_is, page_from_document
from postwright.printing.form_proof import prove_form
from postwright.printing.page import Page
from tests.printing.form_sheets import NUMBER, OTHER, label_sheet, letter_sheet


def page(number: str = NUMBER, dpi: int = 300) -> Page:
    return page_as_it_is(letter_sheet(number), dpi=dpi)


def failure(page: Page, number: str = NUMBER, *, sample_allowed: bool = True, burnt: bool = False) -> str:
    with pytest.raises(PaperFault) as caught:
        prove_form(page, number, sample_allowed=sample_allowed, burnt=burnt)
    assert caught.value.kind is FaultKind.FORM_NOT_PROVED
    return caught.value.detail


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_form_with_its_own_number_is_proved_at_every_density(dpi: int) -> None:
    prove_form(page(dpi=dpi), NUMBER, sample_allowed=True)
    dots = page_from_document(letter_sheet(), dpi=dpi, width=8.5, height=11)
    prove_form(dots, NUMBER, sample_allowed=True, burnt=True)


def test_a_form_for_which_the_carrier_named_no_number_needs_a_barcode_all_the_same() -> None:
    prove_form(page(), "", sample_allowed=True)
    assert failure(blank(), "") == "No barcode can be read on it."


def test_the_form_of_other_parcels_is_not_taken_for_this_one() -> None:
    assert failure(page(OTHER)) == (
        "Its barcode reads 9475 7112 0108 0308 0270 34, but the form's number is 9475 7118 9956 4878 3801 13."
    )


def test_a_practice_form_never_goes_out_of_a_live_shop() -> None:
    assert "practice form" in failure(page(), sample_allowed=False)


def test_bars_that_are_too_fine_for_the_printer_are_not_printed() -> None:
    fine = page_from_document(label_sheet(module=72 / 203), dpi=203)
    prove_form(fine, NUMBER, sample_allowed=True)
    assert "dots wide" in failure(fine, burnt=True)


def blank() -> Page:
    return Page(80, 80, 203, bytes(10 * 80))
