"""A label is proved from the dots that will be printed: the right parcel, bars that a scanner can read."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours, make_impb, make_s10
from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.proof import Proof, prove
from tests.printing.labels import TRACKING, ZIP, label_pdf


def page(text: str = f"420{ZIP}{TRACKING}", *, dpi: int = 203, module: float = 3, offset: float = 0) -> Page:
    return page_from_pdf(label_pdf(text=text, module=module, dpi=dpi, offset=offset), dpi=dpi)


def refusal(
    label: Page, *, tracking: str = TRACKING, zip_code: str = "", sample_allowed: bool = False
) -> str:
    with pytest.raises(PaperFault) as caught:
        prove(label, tracking_number=tracking, zip_code=zip_code, sample_allowed=sample_allowed)
    assert caught.value.kind is FaultKind.PROOF_FAILED
    return caught.value.detail


def test_a_good_label_is_read_back_and_measured() -> None:
    proof = prove(page(), tracking_number=in_fours(TRACKING), zip_code=f"{ZIP}-1234", sample_allowed=False)
    assert proof == Proof(TRACKING, 3.0, ZIP, codes=(f"420{ZIP}{TRACKING}",))
    assert proof.sentence == f"Barcode reads {in_fours(TRACKING)} at 3 dots a bar."


@pytest.mark.parametrize("dpi", [203, 300])
def test_two_dot_bars_are_read_at_every_offset_and_warned_of(dpi: int) -> None:
    for tenth in range(10):
        label = page(dpi=dpi, module=2, offset=tenth / 10)
        proof = prove(label, tracking_number=TRACKING, sample_allowed=False)
        assert proof.module == 2
        assert "USPS asks for 0.013" in proof.warnings[0]


def test_bars_that_are_no_whole_number_of_dots_are_measured_too() -> None:
    proof = prove(page(module=2.64), tracking_number=TRACKING, sample_allowed=False)
    assert proof.module == pytest.approx(2.64, abs=0.02)
    assert proof.warnings == ()


@pytest.mark.parametrize("turns", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
def test_a_barcode_that_stands_on_end_is_measured_alike(turns: Image.Transpose) -> None:
    turned = page_of(page().image().transpose(turns), 203)
    assert prove(turned, tracking_number=TRACKING, sample_allowed=False).module == 3


def test_an_international_number_is_proved() -> None:
    number = make_s10(service="CP", serial=12345678)
    assert prove(page(number), tracking_number=number, sample_allowed=False).tracking_number == number


def test_the_label_of_another_parcel_is_refused_with_both_numbers() -> None:
    other = make_impb(service_type="001", source="11", mailer="899563821", serial=7)
    words = refusal(page(f"420{ZIP}{other}"))
    assert in_fours(other) in words
    assert in_fours(TRACKING) in words


def test_a_label_without_a_shipping_barcode_is_refused() -> None:
    blank = page_of(Image.new("1", (812, 1218), 1), 203)
    assert "No shipping barcode" in refusal(blank)
    assert "No shipping barcode" in refusal(page("ORDER 1001"))


def test_a_barcode_that_is_struck_through_is_refused() -> None:
    image = page().image()
    ImageDraw.Draw(image).rectangle((0, 700, 811, 980), fill=0)
    assert "No shipping barcode" in refusal(page_of(image, 203))


def test_bars_of_one_dot_are_refused() -> None:
    assert "only 1 dots wide" in refusal(page(module=1))


def test_a_sample_is_printed_only_in_practice() -> None:
    sample = page(f"{SAMPLE_PREFIX}{TRACKING}", module=2)
    assert "worth no postage" in refusal(sample)
    proof = prove(sample, tracking_number=TRACKING, sample_allowed=True)
    assert proof.sample
    assert proof.sentence.startswith("Sample barcode reads")


def test_a_barcode_routed_elsewhere_is_refused() -> None:
    assert "ZIP 62701, but this parcel goes to 80302" in refusal(page(), zip_code="80302")
    assert (
        prove(page(TRACKING), tracking_number=TRACKING, zip_code="80302", sample_allowed=False).zip_code == ""
    )


def test_black_at_the_very_edge_is_warned_of() -> None:
    image = page().image()
    ImageDraw.Draw(image).line((0, 0, 0, 400), fill=0)
    proof = prove(page_of(image, 203), tracking_number=TRACKING, sample_allowed=False)
    assert proof.warnings == ("Something reaches the very edge of the label and may be cut off.",)


def test_a_second_parcel_on_the_same_label_is_warned_of() -> None:
    other = make_impb(service_type="001", source="11", mailer="899563821", serial=7)
    image = page().image()
    image.paste(page(other).image().crop((0, 740, 812, 1000)), (0, 300))
    proof = prove(page_of(image, 203), tracking_number=TRACKING, sample_allowed=False)
    assert proof.warnings == (f"The label also shows {in_fours(other)}.",)


def test_other_barcodes_are_told_but_do_not_count() -> None:
    codes = read_codes(page("ORDER 1001"))
    assert [(code.text, code.format, code.module) for code in codes] == [("ORDER 1001", "Code128", 3)]
