"""What a person reads off a ruler is read as they write it, in inches or millimetres."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.ruler_reading import length_problems, length_words, read_lengths

THREE = (Fraction(3),)


@pytest.mark.parametrize(
    ("text", "inches"),
    [
        ("3", Fraction(3)),
        ("2.94", Fraction("2.94")),
        ("2,94 in", Fraction("2.94")),
        ("2 15/16", Fraction(47, 16)),
        ('2 15/16"', Fraction(47, 16)),
        ("2-15/16 inches", Fraction(47, 16)),
        ("2½", Fraction(5, 2)),
        ("2 15⁄16", Fraction(47, 16)),
        ("15/16", Fraction(15, 16)),
        ("76.2 mm", Fraction(3)),
        ("7.62cm", Fraction(3)),
        ("1 IN", Fraction(1)),
        ("0", Fraction(0)),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, inches: Fraction) -> None:
    assert read_lengths((text,), THREE) == (inches,)


@pytest.mark.parametrize(
    "text", ["", " ", "three", "-3", "3 ft", "1/0", "3 in in", "3..1", "12345", "3 1/2/4", "/", "3e2", "٣"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    assert read_lengths((text,), THREE) == (None,)


def test_millimetres_are_known_by_what_is_expected() -> None:
    expected = (Fraction(3), Fraction(5), Fraction(1, 2), Fraction(1, 2))
    metric = read_lengths(("76.2", "127", "12.7", "2"), expected)
    assert metric == (Fraction(3), Fraction(5), Fraction(1, 2), Fraction(10, 127))


def test_one_unit_holds_for_all_that_have_none_and_a_written_one_wins() -> None:
    read = read_lengths(
        ("76.2", "5 in", "x", "0"), (Fraction(3), Fraction(5), Fraction(1, 2), Fraction(1, 2))
    )
    assert read == (Fraction(3), Fraction(5), None, Fraction(0))


@given(st.integers(1, 8 * 64), st.sampled_from([1, 2, 4, 8, 16, 32, 64]))
def test_a_fraction_is_exact(parts: int, of: int) -> None:
    whole, rest = divmod(parts, of)
    text = f"{whole} {rest}/{of} in" if rest else f"{whole} in"
    assert read_lengths((text,), THREE) == (Fraction(parts, of),)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("3", "5", "0.5", "0.5", ""), []),
        (("", "", "", "", "1"), []),
        (("3", "", "", "", "1"), []),
        (("3", "", "0.5", "0.5", ""), [2]),
        (("", "", "", "", ""), [1, 2, 3, 4]),
        (("x", "5", "", "0.5", "1"), [1]),
        (("3", "5", "0.5", "0.5", "wide"), [5]),
    ],
)
def test_what_was_not_measured_is_named(typed: tuple[str, ...], wrong: list[int]) -> None:
    expected = tuple(map(Fraction, ("3", "5", "1/2", "1/2", "1")))
    problems = length_problems(typed, read_lengths(typed, expected))
    assert [place for place, problem in enumerate(problems, 1) if problem] == wrong


def test_lengths_are_written_as_a_ruler_shows_them() -> None:
    assert length_words(Fraction(11, 4)) == "2¾ in, 69.8 mm"
    assert length_words(Fraction(1, 2)) == "½ in, 12.7 mm"
    assert length_words(Fraction(3)) == "3 in, 76.2 mm"
