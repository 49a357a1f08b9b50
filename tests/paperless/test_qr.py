"""Our own QR codes can be read by a machine, at the size in which they are drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageOps

from postwright.domain.faults import BadInput
from postwright.paperless.qr import qr_png


@pytest.mark.parametrize(
    "text", ["XYZZYPJK", "https://tools.usps.com/label-broker.htm?LabelID=A&zip=1", "x" * 500]
)
def test_a_drawn_code_reads_back_as_its_text(text: str) -> None:
    with Image.open(BytesIO(qr_png(text))) as picture:
        assert picture.format == "PNG"
        assert [one.text for one in zxingcpp.read_barcodes(picture)] == [text]


@pytest.mark.parametrize("text", ["A", "XYZZYPJK", "x" * 500])
def test_modules_are_large_and_white_surrounds_them(text: str) -> None:
    with Image.open(BytesIO(qr_png(text))) as opened:
        picture = opened.convert("L")
    assert min(picture.size) >= 320
    left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)
    finder = next(x for x in range(left, right) if picture.getpixel((x, top)) == 255) - left
    module = finder / 7  # the corner mark is seven modules wide
    assert module >= 8
    assert min(left, top, picture.width - right, picture.height - bottom) == 4 * module


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "a\nb", "ü"])
def test_what_cannot_be_read_at_a_counter_is_not_drawn(text: str) -> None:
    with pytest.raises(BadInput):
        qr_png(text)
