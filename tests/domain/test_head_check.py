"""Gaps on the ladder are the dots of the head that burn no more, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.head_check import (
    Gap,
    Ladder,
    dead_dots,
    gaps_of,
    head_words,
    is_past_help,
    ladder_of,
    read_gaps,
    widest,
)
from postwright.domain.printing_profile import PrinterProfile

LADDER = ladder_of(PrinterProfile("Zebra", "tcp:printer:9100"))


@pytest.mark.parametrize(("dpi", "lines", "blocks"), [(203, 8, 102), (300, 12, 100), (600, 24, 100)])
def test_a_block_is_about_a_millimetre(dpi: int, lines: int, blocks: int) -> None:
    ladder = ladder_of(PrinterProfile("Zebra", "tcp:printer:9100", dpi=dpi))
    assert (ladder.lines, ladder.blocks) == (lines, blocks)


def test_gaps_are_read_as_they_are_written_on_the_ladder() -> None:
    assert read_gaps(" 52, 37.4;9/1  12:8 37.4,", LADDER) == (
        (Gap(9, 1), Gap(12, 8), Gap(37, 4), Gap(52)),
        "",
    )
    assert read_gaps("", LADDER) == ((), "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("left", "is no place on the ladder"),
        ("37.4, -2", "is no place on the ladder"),
        ("103", "There is no 103"),
        ("0", "There is no 0"),
        ("5.9", "There is no 5.9"),
        ("102.5", "There is no 102.5"),  # the last block has four dots
    ],
)
def test_what_is_not_on_the_ladder_is_said(text: str, problem: str) -> None:
    gaps, said = read_gaps(text, LADDER)
    assert gaps == ()
    assert problem in said


def test_a_gap_stands_for_its_dot_and_a_block_for_all_of_them() -> None:
    assert dead_dots((Gap(37, 4), Gap(1)), LADDER) == (*range(8), 36 * 8 + 3)
    assert dead_dots((Gap(102),), LADDER) == (808, 809, 810, 811)
    assert str(Gap(37, 4)) == "37.4"
    assert str(Gap(37)) == "37"


def test_a_block_that_is_dead_as_a_whole_is_one_gap() -> None:
    assert gaps_of((*range(808, 812), 3), LADDER) == (Gap(1, 4), Gap(102))


@given(st.sets(st.integers(0, 811)))
def test_dots_become_gaps_and_the_same_dots_again(dead: set[int]) -> None:
    gaps = gaps_of(dead, LADDER)
    assert set(dead_dots(gaps, LADDER)) == dead
    assert read_gaps(", ".join(map(str, gaps)), LADDER) == (tuple(sorted(gaps)), "")


def test_dots_beyond_the_sheet_are_on_no_ladder() -> None:
    assert gaps_of((811, 812, -1), LADDER) == (Gap(102, 4),)


def test_a_gap_wider_than_any_space_of_a_barcode_is_past_help() -> None:
    assert widest((3, 4, 5, 9)) == 3
    assert widest(()) == 0
    assert not is_past_help(range(100, 110), 203)
    assert is_past_help(range(100, 111), 203)
    assert not is_past_help(range(100, 111), 300)


@pytest.mark.parametrize(
    ("dead", "words"),
    [
        ((), "Every dot burns."),
        ((7,), "1 dot of the head burns no more."),
        ((7, 9), "2 dots of the head burn no more. Barcodes are now placed around them"),
        (tuple(range(30)), "30 of them side by side. A barcode cannot be placed around"),
    ],
)
def test_what_it_means_is_said(dead: tuple[int, ...], words: str) -> None:
    assert words in head_words(dead, 203)


def test_a_ladder_of_a_whole_number_of_blocks_ends_with_a_whole_one() -> None:
    assert Ladder(16, 8).columns(Gap(2)) == range(8, 16)
