"""A page to set up a printer by: where its edges are, how long its inch is, which bars it can print.

Holds no postage and no number that a sorting machine knows.
"""

from __future__ import annotations

from typing import cast

import zxingcpp
from PIL import Image, ImageDraw

from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.lettering import font
from postwright.printing.page import Page, page_of

_MM = 25.4
_SCAN = "{} DOTS"


def test_page(profile: PrinterProfile) -> Page:
    """Drawn at the printer's own dots: frames, an inch and a millimetre ruler, and bars of one to five dots.

    The profile's offsets are written on it, not applied: they are when it is sent, as with every label.
    """
    image = Image.new("1", profile.dots, 1)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    _frames(draw, profile)
    _rulers(draw, profile)
    below = _words(draw, profile)
    below = _ladder(draw, profile, below)
    _barcodes(image, profile, below)
    return page_of(image, profile.dpi)


def _frames(draw: ImageDraw.ImageDraw, profile: PrinterProfile) -> None:
    """One on the outermost dots, and one a tenth of an inch inside, which every printer should reach."""
    width, height = profile.dots
    tenth = profile.dpi // 10
    draw.rectangle((0, 0, width - 1, height - 1), outline=0)
    draw.rectangle((tenth, tenth, width - 1 - tenth, height - 1 - tenth), outline=0)


def _rulers(draw: ImageDraw.ImageDraw, profile: PrinterProfile) -> None:
    """Sixteenths of an inch along the top and the left, millimetres along the bottom and the right."""
    width, height = profile.dots
    inch, edge = profile.dpi, profile.dpi // 10
    for length, upright in ((width, False), (height, True)):
        for step in range(2, length * 16 // inch):
            at, tick = round(step * inch / 16), _tick(edge, step, 4, 16)
            if at < length - edge:
                draw.line(_turn((at, edge, at, edge + tick), upright), fill=0)
            if step % 16 == 0 and at < length - inch // 2:
                words = f"{step // 16} in"
                place = (edge * 2, at + 4) if upright else (at + 4, edge * 2)
                draw.text(place, words, font=font(inch // 12), fill=0)
    for length, far, upright in ((width, height, False), (height, width, True)):
        for step in range(3, int(length * _MM / inch)):
            at, tick = round(step * inch / _MM), _tick(edge, step, 5, 10)
            if at < length - edge:
                draw.line(_turn((at, far - edge - 1, at, far - edge - 1 - tick), upright), fill=0)


def _tick(edge: int, step: int, middle: int, whole: int) -> int:
    """How long a mark is: one, two or three halves of the width of the edge."""
    return edge * (3 if step % whole == 0 else 2 if step % middle == 0 else 1) // 2


def _turn(line: tuple[int, int, int, int], upright: bool) -> tuple[int, int, int, int]:
    return (line[1], line[0], line[3], line[2]) if upright else line


def _words(draw: ImageDraw.ImageDraw, profile: PrinterProfile) -> int:
    """What the page is printed for, as far as there is room. Gives the row below the words."""
    left, top, size = profile.dpi // 2, profile.dpi * 2 // 5, profile.dpi // 9
    width, height = profile.dots
    lines = (
        profile.name,
        f"{profile.width:g} x {profile.height:g} in, {profile.dpi} dpi, {profile.language.value.upper()}",
        f"offset {profile.offset_x}, {profile.offset_y} dots",
        "The outer frame lies on the last dots. If a side of it",
        "is missing, move the label by the offsets.",
        "Left and top are inches, right and bottom millimetres.",
    )
    for line in lines:
        if top + 2 * size > height - profile.dpi // 4 or left + draw.textlength(line, font(size)) > width:
            break
        draw.text((left, top), line, font=font(size), fill=0)
        top += size * 3 // 2
    return top + size // 2


def _ladder(draw: ImageDraw.ImageDraw, profile: PrinterProfile, top: int) -> int:
    """Bars of one to five dots, upright and lying: fine ones that run together call for less darkness."""
    side, left = profile.dpi * 2 // 5, profile.dpi // 2
    below = top + profile.dpi // 4 + 2 * side + profile.dpi // 8
    for dots in range(1, 6):
        right = left + side
        if right > profile.dots[0] - profile.dpi // 4 or below > profile.dots[1] - profile.dpi // 4:
            break
        draw.text((left, top), f"{dots}", font=font(profile.dpi // 12), fill=0)
        first, second = top + profile.dpi // 8, top + profile.dpi // 8 + side + profile.dpi // 16
        for at in range(0, side, 2 * dots):
            draw.rectangle((left + at, first, left + at + dots - 1, first + side), fill=0)
            draw.rectangle((left, second + at, right, second + at + dots - 1), fill=0)
        left = right + profile.dpi // 5
    return below


def _barcodes(image: Image.Image, profile: PrinterProfile, top: int) -> None:
    """Codes to try a scanner on, with bars of two, three and four dots, as far as there is room."""
    left, height = profile.dpi // 2, profile.dpi * 2 // 5
    for dots in (2, 3, 4):
        code = zxingcpp.create_barcode(_SCAN.format(dots), zxingcpp.BarcodeFormat.Code128)
        # It has the buffer of an image, which its types do not tell; numpy would load for this alone.
        drawn = memoryview(cast(bytes, code.to_image(scale=dots, add_quiet_zones=False)))
        columns = drawn.shape[1] if drawn.shape else 0
        if left + columns > image.width - left or top + height > image.height - profile.dpi // 3:
            return
        row = Image.frombytes("L", (columns, 1), drawn.tobytes()[:columns])
        image.paste(row.resize((columns, height)).convert("1"), (left, top))
        top += height + profile.dpi // 6
