"""Lay labels on one sheet of the stock, dot for dot, turned and moved as its printer needs it.

Draws no label anew and stretches none; refuses labels that the sheet cannot hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import LABEL_HEIGHT, PrinterProfile
from postwright.domain.stock import Place, places, stock_of, upright
from postwright.printing.lettering import font
from postwright.printing.page import Page, page_of

_CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
# Of the words on the tab, in inches: their height, and the white around them.
_TAB_LETTERS = 0.14
_TAB_MARGIN = 0.15


def sheet(labels: Sequence[Page | None], profile: PrinterProfile, *, tab: str = "") -> Page:
    """The sheet as it leaves the printer. None leaves a place empty, such as a half that was used before.

    `tab` is a short line for the part that is torn off, where the stock has one. Raises PaperFault
    (DOCUMENT_UNUSABLE) with a sentence when the labels do not fit.
    """
    drawn = [label for label in labels if label is not None]
    if not drawn:
        raise ValueError("a sheet holds a label")
    if any(label.dpi != profile.dpi for label in drawn):
        raise ValueError("the labels are drawn at the printer's density")
    if profile.is_plain and len(labels) == 1:
        return drawn[0]
    free = places(profile)
    if len(labels) > len(free):
        raise PaperFault(FaultKind.DOCUMENT_UNUSABLE, _too_many(profile, len(free)))
    width, height = upright(profile)
    paper = Image.new("1", (round(width * profile.dpi), round(height * profile.dpi)), 1)
    for label, place in zip(labels, free, strict=False):
        if label is not None:
            _put(paper, label, place)
    _write_tab(paper, profile, tab)
    page = page_of(_turned(paper, profile.rotation), profile.dpi)
    page = page.shifted(profile.offset_x, profile.offset_y)
    return replace(page, turned=any(label.turned for label in drawn))


def lost_ink(labels: Sequence[Page | None], page: Page) -> float:
    """Which share of the labels' black is not on the sheet: it was moved over the edge."""
    black = sum(label.black for label in labels if label is not None)
    return max(0.0, 1 - page.black / black) if black else 0.0


def _put(paper: Image.Image, label: Page, place: Place) -> None:
    paper.paste(
        _turned(label.image(), place.turned), (round(place.left * label.dpi), round(place.top * label.dpi))
    )


def _turned(image: Image.Image, degrees: int) -> Image.Image:
    return image.transpose(_CLOCKWISE[degrees]) if degrees else image


def _write_tab(paper: Image.Image, profile: PrinterProfile, words: str) -> None:
    """As much of the line as there is room for; a tab lies below the label."""
    stock = stock_of(profile)
    if not words or stock is None or not stock.tab:
        return
    dpi = profile.dpi
    letters, margin = font(round(_TAB_LETTERS * dpi)), round(_TAB_MARGIN * dpi)
    while letters.getlength(words) > paper.width - 2 * margin:
        words = words[:-2].rstrip() + "…"
    draw = ImageDraw.Draw(paper)
    draw.fontmode = "1"
    top = round((LABEL_HEIGHT + stock.tab / 2) * dpi)
    draw.text((margin, top), words, font=letters, fill=0, anchor="lm")


def _too_many(profile: PrinterProfile, room: int) -> str:
    size = f"{profile.width:g} x {profile.height:g} inches"
    if not room:
        turned = f", turned by {profile.rotation} degrees," if profile.rotation else ""
        return f"A 4 x 6 label does not fit the {size} set for this printer{turned}. Check its paper."
    return f"A sheet of {size} holds {room} {'label' if room == 1 else 'labels'} here."
