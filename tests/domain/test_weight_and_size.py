"""Weight and size are exact, and never declared too small."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.size import Size
from postwright.domain.weight import Weight

sides = st.decimals(min_value="0.01", max_value=130, places=2)


@given(st.fractions(min_value=0, max_value=1120))
def test_the_weight_sent_is_never_too_low_and_at_most_a_hundredth_too_high(
    ounces: Fraction,
) -> None:
    sent = Fraction(Weight(ounces).wire_ounces())
    assert ounces <= sent < ounces + Fraction(1, 100)


def test_a_pound_is_sixteen_ounces_and_exactly_so_many_grams() -> None:
    pound = Weight.of(pounds=1)
    assert pound == Weight.of(ounces=16)
    assert pound.grams == Fraction("453.59237")
    assert Weight.grams_of(Decimal("453.59237")) == pound
    assert pound.pounds == 1


def test_a_weight_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Weight.of(ounces=-1)


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        (Weight.of(pounds=1, ounces=4), "1 lb 4 oz"),
        (Weight.of(pounds=2), "2 lb"),
        (Weight.of(ounces=Decimal("3.25")), "3.3 oz"),
        (Weight.of(ounces=Decimal("15.99")), "1 lb"),
        (Weight.of(pounds=1, ounces=Decimal("0.05")), "1 lb 0.1 oz"),
    ],
)
def test_a_weight_reads_as_a_scale_shows_it_rounded_up(weight: Weight, text: str) -> None:
    assert str(weight) == text


@given(sides, sides, sides)
def test_turning_a_parcel_changes_nothing_about_it(one: Decimal, two: Decimal, three: Decimal) -> None:
    size, turned = Size(one, two, three), Size(three, one, two)
    assert size.sides == turned.sides
    assert size.length_plus_girth == turned.length_plus_girth
    assert size.dimensional_pounds() == turned.dimensional_pounds()
    assert size.fits_in(turned)


def test_girth_goes_around_the_two_shorter_sides() -> None:
    size = Size(Decimal(12), Decimal(20), Decimal(6))
    assert size.girth == 36
    assert size.length_plus_girth == 56


def test_dimensional_weight_counts_only_above_one_cubic_foot() -> None:
    assert Size(Decimal(12), Decimal(12), Decimal(12)).dimensional_pounds() is None
    assert Size(Decimal(12), Decimal(12), Decimal("12.1")).dimensional_pounds() == 11


def test_a_box_fits_when_turned_but_not_when_one_side_is_too_long() -> None:
    box = Size(Decimal(6), Decimal(4), Decimal(2))
    assert box.fits_in(Size(Decimal(2), Decimal(6), Decimal(4)))
    assert not box.fits_in(Size(Decimal(5), Decimal(5), Decimal(5)))


def test_a_flat_parcel_is_no_parcel() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Size(Decimal(1), Decimal(0), Decimal(1))


def test_a_size_reads_without_idle_zeros() -> None:
    assert str(Size(Decimal("9.00"), Decimal("6.5"), Decimal(100))) == "9 x 6.5 x 100 in"
