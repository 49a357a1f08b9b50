"""Place a label around the dead dots of a print head. Moves it, never redraws it; judges no barcode."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
from PIL import ImageDraw

from postwright.printing.page import Page, page_of

# A label is moved by at most this much, in inches: what lies at its edge must stay on the paper.
_FURTHEST = 0.125
# Ink that runs on for so long along the paper is a bar of a barcode, not a letter or a line across.
_BAR = 0.3


def around_dead_dots(page: Page, dead: tuple[int, ...], proves: Callable[[Page], bool]) -> Page | None:
    """The page, moved sideways by as few dots as it takes so that no bar meets a dead dot and it proves.

    `proves` is shown each try as it would come out, with the dead columns white. Where every place has a bar
    on a dead dot, one that proves all the same is taken. None: clean the head, or replace it.
    """
    columns = [column for column in dead if 0 <= column < page.width]
    box = page.black_box()
    if not columns or box is None:
        return page
    bars = _bars(page)
    most = round(page.dpi * _FURTHEST)
    room = range(max(-most, -box[0]), min(most, page.width - box[2]) + 1)

    def cost(shift: int) -> tuple[int, int, int]:
        hit = sum(bool(bars[column - shift]) for column in columns if 0 <= column - shift < page.width)
        return hit, abs(shift), shift

    for shift in sorted({0, *room}, key=cost):
        moved = page.shifted(shift, 0)
        if proves(burnt(moved, columns)):
            return moved
    return None


def burnt(page: Page, dead: Iterable[int]) -> Page:
    """What comes out of a printer with these columns dead."""
    image = page.image()
    draw = ImageDraw.Draw(image)
    for column in dead:
        draw.line((column, 0, column, page.height), fill=1)
    return page_of(image, page.dpi)


def _bars(page: Page) -> npt.NDArray[np.bool_]:
    """For each column whether a bar runs along it."""
    rows = np.frombuffer(page.bits, np.uint8).reshape(page.height, page.row_bytes)
    # Whether `length` rows on end are black, by doubling: a bit stays while those below it are black too.
    length, reach = max(1, round(page.dpi * _BAR)), 1
    while reach < length and rows.shape[0] > reach:
        step = min(reach, length - reach)
        rows = rows[:-step] & rows[step:]
        reach += step
    if reach < length:
        return np.zeros(page.width, np.bool_)
    black: npt.NDArray[np.uint8] = np.unpackbits(np.bitwise_or.reduce(rows, axis=0))
    return black[: page.width].astype(np.bool_)
