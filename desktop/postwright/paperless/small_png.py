"""Make a PNG smaller without changing a dot, for mails that must stay small. Draws nothing anew."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

# The most colours that a palette holds.
_PALETTE = 256
_INKS = {(0, 0, 0, 255), (255, 255, 255, 255)}


def smallest(png: bytes) -> bytes:
    """The same dots in fewer bytes, or the same bytes where that cannot be had. The caller looked at the head
    of the picture (`qr_picture`), so that its size is known to be bearable.
    """
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as image:
            dots = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return png
    found = dots.getcolors(_PALETTE)
    if found is None:
        return png
    colours = {colour for _, colour in found}
    plain = dots.convert("RGB")
    # A colour that can be seen through is lost here, and the dots will not be the same.
    small = plain.convert("1", dither=Image.Dither.NONE) if colours <= _INKS else _in_palette(plain)
    with BytesIO() as stream:
        small.save(stream, "PNG", optimize=True)
        shrunk = stream.getvalue()
    same = small.convert("RGBA").tobytes() == dots.tobytes()
    return shrunk if same and len(shrunk) < len(png) else png


def _in_palette(image: Image.Image) -> Image.Image:
    return image.quantize(_PALETTE, dither=Image.Dither.NONE)
