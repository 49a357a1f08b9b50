"""Rates in bulk and in detail: many shipments in one call, the words of a question, the retail price."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ACCOUNT, SHOP, Json, buy, error_of, rates_for, shipment

OPTIONS = {"carrier_ids": [ACCOUNT]}


def bulk(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.post("/v1/rates/bulk", json={"rate_options": OPTIONS} | body)


def test_rates_in_bulk_are_read_by_shipment(client: httpx.Client) -> None:
    made = client.post("/v1/shipments", json={"shipments": [shipment(), shipment()]}).json()["shipments"]
    ids = [one["shipment_id"] for one in made]
    answers = bulk(client, shipment_ids=ids).json()
    assert [one["shipment_id"] for one in answers] == ids
    assert {one["status"] for one in answers} == {"completed"}
    for answer in answers:
        assert answer.keys() == {"rate_request_id", "shipment_id", "created_at", "status", "errors"}
        found = client.get(f"/v1/shipments/{answer['shipment_id']}/rates").json()
        assert found["rates"]


def test_shipments_in_bulk_are_left_behind_as_pending(client: httpx.Client) -> None:
    heavy = shipment(packages=[{"weight": {"value": 90, "unit": "pound"}}])
    answers = bulk(client, shipments=[shipment(), heavy]).json()
    assert [one["status"] for one in answers] == ["completed", "error"]
    assert "70 lb" in answers[1]["errors"][0]["message"]
    assert client.get("/v1/shipments?shipment_status=pending").json()["total"] == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"shipment_ids": []}, 400),
        ({"shipment_ids": ["x"]}, 400),
        ({"shipment_ids": ["se-1"]}, 400),
        ({"shipments": ["x"]}, 400),
        ({"shipment_ids": ["se-1"], "shipments": [shipment()]}, 400),
        ({"shipments": [shipment()], "rate_options": None}, 400),
        ({"shipments": [shipment()], "rate_options": {"carrier_ids": []}}, 400),
    ],
)
def test_a_question_in_bulk_with_a_mistake_leaves_nothing_behind(
    body: Json, status: int, client: httpx.Client
) -> None:
    error_of(bulk(client, **body), status)
    assert client.get("/v1/shipments").json()["total"] == 0


def test_only_rates_since_a_time_are_listed(client: httpx.Client, carrier: PracticeCarrier) -> None:
    first = rates_for(client, shipment())
    carrier.clock.advance(timedelta(hours=1))
    question = {"rate_options": OPTIONS, "shipment_id": first["shipment_id"]}
    second = client.post("/v1/rates", json=question).json()["rate_response"]
    path = f"/v1/shipments/{first['shipment_id']}/rates"
    every = client.get(path).json()["rates"]
    assert len(every) == len(first["rates"]) + len(second["rates"])
    since = client.get(path, params={"created_at_start": "2026-10-22T17:30:00Z"}).json()["rates"]
    assert [one["rate_id"] for one in since] == [one["rate_id"] for one in second["rates"]]
    error_of(client.get(path, params={"created_at_start": "soon"}), 400)


def test_a_rate_is_called_what_was_asked_for(client: httpx.Client) -> None:
    for word, shown in (("check", "check"), ("quick", "quick"), (None, "shipment"), ("shipment", "shipment")):
        answer = rates_for(client, shipment(), rate_type=word)
        assert {rate["rate_type"] for rate in answer["rates"]} == {shown}
    question = {"rate_options": OPTIONS | {"rate_type": "wild"}, "shipment": shipment()}
    assert error_of(client.post("/v1/rates", json=question), 400)["field_name"] == "rate_type"


def test_rates_are_in_dollars_only_however_they_are_spelt(client: httpx.Client) -> None:
    assert rates_for(client, shipment(), preferred_currency="USD")["rates"]
    question = {"rate_options": OPTIONS | {"preferred_currency": "eur"}, "shipment": shipment()}
    assert error_of(client.post("/v1/rates", json=question), 400)["field_name"] == "preferred_currency"


def test_a_question_about_a_return_leaves_a_return_behind(client: httpx.Client) -> None:
    answer = rates_for(client, shipment(), is_return=True)
    assert client.get(f"/v1/shipments/{answer['shipment_id']}").json()["is_return"] is True
    [rate] = [one for one in answer["rates"] if one["package_type"] == "package"][:1]
    assert client.post(f"/v1/labels/rates/{rate['rate_id']}", json={}).status_code == 200


def test_the_retail_price_is_there_to_compare_with(client: httpx.Client) -> None:
    for rate in rates_for(client, shipment(comparison_rate_type="retail"))["rates"]:
        assert rate["requested_comparison_amount"]["amount"] > rate["shipping_amount"]["amount"]
    assert rates_for(client, shipment())["rates"][0]["requested_comparison_amount"]["amount"] == 0
    label = buy(client, comparison_rate_type="retail")
    assert label["requested_comparison_amount"]["amount"] > label["shipment_cost"]["amount"]


def grown(client: httpx.Client) -> Json:
    """A rate whose shipment became much heavier afterwards."""
    place = client.post("/v1/warehouses", json={"name": "Depot", "origin_address": SHOP}).json()
    parcel = shipment(ship_from=None, warehouse_id=place["warehouse_id"])
    answer = rates_for(client, parcel, service_codes=["usps_ground_advantage"])
    rate: Json = answer["rates"][0] | {"shipment_id": answer["shipment_id"]}
    heavy = parcel | {"packages": [{"weight": {"value": 60, "unit": "pound"}}]}
    assert client.put(f"/v1/shipments/{answer['shipment_id']}", json=heavy).status_code == 200
    return rate


def test_a_rate_is_bought_at_its_own_price_or_not_at_all(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    error = error_of(client.post(f"/v1/labels/rates/{grown(client)['rate_id']}", json={}), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_status", "rate_id")
    assert len(carrier.ledger()) == 1


def test_a_batch_does_not_buy_a_rate_at_another_price(client: httpx.Client, carrier: PracticeCarrier) -> None:
    made = client.post("/v1/batches", json={"rate_ids": [grown(client)["rate_id"]]}).json()
    client.post(f"/v1/batches/{made['batch_id']}/process/labels", json={})
    carrier.clock.advance(timedelta(seconds=10))
    assert client.get(f"/v1/batches/{made['batch_id']}").json()["status"] == "completed_with_errors"
    [error] = client.get(f"/v1/batches/{made['batch_id']}/errors").json()["errors"]
    assert "changed" in error["error"]
    assert len(carrier.ledger()) == 1
