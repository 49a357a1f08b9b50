"""A label is proved from the dots that will be printed: the right parcel, bars that a scanner can read."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
import zplkit
from PIL import Image, ImageDraw

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours, make_impb, make_s10
from postwright.domain.barcode_rules import IMPB, Result
from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.proof import Proof, examine, proof_document, prove
from tests.printing.labels import LIVE, TRACKING, ZIP, label_pdf

FNC1 = "\xf1"
OTHER = make_impb(service_type="001", source="11", mailer="899563821", serial=7)


def page(text: str = LIVE, *, dpi: int = 203, module: float = 3, offset: float = 0) -> Page:
    return page_from_pdf(label_pdf(text=text, module=module, dpi=dpi, offset=offset), dpi=dpi)


def drawn_on(label: Page, *boxes: tuple[int, int, int, int], fill: int = 0) -> Page:
    image = label.image()
    for box in boxes:
        ImageDraw.Draw(image).rectangle(box, fill=fill)
    return page_of(image, label.dpi)


def refusal(
    label: Page, *, tracking: str = TRACKING, zip_code: str = "", sample_allowed: bool = False
) -> str:
    with pytest.raises(PaperFault) as caught:
        prove(label, tracking_number=tracking, zip_code=zip_code, sample_allowed=sample_allowed)
    assert caught.value.kind is FaultKind.PROOF_FAILED
    return caught.value.detail


def found(label: Page, name: str) -> Result:
    """What the check of that name says of a label."""
    checks = examine(label, tracking_number=TRACKING, sample_allowed=False).checks
    [result] = [check.result for check in checks if check.name == name]
    return result


def test_a_good_label_is_read_back_and_measured() -> None:
    proof = prove(page(), tracking_number=in_fours(TRACKING), zip_code=f"{ZIP}-1234", sample_allowed=False)
    assert proof.sentence == f"Barcode reads {in_fours(TRACKING)} at 3 dots a bar."
    assert (proof.module, proof.height, proof.zip_code) == (3, 203, ZIP)
    assert (proof.quiet_left, proof.quiet_right) == (34, 112)
    assert {check.result for check in proof.checks} == {Result.PASSED}
    assert not proof.clipped


def test_a_proof_is_kept_as_plain_json() -> None:
    proof = prove(page(), tracking_number=TRACKING, zip_code=ZIP, sample_allowed=False)
    kept = proof_document(proof)
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["module_dots"], kept["module_inch"], kept["height_inch"]) == (3, 0.01478, 1)
    assert (kept["quiet_left_modules"], kept["quiet_left_inch"]) == (11.3, 0.167)
    assert kept["checks"][0]["words"] == f"The barcode reads {in_fours(TRACKING)}."
    assert {check["name"]: check["source"] for check in kept["checks"]}["Bar width"] == IMPB.source
    failed = proof_document(examine(page("ORDER 1001"), tracking_number=TRACKING, sample_allowed=False))
    assert failed["sentence"] == "No shipping barcode can be read on this label."
    assert failed["quiet_left_modules"] == 0


@pytest.mark.parametrize("dpi", [203, 300])
def test_two_dot_bars_are_read_at_every_offset_and_refused_as_shrunk(dpi: int) -> None:
    for tenth in range(10):
        label = page(dpi=dpi, module=2, offset=tenth / 10)
        assert [code.module for code in read_codes(label)] == [2]
        assert "USPS asks for 0.013 to 0.021" in refusal(label)


def test_bars_that_are_no_whole_number_of_dots_are_measured_too() -> None:
    proof = prove(page(module=2.64), tracking_number=TRACKING, sample_allowed=False)
    assert proof.module == pytest.approx(2.64, abs=0.02)
    assert proof.warnings == ()


def test_bars_a_little_narrower_than_asked_are_warned_of() -> None:
    proof = prove(page(module=2.5), tracking_number=TRACKING, sample_allowed=False)
    assert "The bars are 0.0123 inch wide" in proof.warnings[0]


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_barcode_is_measured_alike_whichever_way_it_lies(turns: int) -> None:
    upright = examine(page(), tracking_number=TRACKING, sample_allowed=False)
    turned = examine(
        page_of(page().image().rotate(turns, expand=True), 203),
        tracking_number=TRACKING,
        sample_allowed=False,
    )
    assert proof_document(turned) == proof_document(upright)


def test_a_leaning_barcode_is_measured_along_the_row_in_which_it_is_read() -> None:
    image = page(dpi=600, module=8).image().convert("L")
    leaning = image.rotate(12, expand=True, fillcolor=255).point([0] * 128 + [255] * 128, "1")
    proof = examine(page_of(leaning, 600), tracking_number=TRACKING, sample_allowed=False)
    assert proof.module == pytest.approx(8, rel=0.03)


def test_an_international_number_is_proved_without_the_rules_of_domestic_parcels() -> None:
    number = make_s10(service="CP", serial=12345678)
    proof = prove(page(number, module=2), tracking_number=number, sample_allowed=False)
    assert proof.tracking_number == number
    assert proof.warnings == ()


def test_the_label_of_another_parcel_is_refused_with_both_numbers() -> None:
    words = refusal(page(f"{FNC1}420{ZIP}{FNC1}{OTHER}"))
    assert in_fours(OTHER) in words
    assert in_fours(TRACKING) in words


def test_a_label_without_a_shipping_barcode_is_refused() -> None:
    blank = page_of(Image.new("1", (812, 1218), 1), 203)
    assert "No shipping barcode" in refusal(blank)
    assert "No shipping barcode" in refusal(page("ORDER 1001"))


def test_a_barcode_that_is_struck_through_is_refused() -> None:
    assert "No shipping barcode" in refusal(drawn_on(page(), (0, 700, 811, 980)))


def test_bars_of_one_dot_are_refused() -> None:
    assert "only 1 dots wide" in refusal(page(module=1))


def test_a_label_shrunk_to_three_quarters_is_refused() -> None:
    small = page().image().resize((609, 914), Image.Resampling.LANCZOS).convert("L")
    shrunk = Image.new("L", (812, 1218), 255)
    shrunk.paste(small, (0, 0))
    assert refusal(page_of(shrunk.point([0] * 128 + [255] * 128, "1"), 203))
    assert "shrunk" in refusal(page(module=2.25))


def test_wherever_a_dot_of_the_head_is_dead_it_is_found() -> None:
    """A column that burns no more goes unseen only where the label is white, or where a bar of several
    modules loses less than the eye of a scanner.
    """
    label = page()
    black = [x for x in range(34, 34 + 666) if label.image().getpixel((x, 900)) == 0]
    for column in black[::7]:
        burnt = drawn_on(label, (column, 0, column, 1217), fill=1)
        proof = examine(burnt, tracking_number=TRACKING, sample_allowed=False)
        assert proof.failure or proof.warnings, column


def test_a_dead_dot_in_the_middle_of_a_bar_is_refused() -> None:
    start = 34  # the first bar of a start symbol is two modules wide
    assert refusal(drawn_on(page(), (start + 2, 0, start + 2, 1217), fill=1))


@pytest.mark.parametrize(("box", "result"), [((0, 600, 11, 1000), Result.WARNED), ((0, 600, 22, 1000), None)])
def test_a_missing_quiet_zone_is_found(box: tuple[int, int, int, int], result: Result | None) -> None:
    label = drawn_on(page(), box)
    if result is None:
        assert refusal(label)
    else:
        assert found(label, "Quiet zone") is result


def test_bars_that_are_too_low_are_found() -> None:
    top, bottom = 700, 964  # where the bars of the label end
    assert found(page(), "Bar height") is Result.PASSED
    low = drawn_on(page(), (0, top, 811, bottom - 120), fill=1)
    assert found(low, "Bar height") is Result.WARNED
    lower = drawn_on(page(), (0, top, 811, bottom - 90), fill=1)
    assert "USPS asks for 0.75" in refusal(lower)


def test_a_barcode_that_runs_off_the_label_is_found() -> None:
    assert refusal(page().shifted(160, 0))
    assert refusal(page().shifted(-36, 0))
    assert examine(page().shifted(109, 0), tracking_number=TRACKING, sample_allowed=False).failure


def test_a_sample_is_printed_only_in_practice() -> None:
    sample = page(f"{SAMPLE_PREFIX}{TRACKING}")
    assert "worth no postage" in refusal(sample)
    proof = prove(sample, tracking_number=TRACKING, sample_allowed=True)
    assert proof.sample
    assert proof.sentence.startswith("Sample barcode reads")


def test_a_plain_code_128_is_warned_of_where_usps_asks_for_application_identifiers() -> None:
    proof = prove(page(f"420{ZIP}{TRACKING}"), tracking_number=TRACKING, sample_allowed=False)
    assert [words for words in proof.warnings if "GS1-128" in words]


def test_a_barcode_routed_elsewhere_is_refused() -> None:
    assert "ZIP 62701, but this parcel goes to 80302" in refusal(page(), zip_code="80302")
    unrouted = page(FNC1 + TRACKING)
    assert prove(unrouted, tracking_number=TRACKING, zip_code="80302", sample_allowed=False).zip_code == ""


def test_black_at_the_very_edge_is_warned_of() -> None:
    proof = prove(drawn_on(page(), (0, 0, 0, 400)), tracking_number=TRACKING, sample_allowed=False)
    assert proof.warnings == ("Something reaches the very edge of the label and may be cut off.",)
    assert proof.clipped


def two_parcels(other: str = OTHER) -> Page:
    image = page().image()
    image.paste(page(FNC1 + other).image().crop((0, 740, 812, 1000)), (0, 300))
    return page_of(image, 203)


def test_a_second_parcel_on_the_same_label_is_refused() -> None:
    with pytest.raises(PaperFault, match=f"also shows {in_fours(OTHER)}"):
        prove(two_parcels(), tracking_number=TRACKING, sample_allowed=False)


def test_an_item_number_beside_the_package_code_is_warned_of() -> None:
    item = make_s10(service="LZ", serial=12345678)
    proof = prove(two_parcels(item), tracking_number=TRACKING, sample_allowed=False)
    assert proof.warnings == (f"The label also shows {in_fours(item)}.",)


def test_the_other_label_of_a_sheet_belongs_there() -> None:
    proof = prove(
        two_parcels(), tracking_number=TRACKING, sample_allowed=False, also=frozenset({in_fours(OTHER)})
    )
    assert proof.warnings == ()


def test_other_barcodes_are_told_but_do_not_count() -> None:
    codes = read_codes(page("ORDER 1001"))
    assert [(code.text, code.format, code.module, code.gs1) for code in codes] == [
        ("ORDER 1001", "Code128", 3, False)
    ]


def test_the_same_number_twice_is_judged_by_its_finer_bars() -> None:
    image = page(module=3).image()
    image.paste(page(module=2).image().crop((0, 740, 812, 1000)), (0, 300))
    assert "shrunk" in refusal(page_of(image, 203))


def test_a_proof_without_a_barcode_has_nothing_measured() -> None:
    proof = examine(page("ORDER 1001"), tracking_number=TRACKING, sample_allowed=False)
    assert isinstance(proof, Proof)
    assert (proof.module, proof.codes) == (0, ("ORDER 1001",))


@pytest.mark.parametrize("top", [300, 480, 640])
def test_the_same_barcode_twice_above_each_other_is_read_as_one_and_measured(top: int) -> None:
    image = page().image()
    image.paste(page().image().crop((0, 740, 812, 1000)), (0, top))
    proof = prove(page_of(image, 203), tracking_number=TRACKING, sample_allowed=False)
    assert (proof.module, proof.height) == (3, 203)


def test_a_row_of_bars_left_over_is_not_the_barcode() -> None:
    left_over = drawn_on(page(), (0, 763, 811, 964 - 160), fill=1)
    proof = prove(left_over, tracking_number=TRACKING, sample_allowed=False)
    assert proof.height == pytest.approx(160, abs=1)


def test_a_line_through_most_of_the_bars_is_refused_though_they_can_still_be_read() -> None:
    through = drawn_on(page(dpi=600, module=8), (106, 2200, 107, 2700), fill=1)
    assert [code.text for code in read_codes(through)] == [f"420{ZIP}\x1d{TRACKING}"]
    assert "white line" in refusal(through)


def test_codes_of_other_kinds_are_read_beside_it() -> None:
    drawing = (
        b"^XA^FO60,60^BQN,2,4^FDQA,https://example.test^FS^FO300,60^BY2^B3N,N,60,N,N^FDREF-1^FS"
        b"^FO60,300^B2N,60,N,N,N^FD123456^FS^XZ"
    )
    [scene] = zplkit.render(drawing, zplkit.Options(width=812, height=600, dpi=203)).labels
    codes = read_codes(page_of(Image.open(BytesIO(scene.png())).convert("1"), 203))
    assert {(code.text, code.module) for code in codes} == {
        ("https://example.test", 0),
        ("REF-1", 2),
        ("123456", 2),
    }
