"""Every stock holds its labels, wherever they lie; what holds none says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.printing_profile import LABEL_HEIGHT, LABEL_WIDTH, Layout, PrinterProfile
from postwright.domain.stock import SLACK, STOCKS, Place, Stock, label_scales, places, stock_of, upright

ANY = PrinterProfile("Zebra", "tcp:zebra:9100")


def on(stock: Stock, layout: Layout = Layout.ONE, rotation: int = 0) -> PrinterProfile:
    sides = stock.width, stock.height
    width, height = sides if rotation % 180 == 0 else sides[::-1]
    return replace(ANY, width=width, height=height, layout=layout, rotation=rotation)


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.code)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_each_stock_is_known_and_holds_its_labels_however_it_is_turned(stock: Stock, rotation: int) -> None:
    for layout in stock.layouts:
        profile = on(stock, layout, rotation)
        assert stock_of(profile) is stock
        found = places(profile)
        assert len(found) == (2 if layout is Layout.TWO else 1)
        for place in found:
            across, down = (LABEL_WIDTH, LABEL_HEIGHT) if not place.turned else (LABEL_HEIGHT, LABEL_WIDTH)
            assert -SLACK / 2 <= place.left <= stock.width - across + SLACK / 2
            assert -SLACK / 2 <= place.top <= stock.height - down + SLACK / 2


def test_the_names_of_stock_are_unique() -> None:
    assert len({stock.code for stock in STOCKS}) == len({stock.words for stock in STOCKS}) == len(STOCKS)


def test_labels_on_an_office_sheet_lie_in_the_middle_of_their_halves() -> None:
    letter = replace(ANY, width=8.5, height=11.0, layout=Layout.TWO)
    assert places(letter) == (Place(1.25, 0.75, 270), Place(1.25, 6.25, 270))
    assert places(replace(letter, layout=Layout.ONE)) == (Place(1.25, 0.75, 270),)


def test_a_label_on_thermal_stock_begins_at_its_top_left() -> None:
    assert places(ANY) == (Place(0, 0),)
    assert places(replace(ANY, height=8.0)) == (Place(0, 0),)
    assert places(replace(ANY, width=4.25)) == (Place(0, 0),)


def test_a_label_on_stock_a_hair_too_small_is_centred() -> None:
    (place,) = places(replace(ANY, width=3.94, height=5.91))
    assert (place.left, place.top) == pytest.approx((-0.03, -0.045))


def test_a_label_lies_on_stock_that_is_wide_and_low() -> None:
    assert places(replace(ANY, width=6.0, height=4.0)) == (Place(0, 0, 270),)


def test_what_is_too_small_holds_nothing_and_narrow_stock_no_two() -> None:
    assert places(replace(ANY, width=2.0, height=4.0)) == ()
    assert places(replace(ANY, rotation=90, width=4.0, height=3.0)) == ()
    assert places(replace(ANY, layout=Layout.TWO)) == ()


def test_stock_of_another_size_is_custom() -> None:
    assert stock_of(replace(ANY, width=4.1)) is None
    assert upright(replace(ANY, rotation=270, width=6.0, height=4.0)) == (4.0, 6.0)


@pytest.mark.parametrize(
    ("width", "height", "rotation", "swapped"),
    [(4.0, 6.0, 0, False), (4.0, 6.0, 180, False), (6.0, 4.0, 90, True), (8.5, 11.0, 0, True)],
)
def test_scales_follow_the_label_where_it_lies_across_the_paper(
    width: float, height: float, rotation: int, swapped: bool
) -> None:
    profile = replace(ANY, width=width, height=height, rotation=rotation, scale_x=990, scale_y=1010)
    assert label_scales(profile) == ((1010, 990) if swapped else (990, 1010))


def test_scales_of_stock_that_holds_nothing_are_its_own() -> None:
    assert label_scales(replace(ANY, width=2.0, scale_x=990)) == (990, 1000)
