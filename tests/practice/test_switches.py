"""What nobody has confirmed is chosen by a switch, and each choice shows on the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ACCOUNT, Json, buy, cost, error_of, rates_for, shipment

Doors = dict[str, str]


@pytest.fixture
def doors(client: httpx.Client) -> Doors:
    """Every way to buy the same parcel, as paths; the first needs the parcel in the body."""
    parcel = shipment(external_shipment_id="one parcel")
    made = client.post("/v1/shipments", json={"shipments": [parcel]}).json()["shipments"][0]
    question = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment_id": made["shipment_id"]}
    rates = client.post("/v1/rates", json=question).json()["rate_response"]["rates"]
    return {
        "shipment": f"/v1/labels/shipment/{made['shipment_id']}",
        "rate": f"/v1/labels/rates/{rates[0]['rate_id']}",
    }


def inline(client: httpx.Client, **changes: Any) -> httpx.Response:
    return client.post("/v1/labels", json={"shipment": shipment(**changes)})


@pytest.mark.parametrize("door", ["shipment", "rate"])
def test_a_second_purchase_charges_again_unless_a_switch_refuses_it(
    door: str, doors: Doors, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    first, second = (client.post(doors[door], json={}).json() for _ in range(2))
    assert first["tracking_number"] != second["tracking_number"]
    assert sum(one.kind == "purchase" for one in carrier.ledger()) == 2
    carrier.set_switches(second_purchase="refuse")
    for path in doors.values():
        assert error_of(client.post(path, json={}), 400)["error_code"] == "invalid_status"
    assert sum(one.kind == "purchase" for one in carrier.ledger()) == 2


def test_a_used_external_id_conflicts_with_the_status_of_a_switch(
    doors: Doors, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    used = {"external_shipment_id": "one parcel"}
    for status in (400, 409):
        carrier.set_switches(conflict_status=status)
        assert error_of(inline(client, **used), status)["error_code"] == "identifier_conflict"
        again = client.post("/v1/shipments", json={"shipments": [shipment(**used)]})
        assert error_of(again, status)["error_code"] == "identifier_conflict"
    carrier.set_switches(duplicate_external_id="accept")
    assert inline(client, **used).status_code == 200
    assert doors


@pytest.mark.parametrize(
    ("choice", "code", "source"),
    [
        ("insufficient_funds", "insufficient_funds", "carrier"),
        ("funding_source_error", "funding_source_error", "carrier"),
        ("carrier_text", "unspecified", "carrier"),
    ],
)
def test_no_door_sells_without_money(
    choice: str, code: str, source: str, doors: Doors, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    outbound = buy(client)
    carrier.adjust_balance(1 - sum(one.amount.minor for one in carrier.ledger()))
    carrier.set_switches(funds_error=choice, rate_shopper=True)
    parcel = shipment()
    before = client.get("/v1/labels").json()["total"]
    for reply in (
        inline(client),
        *(client.post(path, json={}) for path in doors.values()),
        client.post(f"/v1/labels/{outbound['label_id']}/return", json={}),
        client.post("/v1/labels/rate_shopper_id/cheapest", json={"shipment": parcel}),
    ):
        error = error_of(reply, 400)
        assert (error["error_code"], error["error_source"]) == (code, source)
        assert error["carrier_id"] == ACCOUNT
    assert client.get("/v1/labels").json()["total"] == before
    assert carrier.ledger()[-1].kind == "adjustment"


def test_an_expired_password_stops_purchases_too(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(password_expired=True)
    assert client.get("/v1/carriers").status_code == 207
    assert error_of(inline(client), 400)["error_code"] == "unauthorized"
    carrier.set_switches(password_expired_refuses=False)
    assert inline(client).status_code == 200


def test_restricted_delivery_is_taken_or_not(client: httpx.Client, carrier: PracticeCarrier) -> None:
    assert inline(client, confirmation="restricted_delivery").status_code == 200
    carrier.set_switches(restricted_delivery=False)
    error = error_of(inline(client, confirmation="restricted_delivery"), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_field_value", "confirmation")


def test_a_link_needs_a_key_only_where_a_switch_says_so(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    href = buy(client)["label_download"]["href"]
    assert client.get(href, headers={"API-Key": ""}).status_code == 200
    carrier.set_switches(downloads_need_key=True)
    assert client.get(href, headers={"API-Key": ""}).status_code == 401
    assert client.get(href).status_code == 200


def test_a_page_above_the_maximum_is_cut_or_refused(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(largest_page=1)
    buy(client), buy(client)
    assert len(client.get("/v1/labels?page_size=9").json()["labels"]) == 1
    carrier.set_switches(page_above="refuse")
    assert error_of(client.get("/v1/labels?page_size=9"), 400)["field_name"] == "page_size"
    assert client.get("/v1/labels?page_size=1").status_code == 200
    assert len(client.get("/v1/labels").json()["labels"]) == 1


def test_the_sandbox_may_have_a_limit_of_its_own(client: httpx.Client, carrier: PracticeCarrier) -> None:
    assert client.get("/v1/carriers").headers["RateLimit-Limit"] == "200"
    carrier.set_switches(sandbox_rate_limit=20)
    for _ in range(19):
        reply = client.get("/v1/labels")
    assert (reply.status_code, reply.headers["RateLimit-Limit"]) == (200, "20")
    assert client.get("/v1/labels").status_code == 429


def test_a_label_may_be_processed_for_a_while(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(label_processing_seconds=30)
    label = buy(client)
    assert (label["status"], label["label_download"]) == ("processing", None)
    assert label["tracking_number"]
    path = f"/v1/labels/{label['label_id']}"
    assert client.get("/v1/labels?label_status=processing").json()["total"] == 1
    assert client.get("/v1/labels?label_status=completed").json()["total"] == 0
    carrier.clock.advance(timedelta(seconds=30))
    done = client.get(path).json()
    assert done["status"] == "completed"
    assert client.get(done["label_download"]["pdf"]).content.startswith(b"%PDF")
    assert client.get("/v1/labels?label_status=completed").json()["total"] == 1
    client.put(f"{path}/void")
    assert client.get("/v1/labels?label_status=voided").json()["total"] == 1


def test_a_document_is_not_there_before_its_time(client: httpx.Client, carrier: PracticeCarrier) -> None:
    href = buy(client)["label_download"]["href"]
    carrier.set_switches(label_processing_seconds=30)
    later = buy(client)["label_id"]
    carrier.clock.advance(timedelta(seconds=30))
    href = client.get(f"/v1/labels/{later}").json()["label_download"]["href"]
    carrier.clock.advance(-timedelta(seconds=10))
    assert client.get(href).status_code == 404


def test_the_rate_shopper_is_closed_or_buys_what_its_rule_prefers(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    parcel = shipment()
    del parcel["carrier_id"], parcel["service_code"]

    def bought(rule: str, **changes: Any) -> httpx.Response:
        return client.post(f"/v1/labels/rate_shopper_id/{rule}", json={"shipment": parcel | changes})

    assert error_of(bought("cheapest"), 400)["error_code"] == "carrier_not_supported"
    carrier.set_switches(rate_shopper=True)
    cheap, fast, best = (bought(rule).json() for rule in ("cheapest", "fastest", "best_value"))
    assert cost(cheap) < cost(fast)
    assert fast["service_code"] == "usps_priority_mail_express"
    assert cost(cheap) <= cost(best) <= cost(fast)
    assert error_of(bought("luckiest"), 400)["error_code"] == "invalid_field_value"
    heavy = [{"weight": {"value": 90, "unit": "pound"}}]
    assert error_of(bought("cheapest", packages=heavy), 400)["error_code"] == "no_rates_returned"


def test_rates_may_take_a_while(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(rates_working_seconds=10)
    answer = rates_for(client, shipment())
    assert (answer["status"], answer["rates"]) == ("working", [])
    path = f"/v1/shipments/{answer['shipment_id']}/rates"
    early = client.get(path).json()
    assert (early["status"], early["rates"]) == ("working", [])
    carrier.clock.advance(timedelta(seconds=10))
    late = client.get(path).json()
    assert late["status"] == "completed"
    rate = late["rates"][0]["rate_id"]
    carrier.clock.advance(-timedelta(seconds=5))
    assert error_of(client.get(f"/v1/rates/{rate}"), 404)["field_name"] == "rate_id"
    assert error_of(client.post(f"/v1/labels/rates/{rate}", json={}), 404)["field_name"] == "rate_id"


def test_an_answer_of_refusals_alone_is_never_working(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(rates_working_seconds=10)
    heavy = shipment(packages=[{"weight": {"value": 90, "unit": "pound"}}])
    assert rates_for(client, heavy)["status"] == "error"


def test_an_expired_rate_is_neither_read_nor_bought(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(rate_ttl_seconds=60)
    rate: Json = rates_for(client, shipment())["rates"][0]
    assert client.get(f"/v1/rates/{rate['rate_id']}").status_code == 200
    carrier.clock.advance(timedelta(seconds=61))
    assert error_of(client.get(f"/v1/rates/{rate['rate_id']}"), 400)["error_code"] == "invalid_status"
    assert (
        error_of(client.post(f"/v1/labels/rates/{rate['rate_id']}", json={}), 400)["error_code"]
        == "invalid_status"
    )
    assert len(carrier.ledger()) == 1
