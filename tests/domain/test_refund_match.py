"""A rise of the balance proposes a refund only where nothing else explains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.balance_evidence import BalanceSeen, Movement
from postwright.domain.money import Money
from postwright.domain.refund_match import PossibleCredit, Proposal, propose

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def seen(day: float, cents: int, currency: str = "usd") -> BalanceSeen:
    return BalanceSeen(at(day), "se-1", Money(cents, currency))


def refund(label_id: str, cents: int, asked: float = 0, until: float | None = None) -> PossibleCredit:
    latest = None if until is None else at(until)
    return PossibleCredit(label_id, Money(cents), at(asked), latest, known=until is not None)


def charge(cents: int, sent: float, ended: float | None) -> Movement:
    return Movement(Money(cents), at(sent), None if ended is None else at(ended))


def ids(proposals: Sequence[Proposal]) -> list[tuple[str, ...]]:
    return [one.label_ids for one in proposals]


def test_a_rise_by_just_one_refund_proposes_it() -> None:
    (found,) = propose([refund("a", 761), refund("b", 505)], [seen(1, 10_000), seen(22, 10_761)], [])
    assert (found.label_ids, found.amount) == (("a",), Money(761))
    assert found.sentence == "The balance rose by $7.61 that nothing else explains: just this refund."


def test_several_refunds_that_came_together_are_proposed_together() -> None:
    (found,) = propose([refund("a", 761), refund("b", 505)], [seen(1, 0), seen(22, 1266)], [])
    assert set(found.label_ids) == {"a", "b"}
    assert found.sentence.endswith("just these 2 refunds together.")


def test_two_refunds_of_the_same_price_explain_a_rise_in_two_ways_and_neither_is_proposed() -> None:
    assert propose([refund("a", 761), refund("b", 761)], [seen(1, 0), seen(22, 761)], []) == ()


def test_both_of_them_are_proposed_when_both_came() -> None:
    assert (
        len(propose([refund("a", 761), refund("b", 761)], [seen(1, 0), seen(22, 1522)], [])[0].label_ids) == 2
    )


def test_money_that_was_added_is_no_refund() -> None:
    assert propose([refund("a", 761)], [seen(1, 0), seen(22, 10_000)], []) == ()


def test_what_purchases_took_meanwhile_is_added_to_the_rise() -> None:
    books = [charge(505, 3, 3.1)]
    assert ids(propose([refund("a", 761)], [seen(1, 10_000), seen(22, 10_256)], books)) == [("a",)]


def test_a_purchase_of_before_changes_nothing() -> None:
    books = [charge(505, 0.1, 0.2)]
    assert ids(propose([refund("a", 761)], [seen(1, 10_000), seen(22, 10_761)], books)) == [("a",)]


def test_a_balance_that_was_seen_during_a_purchase_is_not_compared() -> None:
    looks = [seen(1, 10_000), seen(3.05, 10_000), seen(22, 10_256)]
    assert ids(propose([refund("a", 761)], looks, [charge(505, 3, 3.1)])) == [("a",)]


@pytest.mark.parametrize("cents", [761, 256])
def test_a_purchase_in_doubt_silences_every_balance_seen_since(cents: int) -> None:
    """Whether its money was taken or not."""
    assert propose([refund("a", 761)], [seen(1, 0), seen(22, cents)], [charge(505, 3, None)]) == ()


def test_a_refund_that_was_asked_for_afterwards_explains_nothing() -> None:
    assert propose([refund("a", 761, asked=23)], [seen(1, 0), seen(22, 761)], []) == ()


def test_a_credit_that_is_known_explains_its_rise_and_is_not_proposed_again() -> None:
    assert propose([refund("a", 761, until=22)], [seen(1, 0), seen(22, 761)], []) == ()


def test_a_known_credit_and_an_open_one_of_the_same_price_leave_it_open() -> None:
    possible = [refund("a", 761, until=22), refund("b", 761)]
    assert propose(possible, [seen(1, 0), seen(21, 761)], []) == ()
    assert ids(propose(possible, [seen(23, 761), seen(25, 1522)], [])) == [("b",)]


def test_an_open_refund_beside_a_known_one_is_proposed_for_the_rest() -> None:
    possible = [refund("a", 761, until=22), refund("b", 505)]
    (found,) = propose(possible, [seen(1, 0), seen(21, 1266)], [])
    assert (found.label_ids, found.amount) == (("b",), Money(505))


def test_a_rise_that_a_person_called_other_money_is_not_proposed_again() -> None:
    assert propose([refund("a", 761)], [seen(1, 0), seen(22, 761)], [], frozenset({at(22)})) == ()


def test_two_rises_that_the_same_refund_would_explain_explain_neither() -> None:
    looks = [seen(1, 0), seen(22, 761), seen(25, 1522)]
    assert propose([refund("a", 761)], looks, []) == ()


def test_another_currency_is_not_compared() -> None:
    assert propose([refund("a", 761)], [seen(1, 0, "cad"), seen(22, 761)], []) == ()
    assert propose([refund("a", 761)], [seen(1, 0, "cad"), seen(22, 761, "cad")], []) == ()


def test_so_many_open_refunds_that_anything_fits_propose_nothing() -> None:
    many = [refund(str(place), 2**place) for place in range(16)]
    assert propose(many, [seen(1, 0), seen(22, 65_535)], []) == ()


prices = st.lists(st.integers(1, 12), min_size=1, max_size=6)


@given(prices, st.integers(1, 40))
def test_a_proposal_is_the_only_set_that_makes_the_sum(amounts: list[int], rise: int) -> None:
    possible = [refund(str(place), cents) for place, cents in enumerate(amounts)]
    places = range(len(amounts))
    fitting = [
        {str(place) for place in chosen}
        for size in range(1, len(amounts) + 1)
        for chosen in combinations(places, size)
        if sum(amounts[place] for place in chosen) == rise
    ]
    found = propose(possible, [seen(1, 0), seen(22, rise)], [])
    assert [set(one.label_ids) for one in found] == (fitting if len(fitting) == 1 else [])
