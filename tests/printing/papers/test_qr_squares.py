"""The carrier's QR picture comes to paper module for module, or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
import qrcode
from PIL import Image, ImageDraw

from postwright.domain.faults import PaperFault
from postwright.printing.papers.qr_squares import QUIET, qr_squares
from tests.printing.papers.samples import CODE, qr_png


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def picture(module: int = 10) -> Image.Image:
    return Image.open(BytesIO(qr_png(module=module))).convert("L")


def modules() -> tuple[str, ...]:
    code = qrcode.QRCode(border=0)
    code.add_data(CODE)
    return tuple("".join("1" if one else "0" for one in row) for row in code.get_matrix())


@pytest.mark.parametrize("module", [1, 3, 10])
@pytest.mark.parametrize("room", [203 * 3 // 2, 450, 900])
def test_every_module_has_the_same_whole_number_of_dots(module: int, room: int) -> None:
    code = qr_squares(qr_png(module=module), room)
    assert code.rows == modules()
    assert code.text == CODE
    assert code.dots == room // len(code.rows)
    assert room - len(code.rows) < code.side <= room


def test_words_under_the_code_are_left_to_us() -> None:
    drawn = picture()
    page = Image.new("L", (drawn.width, drawn.height + 60), 255)
    page.paste(drawn)
    ImageDraw.Draw(page).text((40, drawn.height + 20), "XYZZYPJK", fill=0)
    assert qr_squares(png(page), 300).rows == modules()


def test_a_picture_with_a_clear_ground_is_read_on_white() -> None:
    clear = picture().convert("RGBA")
    clear.putdata([(0, 0, 0, 255) if dot[0] == 0 else (0, 0, 0, 0) for dot in clear.get_flattened_data()])
    assert qr_squares(png(clear), 300).rows == modules()


def test_an_uneven_picture_keeps_the_dots_that_it_has() -> None:
    uneven = picture().resize((343, 343), Image.Resampling.LANCZOS)
    code = qr_squares(png(uneven), 600)
    assert len(code.rows) > len(modules())
    assert code.text == CODE
    assert code.side <= 600


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (Image.new("L", (300, 300), 255), "No QR code can be read"),
        (Image.new("L", (2100, 2000), 255), "far too large"),
        (picture(module=9).resize((700, 700), Image.Resampling.LANCZOS), "too fine"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_in_words(image: Image.Image, why: str) -> None:
    with pytest.raises(PaperFault, match=why):
        qr_squares(png(image), 300)


def test_two_codes_in_one_picture_are_refused() -> None:
    one = picture()
    both = Image.new("L", (one.width * 2, one.height), 255)
    both.paste(one)
    both.paste(one, (one.width, 0))
    with pytest.raises(PaperFault, match="No QR code"):
        qr_squares(png(both), 300)


def test_a_code_has_the_white_edge_that_the_standard_asks_for() -> None:
    assert QUIET == 4
