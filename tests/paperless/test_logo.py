"""A logo is drawn anew from any common picture: small, upright, on white, and nothing else of the file."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.paperless.logo import LARGEST, read_logo, small_logo


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def opened(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_common_kind_of_picture_is_taken(kind: str) -> None:
    png = small_logo(saved(Image.new("RGB", (800, 200), (10, 80, 160)), kind))
    picture = opened(png)
    assert (picture.format, picture.size) == ("PNG", (640, 160))
    red, green, blue = picture.convert("RGB").getpixel((320, 80))
    assert (abs(red - 10) < 6, abs(green - 80) < 6, abs(blue - 160) < 6) == (True, True, True)


@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        ((4000, 300), (640, 48)),
        ((300, 4000), (18, 240)),
        ((101, 51), (100, 50)),
        ((1, 1), (2, 2)),
        ((9999, 1), (640, 2)),
    ],
)
def test_it_fits_its_room_and_is_never_enlarged_but_to_even_dots(
    size: tuple[int, int], fitted: tuple[int, int]
) -> None:
    assert opened(small_logo(saved(Image.new("RGB", size), "PNG"))).size == fitted


@pytest.mark.parametrize("colours", ["L", "RGB"])
def test_the_busiest_picture_becomes_small_enough(colours: str) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1600, 600), 120) for _ in range(3)]).convert(colours)
    png = small_logo(saved(noise, "PNG"))
    assert len(png) <= LARGEST
    assert opened(png).width >= 160


def test_what_can_be_seen_through_becomes_white() -> None:
    for mode, clear in (("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))):
        picture = opened(small_logo(saved(Image.new(mode, (40, 40), clear), "PNG")))
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_of_print_colours_or_a_palette_is_taken() -> None:
    assert opened(small_logo(saved(Image.new("CMYK", (40, 40)), "JPEG"))).size == (40, 40)
    assert opened(small_logo(saved(Image.new("P", (40, 40)), "PNG"))).size == (40, 40)


def test_nothing_else_of_the_file_is_mailed() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    content = saved(Image.new("RGB", (40, 40)), "JPEG", exif=exif, comment=b"secret words")
    assert b"secret words" in content
    png = small_logo(content)
    assert b"secret" not in png
    assert b"home" not in png
    assert b"eXIf" not in png


def test_a_photo_that_lies_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(small_logo(saved(Image.new("RGB", (40, 20)), "JPEG", exif=exif))).size == (20, 40)


def test_of_a_moving_picture_the_first_is_taken() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    gif = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(small_logo(gif)).convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def huge_png(side: int) -> bytes:
    """The head of a picture with so many dots; there is hardly anything in it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        b"<svg onload='alert(1)'/>",
        b"%!PS-Adobe-3.0 EPSF",
        saved(Image.new("RGB", (9, 9)), "BMP"),
        saved(Image.new("RGB", (90, 90)), "PNG")[:60],
        saved(Image.new("RGB", (90, 90)), "JPEG")[:200],
        *(huge_png(side) for side in (0, 200, 5_000, 10_000, 60_000, 2_000_000_000)),
    ],
)
def test_what_is_no_picture_or_far_too_large_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        small_logo(content)
    assert caught.value.kind is FaultKind.LOGO_UNUSABLE
    assert caught.value.detail.endswith(".")


def test_a_file_is_looked_at_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    with open(large, "wb") as stream:
        stream.truncate(30_000_000)
    for path in (large, tmp_path / "none.png", tmp_path):
        with pytest.raises(BadInput) as caught:
            read_logo(path)
        assert caught.value.kind is FaultKind.LOGO_UNUSABLE


def test_a_file_that_cannot_be_opened_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught:
        read_logo(tmp_path / ("x" * 400))
    assert caught.value.kind is FaultKind.FILE_UNREADABLE
