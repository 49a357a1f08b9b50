"""A label is placed around the dead dots of a head, so that its barcode reads where it would not."""

from __future__ import annotations

import random
from functools import cache

import pytest
from PIL import Image

from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_pdf
from postwright.printing.head import around_dead_dots, burnt
from postwright.printing.page import Page, page_of
from tests.printing import labels


@cache
def label(dpi: int, module: int) -> Page:
    return page_from_pdf(labels.label_pdf(module=module, dpi=dpi), dpi=dpi)


def reads(page: Page) -> bool:
    """Whether a scanner finds the parcel's number."""
    return any(labels.TRACKING in code.text for code in read_codes(page))


def inked(page: Page) -> tuple[int, int, int, int]:
    box = page.black_box()
    assert box is not None
    return box


@pytest.mark.parametrize(("dpi", "module"), [(203, 2), (203, 3), (300, 3), (300, 4)])
def test_dead_dots_cost_some_labels_their_barcode_and_none_once_placed_around_them(
    dpi: int, module: int
) -> None:
    page, chance = label(dpi, module), random.Random(7)
    left, _, right, _ = inked(page)
    unreadable = 0
    for _ in range(12):
        dead = tuple(sorted(chance.sample(range(left + dpi // 5, right - dpi // 5), 3)))
        unreadable += not reads(burnt(page, dead))
        placed = around_dead_dots(page, dead, reads)
        assert placed is not None
        assert reads(burnt(placed, dead))
        assert placed.black == page.black
        assert abs(inked(placed)[0] - left) <= dpi / 8
    assert unreadable


def test_one_dead_dot_is_enough_to_lose_a_barcode_and_a_few_dots_aside_to_save_it() -> None:
    page = label(203, 2)
    left, _, right, _ = inked(page)
    lost = [dot for dot in range(left + 40, right - 40, 7) if not reads(burnt(page, (dot,)))]
    assert lost
    for dot in lost:
        placed = around_dead_dots(page, (dot,), reads)
        assert placed is not None
        assert 0 < abs(inked(placed)[0] - left) <= 8


def test_a_label_stays_where_it_is_while_no_bar_meets_a_dead_dot() -> None:
    page = label(203, 3)
    assert around_dead_dots(page, (), reads) is page
    assert around_dead_dots(page, (inked(page)[2] + 5, 5000, -1), reads) == page


def test_a_head_that_is_past_help_is_said_so_and_the_label_is_never_clipped() -> None:
    page = label(203, 3)
    left, _, right, _ = inked(page)
    tried: list[Page] = []

    def never(one: Page) -> bool:
        tried.append(one)
        return False

    assert around_dead_dots(page, tuple(range(left + 200, right - 200)), never) is None
    assert len(tried) <= 2 * 26 + 1
    full = page_of(Image.new("1", (812, 1218), 0), 203)
    tried.clear()
    assert around_dead_dots(full, (100,), never) is None
    assert tried == [burnt(full, (100,))]


def test_bars_that_prove_under_a_dead_dot_are_better_than_nothing() -> None:
    page = label(203, 3)
    left, _, right, _ = inked(page)
    comb = tuple(range(left + 60, right - 60, 30))
    shown: list[int] = []

    def last(one: Page) -> bool:
        shown.append(one.black)
        return len(shown) == 5

    assert around_dead_dots(page, comb, last) is not None


def test_a_blank_page_has_nothing_to_place() -> None:
    blank = page_of(Image.new("1", (812, 20), 1), 203)
    assert around_dead_dots(blank, (3,), reads) is blank


def test_a_page_too_low_for_a_bar_has_none() -> None:
    low = Image.new("1", (812, 20), 1)
    low.paste(0, (100, 5, 110, 12))
    page = page_of(low, 203)
    assert around_dead_dots(page, (105,), lambda one: True) == page
