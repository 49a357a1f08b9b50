"""A table that leaves the program is read back sign by sign, and no spreadsheet finds a formula in it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.money import Money
from postwright.domain.spreadsheet import sheet
from tests.faults.nasty import FORMULAS

# What ASVS 1.2.10 names, and what programs for Chinese and Japanese take for it.
BEGINNINGS = set("=+-@\t\r\0＝＋－＠")
ODD = st.text(alphabet=st.sampled_from("=+-@\t\r\n\0\",;' |aＡ＝\ufeff\u200b\ud800é"), max_size=12)


def read(text: str) -> list[list[str]]:
    """By Python's own reader, as RFC 4180 has it."""
    return list(csv.reader(io.StringIO(text, newline="")))


def is_formula(cell: str) -> bool:
    """Whether some spreadsheet runs it: by its first sign, or by the first one that can be seen."""
    seen = cell.lstrip("\ufeff\u200b \t\r\n\0")
    return cell[:1] in BEGINNINGS or seen[:1] in BEGINNINGS


@pytest.mark.row("X5")
@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_begins_with_an_apostrophe(text: str) -> None:
    ((cell,),) = read(sheet([text], []))
    assert cell.startswith("'")
    assert not is_formula(cell)


@pytest.mark.row("X5")
@given(st.lists(st.lists(ODD, min_size=3, max_size=3), max_size=4))
def test_no_text_whatever_is_a_formula_or_reaches_another_cell(rows: list[list[str]]) -> None:
    again = read(sheet(["a", "b", "c"], rows))[1:]
    assert [len(row) for row in again] == [3] * len(rows)
    assert not [cell for row in again for cell in row if is_formula(cell)]


@pytest.mark.row("X5")
@given(ODD)
def test_no_separator_of_another_country_splits_a_text(text: str) -> None:
    line = sheet([text, "end"], []).removesuffix("\r\n")
    for separator in ",;\t|":
        cells = next(csv.reader([line], delimiter=separator))
        assert not [cell for cell in cells[1:] if is_formula(cell) and separator == ","]
    assert line.startswith('"')
    assert line.endswith('"')


@given(
    st.text(
        alphabet=st.characters(categories=["L", "N", "S", "Zs"], exclude_characters="=+＝＋"), max_size=40
    )
)
def test_an_ordinary_text_stands_in_the_table_as_it_is(text: str) -> None:
    assert read(sheet([text], [])) == [[text]]


def test_quotes_and_separators_are_part_of_a_text() -> None:
    assert sheet(['Ann "the" Lee, Jr.'], []) == '"Ann ""the"" Lee, Jr."\r\n'


def test_amounts_of_our_own_are_numbers_with_their_sign() -> None:
    table = sheet(["a", "b", "c", "d"], [[Money(-150).amount, -3, Decimal("2.50"), None]])
    assert table.splitlines()[1] == '-1.50,-3,2.50,""'
