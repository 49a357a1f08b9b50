"""A balance speaks only where our own books leave one way to read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postwright.domain.balance_evidence import BalanceSeen, Movement, Says, Suspected, weigh
from postwright.domain.money import Money

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PRICE = Money(761)
DOUBT = Suspected("se-1", PRICE, NOON, NOON + MINUTE)


def at(minute: float) -> datetime:
    return NOON + MINUTE * minute


def seen(minute: float, cents: int, account: str = "se-1", currency: str = "usd") -> BalanceSeen:
    return BalanceSeen(at(minute), account, Money(cents, currency))


def says(*balances: BalanceSeen, books: tuple[Movement, ...] = ()) -> Says:
    return weigh(DOUBT, balances, books).says


def test_a_fall_by_the_price_speaks_for_a_charge() -> None:
    found = weigh(DOUBT, (seen(-5, 10_000), seen(3, 9_239)), ())
    assert found.says is Says.CHARGED
    assert found.sentence == (
        "The balance fell by $7.61 that nothing else explains. That speaks for a charge."
    )
    assert (found.before, found.after) == (seen(-5, 10_000), seen(3, 9_239))


def test_no_fall_speaks_against_a_charge() -> None:
    assert says(seen(-5, 10_000), seen(3, 10_000)) is Says.NOT_CHARGED


def test_a_balance_seen_while_the_request_ended_says_nothing_yet() -> None:
    found = weigh(DOUBT, (seen(-5, 10_000), seen(1.5, 10_000)), ())
    assert (found.says, found.sentence) == (
        Says.NOTHING,
        "The balance says nothing: it was seen too soon after the request.",
    )


def test_a_charge_that_was_booked_late_is_seen_in_the_newest_balance() -> None:
    assert says(seen(-5, 10_000), seen(3, 10_000), seen(8, 9_239)) is Says.CHARGED


def test_a_fall_that_was_seen_once_still_speaks_when_money_was_added_later() -> None:
    assert says(seen(-5, 10_000), seen(3, 9_239), seen(8, 59_239)) is Says.CHARGED


def test_an_early_balance_speaks_against_nothing_when_a_later_one_is_unexplained() -> None:
    assert says(seen(-5, 10_000), seen(3, 10_000), seen(8, 4_000)) is Says.NOTHING


@pytest.mark.parametrize(
    ("balances", "why"),
    [
        ((seen(3, 9_239),), "no balance is known from before the request"),
        ((seen(-5, 10_000),), "nobody has seen it since"),
        ((seen(-721, 10_000), seen(3, 9_239)), "the last balance from before the request is too old"),
        ((seen(-5, 10_000), seen(3, 9_000)), "it changed in another way"),
        ((seen(-5, 10_000), seen(3, 9_239, currency="cad")), "it is in another currency"),
        ((seen(-5, 10_000, "se-2"), seen(3, 9_239, "se-2")), "no balance is known from before"),
    ],
)
def test_a_balance_that_says_nothing_says_why(balances: tuple[BalanceSeen, ...], why: str) -> None:
    found = weigh(DOUBT, balances, ())
    assert found.says is Says.NOTHING
    assert found.sentence.startswith(f"The balance says nothing: {why}")


def test_what_our_books_know_of_explains_a_fall() -> None:
    other = Movement(Money(500), at(0.5), at(2))
    assert says(seen(-5, 10_000), seen(3, 9_500), books=(other,)) is Says.NOT_CHARGED
    assert says(seen(-5, 10_000), seen(3, 8_739), books=(other,)) is Says.CHARGED


def test_what_was_paid_before_or_after_explains_nothing() -> None:
    books = (Movement(PRICE, at(-9), at(-6)), Movement(PRICE, at(4), at(5)))
    assert says(seen(-5, 10_000), seen(3, 9_239), books=books) is Says.CHARGED


def test_another_purchase_in_doubt_at_the_same_price_leaves_it_open() -> None:
    other = Movement(PRICE, at(0.5))
    found = weigh(DOUBT, (seen(-5, 10_000), seen(3, 9_239)), (other,))
    assert found.says is Says.NOTHING
    assert "it fits a charge and none" in found.sentence
    assert says(seen(-5, 10_000), seen(3, 8_478), books=(other,)) is Says.CHARGED
    assert says(seen(-5, 10_000), seen(3, 10_000), books=(other,)) is Says.NOT_CHARGED


def test_a_purchase_that_ended_while_a_balance_was_read_may_be_in_it_or_not() -> None:
    other = Movement(Money(500), at(-6), at(-4))
    assert says(seen(-5, 10_000), seen(3, 9_500), books=(other,)) is Says.NOT_CHARGED
    assert says(seen(-5, 10_000), seen(3, 9_239), books=(other,)) is Says.CHARGED


def test_a_refund_that_may_have_come_can_hide_a_charge() -> None:
    refund = Movement(Money(-761), at(-9_000))
    assert says(seen(-5, 10_000), seen(3, 10_000), books=(refund,)) is Says.NOTHING
    assert says(seen(-5, 10_000), seen(3, 9_239), books=(refund,)) is Says.CHARGED


def test_where_too_much_is_open_no_sum_is_sought() -> None:
    books = tuple(Movement(Money(2**number), at(0.5)) for number in range(16))
    found = weigh(DOUBT, (seen(-5, 10_000), seen(3, 9_239)), books)
    assert found.sentence == "The balance says nothing: too much else is open on this account."
