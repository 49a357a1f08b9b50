"""Prices of the practice carrier: plausible by weight, size and distance, refused where they must be."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from postwright.practice.places.zones import zone_between
from tests.practice.parcels import (
    ABROAD,
    ACCOUNT,
    CUSTOMER,
    GOODS,
    error_of,
    package,
    parcel_abroad,
    rates_for,
    shipment,
)

GROUND = "usps_ground_advantage"


def inches(length: float, width: float, height: float) -> dict[str, Any]:
    return {"unit": "inch", "length": length, "width": width, "height": height}


def the_rate(client: httpx.Client, service: str = GROUND, **changes: Any) -> dict[str, Any]:
    answer = rates_for(client, shipment(**changes), service_codes=[service], package_types=["package"])
    [rate] = answer["rates"]
    found: dict[str, Any] = rate
    return found


@pytest.mark.parametrize(
    ("origin", "destination", "zone"),
    [
        ("92081", "92084", 1),
        ("10001", "11201", 1),
        ("10001", "19103", 2),
        ("92081", "89101", 3),
        ("92081", "94103", 4),
        ("60601", "10001", 5),
        ("92081", "10001", 8),
        ("92081", "99501", 8),
        ("00000", "99999", 8),
    ],
)
def test_zones_grow_with_distance_both_ways(origin: str, destination: str, zone: int) -> None:
    assert zone_between(origin, destination) == zone_between(destination, origin) == zone


@pytest.mark.parametrize(
    ("ounces", "dollars"), [(1, 8.40), (15.99, 8.40), (16, 10.67), (17, 12.87), (48, 15.75), (49, 17.43)]
)
def test_ground_advantage_costs_what_the_card_says(
    ounces: float, dollars: float, client: httpx.Client
) -> None:
    rate = the_rate(client, packages=[{"weight": {"value": ounces, "unit": "ounce"}}])
    assert (rate["zone"], rate["shipping_amount"]) == (8, {"currency": "usd", "amount": dollars})


def test_a_big_light_parcel_pays_for_its_room(client: httpx.Client) -> None:
    box = [package(weight={"value": 1, "unit": "pound"}, dimensions=inches(18, 14, 12))]
    heavy = [package(weight={"value": 19, "unit": "pound"}, dimensions=inches(12, 12, 12))]
    assert (
        the_rate(client, packages=box)["shipping_amount"]
        == the_rate(client, packages=heavy)["shipping_amount"]
    )
    assert the_rate(client, "usps_media_mail", packages=box)["shipping_amount"]["amount"] == 4.47


@pytest.mark.parametrize(
    ("size", "fee"),
    [((22, 4, 4), 0), ((24, 4, 4), 4), ((31, 4, 4), 8.4), ((20, 18, 15), 18), ((24, 18, 15), 22)],
)
def test_awkward_sizes_cost_extra(size: tuple[int, int, int], fee: float, client: httpx.Client) -> None:
    rate = the_rate(client, packages=[package(dimensions=inches(*size))])
    assert rate["other_amount"] == {"currency": "usd", "amount": fee}


def test_centimetres_and_grams_are_understood(client: httpx.Client) -> None:
    metric = package(
        weight={"value": 269.32, "unit": "gram"},
        dimensions={"unit": "centimeter", "length": 22.86, "width": 15.24, "height": 7.62},
    )
    assert the_rate(client, packages=[metric])["shipping_amount"] == the_rate(client)["shipping_amount"]


def test_signature_and_insurance_are_priced_apart(client: httpx.Client) -> None:
    insured = [package(insured_value={"currency": "usd", "amount": 250})]
    rate = the_rate(client, packages=insured, insurance_provider="carrier", confirmation="adult_signature")
    assert rate["insurance_amount"]["amount"] > 0
    assert rate["confirmation_amount"]["amount"] >= 7


def test_flat_rate_costs_the_same_near_and_far(client: httpx.Client) -> None:
    near = CUSTOMER | {"postal_code": "92084", "state_province": "CA"}
    wanted = {"service_codes": ["usps_priority_mail"], "package_types": ["medium_flat_rate_box"]}
    [far_rate] = rates_for(client, shipment(), **wanted)["rates"]
    [near_rate] = rates_for(client, shipment(ship_to=near), **wanted)["rates"]
    assert far_rate["shipping_amount"] == near_rate["shipping_amount"]
    assert far_rate["zone"] != near_rate["zone"]


def test_a_box_that_is_too_small_is_not_offered(client: httpx.Client) -> None:
    offered = {rate["package_type"] for rate in rates_for(client, shipment())["rates"]}
    assert {"package", "medium_flat_rate_box"} <= offered
    assert "small_flat_rate_box" not in offered


def test_one_rate_is_the_cheapest_and_one_the_fastest(client: httpx.Client) -> None:
    rates = rates_for(client, shipment())["rates"]
    for word in ("cheapest", "fastest"):
        assert len([rate for rate in rates if word in rate["rate_attributes"]]) == 1
    [cheapest] = [rate for rate in rates if "cheapest" in rate["rate_attributes"]]
    assert cheapest["service_code"] == "usps_media_mail"


def test_each_inline_question_leaves_a_pending_shipment(client: httpx.Client) -> None:
    answer = rates_for(client, shipment())
    kept = client.get(f"/v1/shipments/{answer['shipment_id']}").json()
    assert kept["shipment_status"] == "pending"
    again = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment_id": answer["shipment_id"]}
    reply = client.post("/v1/rates", json=again).json()
    assert reply["shipment_id"] == reply["rate_response"]["shipment_id"] == answer["shipment_id"]
    assert client.get("/v1/shipments").json()["total"] == 1


def test_a_failed_question_leaves_a_shipment_too(client: httpx.Client) -> None:
    heavy = shipment(packages=[package(weight={"value": 71, "unit": "pound"})])
    answer = rates_for(client, heavy)
    assert (answer["status"], answer["rates"]) == ("error", [])
    assert all(error["error_source"] == "carrier" for error in answer["errors"])
    assert "A shipping carrier error occurred: The weight" in answer["errors"][0]["message"]
    assert client.get("/v1/shipments").json()["total"] == 1


def test_a_service_that_was_asked_for_and_cannot_be_had_is_named(client: httpx.Client) -> None:
    heavy = shipment(packages=[package(weight={"value": 71, "unit": "pound"})])
    answer = rates_for(client, heavy, service_codes=[GROUND], package_types=["package"])
    [refused] = answer["invalid_rates"]
    assert (refused["service_code"], refused["validation_status"]) == (GROUND, "invalid")
    assert refused["error_messages"]


def test_an_unknown_account_makes_the_answer_partial(client: httpx.Client) -> None:
    question = {"rate_options": {"carrier_ids": [ACCOUNT, "se-7"]}, "shipment": shipment()}
    answer = client.post("/v1/rates", json=question).json()["rate_response"]
    assert answer["status"] == "partial"
    assert answer["rates"]
    assert answer["errors"][0]["error_code"] == "carrier_not_connected"


@pytest.mark.parametrize(
    ("parcel", "code", "words"),
    [
        (parcel_abroad(packages=[package()]), "customs_items_required", "Customs items"),
        (
            parcel_abroad(packages=[package(products=[GOODS | {"harmonized_tariff_code": ""}])]),
            "",
            "tariff",
        ),
        (parcel_abroad(ship_to=ABROAD | {"country_code": "AE"}), "", "suspended"),
        (parcel_abroad(confirmation="signature"), "confirmation_not_supported", "signature"),
    ],
)
def test_mail_abroad_is_refused_without_what_customs_need(
    parcel: dict[str, Any], code: str, words: str, client: httpx.Client
) -> None:
    answer = rates_for(client, parcel)
    assert answer["rates"] == []
    [error] = answer["errors"]
    assert error["error_code"] == (code or "unspecified")
    assert words in error["message"]


def test_mail_to_the_forces_and_to_puerto_rico_is_domestic(client: httpx.Client) -> None:
    forces = CUSTOMER | {"city_locality": "APO", "state_province": "AE", "postal_code": "09012"}
    island = CUSTOMER | {"country_code": "PR", "state_province": "PR", "postal_code": "00901"}
    for place in (forces, island):
        assert the_rate(client, ship_to=place)["zone"] is not None


def test_an_old_rate_is_not_sold(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(rate_ttl_seconds=0)
    rate_id = the_rate(client)["rate_id"]
    assert client.get(f"/v1/rates/{rate_id}").json()["rate_id"] == rate_id
    carrier.set_switches(rate_ttl_seconds=60)
    carrier.clock.set(carrier.clock.now().replace(hour=20))
    assert (
        error_of(client.post(f"/v1/labels/rates/{rate_id}", json={}), 400)["error_code"] == "invalid_status"
    )
    error_of(client.get("/v1/rates/se-1"), 404)


def test_what_was_asked_for_a_shipment_can_be_read_again(client: httpx.Client) -> None:
    answer = rates_for(client, shipment())
    again = client.get(f"/v1/shipments/{answer['shipment_id']}/rates").json()
    assert [rate["rate_id"] for rate in again["rates"]] == [rate["rate_id"] for rate in answer["rates"]]


@pytest.mark.parametrize(
    "body",
    [
        {"shipment": shipment()},
        {"rate_options": {"carrier_ids": []}, "shipment": shipment()},
        {"rate_options": {"carrier_ids": ["x"]}, "shipment": shipment()},
        {"rate_options": {"carrier_ids": [ACCOUNT]}},
        {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment_id": "nonsense"},
    ],
)
def test_a_question_with_something_missing_is_refused(body: dict[str, Any], client: httpx.Client) -> None:
    error_of(client.post("/v1/rates", json=body), 400)
    assert client.get("/v1/shipments").json()["total"] == 0


QUESTION: dict[str, Any] = {
    "carrier_ids": [ACCOUNT],
    "from_country_code": "US",
    "from_postal_code": "92081",
    "to_country_code": "US",
    "to_postal_code": "10001",
    "weight": {"value": 1, "unit": "ounce"},
}


def test_an_estimate_is_a_bare_list_without_ids(client: httpx.Client) -> None:
    rates = client.post("/v1/rates/estimate", json=QUESTION).json()
    assert {rate["service_code"] for rate in rates} >= {GROUND, "usps_priority_mail"}
    assert all("rate_id" not in rate and rate["validation_status"] == "unknown" for rate in rates)
    assert client.get("/v1/shipments").json()["total"] == 0


def test_an_estimate_that_fails_is_one_empty_element(client: httpx.Client) -> None:
    heavy = QUESTION | {"weight": {"value": 71, "unit": "pound"}}
    reply = client.post("/v1/rates/estimate", json=heavy)
    assert reply.status_code == 200
    [rate] = reply.json()
    assert (rate["shipping_amount"], rate["service_code"]) == (None, None)
    assert rate["validation_status"] == "invalid"
    assert "weight" in rate["error_messages"][0]


@pytest.mark.parametrize("change", [{"carrier_ids": []}, {"carrier_ids": ["se-1"]}, {"ship_date": "soon"}])
def test_an_estimate_with_a_mistake_is_refused(change: dict[str, Any], client: httpx.Client) -> None:
    error_of(client.post("/v1/rates/estimate", json=QUESTION | change), 400)
