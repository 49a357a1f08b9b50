"""Money is exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.money import Money, read_money, total

cents = st.integers(-10_000_000, 10_000_000)


@given(cents, cents)
def test_adding_and_taking_away_again_changes_nothing(one: int, other: int) -> None:
    assert Money(one) + Money(other) - Money(other) == Money(one)


@given(cents)
def test_an_amount_survives_its_decimal_form(minor: int) -> None:
    assert Money.of(Money(minor).amount) == Money(minor)


@pytest.mark.parametrize(
    ("amount", "minor"),
    [("7.61", 761), ("0.125", 12), ("0.135", 14), ("-1.5", -150), (3, 300), (Decimal("0.1"), 10)],
)
def test_amounts_are_rounded_once_half_to_even(amount: str, minor: int) -> None:
    assert Money.of(amount) == Money(minor)


@pytest.mark.parametrize("text", ["seven", "", "NaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.of(text)


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="cannot be reckoned together"):
        Money(1) + Money(1, "cad")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(761), "$7.61"),
        (Money(-5), "-$0.05"),
        (Money(123_456_789), "$1,234,567.89"),
        (Money(761, "cad"), "7.61 CAD"),
    ],
)
def test_money_reads_as_people_write_it(money: Money, text: str) -> None:
    assert str(money) == text


def test_the_total_of_nothing_is_nothing() -> None:
    assert total([]) == Money(0)
    assert total([Money(1), Money(2)]) == Money(3)


@pytest.mark.parametrize(("text", "minor"), [("7.61", 761), (" $1,250 ", 125_000), ("0", 0), (".5", 50)])
def test_typed_amounts_are_read(text: str, minor: int) -> None:
    assert read_money(text) == Money(minor)


@pytest.mark.parametrize("text", ["", "abc", "-1", "1e9", "NaN", "inf", "1.234", "9999999"])
def test_typed_nonsense_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="Write"):
        read_money(text)
