"""Bars of a Code 128 as an independent decoder reads them."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.code128 import FNC1, START_B, START_C, TO_B, TO_C, bars


def read(values: list[int]) -> str:
    """What zxing reads from them, three dots a module on a white page."""
    row = np.repeat([index % 2 == 0 for index in range(len(bars(values)))], bars(values))
    dots = np.full((40, 3 * row.size + 120), 255, np.uint8)
    dots[5:35, 60:-60] = np.where(np.repeat(row, 3), 0, 255)
    [found] = zxingcpp.read_barcodes(dots, text_mode=zxingcpp.TextMode.Plain)
    assert found.format == zxingcpp.BarcodeFormat.Code128
    return found.text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
def test_every_letter_of_subset_b_is_read_back(text: str) -> None:
    assert read([START_B, *(ord(letter) - 32 for letter in text)]) == text


@given(st.lists(st.integers(0, 99), min_size=1, max_size=20))
def test_pairs_of_digits_are_read_back(numbers: list[int]) -> None:
    assert read([START_C, *numbers]) == "".join(f"{number:02d}" for number in numbers)


def test_subsets_change_on_the_way() -> None:
    assert read([START_C, 12, 34, TO_B, 33, TO_C, 56]) == "1234A56"


def test_a_code_that_begins_with_fnc1_holds_application_identifiers() -> None:
    assert read([START_C, FNC1, 42, 6, 27, 1, FNC1, 94, 0]) == "42062701\x1d9400"


@pytest.mark.parametrize("values", [[], [START_B, 106], [-1]])
def test_what_is_no_symbol_is_refused(values: list[int]) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        bars(values)
