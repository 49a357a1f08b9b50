"""A printer is set up from what is known of it, and its paper changes in one step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.printer_setup import (
    at_density,
    guess_stock,
    has_head,
    on_stock,
    profile_for,
    sized,
    turned,
)
from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.domain.stock import STOCKS, places, stock_of

STOCK = {one.code: one for one in STOCKS}
ZEBRA = PrinterProfile("Zebra", "tcp:printer:9100", Language.ZPL)
OFFICE = PrinterProfile("Office", "cups:office", Language.PDF, 300, 8.5, 11.0, layout=Layout.TWO)


@pytest.mark.parametrize(
    ("port", "known", "expected"),
    [
        ("tcp:a:9100", {}, (Language.ZPL, 203, 4.0, 6.0)),
        ("device:/dev/usb/lp0", {"dpi": 300}, (Language.ZPL, 300, 4.0, 6.0)),
        ("windows:Zebra", {"language": Language.ZPL, "media": ("Letter",)}, (Language.ZPL, 203, 4.0, 6.0)),
        (
            "cups:office",
            {"language": Language.PDF, "media": ("na_letter_8.5x11in",)},
            (Language.PDF, 300, 8.5, 11.0),
        ),
        ("ipp:ipp://p/ipp", {"media": ("A4", "4x6"), "dpi": 1200}, (Language.PDF, 300, 8.27, 11.69)),
        ("cups:rollo", {"media": ("w288h432",), "dpi": 203}, (Language.PDF, 203, 4.0, 6.0)),
        ("cups:what", {}, (Language.PDF, 203, 4.0, 6.0)),
    ],
)
def test_a_profile_begins_with_what_was_recognised(
    port: str, known: dict[str, object], expected: tuple[object, ...]
) -> None:
    made = profile_for("P", port, **known)  # type: ignore[arg-type]
    assert (made.language, made.dpi, made.width, made.height) == expected


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Letter", "letter"),
        ("na_letter_8.5x11in", "letter"),
        ("iso_a4_210x297mm", "a4"),
        ("A4", "a4"),
        ("letterhead", "4x6"),
        ("a40", "4x6"),
        ("oe_4x6-label_4x6in", "4x6"),
    ],
)
def test_the_paper_is_guessed_by_whole_words(word: str, code: str) -> None:
    assert guess_stock((word,)).code == code


def test_another_paper_stays_turned_and_keeps_a_layout_that_it_has() -> None:
    lying = turned(ZEBRA, 90)
    assert (lying.width, lying.height) == (6.0, 4.0)
    longer = on_stock(lying, STOCK["4x8"])
    assert (longer.width, longer.height, longer.rotation) == (8.0, 4.0, 90)
    assert stock_of(longer) == STOCK["4x8"]
    assert on_stock(OFFICE, STOCK["a4"]).layout is Layout.TWO
    assert on_stock(OFFICE, STOCK["4x6"]).layout is Layout.ONE
    assert sized(OFFICE, 8.27, 11.69).layout is Layout.TWO
    assert sized(OFFICE, 5.0, 7.0).layout is Layout.ONE
    assert places(sized(lying, 4.0, 6.0))


def test_turning_forgets_where_the_label_was_moved() -> None:
    moved = replace(ZEBRA, offset_x=5, offset_y=-3)
    assert turned(moved, 0) is moved
    assert (turned(moved, 180).offset_x, turned(moved, 180).offset_y) == (0, 0)


def test_another_density_counts_its_own_dots() -> None:
    used = replace(ZEBRA, offset_x=20, offset_y=-10, dead_dots=(4,))
    assert at_density(used, 203) is used
    finer = at_density(used, 300)
    assert (finer.dpi, finer.offset_x, finer.offset_y, finer.dead_dots) == (300, 30, -15, ())


def test_only_label_printers_have_a_head_to_check() -> None:
    assert has_head(ZEBRA)
    assert has_head(turned(ZEBRA, 90))
    assert not has_head(OFFICE)
    assert not has_head(on_stock(OFFICE, STOCK["a4"]))
