"""Labels lie on a sheet dot for dot, each in its place, and what does not fit is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from postwright.domain.barcode import make_impb
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Layout, PrinterProfile
from postwright.domain.stock import STOCKS, Stock
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_pdf
from postwright.printing.layout import lost_ink, sheet
from postwright.printing.page import Page, page_of
from tests.printing.labels import label_pdf

PLAIN = PrinterProfile("Zebra", "tcp:zebra:9100")
LETTER = replace(PLAIN, width=8.5, height=11.0, layout=Layout.TWO)


def number(serial: int) -> str:
    return make_impb(service_type="001", source="11", mailer="899563821", serial=serial)


def label(serial: int = 70542, dpi: int = 203) -> Page:
    return page_from_pdf(label_pdf(text=f"42062701{number(serial)}", dpi=dpi), dpi=dpi)


def dots(page: Page) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """True where it is black."""
    return ~np.asarray(page.image())


def test_on_plain_stock_the_sheet_is_the_label() -> None:
    page = label()
    assert sheet([page], PLAIN) is page
    assert sheet([page], replace(PLAIN, dead_dots=(7,))) == page


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.code)
def test_a_sheet_has_exactly_the_dots_of_its_stock(dpi: int, stock: Stock) -> None:
    profile = replace(PLAIN, dpi=dpi, width=stock.width, height=stock.height)
    made = sheet([page_of(Image.new("1", (4 * dpi, 6 * dpi), 1), dpi)], profile)
    assert (made.width, made.height, made.dpi) == (*profile.dots, dpi)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_sheet_is_the_label_turned_dot_for_dot(rotation: int) -> None:
    page = label()
    width, height = (4.0, 6.0) if rotation % 180 == 0 else (6.0, 4.0)
    made = sheet([page], replace(PLAIN, rotation=rotation, width=width, height=height))
    assert np.array_equal(dots(made), np.rot90(dots(page), -rotation // 90))


def test_a_label_cannot_lie_across_narrow_stock_and_so_stays_upright() -> None:
    assert sheet([label()], replace(PLAIN, rotation=90)) == label()


def test_offsets_are_those_of_the_sheet_as_it_comes_out() -> None:
    page = label()
    turned = replace(PLAIN, rotation=180)
    assert sheet([page], replace(turned, offset_x=9, offset_y=-4)) == sheet([page], turned).shifted(9, -4)


def test_two_labels_lie_on_a_letter_sheet_one_in_each_half() -> None:
    made = sheet([label(1), label(2)], LETTER)
    upper, lower = dots(made)[: made.height // 2], dots(made)[made.height // 2 :]
    for serial, half in ((1, upper), (2, lower)):
        page = page_of(Image.fromarray(~half), 203)
        (code,) = read_codes(page)
        assert code.text == f"42062701{number(serial)}"
    left, top = round(1.25 * 203), round(0.75 * 203)
    assert np.array_equal(upper[top : top + 812, left : left + 1218], np.rot90(dots(label(1))))


def test_a_half_that_was_used_stays_white() -> None:
    made = sheet([None, label()], LETTER)
    assert not dots(made)[: made.height // 2].any()
    assert dots(made)[made.height // 2 :].any()
    one = sheet([label()], replace(LETTER, layout=Layout.ONE))
    assert not dots(one)[one.height // 2 :].any()


def test_the_tab_below_a_label_is_blank_unless_words_are_given() -> None:
    profile = replace(PLAIN, height=6.75)
    page = label()
    blank, written = sheet([page], profile), sheet([page], profile, tab="JANE DOE · 1042")
    assert np.array_equal(dots(blank)[:1218], dots(page))
    assert not dots(blank)[1218:].any()
    assert np.array_equal(dots(written)[:1218], dots(page))
    assert dots(written)[1218:].any()


def test_words_too_long_for_the_tab_are_cut_within_it() -> None:
    made = sheet([label()], replace(PLAIN, height=8.0), tab="W" * 400)
    tab = dots(made)[1218:]
    assert tab.any()
    assert not tab[:, -20:].any()


def test_stock_without_a_tab_takes_no_words() -> None:
    assert sheet([label()], PLAIN, tab="JANE DOE") == label()
    assert sheet([label()], LETTER, tab="JANE DOE") == sheet([label()], LETTER)


@pytest.mark.row("F7")
@pytest.mark.parametrize(
    ("profile", "count", "words"),
    [
        (replace(PLAIN, width=2.0, height=4.0), 1, r"does not fit the 2 x 4 inches"),
        (replace(PLAIN, rotation=90, width=4.0, height=3.0), 1, r"turned by 90 degrees"),
        (replace(PLAIN, layout=Layout.TWO), 2, r"does not fit the 4 x 6"),
        (replace(PLAIN, height=8.0), 2, r"holds 1 label here"),
        (LETTER, 3, r"8\.5 x 11 inches holds 2 labels"),
    ],
)
def test_labels_that_do_not_fit_are_refused_with_the_size(
    profile: PrinterProfile, count: int, words: str
) -> None:
    page = page_of(Image.new("1", (812, 1218), 1), 203)
    with pytest.raises(PaperFault, match=words) as caught:
        sheet([page] * count, profile)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


def test_an_empty_sheet_and_a_label_of_another_density_are_our_own_mistakes() -> None:
    with pytest.raises(ValueError, match="holds a label"):
        sheet([None], PLAIN)
    with pytest.raises(ValueError, match="density"):
        sheet([page_of(Image.new("1", (1200, 1800), 1), 300)], PLAIN)


def test_a_label_that_is_moved_over_the_edge_has_lost_ink() -> None:
    page = label()
    for offset, lost in ((0, False), (10, False), (500, True)):
        made = sheet([page], replace(PLAIN, height=8.0, offset_x=offset))
        assert (lost_ink([page], made) > 0) is lost
    assert not lost_ink([page, None], sheet([page, None], LETTER))
