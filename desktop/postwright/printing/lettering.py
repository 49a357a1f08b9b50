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
        return ImageFont.truetype(assets.path("fonts/Inter-SemiBold.otf"), size)
    except OSError:
        return ImageFont.load_default(size)
