"""What an operator decides where the documents leave a question of money open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from postwright.domain.buying_rules import BuyingRules
from postwright.domain.draft import Draft
from postwright.domain.draft_reading import read_draft
from postwright.domain.money import Money
from postwright.domain.rate import Rate
from postwright.domain.service_limits import within_limits
from postwright.domain.shipment import Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from tests.domain.generated import CATALOGUE
from tests.domain.samples import DRAFT

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def read(rules: BuyingRules, **changes: str) -> Shipment | str:
    """The shipment, or what the only problem of the draft says."""
    draft: Draft = replace(DRAFT, **changes)  # type: ignore[arg-type]
    found = read_draft(draft, CATALOGUE, TODAY, rules)
    if isinstance(found, Shipment):
        return found
    (problem,) = found
    return problem.sentence


@pytest.mark.parametrize(("hours", "kept"), [(24, 24), (1, 1), (0, 1), (-5, 1), (169, 168), (10**9, 168)])
def test_a_price_is_good_for_an_hour_at_least_and_a_week_at_most(hours: int, kept: int) -> None:
    assert BuyingRules(quote_hours=hours).oldest_price(NOW) == NOW - timedelta(hours=kept)


@pytest.mark.parametrize(
    ("rules", "value", "sentence"),
    [
        (BuyingRules(), "5000.01", "USPS insures at most $5,000.00."),
        (
            BuyingRules(insure_at_most=Money.of(9000)),
            "5000.01",
            "USPS insures at most $5,000.00.",
        ),
        (
            BuyingRules(insure_at_most=Money.of(800)),
            "800.01",
            "The settings let at most $800.00 be insured.",
        ),
        (
            BuyingRules(insure_at_most=Money.of(9000), insurer="parcelguard"),
            "9000.01",
            "The settings let at most $9,000.00 be insured.",
        ),
    ],
)
def test_more_than_is_insured_cannot_be_typed(rules: BuyingRules, value: str, sentence: str) -> None:
    assert read(rules, insured_value=value) == sentence
    lower = f"{Decimal(value) - Decimal('0.01')}"
    found = read(rules, insured_value=lower)
    assert isinstance(found, Shipment)
    assert found.parcel.insured_value == Money.of(lower)


@pytest.mark.parametrize(
    ("named", "insures"),
    [("carrier", "carrier"), ("", "carrier"), (" none ", "carrier"), ("x_cover", "x_cover"), ("new", "new")],
)
def test_a_value_is_never_left_uninsured_in_silence(named: str, insures: str) -> None:
    found = read(BuyingRules(insurer=named), insured_value="50")
    assert isinstance(found, Shipment)
    assert found.parcel.insurer == insures


def test_another_insurer_makes_a_price_stale() -> None:
    usual, other = (read(BuyingRules(insurer=name)) for name in ("carrier", "parcelguard"))
    assert isinstance(usual, Shipment)
    assert isinstance(other, Shipment)
    assert usual.fingerprint != other.fingerprint


def test_restricted_delivery_is_offered_only_where_the_settings_say_so() -> None:
    refused = read(BuyingRules(), confirmation="restricted_delivery")
    assert refused == "Restricted delivery is not offered, as the settings say."
    taken = read(BuyingRules(offer_restricted_delivery=True), confirmation="restricted_delivery")
    assert isinstance(taken, Shipment)
    assert taken.confirmation == "restricted_delivery"


# ---------------------------------------------------------------- the limits of services

NONE = Money(0)
RATE = Rate("", "", "package", Money(1000), NONE, NONE, NONE, warnings=("Late.",))


def held_against(service: str, pounds: int, *sides: int) -> Rate:
    size = Size(*(Decimal(side) for side in sides)) if sides else None
    parcel = Parcel("package", Weight.of(pounds=pounds), size)
    return within_limits(replace(RATE, service_code=service), CATALOGUE.service(service), parcel)


@pytest.mark.parametrize(
    ("service", "pounds", "sides", "problem"),
    [
        ("usps_ground_advantage", 70, (30, 20, 20), ""),
        ("usps_ground_advantage", 70, (51, 20, 20), "at most 130 in"),
        ("usps_ground_advantage", 71, (9, 6, 3), "at most 70 lb"),
        ("usps_priority_mail", 5, (28, 20, 20), ""),
        ("usps_priority_mail", 5, (29, 20, 20), "at most 108 in"),
        ("usps_media_mail", 5, (29, 20, 20), "at most 108 in"),
        ("usps_priority_mail", 5, (), ""),
        ("usps_priority_mail_international", 5, (60, 20, 20), ""),
        ("usps_parcel_select", 71, (60, 20, 20), ""),
    ],
)
def test_a_service_takes_parcels_up_to_its_own_end(
    service: str, pounds: int, sides: tuple[int, ...], problem: str
) -> None:
    found = held_against(service, pounds, *sides)
    assert found.buyable is not bool(problem)
    assert problem in " ".join(found.problems)


@pytest.mark.parametrize(
    ("sides", "warned"),
    [((22, 18, 15), False), ((15, 22, 18), False), ((23, 6, 3), True), ((20, 19, 3), True), ((), False)],
)
def test_beyond_the_standard_size_it_warns_and_does_not_block(sides: tuple[int, ...], warned: bool) -> None:
    found = held_against("usps_ground_advantage", 5, *sides)
    assert found.buyable
    assert ("surcharge" in " ".join(found.warnings)) is warned
    assert found.warnings[0] == "Late."


@pytest.mark.parametrize("limit", [Money(-1), Money.of(900, "eur")])
def test_a_limit_that_is_no_sum_of_dollars_is_no_licence(limit: Money) -> None:
    rules = BuyingRules(insure_at_most=limit, insurer="parcelguard")
    assert Money(0) <= rules.insured_limit <= Money.of(5000)


@pytest.mark.parametrize("word", ["third_party", "Third_Party", "none", "None", " NONE ", ""])
def test_a_word_under_which_nobody_insures_means_usps(word: str) -> None:
    assert BuyingRules(insurer=word).who_insures == "carrier"
