"""A shop's logo as a shop would have it, made small as the program makes it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from postwright.paperless.logo import small_logo


@cache
def logo() -> bytes:
    """A juniper branch of sorts, beside a line where a name would stand."""
    picture = Image.new("RGBA", (480, 160))
    drawn = ImageDraw.Draw(picture)
    for place in range(5):
        drawn.ellipse((20 + 26 * place, 60 - 12 * (place % 2), 44 + 26 * place, 100), fill="#2f6b52")
    drawn.rectangle((190, 52, 460, 76), fill="#1b2430")
    drawn.rectangle((190, 90, 380, 104), fill="#8a5a2b")
    with BytesIO() as stream:
        picture.save(stream, "PNG")
        return small_logo(stream.getvalue())
