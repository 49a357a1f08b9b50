"""What an approval allows: the price that was seen, a little more, in time, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from postwright.domain.approval import (
    CHEAPEST,
    IN_TIME,
    Allowed,
    Approval,
    HandBack,
    SeenRate,
    Tolerance,
    WhenPast,
    judge,
)
from postwright.domain.money import NOTHING, Money
from postwright.domain.preferences import Preferences
from postwright.domain.rate import Quote, Rate
from tests.domain.samples import SHIPMENT

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)


def rate(service: str, cents: int, day: int | None = None) -> Rate:
    arrives = date(2026, 11, day) if day else None
    return Rate(service, service, "package", Money(cents), NOTHING, NOTHING, NOTHING, arrives=arrives)


SLOW, FAST, UNDATED = rate("slow", 700, 28), rate("fast", 900, 24), rate("undated", 500)
QUOTE = Quote(SHIPMENT.fingerprint, "se-1", NOW, (SLOW, FAST, UNDATED))


def quote(*rates: Rate) -> Quote:
    return replace(QUOTE, rates=rates)


@pytest.mark.parametrize(
    ("tolerance", "price", "room"),
    [
        (Tolerance(), 761, 25),
        (Tolerance(Money(25), 5), 761, 38),
        (Tolerance(Money(25), 5), 300, 25),
        (Tolerance(Money(0), 10), 999, 99),
        (Tolerance(Money(-5), -5), 761, 0),
        (Tolerance(Money(900, "eur"), 1), 1000, 10),
    ],
)
def test_a_price_may_rise_by_the_larger_of_cents_and_per_cent(
    tolerance: Tolerance, price: int, room: int
) -> None:
    assert tolerance.room(Money(price)) == Money(room)


@pytest.mark.parametrize(
    ("tolerance", "words"),
    [
        (Tolerance(), "25¢"),
        (Tolerance(Money(150)), "$1.50"),
        (Tolerance(Money(25), 5), "25¢ or 5 %, whichever is more"),
        (Tolerance(Money(0), 5), "5 %"),
        (Tolerance(Money(25, "eur")), "0.25 EUR"),
    ],
)
def test_a_tolerance_is_told_in_words(tolerance: Tolerance, words: str) -> None:
    assert str(tolerance) == words


def test_the_settings_say_how_far_a_price_may_rise() -> None:
    assert Preferences().may_rise == Tolerance(Money(25), 0)
    assert Preferences(tolerance_per_cent=5).may_rise.room(Money(1000)) == Money(50)


def test_what_was_seen_is_approved_with_its_tolerance() -> None:
    made = Approval.of(FAST, QUOTE, Tolerance(Money(25), 5), when_past=WhenPast.ASK)
    assert (made.service_code, made.limit, made.seen) == ("fast", Money(945), Money(900))
    assert made.basis == SeenRate(
        "fast", "package", "se-1", Money(900), SHIPMENT.fingerprint, NOW, FAST.arrives
    )
    assert made.when_past is WhenPast.ASK
    assert Approval.of(UNDATED, QUOTE, Tolerance(), service_code=CHEAPEST).service_code == CHEAPEST


def test_a_seen_price_stands_for_exactly_this_parcel_and_not_for_ever() -> None:
    made = Approval.of(FAST, QUOTE, Tolerance())
    assert made.stands(SHIPMENT, EARLIER) == made.basis
    assert made.stands(SHIPMENT, EARLIER, "se-1") == made.basis
    assert made.stands(SHIPMENT, EARLIER, "se-2") is None
    assert made.stands(SHIPMENT, NOW + timedelta(seconds=1)) is None
    assert made.stands(replace(SHIPMENT, confirmation="signature"), EARLIER) is None
    assert replace(made, basis=None).stands(SHIPMENT, EARLIER) is None


def test_a_seen_price_does_not_stand_where_something_else_was_approved_since() -> None:
    made = Approval.of(FAST, QUOTE, Tolerance())
    assert replace(made, service_code="slow").stands(SHIPMENT, EARLIER) is None
    assert replace(made, package_code="flat").stands(SHIPMENT, EARLIER) is None
    assert replace(made, package_code="").stands(SHIPMENT, EARLIER) == made.basis
    assert replace(made, limit=Money(899)).stands(SHIPMENT, EARLIER) is None
    assert replace(made, arrive_by=date(2026, 11, 23)).stands(SHIPMENT, EARLIER) is None
    assert replace(made, arrive_by=date(2026, 11, 24)).stands(SHIPMENT, EARLIER) == made.basis


def test_an_arrival_that_nobody_knows_is_too_late_only_where_it_chose_the_service() -> None:
    by = date(2026, 11, 24)
    named = Approval.of(UNDATED, QUOTE, Tolerance(), arrive_by=by)
    assert named.stands(SHIPMENT, EARLIER) == named.basis
    assert replace(named, service_code=IN_TIME).stands(SHIPMENT, EARLIER) is None


def test_the_cheapest_that_arrives_in_time_is_chosen() -> None:
    by = Approval(IN_TIME, "", Money(5000), arrive_by=date(2026, 11, 28))
    assert judge(by, QUOTE) == Allowed(SLOW)
    assert judge(replace(by, arrive_by=date(2026, 11, 27)), QUOTE) == Allowed(FAST)


def test_when_nothing_arrives_in_time_the_earliest_is_told() -> None:
    verdict = judge(Approval(IN_TIME, "", Money(5000), arrive_by=date(2026, 11, 23)), QUOTE)
    assert verdict == HandBack(
        "No service arrives by Mon 23 Nov any more; the earliest is Tue 24 Nov.", rate=FAST
    )
    undated = judge(Approval(IN_TIME, "", Money(5000), arrive_by=date(2026, 11, 23)), quote(UNDATED))
    assert undated == HandBack("No service says that it arrives by Mon 23 Nov.")


def test_a_chosen_service_that_would_come_too_late_goes_back() -> None:
    verdict = judge(Approval("slow", "", Money(5000), arrive_by=date(2026, 11, 24)), QUOTE)
    assert verdict == HandBack("It would arrive Sat 28 Nov, after Tue 24 Nov.", rate=SLOW)
    assert judge(Approval("undated", "", Money(5000), arrive_by=date(2026, 11, 24)), QUOTE) == Allowed(
        UNDATED
    )


def test_a_rule_without_a_day_is_only_the_cheapest() -> None:
    assert judge(Approval(IN_TIME, "", Money(5000)), QUOTE) == Allowed(UNDATED)


def test_a_price_above_the_limit_is_told_with_what_was_shown() -> None:
    verdict = judge(Approval("fast", "", Money(886), Money(861)), QUOTE)
    assert verdict == HandBack(
        "It costs $9.00 now; $8.61 was shown. That is $0.14 over the limit of $8.86.", Money(14), FAST
    )
