"""Which price stands out, and which may be bought later."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.approval import CHEAPEST, Allowed, Approval, HandBack, Tolerance, judge
from postwright.domain.money import NOTHING, Money
from postwright.domain.rate import Mark, Quote, Rate, in_order, marks

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def rate(
    service: str, cents: int, arrives: int | None = None, *problems: str, package: str = "package"
) -> Rate:
    day = date(2026, 11, arrives) if arrives else None
    price = (Money(cents), NOTHING, NOTHING, NOTHING)
    return Rate(service, service, package, *price, arrives=day, problems=problems)


GROUND, PRIORITY, EXPRESS = rate("ground", 761, 28), rate("priority", 905, 25), rate("express", 3100, 24)
BROKEN = rate("media", 400, 30, "Only books.")
RATES = (EXPRESS, BROKEN, GROUND, PRIORITY)
QUOTE = Quote("print", "se-1", NOW, RATES)


def test_rates_stand_by_price_and_those_that_cannot_be_bought_last() -> None:
    assert in_order(RATES) == (GROUND, PRIORITY, EXPRESS, BROKEN)


def test_the_cheapest_the_fastest_and_the_cheapest_in_time_are_marked() -> None:
    found = marks(RATES, date(2026, 11, 25))
    assert found[GROUND.key] == {Mark.CHEAPEST}
    assert found[PRIORITY.key] == {Mark.CHEAPEST_IN_TIME}
    assert found[EXPRESS.key] == {Mark.FASTEST}
    assert found[BROKEN.key] == frozenset()


def test_nothing_is_marked_where_nothing_can_be_bought() -> None:
    assert marks((BROKEN,)) == {BROKEN.key: frozenset()}
    assert marks((rate("slow", 1),))["slow/package"] == {Mark.CHEAPEST}


def test_a_total_has_four_parts() -> None:
    parts = replace(GROUND, insurance=Money(100), confirmation=Money(10), other=Money(1))
    assert parts.total == Money(872)


def test_a_service_is_found_at_its_cheapest_and_in_the_package_that_was_chosen() -> None:
    flat = rate("priority", 1000, package="medium_flat_rate_box")
    quote = replace(QUOTE, rates=(*RATES, flat))
    assert quote.of_service("priority") == PRIORITY
    assert quote.of_service("priority", "medium_flat_rate_box") == flat
    assert quote.of_service("media") is None
    assert quote.rate("ground/package") == GROUND
    assert quote.rate("none") is None


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 100))
def test_nothing_is_bought_above_the_approved_limit(seen: int, now: int, tolerance: int) -> None:
    approval = Approval.of(rate("ground", seen), QUOTE, Tolerance(Money(tolerance)))
    verdict = judge(approval, replace(QUOTE, rates=(rate("ground", now),)))
    assert isinstance(verdict, Allowed) == (now <= seen + tolerance)
    if isinstance(verdict, HandBack):
        assert verdict.difference == Money(now - seen - tolerance)


def test_the_cheapest_is_chosen_where_that_was_approved() -> None:
    assert judge(Approval(CHEAPEST, "", Money(800)), QUOTE) == Allowed(GROUND)


@pytest.mark.parametrize("service", ["media", "unknown", CHEAPEST])
def test_a_service_that_is_not_offered_goes_back_to_the_operator(service: str) -> None:
    verdict = judge(Approval(service, "", Money(9999)), replace(QUOTE, rates=(BROKEN,)))
    assert isinstance(verdict, HandBack)
    assert verdict.difference is None


def test_a_service_for_some_contents_only_is_never_chosen_by_itself() -> None:
    books = replace(rate("media", 400, 30), only_for="For books only.")
    quote = replace(QUOTE, rates=(books, GROUND))
    assert quote.cheapest() == GROUND
    assert in_order(quote.rates) == (GROUND, books)
    assert marks(quote.rates)[books.key] == frozenset()
    assert marks(quote.rates)[GROUND.key] == {Mark.CHEAPEST_FOR_ANYTHING, Mark.FASTEST}
    assert judge(Approval(CHEAPEST, "", Money(800)), quote) == Allowed(GROUND)
    assert quote.of_service("media") == books
    assert replace(QUOTE, rates=(books,)).cheapest() == books
    assert replace(QUOTE, rates=(BROKEN,)).cheapest() is None
