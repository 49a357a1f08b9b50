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
    small = _with_few_colours(dots, sorted(colour for _, colour in found if isinstance(colour, tuple)))
    with BytesIO() as stream:
        small.save(stream, "PNG", optimize=True)
        shrunk = stream.getvalue()
    # A colour that can be seen through is lost on the way, and then the dots are not the same.
    same = small.convert("RGBA").tobytes() == dots.tobytes()
    return shrunk if same and len(shrunk) < len(png) else png


def _with_few_colours(dots: Image.Image, colours: list[tuple[int, ...]]) -> Image.Image:
    """Black and white in one bit a dot, greys by their number in a palette, other colours likewise."""
    if set(colours) <= _INKS:
        return dots.convert("1", dither=Image.Dither.NONE)
    if any(len(set(colour[:3])) > 1 for colour in colours):
        return dots.convert("RGB").quantize(_PALETTE, dither=Image.Dither.NONE)
    greys = [colour[0] for colour in colours]
    numbers = {grey: number for number, grey in enumerate(greys)}
    indexed = dots.convert("L").point([numbers.get(grey, 0) for grey in range(_PALETTE)])
    indexed.putpalette([level for grey in greys for level in (grey, grey, grey)])
    return indexed
