"""The house font at a size in dots, for what we print ourselves."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from postwright import assets

AnyFont = ImageFont.FreeTypeFont | ImageFont.ImageFont


@lru_cache(maxsize=32)
def font(size: int) -> AnyFont:
    """The bundled font; Pillow's own where it was not shipped."""
    try:
        # The plain layout: the other needs a library that not every machine has, and draws letters closer.
        plain = ImageFont.Layout.BASIC
        return ImageFont.truetype(assets.path("fonts/Inter-SemiBold.otf"), size, layout_engine=plain)
    except OSError:
        return ImageFont.load_default(size)
