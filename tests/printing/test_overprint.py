"""A void label is read by people and by no scanner; a reprint says which one it is, where there is room."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from postwright.domain.faults import PaperFault
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_pdf
from postwright.printing.lettering import font
from postwright.printing.overprint import reprint_note, void_overlay
from postwright.printing.page import Page, page_of
from postwright.printing.proof import prove
from tests.printing.labels import TRACKING, label_pdf


def label(*, dpi: int = 203, module: float = 3) -> Page:
    return page_from_pdf(label_pdf(dpi=dpi, module=module), dpi=dpi)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("module", [2, 3])
def test_no_scanner_reads_a_void_label(dpi: int, module: int) -> None:
    drawn = label(dpi=dpi, module=module)
    void = void_overlay(drawn)
    assert read_codes(drawn)
    assert read_codes(void) == ()
    assert (void.width, void.height, void.dpi) == (drawn.width, drawn.height, drawn.dpi)
    with pytest.raises(PaperFault):
        prove(void, tracking_number=TRACKING, sample_allowed=False)


def test_void_is_black_and_has_a_white_rim() -> None:
    black = void_overlay(page_of(Image.new("1", (812, 1218), 0), 203)).image()
    rim = black.getbbox()  # of what is white
    assert rim is not None
    assert rim[2] - rim[0] > 700
    white = void_overlay(page_of(Image.new("1", (812, 1218), 1), 203)).image()
    assert white.getpixel((0, 100)) == 255
    assert sum(dot == 0 for dot in white.tobytes("raw", "L")) > 812 * 1218 / 8


def test_the_original_of_a_void_label_is_kept() -> None:
    drawn = label()
    before = drawn.bits
    void_overlay(drawn)
    assert drawn.bits == before


def test_a_reprint_says_so_without_touching_anything_else() -> None:
    drawn = label()
    noted = reprint_note(drawn, 2)
    added = ImageChops.logical_xor(drawn.image(), noted.image()).getbbox()
    assert added is not None
    left, top, right, bottom = added
    assert (right - left, bottom - top) < (203, 30)
    assert top > 1218 - 80
    assert ImageChops.invert(drawn.image()).crop(added).getbbox() is None
    assert prove(noted, tracking_number=TRACKING, sample_allowed=False).warnings == ()
    assert reprint_note(drawn, 3) != noted


def test_a_reprint_note_moves_to_the_top_when_the_bottom_is_full() -> None:
    image = label().image()
    ImageDraw.Draw(image).rectangle((0, 1100, 811, 1217), fill=0)
    full_below = page_of(image, 203)
    added = ImageChops.logical_xor(image, reprint_note(full_below, 2).image()).getbbox()
    assert added is not None
    assert added[3] < 80


def test_a_label_without_room_is_left_as_it_is() -> None:
    black = page_of(Image.new("1", (812, 1218), 0), 203)
    assert reprint_note(black, 2) is black


def test_the_house_font_is_used() -> None:
    assert font(20).getname()[0] == "Inter"  # type: ignore[union-attr]
