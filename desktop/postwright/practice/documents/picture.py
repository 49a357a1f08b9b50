"""A caller's picture made ready for a label: one inch square, shades of grey, on white."""

from __future__ import annotations

import io
import struct

from PIL import Image

from postwright.practice.documents.layout import DPI
from postwright.practice.documents.png import as_png

_LONGEST_SIDE = 5000


def inch_square(content: bytes) -> bytes:
    """A PNG of one inch by one inch, the picture as large as it fits. Raises ValueError for a broken one."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if max(picture.size) > _LONGEST_SIDE:
                raise ValueError(f"a side is longer than {_LONGEST_SIDE} dots")
            seen = picture.convert("RGBA")
    except (OSError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
        raise ValueError("the picture cannot be read") from error
    white = Image.new("RGBA", seen.size, "white")
    grey = Image.alpha_composite(white, seen).convert("L")
    grey.thumbnail((DPI, DPI))
    square = Image.new("L", (DPI, DPI), 255)
    square.paste(grey, ((DPI - grey.width) // 2, (DPI - grey.height) // 2))
    return as_png(square)
