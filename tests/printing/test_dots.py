"""A label comes out at the printer's own dots, with every bar as wide as it was drawn."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_document, page_from_image, page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.renderer import Renderer
from tests.printing.labels import TRACKING, ZIP, label_pdf


def bars(page: Page) -> list[int]:
    """Widths of bars and spaces across the barcode, without the white at both ends."""
    row = page.image().crop((0, round(page.height * 0.7), page.width, round(page.height * 0.7) + 1))
    return [len(list(run)) for _, run in groupby(row.tobytes("raw", "L"))][1:-1]


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_page_has_exactly_the_dots_of_the_stock(dpi: int) -> None:
    page = page_from_pdf(label_pdf(), dpi=dpi)
    assert (page.width, page.height, page.dpi) == (4 * dpi, 6 * dpi, dpi)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("module", [2, 3])
def test_every_bar_is_as_wide_as_it_was_drawn_wherever_it_lies(dpi: int, module: int) -> None:
    for tenth in range(10):
        widths = bars(page_from_pdf(label_pdf(module=module, dpi=dpi, offset=tenth / 10), dpi=dpi))
        assert len(widths) > 100
        assert {width % module for width in widths} == {0}


def test_bars_that_lie_exactly_between_two_dots_are_not_torn() -> None:
    # 12 points are 50 dots at 300 dpi, so this is half a dot aside.
    widths = bars(page_from_pdf(label_pdf(module=2, dpi=300, offset=0.5), dpi=300))
    assert {width % 2 for width in widths} == {0}


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_picture_inside_a_pdf_comes_out_dot_for_dot(dpi: int) -> None:
    drawn = page_from_pdf(label_pdf(dpi=dpi), dpi=dpi)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(288, 432))
    canvas.drawImage(ImageReader(drawn.image().convert("L")), 0, 0, 288, 432)
    canvas.save()
    assert page_from_pdf(out.getvalue(), dpi=dpi) == drawn


def test_a_label_that_lies_on_its_side_is_turned_upright() -> None:
    upright = page_from_pdf(label_pdf(), dpi=203)
    turned = page_from_pdf(label_pdf(size=(432, 288)), dpi=203)
    assert (turned.width, turned.height) == (812, 1218)
    black = upright.image().tobytes("raw", "L"), turned.image().tobytes("raw", "L")
    differing = sum(a != b for a, b in zip(*black, strict=True))
    assert differing < 812 * 1218 / 200  # only the edges of letters, which are drawn anew on their side


def test_a_page_a_hair_too_large_is_centred_at_its_true_size() -> None:
    exact = bars(page_from_pdf(label_pdf(), dpi=203))
    assert bars(page_from_pdf(label_pdf(size=(290, 434)), dpi=203)) == exact


def test_a_letter_page_is_refused_with_both_sizes() -> None:
    with pytest.raises(PaperFault, match=r"8\.5 x 11\.0 inches.*4 x 6") as caught:
        page_from_pdf(label_pdf(size=(612, 792)), dpi=203)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (label_pdf(pages=2), "2 pages"),
        (label_pdf()[:600], "damaged"),
        (b"%PDF-1.7\nnot much else", "damaged"),
        (b"<html>Please log in</html>", "neither a PDF nor a PNG"),
        (b"", "neither a PDF nor a PNG"),
        (b"\x89PNG\r\n\x1a\n and then nothing", "damaged"),
    ],
)
def test_what_is_not_one_label_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(PaperFault, match=words) as caught:
        page_from_document(content, dpi=203)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_a_picture_of_the_right_size_is_taken_dot_for_dot() -> None:
    drawn = page_from_pdf(label_pdf(), dpi=203)
    assert page_from_document(drawn.png(), dpi=203) == drawn


def test_a_picture_on_its_side_is_turned_upright() -> None:
    drawn = page_from_pdf(label_pdf(), dpi=203)
    assert page_from_image(png(drawn.image().transpose(Image.Transpose.ROTATE_90)), dpi=203) == drawn


def test_a_picture_of_another_density_is_resized() -> None:
    page = page_from_image(page_from_pdf(label_pdf(dpi=300), dpi=300).png(), dpi=203)
    assert (page.width, page.height) == (812, 1218)


def test_a_transparent_picture_is_laid_on_white() -> None:
    glass = Image.new("RGBA", (812, 1218), (0, 0, 0, 0))
    ImageDraw.Draw(glass).rectangle((100, 100, 199, 149), fill="black")
    assert page_from_image(png(glass), dpi=203).black_box() == (100, 100, 200, 150)


@pytest.mark.parametrize("side", [12_000, 30_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    bomb = png(Image.new("1", (side, side)))
    with pytest.raises(PaperFault, match="far larger than a label"):
        page_from_image(bomb, dpi=203)


def test_a_square_picture_is_refused() -> None:
    with pytest.raises(PaperFault, match="inches"):
        page_from_image(png(Image.new("1", (800, 800), 1)), dpi=203)


def test_a_page_refuses_dots_that_do_not_fill_it() -> None:
    with pytest.raises(ValueError, match="do not fill"):
        Page(13, 2, 203, b"\x00" * 3)
    with pytest.raises(ValueError, match="width"):
        Page(0, 2, 203, b"")
    with pytest.raises(ValueError, match="mode 1"):
        page_of(Image.new("L", (8, 8)), 203)


def test_a_shifted_page_keeps_its_size_and_moves_its_dots() -> None:
    image = Image.new("1", (20, 10), 1)
    image.putpixel((5, 5), 0)
    page = page_of(image, 203)
    assert page.shifted(3, -2).black_box() == (8, 3, 9, 4)
    assert page.shifted(0, 0) is page
    assert page.shifted(15, 0).black_box() is None


def test_a_png_carries_its_density() -> None:
    page = page_from_pdf(label_pdf(), dpi=300)
    with Image.open(BytesIO(page.png())) as image:
        assert (image.mode, image.size) == ("1", (1200, 1800))
        assert round(image.info["dpi"][0]) == 300


@pytest.mark.parametrize("thousandths", [950, 990, 1010, 1050])
def test_a_stretched_label_keeps_its_top_left_and_is_longer_by_its_scale(thousandths: int) -> None:
    ruler = BytesIO()
    canvas = Canvas(ruler, pagesize=(288, 432))
    canvas.rect(14.4, 432 - 28.8, 216, 14.4, stroke=0, fill=1)  # 3 inches long, 0.2 from the left and the top
    canvas.rect(14.4, 432 - 28.8 - 288, 14.4, 288, stroke=0, fill=1)  # 4.2 inches down
    canvas.save()
    for scales in ((thousandths, 1000), (1000, thousandths), (thousandths, thousandths)):
        page = page_from_document(ruler.getvalue(), dpi=300, scale_x=scales[0], scale_y=scales[1])
        across, down = (one / 1000 for one in scales)
        wanted = (60 * across, 60 * down, 960 * across, 1320 * down)
        assert (page.width, page.height) == (1200, 1800)
        assert page.black_box() == pytest.approx(wanted, abs=1)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("thousandths", [950, 985, 1015, 1050])
def test_bars_are_still_read_on_a_stretched_label(dpi: int, thousandths: int) -> None:
    for tenth in range(0, 10, 3):
        pdf = label_pdf(module=3, dpi=dpi, offset=tenth / 10)
        page = page_from_document(pdf, dpi=dpi, scale_x=thousandths, scale_y=thousandths)
        assert [code.text for code in read_codes(page)] == [f"420{ZIP}\x1d{TRACKING}"]


def test_a_label_on_its_side_is_stretched_like_one_that_stands() -> None:
    stretch = {"scale_x": 960, "scale_y": 1030}
    upright = page_from_document(label_pdf(), dpi=203, **stretch)
    turned = page_from_document(label_pdf(size=(432, 288)), dpi=203, **stretch)
    assert upright.black_box() == pytest.approx(turned.black_box(), abs=2)


def test_a_picture_is_stretched_from_its_top_left_too() -> None:
    image = Image.new("1", (812, 1218), 1)
    ImageDraw.Draw(image).rectangle((100, 200, 299, 399), fill=0)
    page = page_from_document(png(image), dpi=203, scale_x=950, scale_y=1050)
    assert (page.width, page.height) == (812, 1218)
    assert page.black_box() == pytest.approx((95, 210, 285, 420), abs=1)


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("size", [(8.5, 11.0), (8.27, 11.69), (4.0, 6.0)], ids=["letter", "a4", "label"])
def test_our_own_pages_come_out_in_the_dots_of_their_paper(size: tuple[float, float], dpi: int) -> None:
    """Drawn in strips where they are large: a bar from top to bottom has no seam."""
    width, height = size
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width * 72, height * 72))
    canvas.rect(72, 36, 7.2, height * 72 - 72, stroke=0, fill=1)
    canvas.save()
    page = page_from_document(out.getvalue(), dpi=dpi, width=width, height=height)
    assert (page.width, page.height) == (round(width * dpi), round(height * dpi))
    box = page.black_box()
    assert box == pytest.approx((dpi, dpi / 2, 1.1 * dpi, (height - 0.5) * dpi), abs=1)
    assert page.black == (box[2] - box[0]) * (box[3] - box[1])


def test_a_sheet_of_any_size_that_we_print_fits_the_memory_of_the_child() -> None:
    with Renderer() as renderer:
        for width, height in ((8.5, 11.0), (8.27, 11.69), (8.5, 14.0)):
            pdf = label_pdf(size=(width * 72, height * 72))
            page = renderer.render(pdf, 600, width, height)
            assert (page.width, page.height) == (round(width * 600), round(height * 600))
