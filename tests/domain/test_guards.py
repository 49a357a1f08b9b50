"""What must be answered before money is spent, and which answer counts for what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from postwright.domain.address import Address
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.faults import FaultKind
from postwright.domain.guards import (
    Balance,
    Earlier,
    Guard,
    GuardKind,
    Held,
    Spent,
    Stage,
    ago_words,
    of_balance,
    of_day,
    of_price,
    of_resemblance,
    resembling,
    unanswered,
)
from postwright.domain.likeness import recipient_keys, similar
from postwright.domain.money import Money
from postwright.domain.shipment import Shipment
from postwright.domain.weight import Weight
from tests.domain.samples import CUSTOMER, SHIPMENT

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
RULES = BuyingRules()


def earlier(stage: Stage = Stage.BOUGHT, hours: float = 1, shipment: Shipment = SHIPMENT) -> Earlier:
    label_id = "se-12" if stage is Stage.BOUGHT else ""
    return Earlier(shipment, "other", Money(761), NOW - timedelta(hours=hours), stage, label_id)


def to(**changes: str) -> Address:
    return replace(CUSTOMER, **changes)  # type: ignore[arg-type]  # texts only


def found(*others: Earlier, rules: BuyingRules = RULES) -> tuple[Earlier, ...]:
    return resembling(SHIPMENT, "mine", others, rules, NOW)


# ---------------------------------------------------------------- likeness


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (to(), True),
        (to(line1="99 Other Rd", line2=""), True),
        (to(name="ANN  LÉE", line1="99 Other Rd"), True),
        (to(name="Bob", line1="12 main street", line2="Apartment 4"), True),
        (to(name="Bob", line1="12 Main St Apt. 4", line2=""), True),
        (to(postal_code="18702-1234"), True),
        (to(name="Bob", line1="14 Main St"), False),
        (to(postal_code="18703"), False),
    ],
)
def test_a_recipient_is_known_by_name_or_street_at_the_same_zip(address: Address, same: bool) -> None:
    assert bool(recipient_keys(address) & recipient_keys(CUSTOMER)) is same


def test_abroad_the_postal_code_counts_with_its_country() -> None:
    one = to(country="CA", state="ON", postal_code="K1A 0B1")
    assert recipient_keys(one) == recipient_keys(replace(one, postal_code="k1a0b1".upper()[:3] + " 0B1"))
    assert not recipient_keys(one) & recipient_keys(replace(one, country="GB"))


@pytest.mark.parametrize(("ounces", "same"), [(20, True), (22, True), (18, True), (23, False), (17, False)])
def test_a_parcel_is_similar_within_a_tenth_of_the_weight(ounces: int, same: bool) -> None:
    parcel = replace(SHIPMENT.parcel, weight=Weight.of(ounces=Decimal(ounces)))
    assert similar(SHIPMENT.parcel, parcel) is same
    assert not similar(SHIPMENT.parcel, replace(parcel, package_code="flat_rate_envelope"))


# ---------------------------------------------------------------- the same parcel again


def test_a_label_like_it_within_the_hours_is_found() -> None:
    assert found(earlier(hours=11.9)) == (earlier(hours=11.9),)
    assert found(earlier(hours=12.1)) == ()
    assert found(earlier(), rules=BuyingRules(similar_hours=0)) == ()


def test_what_may_still_be_charged_is_never_too_long_ago() -> None:
    old = [earlier(stage, hours=90) for stage in Stage]
    assert [one.stage for one in found(*old)] == [Stage.IN_DOUBT, Stage.UNDER_WAY]


def test_a_parcel_does_not_resemble_itself_but_its_own_older_label() -> None:
    own = replace(earlier(Stage.WAITING), draft_id="mine")
    assert found(own) == ()
    assert found(replace(own, stage=Stage.BOUGHT, label_id="se-12"))


def test_another_parcel_or_another_recipient_is_no_likeness() -> None:
    heavy = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, weight=Weight.of(pounds=9)))
    bob = replace(SHIPMENT, ship_to=to(name="Bob", line1="14 Main St"))
    assert found(earlier(shipment=heavy), earlier(shipment=bob)) == ()


def returned(customer: Address) -> Shipment:
    return replace(SHIPMENT, ship_to=SHIPMENT.ship_from, ship_from=customer, is_return=True)


def test_a_second_return_of_one_customer_is_a_likeness_and_that_of_another_is_none() -> None:
    ann, bob = returned(CUSTOMER), returned(to(name="Bob", line1="14 Main St"))
    others = (earlier(shipment=ann), earlier(shipment=bob), earlier())
    assert resembling(ann, "mine", others, RULES, NOW) == (earlier(shipment=ann),)
    told = of_resemblance(earlier(shipment=ann), NOW).sentence
    assert told == "You already bought a return label like this for Ann Lee, 60 minutes ago, for $7.61."


@pytest.mark.parametrize("stage", Stage)
def test_each_likeness_is_told_with_its_own_key(stage: Stage) -> None:
    guard = of_resemblance(earlier(stage), NOW)
    bought = stage is Stage.BOUGHT
    assert guard.kind is GuardKind.SIMILAR
    assert guard.key == ("similar:se-12" if bought else "similar:other")
    assert guard.label_ids == (("se-12",) if bought else ())
    assert "Ann Lee" in guard.sentence
    assert guard.sentence.endswith(".")


def test_a_label_answers_to_the_draft_that_it_was_shown_as() -> None:
    assert earlier().keys == {"similar:se-12", "similar:other"}
    assert earlier(Stage.WAITING).keys == {"similar:other"}


# ---------------------------------------------------------------- money


def test_a_label_above_the_limit_is_asked_about() -> None:
    assert of_price(Money(10_000), RULES) is None
    guard = of_price(Money(10_001), RULES)
    assert guard is not None
    assert guard.key == "label_limit:10001"
    assert guard.sentence == "This label costs $100.01. Your limit for one label is $100.00."
    assert of_price(Money(10_001), BuyingRules(label_limit=None)) is None
    assert of_price(Money(1, "cad"), RULES) is not None


def test_a_day_above_the_limit_is_asked_about() -> None:
    assert of_day(Money(1_000), Spent(TODAY, Money(99_000)), RULES) is None
    guard = of_day(Money(1_001), Spent(TODAY, Money(99_000)), RULES)
    assert guard is not None
    assert guard.key == "day_limit:2026-11-22:100001"
    assert "$1,000.01 would be spent today, with $990.00 before." in guard.sentence
    assert of_day(Money(1_001), Spent(TODAY, Money(99_000)), BuyingRules(day_limit=None)) is None
    assert of_day(Money(1, "cad"), Spent(TODAY, Money(99_999, "cad")), RULES) is None


def test_a_balance_that_is_too_low_is_asked_about_with_its_age() -> None:
    low = Balance(Money(310), NOW - timedelta(minutes=5))
    guard = of_balance(Money(761), low, NOW)
    assert guard is not None
    assert guard.key == "balance:761"
    told = "The postage balance is too low: it was $3.10 5 minutes ago, and $7.61 is to be spent."
    assert guard.sentence == told
    assert of_balance(Money(310), low, NOW) is None
    assert of_balance(Money(761), None, NOW) is None
    assert of_balance(Money(761, "cad"), low, NOW) is None


# ---------------------------------------------------------------- answers


def guard(key: str) -> Guard:
    return Guard(GuardKind(key.split(":")[0]), key, "Well.")


@pytest.mark.parametrize(
    ("key", "answer", "covered"),
    [
        ("similar:se-12", "similar:se-12", True),
        ("similar:se-12", "similar:se-13", False),
        ("similar:12", "similar:13", False),
        ("label_limit:12000", "label_limit:12000", True),
        ("label_limit:12000", "label_limit:12500", True),
        ("label_limit:12000", "label_limit:11999", False),
        ("label_limit:12000", "balance:99999", False),
        ("day_limit:2026-11-22:100100", "day_limit:2026-11-22:120000", True),
        ("day_limit:2026-11-22:100100", "day_limit:2026-11-21:120000", False),
        ("balance:761", "balance:10436", True),
        ("balance:761", "balance:", False),
        ("balance:761", "yes", False),
    ],
)
def test_an_answer_counts_for_what_was_shown_alone(key: str, answer: str, covered: bool) -> None:
    assert unanswered((guard(key), None), [answer]) == (() if covered else (guard(key),))


def test_what_is_not_answered_is_held_with_all_its_sentences() -> None:
    held = Held((guard("balance:1"), guard("similar:x")))
    assert (held.kind, held.detail) == (FaultKind.NEEDS_ANSWER, "Well. Well.")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "just now"),
        (0.5, "just now"),
        (1, "a minute ago"),
        (119, "119 minutes ago"),
        (120, "2 hours ago"),
    ],
)
def test_how_long_ago_is_told_in_its_largest_unit(minutes: float, words: str) -> None:
    assert ago_words(timedelta(minutes=minutes)) == words
