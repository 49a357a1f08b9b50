"""Write on a label that is already drawn: VOID across it, or which reprint it is. The page given is kept."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from postwright.printing.lettering import font
from postwright.printing.page import Page, page_of

# In inches. Stripes so close that every row of a barcode is broken, so thin that people still read the rest.
_STRIPE_EVERY = 0.4
_STRIPE = 0.045
_RIM = 0.03
_NOTE_HEIGHT = 0.1
_NOTE_MARGIN = 0.04
_NOTE_ZONE = 0.3


def void_overlay(page: Page) -> Page:
    """The label with VOID across it and no barcode that can be read."""
    return banner(page, "VOID")


def banner(page: Page, text: str) -> Page:
    """A short text from corner to corner, black with a white rim, over stripes that break every barcode."""
    image = page.image()
    _stripe(image, page.dpi)
    letters = _slanted(text, image.size)
    rim = letters.filter(ImageFilter.MaxFilter(2 * round(_RIM * page.dpi) + 1))
    image.paste(1, mask=rim)
    image.paste(0, mask=letters)
    return page_of(image, page.dpi)


def reprint_note(page: Page, copy: int) -> Page:
    """The label with "REPRINT 2" (or whichever copy) in a white margin; unchanged when there is no room."""
    text = f"REPRINT {copy}"
    letters = font(round(_NOTE_HEIGHT * page.dpi))
    left, top, right, bottom = (round(side) for side in letters.getbbox(text))
    place = _white_place(page, right - left, bottom - top)
    if place is None:
        return page
    image = page.image()
    ImageDraw.Draw(image).text((place[0] - left, place[1] - top), text, font=letters, fill=0)
    return page_of(image, page.dpi)


def _stripe(image: Image.Image, dpi: int) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    step = round(_STRIPE_EVERY * dpi)
    for start in range(-height, width, step):
        draw.line((start, height, start + height, 0), fill=0, width=round(_STRIPE * dpi))


def _slanted(text: str, size: tuple[int, int]) -> Image.Image:
    """The text as a mask, as large as it fits along the diagonal that rises to the right."""
    width, height = size
    slope = math.degrees(math.atan2(height, width))
    letters = font(min(size) // 2)
    left, top, right, bottom = letters.getbbox(text)
    line = Image.new("L", (math.ceil(right - left), math.ceil(bottom - top)))
    ImageDraw.Draw(line).text((-left, -top), text, font=letters, fill=255)
    turned = line.rotate(slope, expand=True, resample=Image.Resampling.BICUBIC)
    scale = min(width * 0.94 / turned.width, height * 0.94 / turned.height)
    turned = turned.resize((round(turned.width * scale), round(turned.height * scale)))
    mask = Image.new("L", size)
    mask.paste(turned, ((width - turned.width) // 2, (height - turned.height) // 2))
    return mask.point([0] * 128 + [255] * 128)


def _white_place(page: Page, width: int, height: int) -> tuple[int, int] | None:
    """Left and top of a white place for so many dots, near the bottom or else the top edge."""
    black = ImageChops.invert(page.image())
    margin, zone = round(_NOTE_MARGIN * page.dpi), round(_NOTE_ZONE * page.dpi)
    lowest = page.height - margin - height
    for y in (*range(lowest, lowest - zone, -2), *range(margin, margin + zone, 2)):
        for x in range(margin, page.width - margin - width, max(1, width // 4)):
            around = (x - margin, y - margin, x + width + margin, y + height + margin)
            if black.crop(around).getbbox() is None:
                return x, y
    return None
