"""Prices beyond the quote of a draft: of stored shipments, of many, from ZIP to ZIP."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.estimate import EstimateRequest, Place
from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.money import Money
from postwright.domain.rate import RateDetail
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from postwright.operations.buy import choose
from tests.carrier.answers import NOW, Desk, Json, carrier, ok
from tests.carrier.test_accounts_rates_pickups import rate, usd
from tests.domain.samples import SHIPMENT

ESTIMATE = EstimateRequest(
    ("se-1",), Place("97204"), Place("18702-1234", "Scranton", "PA"), Weight.of(ounces=Decimal("9.771")),
    date(2026, 11, 23),
)  # fmt: skip


def response(rates: list[Json], **more: Any) -> Json:
    return {"rates": rates, "status": "completed", "errors": [], "invalid_rates": None} | more


def test_the_retail_price_stands_beside_when_it_was_asked_for() -> None:
    reply = {"rate_response": response([rate(requested_comparison_amount=usd(9.5))])}
    desk = Desk(ok(reply))
    (one,) = carrier(desk).rates.quote(SHIPMENT, "se-1", comparison="retail").rates
    assert one.comparison == Money(950)
    assert desk.body()["shipment"]["comparison_rate_type"] == "retail"


def test_a_retail_price_of_nothing_is_none() -> None:
    desk = Desk(ok({"rate_response": response([rate(requested_comparison_amount=usd(0))])}))
    (one,) = carrier(desk).rates.quote(SHIPMENT, "se-1").rates
    assert one.comparison is None
    assert "comparison_rate_type" not in desk.body()["shipment"]


def test_what_a_price_is_made_of_is_kept_in_any_words() -> None:
    details = [
        {"rate_detail_type": "shipping", "carrier_description": "Base", "amount": usd(7.5)},
        {"rate_detail_type": "a_new_fee", "carrier_description": None, "amount": None},
    ]
    marked = rate(rate_details=details, rate_attributes=["best_value", "greenest"], rate_type="quick")
    desk = Desk(ok({"rate_response": response([marked])}))
    (one,) = carrier(desk).rates.quote(SHIPMENT, "se-1").rates
    assert one.details == (RateDetail("shipping", "Base", Money(750)), RateDetail("a_new_fee"))
    assert one.attributes == ("best_value", "greenest")


def test_a_stored_shipment_is_priced_without_leaving_another_one() -> None:
    desk = Desk(ok({"shipment_id": "se-5", "rate_response": response([rate()])}))
    quote = carrier(desk).rates.of_stored("se-5", "se-1", package_codes=("package",))
    assert desk.body() == {
        "rate_options": {"carrier_ids": ["se-1"], "package_types": ["package"]},
        "shipment_id": "se-5",
    }
    assert (quote.carrier_id, quote.asked_at, len(quote.rates)) == ("se-1", NOW, 1)


def test_the_price_of_a_stored_shipment_buys_no_draft() -> None:
    quote = carrier(Desk(ok({"rate_response": response([rate()])}))).rates.of_stored("se-5", "se-1")
    with pytest.raises(BadInput) as caught:
        choose(SHIPMENT, quote, quote.rates[0].key)
    assert caught.value.kind is FaultKind.STALE_QUOTE


def test_without_package_types_the_carrier_prices_each_of_its_own() -> None:
    desk = Desk(ok({"rate_response": response([])}))
    carrier(desk).rates.of_stored("se-5", "se-1")
    assert desk.body()["rate_options"] == {"carrier_ids": ["se-1"]}


def test_known_rates_are_as_old_as_the_carrier_says() -> None:
    reply = response([rate(carrier_id="se-1")], created_at="2026-11-20T08:00:00.1234567Z", status="working")
    desk = Desk(ok(reply))
    quote = carrier(desk).rates.known_for("se-5", created_from=NOW)
    assert (quote.fingerprint, quote.carrier_id, quote.status) == ("se-5", "se-1", "working")
    assert quote.asked_at == datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=UTC)
    assert desk.asked[0].url.path == "/v1/shipments/se-5/rates"
    assert dict(desk.asked[0].url.params) == {"created_at_start": "2026-11-22T12:00:00.000Z"}


@pytest.mark.parametrize("told", [{}, {"created_at": None}, {"created_at": "lately"}], ids=str)
def test_known_rates_of_nobody_knows_when_are_too_old_to_buy_by(told: Json) -> None:
    reply = {name: value for name, value in response([rate()]).items() if name != "created_at"} | told
    quote = carrier(Desk(ok(reply))).rates.known_for("se-5")
    assert quote.rates
    assert quote.asked_at < BuyingRules(quote_hours=24 * 365).oldest_price(NOW)


def test_the_rates_of_another_shipment_are_not_taken_for_those_of_this_one() -> None:
    reply = response([rate()]) | {"shipment_id": "se-6"}
    with pytest.raises(Lost):
        carrier(Desk(ok(reply))).rates.known_for("se-5")
    with pytest.raises(Lost):
        carrier(Desk(ok({"rate_response": reply}))).rates.of_stored("se-5", "se-1")


def test_known_rates_that_are_not_there_yet_are_none() -> None:
    desk = Desk(ok({"rates": None, "status": "working", "errors": [{"message": "Later."}]}))
    quote = carrier(desk).rates.known_for("se-5")
    assert (quote.rates, quote.carrier_id, quote.notes) == ((), "", ("Later.",))
    assert dict(desk.asked[0].url.params) == {}


def test_one_rate_is_read_by_its_id() -> None:
    desk = Desk(ok(rate(package_type="flat_rate_envelope")))
    found = carrier(desk).rates.read("se-784001113")
    assert (found.rate_id, found.package_code, found.total) == (
        "se-784001113",
        "flat_rate_envelope",
        Money(791),
    )
    assert desk.asked[0].url.path == "/v1/rates/se-784001113"


def test_an_estimate_says_what_is_known_and_rounds_up() -> None:
    desk = Desk(ok([rate(rate_id=None, validation_status="unknown", rate_type="check")]))
    (one,) = carrier(desk).rates.estimate(ESTIMATE)
    assert desk.body() == {
        "carrier_ids": ["se-1"],
        "from_country_code": "US",
        "from_postal_code": "97204",
        "to_country_code": "US",
        "to_postal_code": "18702-1234",
        "to_city_locality": "Scranton",
        "to_state_province": "PA",
        "weight": {"value": 9.78, "unit": "ounce"},
        "ship_date": "2026-11-23",
        "confirmation": "none",
        "address_residential_indicator": "unknown",
    }
    assert (one.rate_id, one.buyable, one.total) == ("", True, Money(791))


def test_the_size_of_an_estimate_is_never_made_smaller() -> None:
    desk = Desk(ok([]))
    sized = EstimateRequest(
        ("se-1",), Place("97204"), Place("10115", country="DE"), Weight.of(pounds=1), date(2026, 11, 23),
        Size(Decimal("5.9055"), Decimal(4), Decimal(3)), residential=True,
    )  # fmt: skip
    assert carrier(desk).rates.estimate(sized) == ()
    assert desk.body()["dimensions"]["length"] == 5.91
    assert desk.body()["address_residential_indicator"] == "yes"


def test_an_estimate_that_failed_is_one_rate_that_says_why() -> None:
    nothing = dict.fromkeys(("shipping_amount", "insurance_amount", "confirmation_amount", "other_amount"))
    failed = rate(
        service_code=None, service_type=None, rate_id=None, validation_status="invalid",
        error_messages=["Too heavy."], **nothing,
    )  # fmt: skip
    (one,) = carrier(Desk(ok([failed]))).rates.estimate(ESTIMATE)
    assert not one.buyable
    assert one.problems[0] == "Too heavy."


@pytest.mark.parametrize("reply", [{}, {"rates": []}, None, "none"], ids=str)
def test_an_estimate_that_is_no_list_is_no_estimate(reply: Any) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).rates.estimate(ESTIMATE)
    assert caught.value.kind is FaultKind.UNREADABLE


ACCEPTED = [
    {"rate_request_id": "se-85117731", "shipment_id": "se-5", "created_at": "2026-11-22T12:00:00Z",
     "status": "working", "errors": []},
    {"rate_request_id": None, "shipment_id": "se-6", "created_at": None, "status": "error",
     "errors": [{"message": "No weight."}]},
]  # fmt: skip


def test_many_are_asked_for_in_one_call_and_read_by_their_shipments() -> None:
    desk = Desk(ok(ACCEPTED))
    working, failed = carrier(desk).rates.bulk(["se-5", "se-6"], "se-1", package_codes=("package",))
    assert desk.body() == {
        "rate_options": {"carrier_ids": ["se-1"], "package_types": ["package"]},
        "shipment_ids": ["se-5", "se-6"],
    }
    assert (working.rate_request_id, working.shipment_id, working.status) == (
        "se-85117731",
        "se-5",
        "working",
    )
    assert (failed.notes, failed.created_at) == (("No weight.",), NOW)


def ask_for_stored(client: CarrierClient) -> object:
    return client.rates.bulk(["se-5"], "se-1")


def ask_for_new(client: CarrierClient) -> object:
    return client.rates.bulk_inline([SHIPMENT], "se-1")


@pytest.mark.parametrize(("ask", "times"), [(ask_for_stored, 3), (ask_for_new, 1)])
def test_only_what_leaves_no_shipments_behind_is_asked_again(ask: Any, times: int) -> None:
    desk = Desk(httpx.Response(503))
    with pytest.raises(Lost):
        ask(carrier(desk))
    assert len(desk.asked) == times


def test_shipments_that_are_only_priced_take_no_id_of_ours() -> None:
    desk = Desk(ok(ACCEPTED))
    carrier(desk).rates.bulk_inline([SHIPMENT], "se-1")
    (shipment,) = desk.body()["shipments"]
    assert shipment["validate_address"] == "no_validation"
    assert not {"external_shipment_id", "shipment_number"} & set(shipment)


def test_prices_that_are_still_worked_out_are_not_told_as_no_service() -> None:
    reply = {"rate_response": {"rates": [], "errors": [], "status": "working"}}
    quote = carrier(Desk(ok(reply))).rates.quote(SHIPMENT, "se-1")
    assert quote.notes == ("The prices are still being worked out. Ask again in a moment.",)
