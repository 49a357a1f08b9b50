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
from postwright.printing.zpl_safety import check_zpl
from tests.printing.labels import label_pdf

LIMITS = Limits(graphic_bytes=4_000_000)


def by_zebrafy(zpl: bytes, page: Page) -> Page:
    """Zebrafy draws whole bytes, so up to seven white columns are cut off again."""
    image = ZebrafyZPL(zpl.decode("ascii"), dpi=page.dpi).to_images()[0]
    return page_of(image.convert("1").crop((0, 0, page.width, page.height)), page.dpi)


def by_zplkit(zpl: bytes, page: Page) -> Page:
    """A graphic is dots, so the density that zplkit is told plays no part: it knows 203 and 305."""
    options = zplkit.Options(width=page.width, height=page.height, dpi=203)
    drawing = re.sub(rb"\^(PQ1|MD-?\d+|PR\d+)", b"", zpl)  # it refuses what is not drawing
    [scene] = zplkit.render(drawing, options, limits=LIMITS).labels
    image = Image.open(BytesIO(scene.png()))
    return page_of(image.convert("1", dither=Image.Dither.NONE), page.dpi)


def form(zpl: bytes) -> str:
    if b":Z64:" in zpl:
        return "Z64"
    return "hex" if re.search(rb"\^GFA,\d+,\d+,\d+,[0-9A-F]+\^FS", zpl) else "runs"


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_two_independent_readers_get_the_same_dots(dpi: int) -> None:
    page = page_from_pdf(label_pdf(dpi=dpi), dpi=dpi)
    zpl = page_to_zpl(page)
    assert form(zpl) == "Z64"
    assert by_zebrafy(zpl, page) == page
    if dpi < 600:  # zplkit takes no graphic of a million bytes
        assert by_zplkit(zpl, page) == page


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_printer_that_does_not_know_z64_gets_the_same_dots(dpi: int) -> None:
    page = page_from_pdf(label_pdf(dpi=dpi), dpi=dpi)
    zpl = page_to_zpl(page, z64=False)
    assert form(zpl) == "runs"
    assert by_zplkit(zpl, page) == page


PAGES = st.integers(1, 90).flatmap(
    lambda width: st.integers(1, 40).flatmap(
        lambda height: st.one_of(
            st.binary(min_size=(width + 7) // 8 * height, max_size=(width + 7) // 8 * height),
            st.lists(st.sampled_from([0, 0, 255, 255, 240]), min_size=1).map(
                lambda few: bytes((few * ((width + 7) // 8 * height))[: (width + 7) // 8 * height])
            ),
        ).map(lambda bits: whole(width, height, bits))
    )
)


def whole(width: int, height: int, bits: bytes) -> Page:
    """A page of those bits; what lies beyond its width is white."""
    return page_of(Image.frombytes("1", (width, height), bits, "raw", "1;I"), 203)


@settings(max_examples=60, deadline=None)
@given(page=PAGES)
def test_any_page_survives_the_way_there_and_back_in_the_shortest_form(page: Page) -> None:
    best, plain = page_to_zpl(page), page_to_zpl(page, z64=False)
    assert by_zplkit(best, page) == page
    assert by_zplkit(plain, page) == page
    assert len(best) <= len(plain) <= len(head(page)) + 2 * len(page.bits)


def head(page: Page) -> bytes:
    """What stands around the dots."""
    return re.sub(rb"(\^GFA,\d+,\d+,\d+,).*(\^FS)", rb"\1\2", page_to_zpl(page))


def test_each_form_is_chosen_where_it_is_the_shortest() -> None:
    assert form(page_to_zpl(whole(80, 1, bytes.fromhex("0123456789ABCDEF1234")))) == "hex"
    assert form(page_to_zpl(whole(8, 200, bytes(200)))) == "Z64"
    assert form(page_to_zpl(whole(80, 3, bytes(30)))) == "runs"


@pytest.mark.parametrize("width", [8, 80, 160, 1608, 1760, 3200, 3208, 4000])
def test_runs_of_every_length_are_written_as_printers_count_them(width: int) -> None:
    line = Image.new("1", (width, 2), 0)
    line.putpixel((width - 2, 1), 1)
    page = page_of(line, 600)
    assert form(page_to_zpl(page, z64=False)) == "runs"
    assert by_zplkit(page_to_zpl(page, z64=False), page) == page


def test_dots_that_were_moved_leave_the_origin_where_it_was() -> None:
    page = page_from_pdf(label_pdf(), dpi=203)
    moved = page.shifted(16, -9)
    zpl = page_to_zpl(moved)
    assert zpl.partition(b"^GF")[0] == page_to_zpl(page).partition(b"^GF")[0]
    assert by_zplkit(zpl, page) == moved


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
    for z64 in (True, False):
        zpl = page_to_zpl(page_from_pdf(label_pdf(), dpi=300), darkness=5, speed=4, z64=z64)
        assert [one.name for one in check_zpl(zpl).commands][:3] == ["XA", "PW", "LL"]
