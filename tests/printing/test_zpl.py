"""Our ZPL says the same to two readers that know nothing of us: ZebrafyZPL and zplkit."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zplkit
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from zebrafy.zebrafy_zpl import ZebrafyZPL
from zplkit.rendering import Limits

from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.zpl import page_to_zpl
from postwright.printing.zpl_safety import check_zpl, zpl_dots
from tests.printing.labels import label_pdf

LIMITS = Limits(graphic_bytes=2_000_000)


def by_zebrafy(zpl: bytes, page: Page) -> Page:
    """Zebrafy draws whole bytes, so up to seven white columns are cut off again."""
    image = ZebrafyZPL(zpl.decode("ascii"), dpi=page.dpi).to_images()[0]
    return page_of(image.convert("1").crop((0, 0, page.width, page.height)), page.dpi)


def by_zplkit(zpl: bytes, page: Page) -> Page:
    options = zplkit.Options(width=page.width, height=page.height, dpi=page.dpi)
    drawing = re.sub(rb"\^(PQ1|MD-?\d+|PR\d+)", b"", zpl)  # it refuses what is not drawing
    [scene] = zplkit.render(drawing, options, limits=LIMITS).labels
    image = Image.open(BytesIO(scene.png()))
    return page_of(image.convert("1", dither=Image.Dither.NONE), page.dpi)


@pytest.mark.parametrize("dpi", [203, 300])
def test_two_independent_readers_get_the_same_dots(dpi: int) -> None:
    page = page_from_pdf(label_pdf(dpi=dpi), dpi=dpi)
    zpl = page_to_zpl(page)
    assert by_zebrafy(zpl, page) == page
    assert by_zplkit(zpl, page) == page


@settings(max_examples=20)
@given(width=st.integers(1, 90), height=st.integers(1, 40), data=st.data())
def test_any_page_survives_the_way_there_and_back(width: int, height: int, data: st.DataObject) -> None:
    raw = data.draw(st.binary(min_size=width * height, max_size=width * height))
    gray = Image.frombytes("L", (width, height), raw)
    page = page_of(gray.point([0] * 128 + [255] * 128, "1"), 203)
    assert by_zebrafy(page_to_zpl(page), page) == page


def test_offsets_move_the_dots_and_not_the_origin() -> None:
    page = page_from_pdf(label_pdf(), dpi=203)
    zpl = page_to_zpl(page, offset_x=16, offset_y=-9)
    assert zpl == page_to_zpl(page.shifted(16, -9))
    assert by_zplkit(zpl, page) == page.shifted(16, -9)


def test_darkness_and_speed_are_sent_only_when_chosen() -> None:
    page = page_from_pdf(label_pdf(), dpi=203)
    assert not re.search(rb"\^MD|\^PR|~SD", page_to_zpl(page))
    zpl = page_to_zpl(page, darkness=-4, speed=3)
    assert b"^MD-4^PR3" in zpl
    assert b"~" not in zpl
    assert by_zplkit(zpl, page) == page


@pytest.mark.parametrize("chosen", [{"darkness": 31}, {"darkness": -31}, {"speed": 0}, {"speed": 15}])
def test_settings_that_no_printer_has_are_refused(chosen: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="is"):
        page_to_zpl(page_of(Image.new("1", (8, 8), 1), 203), **chosen)


def test_our_own_label_passes_the_check_for_foreign_labels() -> None:
    zpl = page_to_zpl(page_from_pdf(label_pdf(), dpi=300), darkness=5, speed=4)
    check_zpl(zpl)
    assert zpl_dots(zpl) == (1200, 1800)
