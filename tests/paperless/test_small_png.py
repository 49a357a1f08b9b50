"""A picture gets smaller dot for dot, or stays as it is."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from postwright.paperless.qr import qr_png
from postwright.paperless.small_png import smallest


def saved(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def dots(png: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(BytesIO(png)) as picture:
        return picture.size, picture.convert("RGBA").tobytes()


@pytest.fixture(scope="module")
def code() -> Image.Image:
    picture = Image.open(BytesIO(qr_png("A CODE")))
    return picture.convert("RGB").resize((800, 800), Image.Resampling.NEAREST)


def test_black_and_white_takes_one_bit_a_dot(code: Image.Image) -> None:
    png = saved(code)
    small = smallest(png)
    assert dots(small) == dots(png)
    assert len(small) < len(png) / 2
    with Image.open(BytesIO(small)) as picture:
        assert picture.mode == "1"


@pytest.mark.parametrize("few", ["greys", "colours"])
def test_few_colours_go_into_a_palette(code: Image.Image, few: str) -> None:
    picture = code.copy()
    for at in range(12):
        shade = (at * 20, at * 20, at * 20) if few == "greys" else (at * 20, 0, 99)
        picture.paste(shade, (at, 0, at + 1, 9))
    png = saved(picture)
    small = smallest(png)
    assert dots(small) == dots(png)
    assert len(small) < len(png)


@pytest.mark.parametrize(
    "picture",
    [
        Image.radial_gradient("L").convert("RGB").resize((500, 500)),
        Image.merge("RGB", [Image.effect_noise((90, 90), 90) for _ in range(3)]),
        Image.new("RGBA", (50, 50), (0, 0, 0, 7)),
    ],
    ids=["smooth", "noise", "clear"],
)
def test_what_would_change_a_dot_is_not_done(picture: Image.Image) -> None:
    png = saved(picture)
    assert dots(smallest(png)) == dots(png)


def test_what_is_small_already_or_no_picture_stays(code: Image.Image) -> None:
    small = smallest(saved(code))
    assert smallest(small) == small
    for content in (b"", b"no picture", saved(code)[:200]):
        assert smallest(content) == content
