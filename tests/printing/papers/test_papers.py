"""Every paper says what it must, on as many pages as it takes, and nothing leaves its margins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.money import Money
from postwright.domain.papers import PaperHead, PaperKind, PaperSize
from postwright.printing.dots import page_from_pdf
from postwright.printing.papers.compose import compose
from postwright.printing.papers.lettering import width
from postwright.printing.papers.sheet import UNIT, Bar, Words
from tests.printing.papers.reading import overflows, texts, words
from tests.printing.papers.samples import (
    CARD,
    CODE,
    DAY,
    HEAD,
    LONG,
    MONTH,
    PAPERS,
    PICKUP,
    PRACTICE,
    RECEIPT,
    SLIP,
    TRACKING,
    parcels,
    qr_png,
)

K = PaperKind
SPACED = "9400 1118 9956 3821 0705 42"


def text_of(kind: PaperKind, paper: Any, size: PaperSize = PaperSize.LETTER) -> str:
    return " ".join(texts(compose(kind, [paper], size).pdf))


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("kind", PaperKind)
def test_a_paper_has_the_size_that_was_asked_for(kind: PaperKind, size: PaperSize) -> None:
    with pdfium.PdfDocument(compose(kind, [PAPERS[kind]], size).pdf) as document:
        for page in document:
            assert page.get_size() == pytest.approx([side * 72 for side in size.inches], abs=0.01)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_leaves_the_margins(kind: PaperKind, size: PaperSize) -> None:
    for sheet in compose(kind, [PAPERS[kind]], size).sheets:
        assert overflows(sheet) == []


@pytest.mark.parametrize("kind", PaperKind)
def test_the_house_font_is_in_the_file(kind: PaperKind) -> None:
    pdf = compose(kind, [PAPERS[kind]], PaperSize.LETTER).pdf
    assert pdf.count(b"/FontFile2") >= 2
    assert b"Helvetica" not in pdf


def test_the_same_paper_is_the_same_file() -> None:
    assert compose(K.RECEIPT, [RECEIPT], PaperSize.A4).pdf == compose(K.RECEIPT, [RECEIPT], PaperSize.A4).pdf


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("kind", PaperKind)
def test_a_practice_paper_says_sample_on_every_page_and_a_real_one_nowhere(
    kind: PaperKind, size: PaperSize
) -> None:
    paper: Any = PAPERS[kind]
    practice = texts(compose(kind, [replace(paper, head=PRACTICE)], size).pdf)
    assert all("SAMPLE Practice. Nothing here is paid or can be mailed." in page for page in practice)
    real = texts(compose(kind, [replace(paper, head=HEAD)], size).pdf)
    assert not any("SAMPLE" in page for page in real)


@pytest.mark.parametrize("kind", [K.PACKING_SLIP, K.RECEIPT, K.PICKUP_LIST, K.END_OF_DAY, K.MONTH_REPORT])
def test_no_paper_but_the_card_carries_a_code_that_a_scanner_reads(kind: PaperKind) -> None:
    for pdf in compose(kind, [PAPERS[kind]], PaperSize.LABEL, dpi=203).pages:
        assert zxingcpp.read_barcodes(page_from_pdf(pdf, dpi=203).image().convert("L")) == []


def test_a_packing_slip_says_what_is_in_the_parcel_and_never_what_it_cost() -> None:
    said = text_of(K.PACKING_SLIP, SLIP)
    for part in ("Packing slip", "Ann Lee", "Juniper Goods", "1001", SPACED, "1 lb 4 oz", "GIFT",
                 "Hand-knitted scarf, blue", "Tea, 100 g"):  # fmt: skip
        assert part in said
    assert "$" not in said


def test_a_packing_slip_without_known_contents_has_lines_to_write_on() -> None:
    full = compose(K.PACKING_SLIP, [SLIP], PaperSize.LETTER).sheets[0]
    blank = compose(K.PACKING_SLIP, [replace(SLIP, items=())], PaperSize.LETTER).sheets[0]
    assert "Contents" in words(blank)
    assert len(blank.marks) - len(words(blank)) == len(full.marks) - len(words(full)) + 5


def test_lines_to_write_on_end_with_the_page() -> None:
    many = replace(SLIP, items=(), references=tuple(f"Line {number}" for number in range(14)))
    sheets = compose(K.PACKING_SLIP, [many], PaperSize.LABEL).sheets
    assert [overflows(sheet) for sheet in sheets] == [[] for _ in sheets]
    fewer = compose(K.PACKING_SLIP, [replace(many, references=many.references[:9])], PaperSize.LABEL).sheets
    assert len(fewer) == 1
    assert len(fewer[0].marks) - len(words(fewer[0])) < 1 + 6


def test_the_slip_of_a_return_says_so() -> None:
    assert "Return slip" in text_of(K.PACKING_SLIP, replace(SLIP, is_return=True))


def test_a_receipt_says_what_was_paid_and_what_became_of_it() -> None:
    said = text_of(K.RECEIPT, RECEIPT)
    for part in ("Postage receipt", "Total $7.61", "Signature", "$50.00", "se-28529731", SPACED,
                 "This label is void. A refund was asked for."):  # fmt: skip
        assert part in said
    plain = text_of(K.RECEIPT, replace(RECEIPT, status="", insured_value=None, confirmation=""))
    assert "void" not in plain
    assert "Insured" not in plain
    assert "Confirmation" not in plain


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("size", PaperSize)
def test_the_code_of_the_card_is_read_from_the_printed_dots(size: PaperSize, dpi: int) -> None:
    (pdf,) = compose(K.QR_CARD, [CARD], size, dpi=dpi).pages
    width, height = size.inches
    page = page_from_pdf(pdf, dpi=dpi, width=width, height=height)
    (code,) = zxingcpp.read_barcodes(page.image().convert("L"))
    assert code.text == CODE


@pytest.mark.parametrize("size", PaperSize)
def test_the_card_has_the_label_id_in_letters_three_steps_and_both_addresses(size: PaperSize) -> None:
    sheets = compose(K.QR_CARD, [CARD], size).sheets
    assert len(sheets) == 1
    lines = words(sheets[0])
    assert "XYZZ YPJK" in lines
    assert [line for line in lines if line in {"1", "2", "3"}] == ["1", "2", "3"]
    run = "".join(lines)
    assert CARD.office_link in run
    assert CARD.print_link in run


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_practice_card_with_long_names_is_one_page_whose_code_is_read(dpi: int) -> None:
    card = replace(CARD, head=PaperHead((LONG,), practice=True), customer=LONG, ship_to=LONG)
    (pdf,) = compose(K.QR_CARD, [card], PaperSize.LABEL, dpi=dpi).pages
    (code,) = zxingcpp.read_barcodes(page_from_pdf(pdf, dpi=dpi).image().convert("L"))
    assert code.text == CODE


def test_a_card_without_a_picture_is_spoken_at_the_counter() -> None:
    said = text_of(K.QR_CARD, replace(CARD, picture=b"", is_return=True))
    assert "Return without a printer" in said
    assert "XYZZ YPJK" in said
    assert "scan" not in said


def test_a_card_without_a_label_id_has_the_code_alone() -> None:
    said = text_of(K.QR_CARD, replace(CARD, label_id="", print_link="", head=PaperHead(())))
    assert "Label ID" not in said
    assert "If you have a printer" not in said
    assert "From" not in said


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (b"", ""),
        (b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        (qr_png("x" * 900, module=1), ""),
        (qr_png()[:400], "damaged"),
    ],
)
def test_a_code_that_cannot_be_read_is_never_put_on_a_card(picture: bytes, why: str) -> None:
    card = replace(CARD, picture=picture)
    if not why:
        assert compose(K.QR_CARD, [card], PaperSize.LABEL, dpi=203).sheets
        return
    with pytest.raises(PaperFault, match=why) as caught:
        compose(K.QR_CARD, [card], PaperSize.LABEL, dpi=203)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


def test_a_pickup_list_names_every_parcel_and_has_a_line_to_sign() -> None:
    said = text_of(K.PICKUP_LIST, PICKUP)
    for part in ("Pickup list", "Pickup 7", "Booked.", "WTC123456789", "Jo Juniper", "12 parcels",
                 str(PICKUP.weight), SPACED, "Signature"):  # fmt: skip
        assert part in said
    for number in range(12):
        assert f"{int(TRACKING) + number}"[-2:] in said


def test_a_list_goes_over_several_pages_and_repeats_its_titles() -> None:
    pages = texts(compose(K.PICKUP_LIST, [replace(PICKUP, parcels=parcels(60))], PaperSize.LETTER).pdf)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Pickup list" in page
        assert "Weight" in page
    assert sum(page.count("☐") for page in pages) == 0


@pytest.mark.parametrize("size", PaperSize)
def test_no_row_is_cut_in_two_by_a_page(size: PaperSize) -> None:
    sheets = compose(K.END_OF_DAY, [replace(DAY, parcels=parcels(60))], size).sheets
    for sheet in sheets:
        assert overflows(sheet) == []
        lines = words(sheet)
        names = sum(line in {"Ann Lee", "Łukasz Żółć", "Иван Петров"} for line in lines)
        numbers = sum(line.startswith("9400") for line in lines)
        assert numbers >= names


def test_an_end_of_day_sheet_sums_up_by_service_and_says_what_is_on_no_form() -> None:
    said = text_of(K.END_OF_DAY, DAY)
    for part in ("End of day", "Leaves from Desk", "Mon 23 Nov 2026", "9475711899563821070542",
                 "2 void labels", f"12 parcels {DAY.postage}", "Not on a form 3 parcels",
                 "On no SCAN form"):  # fmt: skip
        assert part in said
    for service in DAY.services:
        assert f"{service.service} {service.count} {service.postage}" in said


def test_a_day_without_a_form_says_that_none_was_made() -> None:
    said = text_of(K.END_OF_DAY, replace(DAY, parcels=parcels(1), origin="", left_out=1))
    assert "SCAN form None was made." in said
    assert "Not on a form" not in said
    assert "1 void label" in said
    assert "1 parcel," in said


def test_a_day_without_parcels_is_a_sheet_all_the_same() -> None:
    assert "0 parcels" in text_of(K.END_OF_DAY, replace(DAY, parcels=(), left_out=0))


def test_money_stands_at_the_right_edge_one_below_the_other() -> None:
    for sheet in compose(K.END_OF_DAY, [DAY], PaperSize.LETTER).sheets:
        ends = {
            round(mark.x + width(mark.text, mark.letters), 3)
            for mark in sheet.marks
            if isinstance(mark, Words) and mark.text.startswith("$")
        }
        assert ends == {round(sheet.form.width - sheet.form.margin, 3)}


def test_several_slips_are_one_file_each_with_its_own_pages() -> None:
    slips = [SLIP, replace(SLIP, order="1002")]
    pages = texts(compose(K.PACKING_SLIP, slips, PaperSize.LABEL).pdf)
    assert len(pages) == 2
    assert "1002" in pages[1]
    assert not any("Page " in page for page in pages)


def test_a_letter_that_the_font_lacks_is_a_box_that_is_found_as_the_letter() -> None:
    pages = texts(
        compose(K.PACKING_SLIP, [replace(SLIP, ship_to=("王小明", "12 Main St"))], PaperSize.LETTER).pdf
    )
    assert "王" in pages[0]
    assert "A box is a letter that this font lacks." in pages[0]
    assert "A box" not in text_of(K.PACKING_SLIP, SLIP)


HOSTILE = (
    "<b>bold</b><font size=99><img src='file:///etc/passwd'/>&lt;",
    "\x00\x1b[2J\r\nBcc: x\u2028",
    "\u202e\u2066\u200f" * 50 + "gnorts",
    "x" * 10_000,
    "王" * 10_000,
    "💥" * 300,
    "a\u0301\u0301\u0301\u0301" * 400,
    "W" * 119 + " " + "-" * 400,
    "% ) ET Q /Span << (",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("size", [PaperSize.LETTER, PaperSize.LABEL])
def test_hostile_text_stays_text_within_the_margins(text: str, size: PaperSize) -> None:
    parcel = replace(parcels(1)[0], who=text, place=text, service=text)
    head = PaperHead((text, text, text))
    papers: dict[PaperKind, Any] = {
        K.PACKING_SLIP: replace(
            SLIP, head=head, ship_to=(text,) * 6, order=text, references=(text,) * 3,
            items=(replace(SLIP.items[0], description=text),),
        ),
        K.RECEIPT: replace(RECEIPT, head=head, ship_to=(text,) * 6, ship_from=(text,), order=text),
        K.QR_CARD: replace(CARD, head=head, customer=text, ship_to=text, order=text),
        K.PICKUP_LIST: replace(PICKUP, head=head, notes=text, contact=(text,), parcels=(parcel,) * 3),
        K.END_OF_DAY: replace(DAY, head=head, origin=text, parcels=(parcel,) * 3),
    }  # fmt: skip
    for kind, paper in papers.items():
        composed = compose(kind, [paper], size)
        for sheet in composed.sheets:
            assert overflows(sheet) == []
            assert not any(
                sign < " " or sign in "\u202e\u2066\u200f" for line in words(sheet) for sign in line
            )
        with pdfium.PdfDocument(composed.pdf) as document:
            assert len(document) == len(composed.sheets) < 30


def test_long_names_are_broken_and_never_cut() -> None:
    for size in PaperSize:
        lines = words(compose(K.PACKING_SLIP, [replace(SLIP, ship_to=(LONG,))], size).sheets[0])
        assert LONG.replace(" ", "") in "".join(lines).replace(" ", "")


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300), size=st.sampled_from(PaperSize), count=st.integers(1, 12))
def test_no_text_in_the_world_leaves_the_margins(text: str, size: PaperSize, count: int) -> None:
    parcel = replace(parcels(1)[0], who=text, place=text)
    papers: dict[PaperKind, Any] = {
        K.PACKING_SLIP: replace(SLIP, ship_to=(text,) * count, references=(text,)),
        K.PICKUP_LIST: replace(PICKUP, notes=text, parcels=(parcel,) * count),
    }
    for kind, paper in papers.items():
        for sheet in compose(kind, [paper], size).sheets:
            assert overflows(sheet) == []


def test_a_month_says_every_figure_what_it_counts_and_what_it_rests_on() -> None:
    said = text_of(K.MONTH_REPORT, MONTH)
    for part in ("Monthly report", "November 2026", "$2,123.44", "USPS has scanned the parcel.", "212",
                 "Lost, month by month", "Oct 2026", "$15.22", "Los Angeles time"):  # fmt: skip
        assert part in said


def test_the_bar_of_a_month_is_as_long_as_what_was_lost_in_it() -> None:
    (sheet,) = compose(K.MONTH_REPORT, [MONTH], PaperSize.LETTER).sheets
    bars = [one.width for one in sheet.marks if isinstance(one, Bar) and one.height == UNIT]
    assert len(bars) == 2
    assert bars[0] / bars[1] == pytest.approx(1522 / 3045)


def test_a_month_without_losses_draws_no_bar() -> None:
    calm = replace(MONTH, lost=Money(0), months=(("Nov 2026", Money(0)),))
    (sheet,) = compose(K.MONTH_REPORT, [calm], PaperSize.LETTER).sheets
    assert not [one for one in sheet.marks if isinstance(one, Bar) and one.height == UNIT]
    assert compose(K.MONTH_REPORT, [replace(calm, months=())], PaperSize.LABEL).sheets
